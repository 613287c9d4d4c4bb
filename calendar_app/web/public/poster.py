"""A selection as a poster on one sheet of A3: `/plakat?…`."""

from dataclasses import replace
from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.grammar import Parsed, parse
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, coming_window
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.parts import parts_of
from calendar_app.web.public.chosen_filters import remarks
from calendar_app.web.public.coming import next_first
from calendar_app.web.public.event_links import event_href
from calendar_app.web.public.languages import language_links
from calendar_app.web.public.listing import soonest
from calendar_app.web.public.poster_context import PosterPage
from calendar_app.web.public.query import checked_query
from calendar_app.web.public.take_away import take_away
from calendar_app.web.render import page
from calendar_app.words.selection import selection_heading

MOST = 10
"""Dates that fit on a sheet of A3 with type that is read from two steps away."""


async def show(request: Request) -> Response:
    """Show the next dates as they will be printed."""
    parts = parts_of(request)
    vocabulary = await parts.publisher.vocabulary()
    parsed = parse(checked_query(request), vocabulary)
    today = local_date(parts.now())
    found = await parts.publisher.dates(parsed.selection, coming_window(today))
    context = _page(parsed, vocabulary, found, parts.addresses, today=today)
    context = replace(context, is_local=parts.settings.is_loopback)
    return page(request, "public/poster.html", context, language=parsed.selection.ui)


def _page(
    parsed: Parsed,
    vocabulary: Vocabulary,
    found: list[PublishedOccurrence],
    addresses: Addresses,
    *,
    today: date,
) -> PosterPage:
    selection, language = parsed.selection, parsed.selection.ui
    heading = selection_heading(selection, vocabulary, language, search=parsed.search)
    coming = next_first(found, start=today)
    href = partial(event_href, addresses=addresses, language=language)
    return PosterPage(
        title=heading,
        heading=heading,
        home=addresses.calendar(canonical(Selection(ui=language)) or ""),
        languages=language_links(
            language, lambda ui: addresses.poster(canonical(switched(parsed.known, ui=ui)) or "")
        ),
        today=today,
        list_href=addresses.calendar(canonical(switched(parsed.known, by_rule=False)) or ""),
        listed=soonest(coming, most=MOST, href=href),
        more=max(len(coming) - MOST, 0),
        take_away=take_away(selection, vocabulary, addresses),
        remarks=remarks(parsed, vocabulary, address=addresses.poster),
    )
