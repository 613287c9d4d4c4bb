"""What the staff's pages cost at the size of the demonstration, and with 50,000 events stored."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import process_time

import httpx2
from pydantic import SecretStr

from calendar_app.app import create_app
from calendar_app.demonstration.account import EMAIL
from calendar_app.demonstration.load import load_demonstration
from calendar_app.domain.timing import Window
from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from calendar_app.storage.plan import read_plan
from calendar_app.storage.sessions import start_session
from calendar_app.storage.staff import find_account
from calendar_app.storage.vocabulary import load_vocabulary
from tests.benchmarks.copies import store_copies
from tests.benchmarks.programme import DATES, NOW
from tests.benchmarks.report import say
from tests.support.databases import PRODUCT, forget_statements
from tests.support.web import HOST, browser, make_settings

_EVENTS = 50_000
_IN_THE_PLAN = 1_500
_ROUNDS = 9
_YEAR = Window(NOW.date().replace(day=1), NOW.date().replace(year=2027, day=1))
_PAGES = {
    "desk": "/ansatt/",
    f"plan of four libraries, twelve months, {_IN_THE_PLAN:,} dates": "/ansatt/plan?maneder=12",
    "form of a new event": "/ansatt/arrangementer/nytt",
}


async def measure() -> None:
    """Measure own time (CPU of the process), on SQLite; nothing is remembered between rounds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = sqlite_url(folder / "calendar.db")
        await PRODUCT.migrate(url)
        async with connected(PRODUCT.config(url, serving=True)):
            await load_demonstration(password_hash="", now=NOW)
            await _fill_the_plan()
        few = await _measured(url, folder)
        async with connected(PRODUCT.config(url, serving=True)):
            await store_copies(range(1_000, 1_000 + _EVENTS), weeks_ago=156, dates=2)
        many = await _measured(url, folder)
    for page, times in few.items():
        say(f"{page}: own time", f"{median(times):.0f} ms", "must be ≤ 100 ms")
        say(
            f"  with {_EVENTS:,} events stored / as it is",
            f"{median(many[page]) / median(times):.2f}",
            "must be ≤ 2.00",
        )


async def _fill_the_plan() -> None:
    """Add series until a year of the plan has as many dates as it must bear."""
    number = 1
    while (there := await _in_the_plan()) < _IN_THE_PLAN:
        more = 1 + (_IN_THE_PLAN - there) // DATES
        await store_copies(range(number, number + more))
        number += more


async def _in_the_plan() -> int:
    account = await find_account(EMAIL)
    assert account is not None
    vocabulary = await load_vocabulary()
    return len(await read_plan(account.member, window=_YEAR, vocabulary=vocabulary))


async def _measured(url: str, folder: Path) -> dict[str, list[float]]:
    forget_statements()
    async with _signed_in(url, folder) as client:
        return {page: await _times(client, path) for page, path in _PAGES.items()}


async def _times(client: httpx2.AsyncClient, path: str) -> list[float]:
    times = []
    for _ in range(_ROUNDS + 1):
        began = process_time()
        answer = await client.get(path)
        times.append((process_time() - began) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
    return times[1:]


@asynccontextmanager
async def _signed_in(url: str, folder: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """Give the browser of the demonstration's person, at the application as it is served."""
    settings = make_settings(data_dir=folder, database_url=SecretStr(url))
    app = create_app(settings, now=lambda: NOW)
    async with app.router.lifespan_context(app):
        account = await find_account(EMAIL)
        assert account is not None
        token = await start_session(account.member.id, now=NOW)
        await asyncio.sleep(1)  # what starts beside the server has then been done
        async with browser(app) as client:
            client.cookies.set("lesekalender", token, domain=HOST)
            yield client
