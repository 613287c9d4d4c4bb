"""What somebody counted or signed up for stays through every edit of its series."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.consequences import consequences
from calendar_app.domain.event import Event, Occurrence, Schedule, State
from calendar_app.domain.reconcile import UNSETTLED, Choice, Settlement
from calendar_app.domain.series import horizon, normalised
from calendar_app.domain.timing import same_span
from calendar_app.storage.dates import RecordedError, recorded_dates
from calendar_app.storage.events import get_event, save_event
from calendar_app.storage.occurrences import (
    cancel_date,
    change_date,
    occurrences_of,
    reset_date,
)
from tests.support.events import publish, timed, weekly
from tests.support.recorded import count_people, records_of, sign_up
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST, week
from tests.support.web import make_staff

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def save(
    event: Event, schedule: Schedule, settlement: Settlement = UNSETTLED
) -> list[Occurrence]:
    event = await get_event(event.id)
    await save_event(
        event.id,
        details=event.details,
        schedule=schedule,
        expected_version=event.version,
        announce_move=False,
        settlement=settlement,
        staff_id=None,
        now=LATER,
    )
    return await occurrences_of(event.id)


async def change(event: Event, row: Occurrence, scope: Scope, **said: Any) -> Event:
    return await change_date(
        event.id,
        row.id,
        DateChange(**said),
        scope=scope,
        expected_version=(await get_event(event.id)).version,
        announce_move=False,
        staff_id=None,
        now=LATER,
    )


async def recorded_series(count: int = 4) -> tuple[Event, list[Occurrence]]:
    """Make a series whose last date has attendance and the one before a sign-up."""
    event = await publish(weekly(FIRST, count), now=NOW)
    rows = await occurrences_of(event.id)
    member = await make_staff("a@example.org", Role.EDITOR, "hamar", now=NOW)
    await count_people(rows[-1].id, now=NOW)
    await sign_up(rows[-2].id, member.id, now=NOW)
    return event, rows


async def test_a_shorter_series_keeps_the_dates_that_hold_records() -> None:
    event, rows = await recorded_series()
    assert await recorded_dates(event.id) == {rows[2].id, rows[3].id}
    after = await save(event, weekly(FIRST, 1))
    assert [row.uid for row in after] == [rows[0].uid, rows[2].uid, rows[3].uid]
    assert [await records_of(row.id) for row in after] == [(0, 0), (0, 1), (1, 0)]


async def test_no_decision_takes_a_date_with_records_away() -> None:
    """Also when it says 'follow', as of a page that was open when somebody signed up."""
    event, rows = await recorded_series()
    follow = Settlement(choices={rows[2].id: Choice.FOLLOW, rows[3].id: Choice.FOLLOW})
    after = await save(event, weekly(FIRST, 1), follow)
    assert [row.id for row in after] == [rows[0].id, rows[2].id, rows[3].id]


async def test_a_series_that_moves_takes_its_records_along() -> None:
    event, rows = await recorded_series()
    after = await save(event, weekly(FIRST + timedelta(days=1), 4))
    assert [(row.id, row.uid) for row in after] == [(row.id, row.uid) for row in rows]
    assert await records_of(after[3].id) == (1, 0)
    assert after[3].span.first == week(3) + timedelta(days=1)


@pytest.mark.parametrize("scope", [Scope.THIS, Scope.ALL])
async def test_a_moved_date_keeps_its_records(scope: Scope) -> None:
    event, rows = await recorded_series()
    await change(event, rows[3], scope, span=timed(week(3) + timedelta(days=1), 720, 765))
    after = await occurrences_of(event.id)
    assert [row.uid for row in after] == [row.uid for row in rows]
    assert [await records_of(row.id) for row in after] == [(0, 0), (0, 0), (0, 1), (1, 0)]


async def test_a_series_that_is_cut_in_two_keeps_rows_uids_and_records() -> None:
    event, rows = await recorded_series()
    later = await change(event, rows[2], Scope.FOLLOWING, title="Ny")
    assert later.id != event.id
    moved = await occurrences_of(later.id)
    assert [(row.id, row.uid) for row in moved] == [(row.id, row.uid) for row in rows[2:]]
    assert [await records_of(row.id) for row in moved] == [(0, 1), (1, 0)]


async def test_a_lost_date_with_records_is_not_taken_away_by_a_reset() -> None:
    event, rows = await recorded_series()
    await save(event, weekly(FIRST, 3))
    with pytest.raises(RecordedError):
        await reset_date(event.id, rows[3].id, staff_id=None, now=LATER)
    assert await records_of(rows[3].id) == (1, 0)


async def test_a_decision_about_a_conflict_is_carried_out() -> None:
    event = await publish(weekly(FIRST, 4), now=NOW)
    rows = await occurrences_of(event.id)
    for row in rows[1:]:
        await change(event, row, Scope.THIS, note="Ta med pute")
    decided = Settlement(
        choices={rows[1].id: Choice.FOLLOW, rows[2].id: Choice.CANCEL}, reason="Ferie"
    )
    after = await save(event, weekly(FIRST, 1), decided)
    assert [row.id for row in after] == [rows[0].id, rows[2].id, rows[3].id]
    assert [row.overrides.state for row in after] == [None, State.CANCELLED, None]
    assert after[1].overrides.state_reason == "Ferie"
    assert after[1].sequence > rows[2].sequence


@pytest.mark.parametrize(
    "after",
    [
        weekly(FIRST, 2),
        weekly(FIRST, 8),
        weekly(FIRST + timedelta(days=2), 6),
        replace(weekly(FIRST, 6), first=timed(FIRST, 720, 765)),
        weekly(FIRST, 6, exdates=frozenset({week(1), week(4)})),
        weekly(FIRST, 6, rdates=(timed(FIRST + timedelta(days=1)),)),
        Schedule(first=timed(week(2))),
    ],
)
async def test_the_database_holds_what_was_told(after: Schedule) -> None:
    """The numbers of the page are those of the rows, on both databases."""
    event, rows = await recorded_series(6)
    await change(event, rows[1], Scope.THIS, span=timed(week(1), 900, 945))
    await cancel_date(event.id, rows[3].id, reason="Sykdom", staff_id=None, now=NOW)
    before = {row.id: row for row in await occurrences_of(event.id)}
    told = consequences(
        list(before.values()),
        before=event.schedule,
        after=normalised(after, horizon=horizon(TODAY)),
        horizon=horizon(TODAY),
        today=TODAY,
        recorded=await recorded_dates(event.id),
    )
    now = {row.id: row for row in await save(event, after)}
    assert before.keys() - now.keys() == {row.id for row in told.dropped}
    assert len(now.keys() - before.keys()) == len(told.added)
    moved = {
        one for one in before.keys() & now.keys() if not same_span(before[one].span, now[one].span)
    }
    assert moved == {move.after.id for move in told.moved}
