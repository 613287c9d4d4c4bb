"""R7: requests that end in the middle leave a process that answers, and data that is whole."""

import asyncio
import random
import socket
import struct
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.addresses import Addresses
from calendar_app.domain.access import Role
from calendar_app.domain.selection import Selection
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.history import revisions_of
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.wording import feed_wording
from tests.support.databases import KINDS
from tests.support.desk import at_desk, in_days, titles_in_feed
from tests.support.event_lines import event_lines
from tests.support.events import publish, weekly
from tests.support.server import Server, StartServer
from tests.support.staff_forms import WEEKLY
from tests.support.web import NOW, PASSWORD, PUBLIC_URL, Clock, SignedIn, SignIn

_CANCELLED = 200
_RESET = 100
_DATES = 4
_AT_ONCE = 5
_EVENTS = "/ansatt/arrangementer"


async def test_two_hundred_cancelled_requests_leave_the_process_answering(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock, signed_in: SignIn
) -> None:
    """Cancelled at any await: pages, feeds that must be built, and forms that are being saved."""
    chance = random.Random(7)
    librarian = await signed_in(Role.EDITOR, "hamar")
    await publish(weekly(date(2026, 11, 25), count=_DATES), now=NOW)
    cancelled = 0
    for number in range(0, _CANCELLED, _AT_ONCE):
        app.state.parts.publisher.current.note_own_write()
        work = [
            asyncio.create_task(_ask(client, librarian, chance, number + one))
            for one in range(_AT_ONCE)
        ]
        for task in work:
            await _some_time(chance)
            cancelled += task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
    assert cancelled > _CANCELLED / 2, "most were over before they were cancelled"
    await _assert_it_answers(app, client, librarian)
    await _assert_whole(app, clock)


async def _ask(
    client: httpx2.AsyncClient, librarian: SignedIn, chance: random.Random, n: int
) -> None:
    """Do one of the things that a process is asked to do."""
    what = chance.randrange(6)
    if what == 0:
        await client.get(f"/kalender.ics?alder={n}")
    elif what == 1:
        await client.get("/kalender")
    elif what == 2:
        await client.get("/arrangement/lesestund-1")
    elif what == 3:
        await librarian.get(_EVENTS)
    else:
        form = WEEKLY | {"title": f"Avbrutt {n}", "innsending": f"form-{n}", "handling": "publiser"}
        await librarian.post(f"{_EVENTS}/nytt", form)


async def _some_time(chance: random.Random) -> None:
    """Wait for some turns of the loop, or for the database to have done something."""
    if chance.random() < 0.5:
        for _ in range(chance.randrange(40)):
            await asyncio.sleep(0)
    else:
        await asyncio.sleep(chance.uniform(0, 0.012))


async def _assert_it_answers(
    app: Starlette, client: httpx2.AsyncClient, librarian: SignedIn
) -> None:
    app.state.parts.publisher.current.note_own_write()
    for address in ("/readyz", "/kalender", "/kalender.ics?alder=5-7"):
        answer = await asyncio.wait_for(client.get(address), 1)
        assert answer.status_code == 200, address
    form = WEEKLY | {"title": "Etterpå", "innsending": "etterpa", "handling": "publiser"}
    assert (await asyncio.wait_for(librarian.post(f"{_EVENTS}/nytt", form), 1)).status_code == 303
    assert "Etterpå" in (await client.get("/kalender?fra=2027-02-01")).text


async def _assert_whole(app: Starlette, clock: Clock) -> None:
    """Every event has all its dates and its history, and what is remembered is what is stored."""
    lines = await event_lines(today=NOW.date(), library_ids=None)
    assert len(lines) > 1
    for line in lines:
        dates = await occurrences_of(line.event_id)
        assert len(dates) == _DATES, line.title
        assert len(await revisions_of(line.event_id)) == 1, line.title
        assert all(one.last_modified for one in dates), line.title
    fresh = Publisher(feed_wording(Addresses(PUBLIC_URL)), now=clock)
    expected = await fresh.feed(Selection(), unknown=False)
    found = await app.state.parts.publisher.feed(Selection(), unknown=False)
    assert found.body == expected.body


@pytest.fixture(params=KINDS)
def served_url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_today")
    return found


async def test_a_hundred_connections_that_break_leave_the_server_answering(
    servers: StartServer, served_url: str, tmp_path: Path
) -> None:
    """Reset in the middle of requests for pages, feeds and forms, some of them half-sent."""
    chance = random.Random(8)
    server = await servers(tmp_path, DATABASE_URL=served_url)
    async with at_desk(server.url, PASSWORD) as desk:
        form = await desk.blank_event("Avbrutt", in_days(3), when="series", count=str(_DATES))
        posts = [
            desk.client.build_request(
                "POST",
                f"{_EVENTS}/nytt",
                data={**form, "innsending": f"form-{number}", "handling": "publiser"},
            )
            for number in range(_RESET)
        ]
        gets = [
            desk.client.build_request("GET", path)
            for path in ("/kalender", "/kalender.ics?alder=4", _EVENTS, "/kalender.ics?ui=nn")
        ]
        requests = [
            chance.choice([posts[number], posts[number], *gets]) for number in range(_RESET)
        ]
        for start in range(0, _RESET, _AT_ONCE):
            some = requests[start : start + _AT_ONCE]
            await asyncio.gather(*(_break_off(server, one, chance) for one in some))
        began = time.monotonic()
        assert (await desk.client.get("/readyz")).status_code == 200
        assert (await desk.client.get("/kalender")).status_code == 200
        assert time.monotonic() - began < 2
        await desk.publish("Etterpå", in_days(4))
    titles = await titles_in_feed(server.url)
    assert titles.count("Etterpå") == 1
    assert titles.count("Avbrutt") > 0
    assert titles.count("Avbrutt") % _DATES == 0
    assert "Traceback" not in server.log.read_text()


async def _break_off(server: Server, request: httpx2.Request, chance: random.Random) -> None:
    """Send a request, or a part of it, and reset the connection at some moment."""
    reader, writer = await asyncio.open_connection("127.0.0.1", httpx2.URL(server.url).port)
    whole = _as_bytes(request)
    is_whole = chance.random() < 0.7
    writer.write(whole if is_whole else whole[: chance.randrange(1, len(whole))])
    patience = chance.choice([0.002, 0.02, 0.1, 2.0 if is_whole else 0.2])
    with suppress(TimeoutError):
        await asyncio.wait_for(reader.read(1), patience)
    at_once = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


def _as_bytes(request: httpx2.Request) -> bytes:
    lines = [f"{request.method} {request.url.raw_path.decode()} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + request.read()
