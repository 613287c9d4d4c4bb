"""What it costs to build a public page, when nothing of it is remembered."""

import asyncio
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

import httpx2
from pydantic import SecretStr

from calendar_app.app import create_app
from calendar_app.demonstration.load import load_demonstration
from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from tests.benchmarks.copies import store_copies
from tests.benchmarks.programme import NOW
from tests.benchmarks.report import say
from tests.support.databases import PRODUCT, forget_statements
from tests.support.web import browser, make_settings

_ROUNDS = 15
_SERIES = 85
"""Copies of a series with 52 dates: 5,000 dates in the window, and the demonstration's."""

_PAGES = {
    "list of 50 events": ("/kalender?utm_source=%d", "must be ≤ 30 ms"),
    "month": ("/kalender?visning=maned&utm_source=%d", ""),
    "event": ("/arrangement/x-1?utm_source=%d", ""),
    "subscribe": ("/abonner?utm_source=%d", ""),
    "embed of 10 dates": ("/embed/v1/liste?utm_source=%d", ""),
}
"""An unknown key makes an address that nobody has asked for and changes nothing else."""


async def measure() -> None:
    """Measure own time (CPU of the process), on SQLite, with the demonstration and with more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = sqlite_url(folder / "calendar.db")
        await PRODUCT.migrate(url)
        async with connected(PRODUCT.config(url, serving=True)):
            await load_demonstration(password_hash="", now=NOW)
        few = await _measured(url, folder)
        async with connected(PRODUCT.config(url, serving=True)):
            await store_copies(range(1_000, 1_000 + _SERIES))
        many = await _measured(url, folder)
    for page, (_, demand) in _PAGES.items():
        say(f"{page}, built: own time", f"{few[page]:.1f} ms", demand)
        say("  with 5,000 dates in the window", f"{many[page]:.1f} ms", "")


async def _measured(url: str, folder: Path) -> dict[str, float]:
    forget_statements()
    settings = make_settings(data_dir=folder, database_url=SecretStr(url))
    app = create_app(settings, now=lambda: NOW)
    async with app.router.lifespan_context(app), browser(app) as client:
        await asyncio.sleep(1)  # what starts beside the server has then been done
        return {page: await _time(client, path) for page, (path, _) in _PAGES.items()}


async def _time(client: httpx2.AsyncClient, path: str) -> float:
    times = []
    if path.startswith("/arrangement/"):
        first = await client.get(path % 0)
        path = f"{first.headers.get('location', path % 0).partition('?')[0]}?utm_source=%d"
    for number in range(_ROUNDS + 1):
        began = process_time()
        answer = await client.get(path % number)
        times.append((process_time() - began) * 1000)
        assert answer.status_code == 200, (path % number, answer.status_code)
    return median(times[1:])
