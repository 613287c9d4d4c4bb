"""What a source says, stored: added, changed, left to staff, and never rewriting the past."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendar_app.domain.event import Event, EventDetails, Overrides, State, Workflow
from calendar_app.domain.imported import ImportedDate, ImportedEvent
from calendar_app.storage.events import get_event, save_event
from calendar_app.storage.imports import (
    add_imported,
    change_imported,
    imported_events,
    own_uids,
)
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.published import published_dates
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.published import timed
from tests.support.samples import store_vocabulary
from tests.support.schedules import week, weekly

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
FIRST = date(2026, 11, 17)
DETAILS = EventDetails(title="Lesestund", organiser_id=1, venue_id=1)
UIDS = {"x@elsewhere", "y@elsewhere"}
CANCELLED = ImportedDate(recurrence_date=week(2, FIRST), overrides=Overrides(state=State.CANCELLED))
SERIES = ImportedEvent(
    uid="x@elsewhere", digest="1", title="Lesestund", schedule=weekly(count=4, first=FIRST)
)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def add(imported: ImportedEvent) -> Event:
    return await add_imported(
        imported,
        DETAILS,
        library_id=1,
        source="fil.ics",
        workflow=Workflow.PUBLISHED,
        now=NOW,
    )


async def change(event: Event, imported: ImportedEvent) -> bool:
    return await change_imported(event.id, imported, DETAILS, source="fil.ics", now=LATER)


async def states(event: Event) -> list[State]:
    dates = await published_dates([event.id], await load_vocabulary())
    return [one.state for one in dates]


async def test_an_imported_event_is_known_by_its_source_and_gets_uids_of_its_own() -> None:
    event = await add(SERIES)
    assert await imported_events(1, UIDS) == {"x@elsewhere": (event.id, "1")}
    assert await imported_events(4, UIDS) == {}
    uids = {row.uid for row in await occurrences_of(event.id)}
    assert await own_uids({*uids, "x@elsewhere", "y" * 300}) == uids


async def test_a_date_that_takes_place_again_at_the_source_is_no_longer_cancelled() -> None:
    event = await add(replace(SERIES, dates=(CANCELLED,)))
    before = await states(event)
    assert await change(event, replace(SERIES, digest="2"))
    assert before == [State.SCHEDULED, State.SCHEDULED, State.CANCELLED, State.SCHEDULED]
    assert await states(event) == [State.SCHEDULED] * 4
    assert (await imported_events(1, UIDS))["x@elsewhere"] == (event.id, "2")


async def test_another_time_at_the_source_moves_what_is_to_come_and_not_the_past() -> None:
    event = await add(SERIES)
    uids = [row.uid for row in await occurrences_of(event.id)]
    noon = replace(SERIES.schedule, first=timed(FIRST, 720, 765))
    assert await change(event, replace(SERIES, digest="2", schedule=noon))
    rows = await occurrences_of(event.id)
    assert [row.span for row in rows] == [
        timed(FIRST),
        *(timed(week(number, FIRST), 720, 765) for number in (1, 2, 3)),
    ]
    assert await states(event) == [State.SCHEDULED, *[State.MOVED] * 3]
    assert [row.uid for row in rows] == uids


async def test_a_source_that_cancels_a_running_series_cancels_what_is_to_come() -> None:
    event = await add(SERIES)
    assert await change(event, replace(SERIES, digest="2", state=State.CANCELLED))
    assert await states(event) == [State.SCHEDULED, *[State.CANCELLED] * 3]


async def test_what_staff_edited_is_left_to_them() -> None:
    event = await add(SERIES)
    await save_event(
        event.id,
        details=replace(DETAILS, title="Vår tittel"),
        schedule=event.schedule,
        expected_version=event.version,
        announce_move=False,
        staff_id=1,
        now=NOW,
    )
    assert not await change(event, replace(SERIES, digest="2", title="Kildens tittel"))
    assert (await get_event(event.id)).details.title == "Vår tittel"
    assert (await imported_events(1, UIDS))["x@elsewhere"] == (event.id, "1")


async def test_a_second_change_of_the_source_is_taken_in_as_well() -> None:
    event = await add(SERIES)
    assert await change(event, replace(SERIES, digest="2", dates=(CANCELLED,)))
    assert await change(event, replace(SERIES, digest="3"))
    assert await states(event) == [State.SCHEDULED] * 4


async def test_what_another_library_arranges_by_now_is_still_known() -> None:
    event = await add(SERIES)
    await save_event(
        event.id,
        details=replace(DETAILS, organiser_id=4),
        schedule=event.schedule,
        expected_version=event.version,
        announce_move=False,
        staff_id=1,
        now=NOW,
    )
    assert await imported_events(1, UIDS) == {"x@elsewhere": (event.id, "1")}
    assert (await add(SERIES)).id == event.id
