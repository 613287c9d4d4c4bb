"""What it costs to keep 5,000 published dates for when the database is away, and to use them."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from calendar_app.domain.timing import local_date
from calendar_app.publishing.index import PublishedIndex, load_index, updated
from calendar_app.publishing.kept import Kept
from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from calendar_app.storage.occurrences import mark_full
from calendar_app.storage.published import publication_state
from calendar_app.storage.rows import OccurrenceRow
from tests.benchmarks.copies import store_copies
from tests.benchmarks.programme import DATES, NOW
from tests.benchmarks.report import say
from tests.support.databases import PRODUCT

_IN_ALL = 5_000
_TODAY = local_date(NOW)


async def measure() -> None:
    """Measure on SQLite, where storage shares the process and its lock."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = sqlite_url(folder / "calendar.db")
        await PRODUCT.migrate(url)
        async with connected(PRODUCT.config(url, serving=True)):
            await store_copies(range(1, _IN_ALL // DATES))
            index = await _write(folder / "published.kept")
            await _read(folder / "published.kept", index)


async def _write(path: Path) -> PublishedIndex:
    kept = Kept(path, database="here", settle_seconds=0, ticks=lambda: 0.0)
    index = await load_index(_TODAY)
    await kept.follow(index, None)
    idle = await _lag(asyncio.sleep(1))
    began = perf_counter()
    busy = await _lag(kept.catch_up())
    dates = f"{len(index.entries):,} dates"
    say(f"kept file: {dates} read, packed and written", _ms(perf_counter() - began), "")
    say("  size of the file", f"{os.stat(path).st_size / 1e6:.2f} MB", "")
    say("  p99 of the event loop's delay, idle", _ms(idle), "")
    say("  p99 of the event loop's delay meanwhile", _ms(busy), "")
    row = (await OccurrenceRow.all().order_by("id").limit(1).values("id", "event_id"))[0]
    await mark_full(row["event_id"], row["id"], True, staff_id=None, now=NOW)
    update = await updated(index, await publication_state())
    began = perf_counter()
    await kept.follow(update.index, update.event_ids)
    await kept.catch_up()
    say("  one edit, the file written anew", _ms(perf_counter() - began), "")
    return update.index


async def _read(path: Path, index: PublishedIndex) -> None:
    kept = Kept(path, database="here")
    began = perf_counter()
    await kept.standing(None, _TODAY)
    say("kept file: index for a start without a database", _ms(perf_counter() - began), "")
    ids = list(index.entries.by_event)[: 1_000 // DATES]
    began = perf_counter()
    events = await kept.events(ids)
    count = sum(len(one.dates) for one in events.values())
    say(f"  {count:,} dates read from it for one feed", _ms(perf_counter() - began), "")


async def _lag(work: Awaitable[object]) -> float:
    """Give how late the event loop is to do something else meanwhile, at the 99th percentile."""
    late: list[float] = []

    async def watch() -> None:
        while True:
            began = perf_counter()
            await asyncio.sleep(0.001)
            late.append(perf_counter() - began - 0.001)

    watching = asyncio.create_task(watch())
    await work
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    return sorted(late)[int(len(late) * 0.99)]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    asyncio.run(measure())
