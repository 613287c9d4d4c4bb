"""The calendar as a month or a week: `/kalender?visning=maned&dato=2026-12`.

It shows what `publisher.dates` gives in those days, and nothing else, so it agrees with the feed.
"""

from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.canonical import canonical
from calendar_app.domain.keys import LIBRARY
from calendar_app.domain.periods import Period
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, feed_window
from calendar_app.domain.timing import DAY, Window
from calendar_app.domain.view import View, ViewKind, shown_days, step, within
from calendar_app.domain.vocabulary import LibraryKind, Vocabulary
from calendar_app.storage.errors import AWAY
from calendar_app.storage.periods import periods_in
from calendar_app.web.public.calendar_frame import Asked, Frame, frame
from calendar_app.web.public.event_links import event_href
from calendar_app.web.public.grid_context import GridPage, GridWeek
from calendar_app.web.public.grid_days import Shown, weeks
from calendar_app.web.public.grid_periods import Free
from calendar_app.web.public.view_links import in_view
from calendar_app.web.render import Link, page
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import month_words, week_words

_TEMPLATES = {ViewKind.MONTH: "public/month.html", ViewKind.WEEK: "public/week.html"}


async def grid_page(request: Request, asked: Asked) -> Response:
    """Answer with the month or the week that an address asks for."""
    window = shown_days(asked.view, asked.today)
    found = await _dates(asked, window)
    common = await frame(asked, window=window, total=len(found))
    shown = Shown(
        window=window,
        found=found,
        free=await _free(asked, window),
        today=asked.today,
        language=asked.language,
    )
    context = _page(asked, common, shown)
    return page(request, _TEMPLATES[asked.view.kind], context, language=asked.language)


async def _dates(asked: Asked, window: Window) -> list[PublishedOccurrence]:
    selection, publisher = asked.selection, asked.parts.publisher
    shown = within(selection, window, asked.today)
    if not selection.next_only:
        return await publisher.dates(shown, window)
    # The next date of a series is the same whatever month is looked at, as in the feed.
    wanted = shown.window(asked.today, default=window)
    found = await publisher.dates(selection, feed_window(asked.today))
    return [one for one in found if wanted.overlaps(one.span.first, one.span.last)]


def _page(asked: Asked, common: Frame, shown: Shown) -> GridPage:
    addresses, window, view = asked.parts.addresses, shown.window, asked.view
    name = _name(view.kind, window.start, asked.language)
    common["title"] = f"{common['heading']}, {name}"
    href = partial(event_href, addresses=addresses, language=asked.language)
    return GridPage(
        **common,
        name=name,
        first=window.start,
        last=window.end - DAY,
        weeks=_weeks(asked, shown, href=href),
        earlier=_step(asked, forward=False),
        current=_current(asked, window),
        later=_step(asked, forward=True),
        is_indexed=feed_window(asked.today).overlaps(window.start, window.end - DAY),
        poster_href=addresses.poster(canonical(asked.parsed.known) or ""),
    )


def _weeks(asked: Asked, shown: Shown, *, href: "partial[str]") -> tuple[GridWeek, ...]:
    def week_href(monday: date) -> str:
        return _address(asked, View(kind=ViewKind.WEEK, anchor=monday))

    is_month = asked.view.kind is ViewKind.MONTH
    return weeks(shown, href=href, week_href=week_href if is_month else None)


def _name(kind: ViewKind, first: date, language: str) -> str:
    if kind is ViewKind.MONTH:
        return month_words(first, language)
    return week_words(first, language, year=True)


def _step(asked: Asked, *, forward: bool) -> Link | None:
    """Lead to the month or week beside; beyond what feeds hold only as far as the past goes."""
    view = step(asked.view, asked.today, forward=forward)
    if view is None or view.anchor is None:
        return None
    name = _name(view.kind, view.anchor, asked.language)
    return Link(label=name[0].upper() + name[1:], href=_address(asked, view))


def _current(asked: Asked, window: Window) -> Link | None:
    if window.overlaps(asked.today, asked.today):
        return None
    text, kind = translations(asked.language), asked.view.kind
    is_month = kind is ViewKind.MONTH
    label = text.gettext("Denne måneden") if is_month else text.gettext("Denne uka")
    return Link(label=label, href=_address(asked, View(kind=kind)))


def _address(asked: Asked, view: View) -> str:
    return in_view(asked.parts.addresses, view)(canonical(asked.parsed.known) or "")


async def _free(asked: Asked, window: Window) -> Free:
    libraries = _libraries(asked.selection, asked.vocabulary)
    return Free(await _periods(asked, window), libraries=libraries, window=window)


async def _periods(asked: Asked, window: Window) -> list[Period]:
    """Read the school holidays of the days; a database that is away must not cost the page."""
    current = asked.parts.publisher.current
    if current.is_away:
        return []
    try:
        return await periods_in(window)
    except AWAY as error:
        current.lost(error)  # so that a page without them is not kept
        return []


def _libraries(selection: Selection, vocabulary: Vocabulary) -> dict[int, str]:
    """Give those that are asked for, or all, with their short names."""
    choices = [one for one in selection.choices if one.key == LIBRARY]
    included = {value.slug for one in choices for value in one.included}
    excluded = {value.slug for one in choices for value in one.excluded}
    return {
        one.id: one.short_name
        for one in vocabulary.libraries.values()
        if one.kind is LibraryKind.LIBRARY
        if one.slug not in excluded and (not included or one.slug in included)
    }
