"""The task of the day: one process does it, once, and a failing day does not end the server."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest

from calendar_app.daily import do_day, in_background, run_daily
from calendar_app.domain.access import Role
from calendar_app.domain.event import EventDetails, Mode, Workflow
from calendar_app.domain.sign_up import KEPT_DAYS
from calendar_app.storage.connect import connected
from calendar_app.storage.drafts import drafts_of, save_draft
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.images import StoredImage, image_size, save_image
from calendar_app.storage.leases import take_lease
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.sign_ups import own_sign_ups, sign_up
from tests.support.databases import PRODUCT
from tests.support.gatherings import DAY, make_gathering
from tests.support.outage import outage_of
from tests.support.samples import store_vocabulary
from tests.support.schedules import weekly
from tests.support.web import make_staff

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def open_series() -> int:
    await store_vocabulary(now=NOW)
    details = EventDetails(title="Lesestund", organiser_id=1, venue_id=1)
    new = NewEvent(details=details, schedule=weekly(count=None), workflow=Workflow.PUBLISHED)
    return (await create_event(new, staff_id=None, now=NOW)).id


async def test_one_process_does_it_once_a_day(database: str) -> None:
    event_id = await open_series()
    count = len(await occurrences_of(event_id))
    in_a_week = NOW + timedelta(weeks=1)
    assert await do_day("a", now=lambda: in_a_week)
    assert not await do_day("b", now=lambda: in_a_week)
    assert not await do_day("a", now=lambda: in_a_week + timedelta(hours=3))
    assert len(await occurrences_of(event_id)) == count + 1
    assert await do_day("b", now=lambda: in_a_week + timedelta(days=1))


async def test_old_drafts_and_pictures_that_nothing_names_go(database: str) -> None:
    await store_vocabulary(now=NOW)
    librarian = await make_staff("librarian@example.org", Role.EDITOR, "hamar", now=NOW)
    await save_draft(librarian.id, key="a", path="/ansatt/", texts=(), version=None, now=NOW)
    image = StoredImage(hash="a" * 64, content=b"RIFF", width=1, height=1)
    await save_image(image, now=NOW)
    later = NOW + timedelta(days=89)
    assert await do_day("a", now=lambda: later)
    assert len(await drafts_of(librarian.id)) == 1
    assert await image_size("a" * 64) == (1, 1)
    assert await do_day("a", now=lambda: later + timedelta(days=1))
    assert await drafts_of(librarian.id) == []
    assert await image_size("a" * 64) is None


async def test_it_forgets_who_signed_up_a_year_after_the_date(database: str) -> None:
    """D-21."""
    await store_vocabulary(now=NOW)
    person = await make_staff("p@example.org", Role.EDITOR, "gjovik", now=NOW)
    event = await make_gathering(now=NOW)
    date_id = (await occurrences_of(event.id))[0].id
    await sign_up(event.id, date_id, staff_id=person.id, way=Mode.ONLINE, now=NOW)
    after = datetime.combine(DAY, time(12), tzinfo=UTC) + timedelta(days=KEPT_DAYS)
    assert await do_day("a", now=lambda: after)
    assert list(await own_sign_ups(person.id)) == [date_id]
    assert await do_day("a", now=lambda: after + timedelta(days=1))
    assert await own_sign_ups(person.id) == {}


async def test_it_begins_with_the_server_and_ends_with_it(database: str) -> None:
    event_id = await open_series()
    wrote = asyncio.Event()
    work = run_daily(now=lambda: NOW + timedelta(weeks=3), wrote=wrote.set)
    count = len(await occurrences_of(event_id))
    async with in_background(work):
        await asyncio.wait_for(wrote.wait(), 10)
    assert len(await occurrences_of(event_id)) == count + 3


async def test_a_day_that_another_process_did_is_left_alone(database: str) -> None:
    await take_lease("daily", holder="other", until=NOW + timedelta(hours=1), now=NOW)
    wrote: list[bool] = []
    work = run_daily(now=lambda: NOW, wrote=lambda: wrote.append(True))
    async with in_background(work):
        await asyncio.sleep(0.2)
    assert wrote == []


async def test_a_day_without_a_database_is_done_when_it_is_back(
    database_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """R8: one line says that it waits, and no traceback; nobody need restart anything."""
    monkeypatch.setattr("calendar_app.daily._LOOK_EVERY", timedelta(milliseconds=200))
    async with (
        outage_of(database_url) as outage,
        connected(PRODUCT.config(outage.url, serving=True), for_all_tasks=False),
    ):
        event_id = await open_series()
        count = len(await occurrences_of(event_id))
        await outage.begin()
        wrote = asyncio.Event()
        work = run_daily(now=lambda: NOW + timedelta(weeks=3), wrote=wrote.set)
        async with in_background(work):
            await asyncio.sleep(0.5)
            assert "The task of the day waits for the database" in caplog.text
            await outage.end()
            await asyncio.wait_for(wrote.wait(), 10)
        assert len(await occurrences_of(event_id)) == count + 3
    ours = [record for record in caplog.records if record.name.startswith("calendar_app")]
    assert [record for record in ours if record.exc_info] == []
