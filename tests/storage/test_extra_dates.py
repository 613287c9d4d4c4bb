"""One date more or one less, through storage, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from calendar_app.domain.event import Event, Overrides, Schedule, Workflow
from calendar_app.domain.timing import DAY
from calendar_app.storage.dates import RecordedError
from calendar_app.storage.events import GoneError, NewEvent, create_event, get_event
from calendar_app.storage.extra_dates import ToldError, add_date, take_away_date
from calendar_app.storage.history import revisions_of
from calendar_app.storage.occurrences import ChangeRefusedError, occurrences_of
from tests.support.events import details, publish, single, timed, weekly
from tests.support.recorded import count_people
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST, week

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def draft(schedule: Schedule) -> Event:
    new = NewEvent(details=details(), schedule=schedule, workflow=Workflow.DRAFT)
    return await create_event(new, staff_id=None, now=NOW)


async def days(event: Event) -> list[object]:
    return [row.span.first for row in await occurrences_of(event.id)]


async def test_a_date_with_its_own_place_is_added_to_a_published_series() -> None:
    event = await publish(weekly(FIRST, 2), now=NOW)
    before = await occurrences_of(event.id)
    own = Overrides(venue_id=5, note="Ute")
    saved = await add_date(event.id, timed(FIRST + DAY, 600, 660), own, staff_id=None, now=LATER)
    assert saved.version == event.version + 1
    assert saved.schedule.rdates == (timed(FIRST + DAY, 600, 660),)
    rows = await occurrences_of(event.id)
    assert [row.uid for row in rows if row.uid in {one.uid for one in before}] == [
        one.uid for one in before
    ]
    assert rows[1].overrides == own
    assert rows[1].last_modified is not None
    assert [one.action for one in await revisions_of(event.id)] == ["date_added", "created"]


async def test_a_single_event_gets_a_second_date() -> None:
    event = await publish(single(timed(FIRST)), now=NOW)
    await add_date(event.id, timed(week(1)), Overrides(), staff_id=None, now=LATER)
    assert await days(event) == [FIRST, week(1)]


@pytest.mark.parametrize(
    ("day", "code"),
    [(FIRST, "two_dates_same_day"), (NOW.date() - DAY, "date_is_past")],
)
async def test_a_day_that_is_taken_or_past_is_refused(day: object, code: str) -> None:
    event = await publish(weekly(FIRST, 2), now=NOW)
    with pytest.raises(ChangeRefusedError) as refused:
        await add_date(event.id, timed(day), Overrides(), staff_id=None, now=LATER)  # type: ignore[arg-type]
    assert [one.code for one in refused.value.problems] == [code]
    assert await get_event(event.id) == event


async def test_a_date_of_a_draft_is_taken_away() -> None:
    event = await draft(weekly(FIRST, 3))
    rows = await occurrences_of(event.id)
    await take_away_date(event.id, rows[1].id, staff_id=None, now=LATER)
    assert await days(event) == [FIRST, week(2)]
    assert (await get_event(event.id)).schedule.exdates == {week(1)}


async def test_what_was_told_of_is_cancelled_instead_and_so_is_the_last_date() -> None:
    told, alone = await publish(weekly(FIRST, 3), now=NOW), await draft(single(timed(FIRST)))
    for event in (told, alone):
        rows = await occurrences_of(event.id)
        with pytest.raises(ToldError):
            await take_away_date(event.id, rows[0].id, staff_id=None, now=LATER)
        assert await occurrences_of(event.id) == rows


async def test_a_date_with_attendance_is_not_taken_away() -> None:
    event = await draft(weekly(FIRST, 3))
    rows = await occurrences_of(event.id)
    await count_people(rows[1].id, now=NOW)
    with pytest.raises(RecordedError):
        await take_away_date(event.id, rows[1].id, staff_id=None, now=LATER)
    assert len(await occurrences_of(event.id)) == 3


async def test_a_date_of_another_event_is_not_taken_away() -> None:
    """A-18: the pair decides."""
    one, other = await draft(weekly(FIRST, 3)), await draft(weekly(FIRST, 3))
    stranger = (await occurrences_of(other.id))[0]
    with pytest.raises(GoneError):
        await take_away_date(one.id, stranger.id, staff_id=None, now=LATER)
    assert len(await occurrences_of(other.id)) == 3
