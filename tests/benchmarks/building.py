"""How long a feed takes to build, held against icalendar's own serialisation of its events."""

import tempfile
from asyncio import to_thread
from pathlib import Path
from statistics import median
from time import perf_counter

from icalendar import Calendar, Event

from calendar_app.addresses import Addresses
from calendar_app.domain.grammar import parse
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import DAY, Timed
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from calendar_app.wording import feed_wording
from feeds.description import description
from feeds.standing import standing
from tests.benchmarks.programme import NOW, store_dates
from tests.benchmarks.report import ratio, say
from tests.support.databases import PRODUCT

_ROUNDS = 7
_WINDOW = 5000
_WORDING = feed_wording(Addresses("https://kalender.example.no"))
_FILTERS = (
    b"type=lesestund",
    b"alder=0-2&type=-lesestund&bibliotek=hamar,gjovik",
    b"bibliotek=ringsaker&type=verksted,forfatterbesok",
    b"bibliotek=hamar",
)


async def measure() -> None:
    """Measure with 5,000 dates in the window, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        url = sqlite_url(Path(folder) / "calendar.db")
        await PRODUCT.migrate(url)
        async with connected(PRODUCT.config(url, serving=True)):
            await store_dates(_WINDOW)
            await _first_build()
            await _other_filters()


def _publisher() -> Publisher:
    return Publisher(_WORDING, now=lambda: NOW)


async def _first_build() -> None:
    """Build a feed of 1,000 dates with nothing rendered, with and without the database."""
    whole, rendering, library = [], [], []
    for _ in range(_ROUNDS):
        publisher = _publisher()
        index = await publisher.current.index()
        selection = parse(b"type=lesestund", index.vocabulary).selection
        whole.append(await _timed(publisher, selection))
        publisher.rendering.forget_everything()
        publisher.forget_answers()
        rendering.append(await _timed(publisher, selection))
        dates = await publisher.dates(selection, index.window)
        began = perf_counter()
        await to_thread(_serialised, dates)
        library.append((perf_counter() - began) * 1000)
    say(
        f"first build of {len(dates)} dates / icalendar's own serialisation",
        f"{ratio(rendering, library):.2f}",
        "must be ≤ 1.50",
    )
    say(
        "  the same with reading from the database, cold",
        f"{ratio(whole, library):.2f}",
        "",
    )


async def _other_filters() -> None:
    """Build feeds of other filters when every date has been rendered before."""
    publisher = _publisher()
    index = await publisher.current.index()
    for query in _FILTERS:
        selection = parse(query, index.vocabulary).selection
        answer = await publisher.feed(selection, unknown=False)
        times = []
        for _ in range(_ROUNDS):
            publisher.forget_answers()
            times.append(await _timed(publisher, selection))
        count = answer.body.count(b"BEGIN:VEVENT")
        say(
            f"other filter, {count} of {len(index.entries)}: {query.decode()}",
            f"{median(times):.1f} ms",
            "must be ≤ 5 ms" if not answer.trimming else "trimmed",
        )


async def _timed(publisher: Publisher, selection: Selection) -> float:
    began = perf_counter()
    await publisher.feed(selection, unknown=False)
    return (perf_counter() - began) * 1000


def _serialised(dates: list[PublishedOccurrence]) -> bytes:
    """Write the same events as one would with icalendar alone, text made beforehand by us."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//x//x//NO")
    labels = _WORDING.labels("nb")
    for one in dates:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", one.last_modified)
        event.add("last-modified", one.last_modified)
        event.add("created", one.created_at)
        event.add("sequence", one.sequence)
        span = one.span
        event.add("dtstart", span.start if isinstance(span, Timed) else span.first)
        event.add("dtend", span.end if isinstance(span, Timed) else span.last + DAY)
        event.add("summary", one.title)
        event.add("status", "CONFIRMED")
        event.add("location", one.place.name if one.place else "")
        event.add("categories", [label.nb for label in one.categories])
        stands = standing(one, called_off=Selection().called_off, today=NOW.date())
        address = _WORDING.event_url(one)
        event.add("description", description(one, standing=stands, labels=labels, address=address))
        event.add("url", address)
        event.add("class", "PUBLIC")
        event.add("transp", "TRANSPARENT")
        event.add("x-microsoft-cdo-busystatus", "FREE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
