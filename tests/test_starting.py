"""The start of a server whose database is away: what it does then, and afterwards by itself."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from calendar_app.app import create_app
from calendar_app.domain.event import EventDetails, Workflow
from calendar_app.settings import Settings
from calendar_app.storage.errors import DatabaseUnavailableError
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.kept_file import NAME
from calendar_app.storage.occurrences import occurrences_of
from tests.support.outage import Outage, outage_of
from tests.support.reading import read_feed
from tests.support.samples import store_vocabulary
from tests.support.schedules import weekly
from tests.support.web import Clock, browser, make_settings

FEED = "/kalender.ics"


@pytest.fixture
async def outage(database_url: str) -> AsyncIterator[Outage]:
    async with outage_of(database_url) as outage:
        yield outage


@pytest.fixture
def settings(tmp_path: Path, outage: Outage) -> Settings:
    return make_settings(data_dir=tmp_path, database_url=SecretStr(outage.url))


async def soon(is_so: Callable[[], Awaitable[bool]]) -> None:
    began = time.monotonic()
    while not await is_so():
        assert time.monotonic() - began < 20
        await asyncio.sleep(0.1)


async def published_once(settings: Settings, clock: Clock) -> tuple[int, int]:
    """Serve an open series until it is kept; give its id and the number of its dates."""
    app = create_app(settings, now=clock)
    async with app.router.lifespan_context(app), browser(app) as client:
        await store_vocabulary(now=clock())
        details = EventDetails(title="Lesestund", organiser_id=1, venue_id=1)
        new = NewEvent(details=details, schedule=weekly(count=None), workflow=Workflow.PUBLISHED)
        event = await create_event(new, staff_id=None, now=clock())
        app.state.parts.publisher.current.note_own_write()
        assert len(read_feed((await client.get(FEED)).content)) > 1

        async def is_kept() -> bool:
            return (settings.data_dir / NAME).exists()

        await soon(is_kept)
        return event.id, len(await occurrences_of(event.id))


async def test_all_steps_of_the_start_are_made_up_for(
    settings: Settings, outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    """FC-33: the locks, the head, the newest index and the task of the day; said once each."""
    caplog.set_level(logging.INFO)
    clock = Clock()
    event_id, count = await published_once(settings, clock)
    clock.move(timedelta(weeks=2))
    await outage.begin()
    app = create_app(settings, now=clock)
    async with app.router.lifespan_context(app), browser(app) as client:

        async def is_ready() -> bool:
            return (await client.get("/readyz")).status_code == 200

        answer = await client.get(FEED)
        assert answer.status_code == 200
        known = read_feed(answer.content).keys()
        assert known
        assert not await is_ready()
        assert (await client.get(f"/arrangement/x-{event_id}")).status_code == 503
        await asyncio.sleep(3.5)  # some tries
        await outage.end()
        await soon(is_ready)
        assert (await client.get(f"/arrangement/x-{event_id}")).status_code == 301

        async def has_grown() -> bool:
            return len(await occurrences_of(event_id)) == count + 2

        await soon(has_grown)
        assert known < read_feed((await client.get(FEED)).content).keys()
    said = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert sum("cannot be opened yet" in line for line in said) == 1
    assert sum("The database is open" in line for line in said) == 1
    assert [record for record in caplog.records if record.exc_info] == []


async def test_a_stop_while_it_is_away_leaves_nothing_behind(
    settings: Settings, outage: Outage
) -> None:
    """The next start, with the database there, is an ordinary one."""
    await published_once(settings, Clock())
    await outage.begin()
    app = create_app(settings, now=Clock())
    async with app.router.lifespan_context(app), browser(app) as client:
        assert (await client.get(FEED)).status_code == 200
    await outage.end()
    app = create_app(settings, now=Clock())
    async with app.router.lifespan_context(app), browser(app) as client:
        assert (await client.get("/readyz")).status_code == 200


async def test_without_anything_kept_it_does_not_start(settings: Settings, outage: Outage) -> None:
    """The sentence is that of the database, not of what was not kept either."""
    await outage.begin()
    app = create_app(settings, now=Clock())
    with pytest.raises(DatabaseUnavailableError, match=r"^Cannot open the database "):
        async with app.router.lifespan_context(app):
            pass
    await outage.end()
