"""The feeds that every reader is given, each with what it should show.

The reviewed ones of tests/feeds/golden, hostile texts, and the demonstration programme as the
application serves it: in three languages, with each `avlyst`, by date and by rule.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.grammar import parse
from calendar_app.domain.text import clean_line
from calendar_app.domain.timing import DAY, Window
from tests.feeds.golden_feeds import cases, series_cases
from tests.feeds.hostile_texts import HOSTILE
from tests.feeds.occurrences import feed, occurrence, vevent
from tests.readers.serving import serving
from tests.readers.shown import Shown, as_meant, as_written
from tests.readers.with_python import with_icalendar
from tests.support.demonstration import FEED, Programme
from tests.support.web import Clock

LANGUAGES = ("nb", "nn", "en")
_BY_RULE = "gjentakelse=regel"


@dataclass(frozen=True)
class FeedToRead:
    """`meant` in no order; of a feed `by_rule` without uids, as its dates share them."""

    body: bytes
    meant: list[Shown]
    by_rule: bool = False


def rendered_feeds() -> dict[str, FeedToRead]:
    """Give what needs no database: the golden feeds, and one of hostile texts."""
    golden = {name: FeedToRead(body, as_written(body)) for name, body in cases().items()}
    series = {name: _by_rule(body) for name, body in series_cases().items()}
    return {**golden, **series, "hostile-titles": _hostile()}


async def served_feeds(url: str, data_dir: Path) -> dict[str, FeedToRead]:
    """Ask the application for the demonstration programme in every form."""
    async with serving(url, data_dir, Clock()) as programme:
        return {name: found async for name, found in _served(programme)}


def _by_rule(body: bytes) -> FeedToRead:
    """Take icalendar's word for a series, which tests/feeds hold against dateutil's."""
    meant = [one._replace(uid="") for one in with_icalendar(body)]
    return FeedToRead(body, meant, by_rule=True)


def _hostile() -> FeedToRead:
    """Write each hostile text as a title and a description."""
    dates = [
        occurrence(uid=f"hostile-{number}", title=text, description=text)
        for number, text in enumerate(HOSTILE)
    ]
    body = feed(*(vevent(one) for one in dates))
    start, end = "20270209T100000Z", "20270209T104500Z"
    return FeedToRead(body, [Shown(one.uid, start, end, clean_line(one.title)) for one in dates])


async def _served(programme: Programme) -> AsyncIterator[tuple[str, FeedToRead]]:
    empty = await programme.get(f"{FEED}?bibliotek=finnes-ikke")
    yield "matches-nothing", FeedToRead(empty.content, [])
    by_date = ((ui, called_off, "") for ui in LANGUAGES for called_off in CalledOff)
    by_rule = (
        (ui, called_off, _BY_RULE) for ui, called_off in zip(LANGUAGES, CalledOff, strict=True)
    )
    for ui, called_off, rule in (*by_date, *by_rule):
        query = "&".join(filter(None, (f"avlyst={called_off}", rule, f"ui={ui}")))
        answer = await programme.get(f"{FEED}?{query}")
        assert "x-feed-truncated" not in answer.headers
        meant = await _meant(programme, query, ui, called_off)
        if rule:
            meant = [one._replace(uid="") for one in meant]
        yield query, FeedToRead(answer.content, meant, by_rule=bool(rule))


async def _meant(programme: Programme, query: str, ui: str, called_off: CalledOff) -> list[Shown]:
    today = programme.today
    parsed = parse(query, await programme.publisher.vocabulary())
    window = Window(today - 60 * DAY, today + 401 * DAY)
    dates = await programme.publisher.dates(parsed.selection, window)
    return as_meant(dates, ui=ui, called_off=called_off, today=today)
