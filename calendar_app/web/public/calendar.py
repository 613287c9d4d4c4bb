"""The public calendar as a list, filtered by its address."""

from dataclasses import replace
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.grammar import Parsed, parse
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, feed_window
from calendar_app.domain.timing import DAY, Window, local_date
from calendar_app.domain.vocabulary import LANGUAGES, Vocabulary
from calendar_app.web.parts import parts_of
from calendar_app.web.public.context import (
    CalendarPage,
    LanguageLink,
    Subscription,
    days,
    ongoing,
)
from calendar_app.web.public.filters import chips, filter_form, loosen
from calendar_app.web.public.query import checked_query
from calendar_app.web.render import page
from calendar_app.wording import SERVICE
from calendar_app.words.languages import OWN_NAMES
from calendar_app.words.selection import selection_description, selection_heading
from calendar_app.words.warnings import warnings

PER_PAGE = 50
_EARLIER = timedelta(days=28)


async def home(request: Request) -> Response:
    """Lead from the bare address to the calendar."""
    return RedirectResponse(parts_of(request).addresses.calendar(), 307)


async def index(request: Request) -> Response:
    """Show what is to come, or what the address asks for."""
    parts = parts_of(request)
    vocabulary = await parts.publisher.vocabulary()
    parsed = parse(checked_query(request), vocabulary)
    today = local_date(parts.now())
    window = Window(today, feed_window(today).end)
    found = await parts.publisher.dates(parsed.selection, window)
    start = parsed.selection.window(today, default=window).start
    context = _page(parsed, vocabulary, found, parts.addresses, today=today, start=start)
    return page(request, "public/calendar.html", context, language=parsed.selection.ui)


def _page(
    parsed: Parsed,
    vocabulary: Vocabulary,
    found: list[PublishedOccurrence],
    addresses: Addresses,
    *,
    today: date,
    start: date,
) -> CalendarPage:
    selection, language = parsed.selection, parsed.selection.ui
    shown = _first_days(found, start)
    query = canonical(selection) or ""
    feed = addresses.calendar(query, suffix=".ics")

    def href(occurrence: PublishedOccurrence) -> str:
        return _with_language(
            addresses.event(occurrence.event_slug, occurrence.event_id), selection
        )

    return CalendarPage(
        title=selection_heading(selection, vocabulary, language),
        heading=selection_heading(selection, vocabulary, language),
        description=selection_description(
            selection, vocabulary, language, service=SERVICE, unknown=False
        ),
        canonical="" if selection.nothing else addresses.absolute(addresses.calendar(query)),
        feed=addresses.absolute(feed),
        home=addresses.calendar(canonical(Selection(ui=language)) or ""),
        languages=_languages(selection, addresses),
        today=today,
        form=filter_form(parsed.known, vocabulary, action=addresses.calendar(), today=today),
        subscription=Subscription(webcal=addresses.webcal(feed), https=addresses.absolute(feed)),
        ongoing=ongoing(shown, start=start, href=href),
        days=days(shown, start=start, href=href),
        total=len(found),
        chips=chips(parsed.known, vocabulary, address=addresses.calendar),
        warnings=warnings(parsed, vocabulary, language),
        loosen=loosen(parsed.known, vocabulary, address=addresses.calendar),
        reset_href=addresses.calendar(canonical(Selection(ui=language)) or ""),
        later_href=_later(selection, found, shown, addresses),
        earlier_href=_earlier(selection, start, today, addresses),
    )


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


def _languages(selection: Selection, addresses: Addresses) -> tuple[LanguageLink, ...]:
    return tuple(
        LanguageLink(
            language=language,
            label=OWN_NAMES[language],
            href=addresses.calendar(canonical(switched(selection, ui=language)) or ""),
        )
        for language in LANGUAGES
        if language != selection.ui
    )


def _with_language(path: str, selection: Selection) -> str:
    """Keep the language of the page on the way to an event."""
    query = canonical(Selection(ui=selection.ui))
    return f"{path}?{query}" if query else path
