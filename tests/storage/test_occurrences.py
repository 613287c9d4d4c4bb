"""Single dates through storage, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.event import Event, EventDetails, Schedule, State, Workflow
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.storage.events import (
    NewEvent,
    StaleEditError,
    create_event,
    get_event,
    save_event,
)
from calendar_app.storage.occurrences import (
    ChangeRefusedError,
    cancel_date,
    change_date,
    find_occurrence,
    mark_full,
    occurrences_of,
    reinstate_date,
    reset_date,
)
from calendar_app.storage.open_series import extend_open_series
from calendar_app.storage.published import published_dates
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.published import timed
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST, week, weekly

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
DETAILS = EventDetails(title="Lesestund", organiser_id=1, venue_id=1)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def make(schedule: Schedule | None = None, **changes: object) -> Event:
    new = NewEvent(details=DETAILS, schedule=schedule or weekly(), workflow=Workflow.PUBLISHED)
    return await create_event(replace(new, **changes), staff_id=None, now=NOW)  # type: ignore[arg-type]


async def change(event: Event, number: int, scope: Scope, **said: object) -> Event:
    rows = await occurrences_of(event.id)
    return await change_date(
        event.id,
        rows[number].id,
        DateChange(**said),  # type: ignore[arg-type]
        scope=scope,
        expected_version=event.version,
        announce_move=True,
        staff_id=None,
        now=LATER,
    )


async def uids(event_id: int) -> list[str]:
    return [row.uid for row in await occurrences_of(event_id)]


async def states(event_id: int) -> list[tuple[State, int]]:
    dates = await published_dates([event_id], await load_vocabulary())
    return [(one.state, one.sequence) for one in dates]


async def test_only_this_date_moves_and_is_marked() -> None:
    event = await make()
    new = timed(week(1) + timedelta(days=1), 720, 765)
    await change(event, 1, Scope.THIS, span=new, note="I foajeen")
    rows = await occurrences_of(event.id)
    assert [row.span for row in rows] == [
        timed(week(0)),
        new,
        timed(week(2)),
        timed(week(3)),
        timed(week(4)),
    ]
    assert rows[1].moved_from == timed(week(1))
    assert await states(event.id) == [
        (State.SCHEDULED, 0),
        (State.MOVED, 1),
        *[(State.SCHEDULED, 0)] * 3,
    ]


async def test_all_dates_follow_and_keep_their_uids() -> None:
    event = await make()
    before = await uids(event.id)
    found = await change(event, 2, Scope.ALL, span=timed(week(2), 720, 765), title="Sangstund")
    assert (found.id, found.details.title) == (event.id, "Sangstund")
    assert found.schedule.first == timed(FIRST, 720, 765)
    assert await uids(event.id) == before
    assert {row.span for row in await occurrences_of(event.id)} == {
        timed(week(number), 720, 765) for number in range(5)
    }


async def test_this_and_following_go_to_an_event_of_their_own_with_their_uids() -> None:
    event = await make()
    before = await uids(event.id)
    cancelled = (await occurrences_of(event.id))[4]
    await cancel_date(event.id, cancelled.id, reason="Ferie", staff_id=None, now=NOW)
    event = await get_event(event.id)
    new = timed(week(3) + timedelta(days=1))
    following = await change(event, 3, Scope.FOLLOWING, span=new, title="Torsdagsstund")
    assert following.id != event.id
    assert following.workflow is Workflow.PUBLISHED
    assert await uids(event.id) == before[:3]
    assert await uids(following.id) == before[3:]
    rows = await occurrences_of(following.id)
    assert [row.span.first for row in rows] == [new.first, new.first + timedelta(weeks=1)]
    assert [state for state, _ in await states(following.id)] == [State.MOVED, State.CANCELLED]
    old = await get_event(event.id)
    assert old.details.title == "Lesestund"
    assert old.schedule.rule is not None
    assert old.schedule.rule.until == week(3) - timedelta(days=1)


async def test_following_from_the_first_date_is_all() -> None:
    event = await make()
    found = await change(event, 0, Scope.FOLLOWING, title="Ny")
    assert (found.id, found.details.title) == (event.id, "Ny")


async def test_a_change_that_a_rule_cannot_follow_is_refused_and_changes_nothing() -> None:
    rule = RecurrenceRule(frequency=Frequency.MONTHLY, nth=1, weekdays=(2,), count=3)
    event = await make(Schedule(first=timed(FIRST), rule=rule))
    with pytest.raises(ChangeRefusedError) as refused:
        await change(event, 1, Scope.ALL, span=timed(date(2027, 2, 5)))
    assert [one.code for one in refused.value.problems] == ["shift_needs_rule"]
    assert (await get_event(event.id)).version == event.version


async def test_a_stale_change_of_a_date_is_refused() -> None:
    event = await make()
    await change(event, 0, Scope.THIS, title="Først")
    with pytest.raises(StaleEditError):
        await change(event, 1, Scope.THIS, title="Sist")


async def test_cancel_and_reinstate_one_date() -> None:
    event = await make(weekly(count=2))
    row = (await occurrences_of(event.id))[1]
    await cancel_date(event.id, row.id, reason="Sykdom", staff_id=None, now=NOW)
    assert await states(event.id) == [(State.SCHEDULED, 0), (State.CANCELLED, 1)]
    await reinstate_date(event.id, row.id, staff_id=None, now=LATER)
    assert await states(event.id) == [(State.SCHEDULED, 0), (State.SCHEDULED, 2)]


async def test_a_moved_date_that_is_reinstated_is_moved_again() -> None:
    event = await make(weekly(count=2))
    await change(event, 1, Scope.THIS, span=timed(week(1), 720, 765))
    row = (await occurrences_of(event.id))[1]
    await cancel_date(event.id, row.id, reason="Sykdom", staff_id=None, now=NOW)
    await reinstate_date(event.id, row.id, staff_id=None, now=LATER)
    assert [state for state, _ in await states(event.id)] == [State.SCHEDULED, State.MOVED]


async def test_undo_of_a_cancellation_gives_back_that_a_date_was_full() -> None:
    event = await make(weekly(count=1))
    row = (await occurrences_of(event.id))[0]
    await mark_full(event.id, row.id, True, staff_id=None, now=NOW)
    await cancel_date(event.id, row.id, reason="Sykdom", staff_id=None, now=NOW)
    await cancel_date(event.id, row.id, reason="Mer sykdom", staff_id=None, now=NOW)
    await reinstate_date(event.id, row.id, staff_id=None, now=LATER)
    assert [state for state, _ in await states(event.id)] == [State.FULL]


async def test_what_is_said_of_all_is_no_longer_said_of_the_one_date_alone() -> None:
    event = await make(weekly(count=2))
    await change(event, 1, Scope.THIS, capacity=20, title="Egen")
    event = await get_event(event.id)
    await change(event, 1, Scope.ALL, capacity=30, cleared=frozenset({"title"}))
    dates = await published_dates([event.id], await load_vocabulary())
    assert [(one.capacity, one.title) for one in dates] == [(30, "Lesestund")] * 2


async def test_full_and_no_longer_full() -> None:
    event = await make(weekly(count=1), state=State.FULL)
    row = (await occurrences_of(event.id))[0]
    await mark_full(event.id, row.id, False, staff_id=None, now=NOW)
    assert [state for state, _ in await states(event.id)] == [State.SCHEDULED]
    await mark_full(event.id, row.id, True, staff_id=None, now=NOW)
    assert [state for state, _ in await states(event.id)] == [State.FULL]


async def test_a_date_goes_back_to_what_its_series_says() -> None:
    event = await make(weekly(count=2))
    await change(event, 1, Scope.THIS, span=timed(week(1), 720, 765), title="Annet")
    row = (await occurrences_of(event.id))[1]
    await reset_date(event.id, row.id, staff_id=None, now=LATER)
    again = (await occurrences_of(event.id))[1]
    assert (again.span, again.is_changed, again.uid) == (timed(week(1)), False, row.uid)


async def test_a_cancelled_date_survives_a_shorter_series() -> None:
    event = await make(weekly(count=4))
    last = (await occurrences_of(event.id))[3]
    await cancel_date(event.id, last.id, reason="Sykdom", staff_id=None, now=NOW)
    event = await get_event(event.id)
    await save_event(
        event.id,
        details=DETAILS,
        schedule=weekly(count=2),
        expected_version=event.version,
        announce_move=True,
        staff_id=None,
        now=LATER,
    )
    assert [row.recurrence_date for row in await occurrences_of(event.id)] == [
        week(0),
        week(1),
        week(3),
    ]


@pytest.mark.parametrize("number", [0, -5, 2**31, 2**63])
async def test_a_number_that_no_date_has_finds_nothing(number: int) -> None:
    event = await make(weekly(count=1))
    assert await find_occurrence(event.id, number) is None


async def test_a_date_of_another_event_is_not_found() -> None:
    """A-18: the pair in the address decides, not the number alone."""
    one, other = await make(weekly(count=1)), await make(weekly(count=1))
    row = (await occurrences_of(other.id))[0]
    assert await find_occurrence(one.id, row.id) is None


async def test_open_series_go_on_and_cancelled_ones_do_not() -> None:
    going = await make(weekly(count=None))
    ended = await make(weekly(count=None), state=State.CANCELLED)
    closed = await make(weekly(count=3))
    counts = [len(await uids(one.id)) for one in (going, ended, closed)]
    grown = await extend_open_series(now=lambda: NOW + timedelta(weeks=4))
    assert grown == 1
    assert [len(await uids(one.id)) for one in (going, ended, closed)] == [
        counts[0] + 4,
        counts[1],
        counts[2],
    ]
    assert await extend_open_series(now=lambda: NOW + timedelta(weeks=4)) == 0
