"""The public calendar as a list, filtered by its address."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.grammar import Parsed, parse
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, coming_window
from calendar_app.domain.timing import DAY, local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.parts import parts_of
from calendar_app.web.public.chosen_filters import chips, loosen, remarks
from calendar_app.web.public.context import CalendarPage, LanguageLink
from calendar_app.web.public.event_links import event_href
from calendar_app.web.public.feed_links import alternates, subscription
from calendar_app.web.public.filters import filter_form, spoken
from calendar_app.web.public.languages import language_links
from calendar_app.web.public.listing import days, ongoing
from calendar_app.web.public.query import checked_query
from calendar_app.web.render import page
from calendar_app.wording import SERVICE
from calendar_app.words.selection import selection_description, selection_heading

PER_PAGE = 50
_EARLIER = timedelta(days=28)


async def home(request: Request) -> Response:
    """Lead from the bare address to the calendar."""
    return RedirectResponse(parts_of(request).addresses.calendar(), 307)


async def index(request: Request) -> Response:
    """Show what is to come, or what the address asks for."""
    parts = parts_of(request)
    published = await parts.publisher.current.index()
    parsed = parse(checked_query(request), published.vocabulary)
    today = local_date(parts.now())
    window = coming_window(today)
    found = await parts.publisher.dates(parsed.selection, window)
    context = _page(
        parsed,
        published.vocabulary,
        found,
        parts.addresses,
        today=today,
        start=parsed.selection.window(today, default=window).start,
        languages=spoken(published.entries.facets),
    )
    return page(request, "public/calendar.html", context, language=parsed.selection.ui)


def _page(
    parsed: Parsed,
    vocabulary: Vocabulary,
    found: list[PublishedOccurrence],
    addresses: Addresses,
    *,
    today: date,
    start: date,
    languages: Iterable[str],
) -> CalendarPage:
    selection, language = parsed.selection, parsed.selection.ui
    # The next dates are picked among those of the whole period, so there are no pages of them.
    shown = found if selection.next_only else _first_days(found, start)
    heading = selection_heading(selection, vocabulary, language, search=parsed.search)
    everything = addresses.calendar(canonical(Selection(ui=language)) or "")
    href = partial(event_href, addresses=addresses, language=language)
    return CalendarPage(
        title=heading,
        heading=heading,
        description=selection_description(
            selection, vocabulary, language, service=SERVICE, unknown=False
        ),
        canonical=_canonical(selection, addresses),
        alternates=alternates(selection, addresses),
        home=everything,
        languages=_languages(parsed.known, addresses),
        today=today,
        form=filter_form(
            parsed, vocabulary, action=addresses.calendar(), today=today, languages=languages
        ),
        subscription=None if selection.nothing else subscription(selection, addresses),
        ongoing=ongoing(shown, start=start, href=href),
        days=days(shown, start=start, href=href),
        total=len(found),
        chips=chips(parsed, vocabulary, address=addresses.calendar),
        remarks=remarks(parsed, vocabulary, address=addresses.calendar),
        loosen=loosen(parsed, vocabulary, address=addresses.calendar),
        reset_href=everything,
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


def _canonical(selection: Selection, addresses: Addresses) -> str:
    """Give the one address of the page, "" when it has none; rule mode is for `.ics` (SEL-41)."""
    query = canonical(switched(selection, by_rule=False))
    return "" if query is None else addresses.absolute(addresses.calendar(query))


def _languages(known: Selection, addresses: Addresses) -> tuple[LanguageLink, ...]:
    return language_links(
        known.ui, lambda ui: addresses.calendar(canonical(switched(known, ui=ui)) or "")
    )
