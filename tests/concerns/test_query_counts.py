"""How many queries a page costs does not depend on how much is on it.

Each number is written out: one more query shows in review. What the process remembers is part
of it, so everything is asked for after a write, as the first reader after it would.
"""

import time
from collections.abc import Awaitable, Callable
from datetime import date

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Visibility
from calendar_app.domain.timing import DAY
from tests.support.counting import counted_queries
from tests.support.events import edit, publish, weekly
from tests.support.web import NOW, SignIn

COUNTS = (1, 3)
TODAY = date(2026, 11, 23)

LOOK = 1
"""The version of what is public: one row."""

TAKE_IN = 9
"""Which events changed; their names as series and stops, with aliases; then they whole: six."""

READ = 6
"""Events whole: events, co-organisers, categories, age bands, communities, dates."""

HOLIDAYS = 1
"""The school holidays to come, for the shortcuts of a calendar page that is made anew."""


@pytest.mark.parametrize("count", COUNTS)
async def test_a_list_reads_all_its_events_at_once(
    app: Starlette, client: httpx2.AsyncClient, count: int
) -> None:
    await _publish_some(app, client, count)
    assert await _queries(app, lambda: client.get("/kalender")) == LOOK + TAKE_IN + READ + HOLIDAYS
    assert await _queries(app, lambda: client.get("/kalender")) == LOOK


@pytest.mark.parametrize("count", COUNTS)
async def test_a_feed_reads_all_its_events_at_once(
    app: Starlette, client: httpx2.AsyncClient, count: int
) -> None:
    """FC-35: no queries per event; another filter over the same events reads nothing."""
    await _publish_some(app, client, count)
    assert await _queries(app, lambda: client.get("/kalender.ics")) == LOOK + TAKE_IN + READ
    assert await _queries(app, lambda: client.get("/kalender.ics?bibliotek=hamar")) == LOOK


@pytest.mark.parametrize("count", COUNTS)
async def test_a_warm_feed_asks_nothing_of_the_database_for_a_second(
    app: Starlette, client: httpx2.AsyncClient, count: int
) -> None:
    """FC-35: neither the 200 nor the 304 nor HEAD, however often."""
    await _publish_some(app, client, count)
    for _ in range(3):
        app.state.parts.publisher.current.note_own_write()
        first = await client.get("/kalender.ics")
        began = time.monotonic()
        with counted_queries() as statements:
            for _ in range(20):
                assert (await client.get("/kalender.ics")).status_code == 200
                same = {"If-None-Match": first.headers["etag"]}
                assert (await client.get("/kalender.ics", headers=same)).status_code == 304
                assert (await client.head("/kalender.ics")).status_code == 200
        if time.monotonic() - began < 0.8:  # else the second was over: try again
            break
    assert statements == []


async def test_a_warm_feed_looks_at_the_version_once_a_second(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    await _publish_some(app, client, 1)
    assert await _queries(app, lambda: client.get("/kalender.ics")) > 0
    began = time.monotonic()
    with counted_queries() as statements:
        while time.monotonic() < began + 1.5:
            await client.get("/kalender.ics")
    assert 1 <= len(statements) <= time.monotonic() - began


@pytest.mark.parametrize("count", COUNTS)
async def test_an_event_costs_the_same_with_many_dates(
    app: Starlette, client: httpx2.AsyncClient, count: int
) -> None:
    events = await _publish_some(app, client, 1)
    await edit(events[0].id, now=NOW, schedule=weekly(TODAY, count=count))
    assert await _queries(app, lambda: client.get("/kalender")) == LOOK + TAKE_IN + READ + HOLIDAYS
    page = f"/arrangement/{events[0].slug}-{events[0].id}"
    event_itself = 5
    assert await _queries(app, lambda: client.get(page)) == LOOK + READ + event_itself
    assert await _queries(app, lambda: client.get(f"{page}.ics")) == LOOK + READ
    assert await _queries(app, lambda: client.get(f"{page}.ics")) == LOOK


@pytest.mark.parametrize("count", COUNTS)
async def test_an_event_that_is_not_public_costs_what_a_missing_one_costs(
    app: Starlette, client: httpx2.AsyncClient, count: int
) -> None:
    """Nobody can tell by the work done that there is something (promise 3)."""
    await _publish_some(app, client, count)
    hidden = await publish(weekly(TODAY, count=count), now=NOW)
    await edit(hidden.id, now=NOW, visibility=Visibility.STAFF)
    await _queries(app, lambda: client.get("/kalender"))
    there, missing = f"/arrangement/lesestund-{hidden.id}", "/arrangement/lesestund-9999"
    costs = await _queries(app, lambda: client.get(there), status=404)
    assert costs == await _queries(app, lambda: client.get(missing), status=404)


@pytest.mark.parametrize("count", COUNTS)
async def test_the_list_of_the_staff_reads_all_its_events_at_once(
    app: Starlette, client: httpx2.AsyncClient, signed_in: SignIn, count: int
) -> None:
    await _publish_some(app, client, count)
    librarian = await signed_in(Role.EDITOR, "hamar")
    who, vocabulary, heads, lines = 3, 10, 4, 3
    costs = await _queries(app, lambda: librarian.get("/ansatt/arrangementer"))
    assert costs == who + vocabulary + heads + lines


async def _publish_some(app: Starlette, client: httpx2.AsyncClient, count: int) -> list[Event]:
    """Publish series of as many dates as events, after the vocabulary has been taken in."""
    app.state.parts.publisher.current.note_own_write()
    await client.get("/kalender")
    return [
        await publish(weekly(TODAY + number * DAY, count=count), now=NOW) for number in range(count)
    ]


async def _queries(
    app: Starlette, ask: Callable[[], Awaitable[httpx2.Response]], *, status: int = 200
) -> int:
    """Count what a reader costs who comes right after a write."""
    app.state.parts.publisher.current.note_own_write()
    with counted_queries() as statements:
        answer = await ask()
    assert answer.status_code == status
    return len(statements)
