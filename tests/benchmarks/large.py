"""The sizes of a whole country: 200,000 dates stored, few or all of them in the window."""

import asyncio
import os
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from calendar_app.addresses import Addresses
from calendar_app.domain.grammar import parse
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from calendar_app.storage.occurrences import mark_full
from calendar_app.storage.rows import OccurrenceRow
from calendar_app.wording import feed_wording
from tests.benchmarks.copies import store_copies
from tests.benchmarks.programme import DATES, NOW
from tests.benchmarks.report import say
from tests.support.databases import PRODUCT, PostgresDatabases, forget_statements

_ALL = 200_000
_FEW = 2_000
_ROUNDS = 9
_WORDING = feed_wording(Addresses("https://kalender.example.no"))
_QUERIES = (
    b"bibliotek=hamar&sted=moelv&alder=5&type=verksted",
    b"sted=moelv&alder=7&type=-verksted",
    b"sok=nummer+477",
)
_POLLED = 500


def measure() -> None:
    """Measure on SQLite, and on PostgreSQL when it is there."""
    with _databases() as urls:
        for name, few, many in urls:
            asyncio.run(_measure(name, few, many))


async def _measure(name: str, few: str, many: str) -> None:
    forget_statements()
    await _cost_follows_the_window(name, few, many)
    await _all_in_the_window(name, many)


@contextmanager
def _databases() -> Iterator[list[tuple[str, str, str]]]:
    """Give two empty, migrated databases of each kind, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (sqlite_url(Path(folder) / f"{one}.db") for one in ("few", "many"))
        urls = [("SQLite", few, many)]
        server = os.environ.get("LESEKALENDER_TEST_POSTGRES_URL")
        databases = PostgresDatabases(server) if server else None
        if databases:
            urls.append(("PostgreSQL", databases.new(None), databases.new(None)))
        else:
            say("200,000 dates on PostgreSQL", "not measured", "LESEKALENDER_TEST_POSTGRES_URL")
        try:
            yield urls
        finally:
            if databases:
                databases.drop_all()


async def _cost_follows_the_window(name: str, few: str, many: str) -> None:
    """Hold a feed of 2,000 dates in the window against the same with 198,000 past ones stored."""
    times: dict[str, list[float]] = {}
    for url, past in ((few, 0), (many, _ALL - _FEW)):
        await PRODUCT.migrate(url)
        async with connected(PRODUCT.config(url, serving=True)):
            await store_copies(range(1, _FEW // DATES))
            await store_copies(range(_FEW // DATES, (_FEW + past) // DATES), weeks_ago=156)
            times[url] = [await _new_selection() for _ in range(_ROUNDS)]
    say(
        f"{name}: new feed, {_ALL:,} stored / {_FEW:,} stored, {_FEW:,} in the window",
        f"{median(times[many]) / median(times[few]):.2f}",
        "must be ≤ 1.10",
    )


async def _new_selection() -> float:
    """Build a feed with nothing remembered, reading its dates from the database."""
    publisher = Publisher(_WORDING, now=lambda: NOW)
    selection = parse(b"bibliotek=hamar", await publisher.vocabulary()).selection
    began = perf_counter()
    await publisher.feed(selection, unknown=False)
    return perf_counter() - began


async def _all_in_the_window(name: str, url: str) -> None:
    async with connected(PRODUCT.config(url, serving=True)):
        await store_copies(range(_ALL // DATES, 2 * _ALL // DATES - _FEW // DATES))
        publisher = Publisher(_WORDING, now=lambda: NOW)
        began = perf_counter()
        index = await publisher.current.index()
        say(
            f"{name}: start-up with {len(index.entries):,} in the window",
            f"{perf_counter() - began:.1f} s",
            "must be ≤ 10 s",
        )
        await _memory(name)
        for query in _QUERIES:
            await _select(name, publisher, query)
        await _edit(name, publisher)
        await _storm(name, publisher)


async def _memory(name: str) -> None:
    """Weigh what an index keeps, with the allocations of Python traced."""
    publisher = Publisher(_WORDING, now=lambda: NOW)
    tracemalloc.start()
    index = await publisher.current.index()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    say(f"{name}: index of {len(index.entries):,}", f"{kept / 1e6:.0f} MB", "must be ≤ 100 MB")


async def _select(name: str, publisher: Publisher, query: bytes) -> None:
    """Build another filter whose dates have all been rendered before."""
    vocabulary = await publisher.vocabulary()
    selection = parse(query, vocabulary).selection
    count = (await publisher.feed(selection, unknown=False)).body.count(b"BEGIN:VEVENT")
    times = []
    for _ in range(_ROUNDS):
        publisher.forget_answers()
        began = process_time()
        await publisher.feed(selection, unknown=False)
        times.append((process_time() - began) * 1000)
    say(
        f"{name}: new selection, {count} of 200,000 dates",
        f"{median(times):.1f} ms",
        "must be ≤ 20 ms (CPU)",
    )


async def _edit(name: str, publisher: Publisher) -> None:
    """Take in one edited date."""
    times = []
    for round_ in range(_ROUNDS):
        await _change_one(full=round_ % 2 == 0)
        publisher.current.note_own_write()
        began = perf_counter()
        await publisher.current.index()
        times.append((perf_counter() - began) * 1000)
    say(f"{name}: one edit taken in", f"{median(times):.1f} ms", "must be ≤ 20 ms")


async def _storm(name: str, publisher: Publisher) -> None:
    """Ask for 500 distinct filters at once, right after an edit."""
    vocabulary = await publisher.vocabulary()
    libraries = ("hamar", "ringsaker", "lillehammer", "gjovik")
    selections = [
        parse(
            f"sted=moelv&bibliotek={library}&alder={age}&fra={day}d&til={day}d".encode(), vocabulary
        )
        for library in libraries
        for age in (1, 4, 7, 10, 13)
        for day in range(_POLLED // 20)
    ]
    for parsed in selections:
        await publisher.feed(parsed.selection, unknown=False)
    await _change_one(full=True)
    publisher.current.note_own_write()
    publisher.forget_answers()
    times = []
    began = process_time()
    for parsed in selections:
        asked = perf_counter()
        await publisher.feed(parsed.selection, unknown=False)
        times.append((perf_counter() - asked) * 1000)
    say(
        f"{name}: {len(selections)} filters after one edit, CPU in all",
        f"{process_time() - began:.1f} s",
        "",
    )
    say(f"{name}:   the slowest of them", f"{max(times):.0f} ms", "must be ≤ 50 ms")


async def _change_one(*, full: bool) -> None:
    row = (await OccurrenceRow.all().order_by("id").limit(1).values("id", "event_id"))[0]
    await mark_full(row["event_id"], row["id"], full, staff_id=None, now=NOW)
