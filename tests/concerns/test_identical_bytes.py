"""FC-4: the same calendar is the same bytes, whichever process sends them, and when."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from calendar_app.domain.event import Workflow
from calendar_app.storage.connect import connected
from calendar_app.storage.events import set_workflow
from tests.support.databases import PRODUCT
from tests.support.demonstration import FEED
from tests.support.reading import read_feed, seen_in_feed
from tests.support.server import STOPPED, Server, StartServer

PUBLIC = {"PUBLIC_URL": "https://kalender.example.no", "SECRET_KEY": "k" * 32}
ADDRESSES = (
    FEED,
    f"{FEED}?bibliotek=hamar",
    f"{FEED}?alder=3-6&avlyst=synlig",
    f"{FEED}?type=lesestund&ui=nn",
    f"{FEED}?type=finnes-ikke",
    f"{FEED}?gjentakelse=regel",
    *("/kalender.rss?ui=en", "/kalender.json?bibliotek=hamar"),
    "/api/v1/events?endret_siden=2020-01-01",
)
_VALIDATORS = ("etag", "last-modified", "content-length", "content-disposition", "link")


@dataclass(frozen=True)
class Fetched:
    """All of an answer that may be compared between processes."""

    body: bytes
    zipped: bytes
    headers: dict[str, str | None]


@pytest.mark.usefixtures("far_from_midnight")
async def test_a_restart_changes_no_byte(
    servers: StartServer, sqlite_today: str, tmp_path: Path
) -> None:
    """SQLite. The second server stands in another zone of the world and is asked backwards."""
    settings = {"DATABASE_URL": sqlite_today, **PUBLIC}
    first = await servers(tmp_path, **settings)
    fetched = await _fetch_all(first, ADDRESSES)
    await _another_second()
    assert await _fetch_all(first, ADDRESSES) == fetched
    assert await first.stop() == STOPPED
    second = await servers(tmp_path, **settings, TZ="America/New_York")
    again = await _fetch_all(second, ADDRESSES[::-1])
    assert again == fetched
    event = await _some_event(second)
    alone = await _fetch_all(second, [event])
    assert await second.stop() == STOPPED
    third = await servers(tmp_path, **settings)
    assert await _fetch_all(third, [event]) == alone


@pytest.mark.usefixtures("far_from_midnight")
async def test_two_servers_send_the_same_and_see_the_same_within_a_second(
    servers: StartServer, postgres_today: str, tmp_path: Path
) -> None:
    """PostgreSQL. FC-4, and FC-20 with real processes: a third one withdraws an event."""
    settings = {"DATABASE_URL": postgres_today, **PUBLIC}
    both = [
        await servers(tmp_path / "one", **settings),
        await servers(tmp_path / "two", **settings, TZ="Asia/Tokyo"),
    ]
    before = await _fetch_all(both[0], ADDRESSES)
    await _another_second()
    assert await _fetch_all(both[1], ADDRESSES[::-1]) == before
    event_id = seen_in_feed(next(iter(read_feed(before[FEED].body).values()))).event_id
    async with connected(PRODUCT.config(postgres_today), for_all_tasks=False):
        now = datetime.now(UTC)
        await set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=now)
    await asyncio.gather(*(_forgets(server, event_id) for server in both))
    await _another_second()
    after = await _fetch_all(both[0], ADDRESSES)
    assert after == await _fetch_all(both[1], ADDRESSES)
    assert after[FEED].headers["etag"] != before[FEED].headers["etag"]


async def _fetch_all(server: Server, addresses: tuple[str, ...] | list[str]) -> dict[str, Fetched]:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        return {one: await _fetch(client, one) for one in addresses}


async def _fetch(client: httpx2.AsyncClient, address: str) -> Fetched:
    plain = await client.get(address, headers={"Accept-Encoding": "identity"})
    zipped = client.stream("GET", address, headers={"Accept-Encoding": "gzip"})
    async with zipped as answer:
        raw = b"".join([piece async for piece in answer.aiter_raw()])
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["etag"] == plain.headers["etag"]
    assert plain.status_code == answer.status_code == 200
    headers = {name: plain.headers.get(name) for name in _VALIDATORS}
    return Fetched(plain.content, raw, headers)


async def _some_event(server: Server) -> str:
    """Find the address of the feed of one event with several dates."""
    async with httpx2.AsyncClient(base_url=server.url) as client:
        events = read_feed((await client.get(FEED)).content).values()
    urls = [str(one["URL"]) for one in events]
    most = max(set(urls), key=urls.count)
    return most.removeprefix(PUBLIC["PUBLIC_URL"]) + ".ics"


async def _forgets(server: Server, event_id: int) -> None:
    """See an event gone from every feed within the second that a process may remember."""
    began = time.monotonic()
    async with httpx2.AsyncClient(base_url=server.url) as client:
        while True:
            asked = time.monotonic()
            feed = await client.get(FEED)
            if f"-{event_id}\r\n".encode() not in feed.content.replace(b"\r\n ", b""):
                return
            assert asked - began < 1.1
            await asyncio.sleep(0.02)


async def _another_second() -> None:
    """Let the clock show another second, and the processes look at the version again."""
    await asyncio.sleep(1.1)
