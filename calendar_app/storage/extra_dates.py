"""One date more, or one less: put into a series or taken out of it by itself."""

from dataclasses import replace
from datetime import datetime

from calendar_app.domain.event import Event, Overrides, Schedule
from calendar_app.domain.extra_date import can_lose_dates, with_date, without_date
from calendar_app.domain.problems import Problem
from calendar_app.domain.series import horizon, schedule_problems
from calendar_app.domain.timing import Span, local_date
from calendar_app.storage.changes import changing
from calendar_app.storage.dates import (
    RecordedError,
    read_dates,
    recorded_dates,
    settle_dates,
    write_date,
)
from calendar_app.storage.event_states import update_event
from calendar_app.storage.events import GoneError, get_event, write_event
from calendar_app.storage.occurrences import ChangeRefusedError
from calendar_app.storage.rows import OccurrenceRow


class ToldError(Exception):
    """Others know of the date, or it is the last one: it is cancelled, not taken away."""


async def add_date(
    event_id: int, span: Span, own: Overrides, *, staff_id: int | None, now: datetime
) -> Event:
    """Add one date (RDATE) that says `own` for itself.

    A day on which the event has a date already is refused, and so is one that is past: raises
    `ChangeRefusedError`. Raises `GoneError` when the event is gone.
    """
    async with changing([event_id], action="date_added", staff_id=staff_id, now=now):
        event = await get_event(event_id)
        known = {row.id for row in await read_dates(event_id)}
        schedule = with_date(event.schedule, span)
        await _refuse(event_id, span, schedule, now)
        await write_event(event_id, event.details, schedule)
        await settle_dates(event, schedule, now=now, announce_move=False)
        for row in await read_dates(event_id):
            if row.id not in known and row.recurrence_date == span.first:
                await write_date(replace(row, overrides=own))
        await update_event(event, {}, now=now)
    return await get_event(event_id)


async def take_away_date(
    event_id: int, occurrence_id: int, *, staff_id: int | None, now: datetime
) -> Event:
    """Leave a date of a draft out (EXDATE), or an extra one away, as if it had never been.

    Raises `ToldError` where it must be cancelled instead, or is the only one; `RecordedError`
    where attendance or sign-ups would go along; `GoneError` when event or date is gone.
    """
    async with changing([event_id], action="date_removed", staff_id=staff_id, now=now):
        event = await get_event(event_id)
        rows = {row.id: row for row in await read_dates(event_id)}
        if occurrence_id not in rows:
            raise GoneError(occurrence_id)
        end = horizon(local_date(now))
        day = rows[occurrence_id].recurrence_date
        schedule = without_date(event.schedule, day, horizon=end)
        if schedule is None or not can_lose_dates(event):
            raise ToldError
        if occurrence_id in await recorded_dates(event_id):
            raise RecordedError
        await OccurrenceRow.filter(id=occurrence_id).delete()
        await write_event(event_id, event.details, schedule)
        await settle_dates(event, schedule, now=now, announce_move=False)
        await update_event(event, {}, now=now)
    return await get_event(event_id)


async def _refuse(event_id: int, span: Span, schedule: Schedule, now: datetime) -> None:
    """Keep two dates of one event off the same day, moved ones too, and new ones off the past."""
    today = local_date(now)
    if span.last < today:
        raise ChangeRefusedError([Problem("start", "date_is_past")])
    rows = await read_dates(event_id)
    if any(row.span.first == span.first for row in rows):
        raise ChangeRefusedError([Problem("start", "two_dates_same_day", {"date": span.first})])
    for row in rows:
        if row.recurrence_date == span.first:
            # The new date would be that one: nothing would be added, and nobody told.
            there = {"date": span.first, "moved": row.span.first}
            raise ChangeRefusedError([Problem("start", "date_moved_away", there)])
    if problems := schedule_problems(schedule, today=today):
        raise ChangeRefusedError([replace(one, field="start") for one in problems])
