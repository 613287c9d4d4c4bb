"""Promise 2: kill -9 loses nothing that was acknowledged and leaves nothing half-saved (R2)."""

import asyncio
import random
import sqlite3
from collections import Counter
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from calendar_app.storage.address import read_address
from tests.support.databases import KINDS
from tests.support.desk import Desk, at_desk, in_days, titles_in_feed
from tests.support.server import STOPPED, StartServer
from tests.support.staff_forms import Fields
from tests.support.web import PASSWORD

_WRITES = 50
_MOST_KILLS = 15
_DATES = 3


@dataclass
class Told:
    """What the server told two people that it had saved, and what one of them is not sure of."""

    entered: list[str] = field(default_factory=list)
    unsure: Fields | None = None
    counted: int = 0

    @property
    def writes(self) -> int:
        return len(self.entered) + self.counted


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_today")
    return found


async def test_nothing_acknowledged_is_lost_when_a_server_is_killed(
    servers: StartServer, database_url: str, tmp_path: Path
) -> None:
    """One enters series, one edits the same event over and over, until some writes are told."""
    chance = random.Random(9)
    told, kills = Told(), 0
    server = await servers(tmp_path, DATABASE_URL=database_url)
    async with AsyncExitStack() as desks:
        kari, ola = [
            await desks.enter_async_context(at_desk(server.url, PASSWORD)) for _ in range(2)
        ]
        counter = await ola.publish("Teller 0", in_days(3), **_series())
        while told.writes < _WRITES:
            work = [
                asyncio.create_task(_enter_events(kari, told)),
                asyncio.create_task(_count(ola, counter, told)),
            ]
            await asyncio.sleep(chance.uniform(0.8, 2.0))
            await server.kill()
            kills += 1
            assert kills < _MOST_KILLS, told
            await asyncio.gather(*work)
            server = await servers(tmp_path, DATABASE_URL=database_url)
            kari.client.base_url = ola.client.base_url = server.url
            if told.unsure:  # whoever got no answer sends the form again: still one event
                await _send(kari, told.unsure, told)
    titles = Counter(await titles_in_feed(server.url))
    saved = {title: count for title, count in titles.items() if title.startswith("Skrevet ")}
    assert saved == dict.fromkeys(told.entered, _DATES)
    counters = {title: count for title, count in titles.items() if title.startswith("Teller ")}
    assert counters in ({f"Teller {one}": _DATES} for one in (told.counted, told.counted + 1))
    assert await server.stop() == STOPPED
    if database_url.startswith("sqlite"):
        _assert_sound(database_url)


async def _enter_events(desk: Desk, told: Told) -> None:
    """Enter series until the server is gone."""
    with suppress(httpx2.TransportError):
        while True:
            title = f"Skrevet {len(told.entered):03}"
            day = in_days(4) + timedelta(days=len(told.entered))
            fields = await desk.blank_event(title, day, **_series())
            told.unsure = fields
            await _send(desk, fields, told)


async def _send(desk: Desk, fields: Fields, told: Told) -> None:
    await desk.send_new(fields, handling="publiser")
    told.entered.append(fields["title"][0])
    told.unsure = None


async def _count(desk: Desk, event_id: int, told: Told) -> None:
    """Edit an event until the server is gone; a number is told once it is saved."""
    with suppress(httpx2.TransportError):
        while True:
            await desk.edit(event_id, title=f"Teller {told.counted + 1}")
            told.counted += 1


def _series() -> dict[str, str]:
    return {
        "when": "series",
        "repeats": "weekly",
        "interval": "1",
        "ends": "count",
        "count": str(_DATES),
    }


def _assert_sound(url: str) -> None:
    """Ask SQLite itself, and see that every event has its history."""
    connection = sqlite3.connect(read_address(url, ssl="prefer").path)  # type: ignore[union-attr]
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        without = "SELECT count(*) FROM event WHERE id NOT IN (SELECT event_id FROM revision)"
        assert connection.execute(without).fetchone() == (0,)
    finally:
        connection.close()
