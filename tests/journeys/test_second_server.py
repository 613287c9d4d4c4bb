"""Beside a running server: a second one, a command that writes, and the end of the first."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import httpx2
import pytest

from tests.support.databases import KINDS
from tests.support.desk import at_desk, in_days, titles_in_feed
from tests.support.server import STOPPED, Server, StartServer, run_command
from tests.support.web import PASSWORD

_TOGETHER = 6
_CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Hamar//Program//NO
BEGIN:VEVENT
UID:en-time-i-biblioteket@example.org
DTSTAMP:20260101T120000Z
DTSTART;TZID=Europe/Oslo:{day:%Y%m%d}T180000
DTEND;TZID=Europe/Oslo:{day:%Y%m%d}T190000
SUMMARY:En time hentet inn
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_today")
    return found


async def test_a_second_server_refuses_within_a_second_of_its_own_work(
    servers: StartServer, sqlite_today: str, tmp_path: Path
) -> None:
    """R6: one process owns the file. Python itself, and this machine's load, are not its work."""
    first = await servers(tmp_path, DATABASE_URL=sqlite_today)
    run = partial(run_command, data_dir=tmp_path, DATABASE_URL=sqlite_today)
    nothing, refusals = [], []
    for options in ((), ("--demo",)):
        began = time.monotonic()
        await run("serve", "--help")
        nothing.append(time.monotonic() - began)
        for _ in range(2):
            began = time.monotonic()
            code, said = await run("serve", "--port", "9", *options)
            refusals.append(time.monotonic() - began)
            assert (code, said.count("\n")) == (1, 1), said
            assert f"process {first.process.pid}" in said
            assert "Traceback" not in said
    assert min(refusals) - min(nothing) < 1
    assert await titles_in_feed(first.url)


async def test_a_server_that_is_asked_to_stop_finishes_what_it_has_begun(
    servers: StartServer, database_url: str, tmp_path: Path
) -> None:
    """R20: who was told 'saved' finds it; who was told nothing finds nothing of it."""
    server = await servers(tmp_path, DATABASE_URL=database_url)
    titles = [f"Sendt samtidig {number}" for number in range(_TOGETHER)]
    async with at_desk(server.url, PASSWORD) as desk:
        forms = [await desk.blank_event(title, in_days(5)) for title in titles]

        async def send(number: int) -> str:
            try:
                await desk.send_new(forms[number], handling="publiser")
            except httpx2.TransportError:
                return ""
            return titles[number]

        sending = [asyncio.create_task(send(number)) for number in range(_TOGETHER)]
        await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
        assert await server.stop() == STOPPED
        told = {title for title in await asyncio.gather(*sending) if title}
    again = await servers(tmp_path, DATABASE_URL=database_url)
    assert told
    assert {one for one in await titles_in_feed(again.url) if one in titles} == told


async def test_an_import_shows_in_the_running_server_within_two_seconds(
    servers: StartServer, database_url: str, tmp_path: Path
) -> None:
    """Point 8 of the issue; the same file again changes nothing."""
    server = await servers(tmp_path, DATABASE_URL=database_url)
    before = await titles_in_feed(server.url)
    file = tmp_path / "program.ics"
    file.write_text(_CALENDAR.format(day=in_days(6)))
    command = ("import", str(file), "--library", "hamar")
    for _ in range(2):
        code, said = await run_command(*command, data_dir=tmp_path, DATABASE_URL=database_url)
        assert code == 0, said
        await _within(2, lambda: _holds(server, "En time hentet inn", len(before) + 1))


async def test_somebody_added_beside_the_running_server_can_log_in(
    servers: StartServer, sqlite_today: str, tmp_path: Path
) -> None:
    server = await servers(tmp_path, DATABASE_URL=sqlite_today)
    command = ("staff", "add", "ny@example.org", "--name", "Ny", "--library", "hamar")
    code, said = await run_command(
        *(*command, "--role", "editor", "--password-stdin"),
        data_dir=tmp_path,
        typed=f"{PASSWORD}\n",
        DATABASE_URL=sqlite_today,
    )
    assert code == 0, said
    async with at_desk(server.url, PASSWORD, email="ny@example.org") as desk:
        event_id = await desk.publish("Den nye skriver", in_days(7))
    assert event_id
    assert "Den nye skriver" in await titles_in_feed(server.url, "bibliotek=hamar")


async def _holds(server: Server, title: str, count: int) -> bool:
    titles = await titles_in_feed(server.url)
    return (titles.count(title), len(titles)) == (1, count)


async def _within(seconds: float, is_so: Callable[[], Awaitable[bool]]) -> None:
    began = time.monotonic()
    while not await is_so():
        assert time.monotonic() - began < seconds
        await asyncio.sleep(0.1)
