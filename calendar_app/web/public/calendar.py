"""The public calendar as a list, filtered by its address."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, coming_window
from calendar_app.domain.timing import DAY
from calendar_app.domain.view import ViewKind
from calendar_app.web.parts import parts_of
from calendar_app.web.public.calendar_frame import Asked, Frame, frame, read_asked
from calendar_app.web.public.context import CalendarPage
from calendar_app.web.public.event_links import event_href
from calendar_app.web.public.grid import grid_page
from calendar_app.web.public.listing import days, ongoing
from calendar_app.web.render import Link, page
from calendar_app.words.catalogue import translations

PER_PAGE = 50
_EARLIER = timedelta(days=28)


async def home(request: Request) -> Response:
    """Lead from the bare address to the calendar."""
    return RedirectResponse(parts_of(request).addresses.calendar(), 307)


async def index(request: Request) -> Response:
    """Show what is to come, or what the address asks for, in the view that it asks for."""
    asked = await read_asked(request)
    if asked.view.kind is not ViewKind.LIST:
        return await grid_page(request, asked)
    selection, today = asked.selection, asked.today
    window = coming_window(today)
    found = await asked.parts.publisher.dates(selection, window)
    common = await frame(asked, window=window, total=len(found))
    start = selection.window(today, default=window).start
    context = _page(asked, common, found, start=start)
    return page(request, "public/calendar.html", context, language=asked.language)


def _page(
    asked: Asked, common: Frame, found: list[PublishedOccurrence], *, start: date
) -> CalendarPage:
    selection, addresses = asked.selection, asked.parts.addresses
    # The next dates are picked among those of the whole period, so there are no pages of them.
    shown = found if selection.next_only else _first_days(found, start)
    href = partial(event_href, addresses=addresses, language=asked.language)
    return CalendarPage(
        **common,
        ongoing=ongoing(shown, start=start, href=href),
        days=days(shown, start=start, href=href),
        fold=_fold(asked.parsed.known, found, addresses),
        later_href=_later(selection, found, shown, addresses),
        earlier_href=_earlier(selection, start, asked.today, addresses),
    )


def _fold(known: Selection, found: list[PublishedOccurrence], addresses: Addresses) -> Link | None:
    """Lead to the next date of each series alone, or back; None where no series has several."""
    of_series = [one.series_slug for one in found if one.series_slug]
    if not known.next_only and len(of_series) == len(set(of_series)):
        return None
    text = translations(known.ui)
    label = (
        text.gettext("Vis alle datoer")
        if known.next_only
        else text.gettext("Vis bare neste dato av hver serie")
    )
    switched_over = replace(known, next_only=not known.next_only)
    return Link(label=label, href=addresses.calendar(canonical(switched_over) or ""))


def _first_days(found: list[PublishedOccurrence], start: date) -> list[PublishedOccurrence]:
    """Cut after so many dates, but never within a day: the next page begins with a date.

    What was going on when the list begins is no part of the count.
    """
    coming = [one for one in found if one.span.first >= start]
    if len(coming) <= PER_PAGE:
        return found
    last = coming[PER_PAGE - 1].span.first
    return [one for one in found if one.span.first <= last]


def _later(
    selection: Selection,
    found: list[PublishedOccurrence],
    shown: list[PublishedOccurrence],
    addresses: Addresses,
) -> str:
    if len(shown) == len(found):
        return ""
    following = replace(selection, since=shown[-1].span.first + DAY)
    return addresses.calendar(canonical(following) or "")


def _earlier(selection: Selection, start: date, today: date, addresses: Addresses) -> str:
    """Lead back to today from a later page, and from today four weeks back."""
    if selection.nothing or start <= date.min + _EARLIER:
        return ""
    before = None if start > today else start - _EARLIER
    return addresses.calendar(canonical(replace(selection, since=before)) or "")
