"""The information screen: `/skjerm?…`, to be read from across the room and left alone for weeks."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.grammar import parse
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.query import texts_by_key
from calendar_app.domain.selection import coming_window
from calendar_app.domain.timing import local_date
from calendar_app.domain.values import read_one
from calendar_app.web.parts import parts_of
from calendar_app.web.public.coming import next_first, told_on
from calendar_app.web.public.query import checked_query
from calendar_app.web.public.screen_context import ScreenDay, ScreenPage
from calendar_app.web.public.take_away import take_away
from calendar_app.web.render import page
from calendar_app.words.selection import selection_heading

MOST = 40
"""More than any screen holds: the style sheet shows those that fit, whole."""

EVERY = "hvert"
SOONEST, USUAL, LATEST = 5, 120, 3600
"""Seconds between two looks for news."""


async def show(request: Request) -> Response:
    """Show what is on today, and then what comes."""
    parts = parts_of(request)
    vocabulary = await parts.publisher.vocabulary()
    query = checked_query(request)
    parsed = parse(query, vocabulary)
    selection = parsed.selection
    today = local_date(parts.now())
    window = coming_window(today)
    found = await parts.publisher.dates(selection, window)
    start = max(today, selection.window(today, default=window).start)
    context = ScreenPage(
        heading=selection_heading(selection, vocabulary, selection.ui, search=parsed.search),
        today=today,
        every=read_every(query),
        days=_days(found, start),
        take_away=take_away(selection, vocabulary, parts.addresses),
    )
    return page(request, "public/screen.html", context, language=selection.ui)


def read_every(query: bytes) -> int:
    """Read how often to look for news; what is not understood is left to what is usual."""
    return read_one(EVERY, texts_by_key(query, {EVERY: EVERY}), _seconds)[0] or USUAL


def _seconds(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    return number if SOONEST <= number <= LATEST else None


def _days(found: Iterable[PublishedOccurrence], start: date) -> tuple[ScreenDay, ...]:
    shown = next_first(found, start=start)[:MOST]
    return tuple(
        ScreenDay(date=day, occurrences=tuple(group))
        for day, group in groupby(shown, key=lambda one: told_on(one, start))
    )
