"""Single dates of an event: changed, cancelled, marked full. One call, one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from calendar_app.domain.change import (
    DateChange,
    Scope,
    SeriesChange,
    changed_date,
    changed_details,
    freed,
    planned_span,
    series_change,
)
from calendar_app.domain.change import (
    reset_date as as_the_series_says,
)
from calendar_app.domain.event import Event, Occurrence, State
from calendar_app.domain.problems import Problem
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.reconcile import UNSETTLED, Settlement
from calendar_app.domain.timing import local_date
from calendar_app.storage.changes import Change, changing
from calendar_app.storage.dates import (
    RecordedError,
    read_dates,
    recorded_dates,
    settle_dates,
    write_date,
)
from calendar_app.storage.events import (
    MAX_ID,
    GoneError,
    NewEvent,
    get_event,
    insert_event,
    take_version,
    write_event,
)
from calendar_app.storage.mapping import occurrence_of
from calendar_app.storage.rows import EventRow, OccurrenceRow


class ChangeRefusedError(Exception):
    """A whole series cannot follow the change of one of its dates; `problems` says why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = list(problems)


async def occurrences_of(event_id: int) -> list[Occurrence]:
    """Give the dates of an event in order of start."""
    return await read_dates(event_id)


async def find_occurrence(event_id: int, occurrence_id: int) -> Occurrence | None:
    """Find one date of one event; any number may be asked for."""
    if not 0 < occurrence_id <= MAX_ID:
        return None
    rows = await OccurrenceRow.filter(id=occurrence_id, event_id=event_id).values()
    return occurrence_of(rows[0]) if rows else None


async def change_date(
    event_id: int,
    occurrence_id: int,
    change: DateChange,
    *,
    scope: Scope,
    expected_version: int,
    announce_move: bool,
    settlement: Settlement = UNSETTLED,
    staff_id: int | None,
    now: datetime,
) -> Event:
    """Change one date, or the series from it on, or all of it.

    Gives the event that now holds the date: with `Scope.FOLLOWING` the series is cut in two,
    and the date and those after it go, with their rows and uids, to a new event. Raises
    `StaleEditError`, `ChangeRefusedError`, and `GoneError` when event or date is gone.
    """
    async with changing([event_id], action="date_changed", staff_id=staff_id, now=now) as made:
        await take_version(event_id, expected_version, now=now)
        event, row = await get_event(event_id), await _get(event_id, occurrence_id)
        if scope is Scope.THIS:
            planned = planned_span(event.schedule, row, today=local_date(now))
            wanted = changed_date(row, change, planned=planned, announce_move=announce_move)
            if wanted.span.first != row.span.first:
                await _refuse_taken_day(wanted)
            await write_date(wanted)
            holder = event_id
        else:
            wide = series_change(event.schedule, row, change, scope=scope, today=local_date(now))
            if wide.problems:
                raise ChangeRefusedError(wide.problems)
            holder = await _cut_in_two(event, row, wide, now, made)
            await write_event(holder, changed_details(event.details, change), wide.after)
            await write_date(freed(replace(row, event_id=holder), change))
            await settle_dates(
                replace(event, id=holder, schedule=wide.part),
                wide.after,
                now=now,
                announce_move=announce_move,
                settlement=settlement,
            )
    return await get_event(holder)


async def reset_date(
    event_id: int, occurrence_id: int, *, staff_id: int | None, now: datetime
) -> Event:
    """Let the date be what its series says; one the series no longer has is taken away.

    Raises `RecordedError` where that would take attendance or sign-ups along.
    """
    async with changing([event_id], action="date_reset", staff_id=staff_id, now=now):
        event, row = await get_event(event_id), await _get(event_id, occurrence_id)
        planned = planned_span(event.schedule, row, today=local_date(now))
        if planned is None:
            if occurrence_id in await recorded_dates(event_id):
                raise RecordedError
            await OccurrenceRow.filter(id=occurrence_id).delete()
        else:
            await write_date(as_the_series_says(row, planned=planned, announce_move=False))
        await _touch(event, now)
    return await get_event(event_id)


async def cancel_date(
    event_id: int, occurrence_id: int, *, reason: str, staff_id: int | None, now: datetime
) -> Event:
    """Cancel one date; it stays visible, marked, with the reason."""
    return await _set_state(
        event_id,
        occurrence_id,
        lambda event, row: State.CANCELLED,
        reason=reason,
        action="date_cancelled",
        staff_id=staff_id,
        now=now,
    )


async def reinstate_date(
    event_id: int, occurrence_id: int, *, staff_id: int | None, now: datetime
) -> Event:
    """Undo the cancellation of one date; one that had moved is marked as moved again."""
    return await _set_state(
        event_id,
        occurrence_id,
        lambda event, row: row.overrides.previous_state,
        action="date_reinstated",
        staff_id=staff_id,
        now=now,
    )


async def mark_full(
    event_id: int, occurrence_id: int, full: bool, *, staff_id: int | None, now: datetime
) -> Event:
    """Mark one date full, or no longer full."""

    def state(event: Event, row: Occurrence) -> State | None:
        if full:
            return State.FULL
        if event.state is State.FULL:
            return State.SCHEDULED
        return State.MOVED if row.moved_from else None

    return await _set_state(
        event_id,
        occurrence_id,
        state,
        action="date_full" if full else "date_open",
        staff_id=staff_id,
        now=now,
    )


async def _set_state(
    event_id: int,
    occurrence_id: int,
    state: Callable[[Event, Occurrence], State | None],
    *,
    reason: str = "",
    action: str,
    staff_id: int | None,
    now: datetime,
) -> Event:
    async with changing([event_id], action=action, staff_id=staff_id, now=now):
        event, row = await get_event(event_id), await _get(event_id, occurrence_id)
        new = state(event, row)
        own = row.overrides
        was_off, is_off = (one in CALLED_OFF for one in (own.state, new))
        previous = own.previous_state if was_off else own.state
        overrides = replace(
            own, state=new, state_reason=reason, previous_state=previous if is_off else None
        )
        await write_date(replace(row, overrides=overrides))
        await _touch(event, now)
    return await get_event(event_id)


async def _refuse_taken_day(wanted: Occurrence) -> None:
    """Keep two dates of one event off the same day, as its own form does."""
    day = wanted.span.first
    others = (one for one in await read_dates(wanted.event_id) if one.id != wanted.id)
    if any(one.span.first == day for one in others):
        raise ChangeRefusedError([Problem("start", "two_dates_same_day", {"date": day})])


async def _cut_in_two(
    event: Event, row: Occurrence, wide: SeriesChange, now: datetime, made: Change
) -> int:
    """Give what changes an event of its own when something stays behind; gives its id."""
    if wide.before is None:
        return event.id
    holder = await _cut_off(event, row.recurrence_date, now=now)
    made.made(holder)
    await write_event(event.id, event.details, wide.before)
    await settle_dates(event, wide.before, now=now, announce_move=False)
    return holder


async def _cut_off(event: Event, at: date, *, now: datetime) -> int:
    """Make the event of the later dates and give it their rows."""
    later = NewEvent(
        details=event.details,
        schedule=event.schedule,
        workflow=event.workflow,
        state=event.state,
        state_reason=event.state_reason,
        series_slug=event.series_slug,
    )
    holder = await insert_event(later, staff_id=event.created_by, now=now)
    columns = {
        "state_from": event.state_from,
        "previous_state": event.previous_state.value if event.previous_state else None,
        "proposed_at": event.proposed_at,
        "proposed_by": event.proposed_by,
        "published_at": event.published_at,
        # SEQUENCE of its dates in personal feeds counts on from here and must not fall.
        "version": event.version,
    }
    await EventRow.filter(id=holder).update(**columns)
    await OccurrenceRow.filter(event_id=event.id, recurrence_date__gte=at).update(event_id=holder)
    return holder


async def _get(event_id: int, occurrence_id: int) -> Occurrence:
    found = await find_occurrence(event_id, occurrence_id)
    if found is None:
        raise GoneError(occurrence_id)
    return found


async def _touch(event: Event, now: datetime) -> None:
    """Count the version up: an open form of the event would undo what was done here."""
    await EventRow.filter(id=event.id).update(version=event.version + 1, updated_at=now)
