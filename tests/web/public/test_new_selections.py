"""The limit on new selections (DESIGN, section 3): polls are never limited, inventions are."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr

from calendar_app.addresses import API
from calendar_app.app import create_app
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.web.public.new_selections import NewSelections
from tests.support.databases import PRODUCT, NewDatabase
from tests.support.demonstration import Programme
from tests.support.events import publish, single, timed
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, Clock, browser, make_settings

LIMIT = 5


@pytest.fixture
def sqlite_url(new_database: NewDatabase) -> str:
    return new_database("sqlite", PRODUCT)


@pytest.fixture
async def programme(sqlite_url: str, tmp_path: Path, clock: Clock) -> AsyncIterator[Programme]:
    """A calendar that takes five new selections a minute of a network."""
    settings = make_settings(
        data_dir=tmp_path, database_url=SecretStr(sqlite_url), new_selections_per_minute=LIMIT
    )
    app = create_app(settings, now=clock)
    async with app.router.lifespan_context(app):
        await store_vocabulary(now=clock())
        app.state.parts.publisher.current.note_own_write()
        clock.move(timedelta(hours=1))
        async with browser(app) as client:
            yield Programme(app, clock, client)


@pytest.fixture
def client(programme: Programme) -> httpx2.AsyncClient:
    return programme.client


async def _use_up(client: httpx2.AsyncClient) -> list[str]:
    addresses = [f"/kalender.ics?alder={age}" for age in range(LIMIT)]
    for address in addresses:
        assert (await client.get(address)).status_code == 200
    return addresses


async def test_one_new_selection_too_many_is_asked_to_wait(client: httpx2.AsyncClient) -> None:
    """503 and Retry-After: calendar programs keep what they have and come again."""
    await _use_up(client)
    for address in ("/kalender.ics?alder=90", "/kalender.json?alder=91", "/api/v1/events?alder=92"):
        answer = await client.get(address)
        assert answer.status_code == 503
        assert 0 < int(answer.headers["retry-after"]) <= 60
        if address.startswith(API):
            assert answer.json()["error"].endswith(".")
        else:
            assert answer.headers["content-type"] == "text/plain; charset=utf-8"
            assert answer.text.splitlines()[0].endswith(".")
        assert "etag" not in answer.headers


async def test_what_was_answered_before_is_never_limited(programme: Programme) -> None:
    """FC-35: polls, 304s, other formats and spellings, and rebuilding after a change."""
    client = programme.client
    addresses = await _use_up(client)
    tags = [(await client.get(one)).headers["etag"] for one in addresses]
    await publish(single(timed(programme.today)), now=NOW)
    programme.wrote()
    for address, tag in zip(addresses, tags, strict=True):
        for asked in (address, f"{address}&utm_source=x", address.replace("alder", "AGE")):
            assert (await client.get(asked)).status_code == 200
        changed = await client.get(address, headers={"If-None-Match": tag})
        assert changed.status_code == 200
        same = {"If-None-Match": changed.headers["etag"]}
        assert (await client.get(address, headers=same)).status_code == 304
        assert (await client.get(address.replace(".ics", ".json"))).status_code == 200
    assert (await client.get("/kalender.ics?alder=95")).status_code == 503


async def test_junk_is_one_selection(client: httpx2.AsyncClient) -> None:
    """SEL-22: what means nothing costs nothing, however it is written."""
    for number in range(50):
        for query in (f"bibliotek=junk{number}", f"x{number}=y", f"type={number}&ui=nb"):
            assert (await client.get(f"/kalender.ics?{query}")).status_code == 200, query
    assert len(await _use_up_the_rest(client)) == LIMIT


async def test_many_who_ask_for_the_same_at_once_are_one(client: httpx2.AsyncClient) -> None:
    answers = await asyncio.gather(*(client.get("/kalender.ics?alder=7") for _ in range(40)))
    assert {one.status_code for one in answers} == {200}
    assert len(await _use_up_the_rest(client)) == LIMIT - 1


async def test_pages_and_events_are_not_counted(client: httpx2.AsyncClient) -> None:
    for number in range(3 * LIMIT):
        for address in (f"/kalender?alder={number}", f"/arrangement/x-{number + 1}.ics"):
            assert (await client.get(address)).status_code != 503
    assert len(await _use_up_the_rest(client)) == LIMIT


async def _use_up_the_rest(client: httpx2.AsyncClient) -> list[int]:
    """Ask for new selections until one is refused; give those that were answered."""
    found = []
    for age in range(40, 60):
        if (await client.get(f"/kalender.ics?alder={age}")).status_code == 503:
            break
        found.append(age)
    return found


async def test_what_visitors_cannot_make_up_is_not_counted(client: httpx2.AsyncClient) -> None:
    """FC-33, FC-38: the whole calendar, and the names that staff gave, are never new."""
    await add_named_filter("hamar", "Hamar", "bibliotek=hamar", None, now=NOW)
    await _use_up(client)
    for address in ("/kalender.ics", "/kalender.rss?ui=nn", "/f/hamar.ics", "/f/hamar.json?ui=en"):
        assert (await client.get(address)).status_code in (200, 404), address
    assert await _use_up_the_rest(client) == []


def test_after_a_start_what_was_polled_before_may_come_again(clock: Clock) -> None:
    new = NewSelections(a_minute=2, now=clock)
    assert [new.begin((str(name),), "x") is None for name in range(41)].count(False) == 1
    clock.move(timedelta(hours=1))
    assert [new.begin((f"late {name}",), "x") is None for name in range(3)].count(False) == 1


def test_networks_are_counted_for_themselves(clock: Clock) -> None:
    new = settled(clock, a_minute=2)
    assert [new.begin((name,), "192.0.2.0/24") is None for name in "abc"] == [True, True, False]
    assert new.begin(("c",), "198.51.100.0/24") is None
    assert new.begin(("c",), "192.0.2.0/24") is None


def test_zero_is_no_limit_and_memory_is_bounded(clock: Clock) -> None:
    """T-12: by the 4,096 latest; what is asked for again counts as late."""
    new = settled(clock, a_minute=0)
    for number in range(10_000):
        assert new.begin((str(number),), "192.0.2.0/24") is None
        assert new.begin(("kept",), "192.0.2.0/24") is None
    assert len(new) == 4_096
    limited = settled(clock, a_minute=1)
    assert limited.begin(("a",), "x") is None
    assert limited.begin(("a",), "x") is None
    assert limited.begin(("b",), "x") == 60


def settled(clock: Clock, *, a_minute: int) -> NewSelections:
    """Count as a process does that began long ago."""
    new = NewSelections(a_minute=a_minute, now=clock)
    clock.move(timedelta(hours=1))
    return new
