"""Promise 2: kill -9 loses nothing that was acknowledged and leaves nothing half-saved (R2)."""

import asyncio
import random
import sqlite3
from collections import Counter
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
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
_KILLS = 4
_WRITERS = 4
"""Enough for a save to be under way whenever the server is killed."""

_DATES = 2


@dataclass
class Told:
    """What the server told somebody that it had saved, and what they got no answer for."""

    writer: int
    saved: list[str] = field(default_factory=list)
    unsure: Fields | None = None


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_today")
    return found


async def test_nothing_acknowledged_is_lost_when_a_server_is_killed(
    servers: StartServer, database_url: str, tmp_path: Path
) -> None:
    """Some enter series, one edits the same event over and over; each kill meets a save."""
    chance = random.Random(9)
    told = [Told(number) for number in range(_WRITERS)]
    count = Told(_WRITERS)
    server = await servers(tmp_path, DATABASE_URL=database_url)
    async with AsyncExitStack() as open_desks:
        desks = [
            await open_desks.enter_async_context(at_desk(server.url, PASSWORD))
            for _ in range(_WRITERS + 1)
        ]
        counter = await desks[-1].publish("Teller 0", in_days(3), **_series())
        kills = 0
        while kills < _KILLS or sum(len(one.saved) for one in (*told, count)) < _WRITES:
            work = [
                *(_enter_events(desk, one) for desk, one in zip(desks, told, strict=False)),
                _count(desks[-1], counter, count),
            ]
            running = asyncio.gather(*work)
            await asyncio.sleep(chance.uniform(0.6, 1.5))
            await server.kill()
            kills += 1
            await running
            server = await servers(tmp_path, DATABASE_URL=database_url)
            for desk in desks:
                desk.client.base_url = server.url
            for desk, one in zip(desks, told, strict=False):
                await _send_again(desk, one)
    titles = Counter(await titles_in_feed(server.url, "bibliotek=hamar"))
    entered = {title: times for title, times in titles.items() if title.startswith("Skrevet ")}
    assert entered == dict.fromkeys((title for one in told for title in one.saved), _DATES)
    counted = {title: times for title, times in titles.items() if title.startswith("Teller ")}
    last = len(count.saved)
    assert counted in ({f"Teller {one}": _DATES} for one in (last, last + 1))
    assert await server.stop() == STOPPED
    if database_url.startswith("sqlite"):
        _assert_sound(database_url)


async def _enter_events(desk: Desk, told: Told) -> None:
    """Enter series until the server is gone."""
    with suppress(httpx2.TransportError):
        while True:
            title = f"Skrevet {told.writer}-{len(told.saved):03}"
            fields = await desk.blank_event(title, in_days(4), **_series())
            told.unsure = fields
            await _send(desk, fields, told)


async def _send(desk: Desk, fields: Fields, told: Told) -> None:
    await desk.send_new(fields, handling="publiser")
    told.saved.append(fields["title"][0])
    told.unsure = None


async def _send_again(desk: Desk, told: Told) -> None:
    """Do what people do who got no answer: send the form once more. It is still one event."""
    if told.unsure:
        await _send(desk, told.unsure, told)


async def _count(desk: Desk, event_id: int, told: Told) -> None:
    """Edit an event until the server is gone; a number is told once it is saved."""
    with suppress(httpx2.TransportError):
        while True:
            title = f"Teller {len(told.saved) + 1}"
            await desk.edit(event_id, title=title)
            told.saved.append(title)


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
