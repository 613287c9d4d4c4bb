"""The stored dates of one event, brought into line with its schedule.

Called inside `calendar_app.storage.changes.changing` by whoever changed the schedule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from calendar_app.domain.event import Event, Occurrence, Overrides, Schedule
from calendar_app.domain.reconcile import UNSETTLED, Reconciliation, Settlement, reconcile
from calendar_app.domain.series import Planned, horizon, planned_dates
from calendar_app.domain.timing import Span, local_date, same_span
from calendar_app.storage.event_rows import batches
from calendar_app.storage.mapping import occurrence_columns, occurrence_of
from calendar_app.storage.rows import AttendanceRow, OccurrenceRow, SignUpRow


class RecordedError(Exception):
    """Somebody has been counted or has signed up on the date, so it is not taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSettings:
    """What a single date says for itself when an event is made or imported whole."""

    span: Span | None = None
    moved_from: Span | None = None
    overrides: Overrides = Overrides()


async def read_dates(event_id: int) -> list[Occurrence]:
    """Read the dates of an event in order of start."""
    rows = OccurrenceRow.filter(event_id=event_id)
    rows = rows.order_by("start_date", "start_minute", "id")
    return [occurrence_of(row) for row in await rows.values()]


async def place_dates(
    event_id: int,
    schedule: Schedule,
    *,
    today: date,
    now: datetime,
    settings: Mapping[date, DateSettings],
) -> None:
    """Write all dates of a new event, past ones too."""
    planned = planned_dates(schedule, horizon=horizon(today))
    dates = [_new_date(event_id, one, now) for one in planned]
    await _insert([_with_settings(one, settings.get(one.recurrence_date)) for one in dates])


async def recorded_dates(event_id: int) -> frozenset[int]:
    """Name the dates of an event that hold attendance or sign-ups, by id."""
    found: set[int] = set()
    for table in (AttendanceRow, SignUpRow):
        rows = table.filter(occurrence__event_id=event_id)
        found |= {row["occurrence_id"] for row in await rows.values("occurrence_id")}
    return frozenset(found)


async def settle_dates(
    event: Event,
    schedule: Schedule,
    *,
    now: datetime,
    announce_move: bool,
    settlement: Settlement = UNSETTLED,
) -> Reconciliation:
    """Bring the dates into line with a new schedule, and tell what came of it.

    `event` is the event as it was, with the schedule that its dates were made by. A date that
    holds attendance or sign-ups stays, whatever `settlement` says.
    """
    today = local_date(now)
    existing = await read_dates(event.id)
    result = reconcile(
        existing,
        before=event.schedule,
        after=schedule,
        horizon=horizon(today),
        today=today,
        announce_move=announce_move,
        recorded=await recorded_dates(event.id),
        settlement=settlement,
    )
    await _delete(result.dropped)
    known = {one.id: one for one in existing}
    for one in (*result.kept, *result.conflicts):
        if one != known[one.id] or not same_span(one.span, known[one.id].span):
            await write_date(one)
    await _insert([_new_date(event.id, one, now) for one in result.added])
    return result


async def write_date(occurrence: Occurrence) -> None:
    """Write a changed date; its change signals follow by themselves."""
    await OccurrenceRow.filter(id=occurrence.id).update(**occurrence_columns(occurrence))


async def _delete(dates: Sequence[Occurrence]) -> None:
    for batch in batches([one.id for one in dates]):
        await OccurrenceRow.filter(id__in=batch).delete()


async def _insert(dates: Sequence[Occurrence]) -> None:
    rows = [OccurrenceRow(**occurrence_columns(one)) for one in dates]
    for batch in batches(rows):
        await OccurrenceRow.bulk_create(batch)


def _new_date(event_id: int, planned: Planned, now: datetime) -> Occurrence:
    return Occurrence(
        id=0,
        uid=str(uuid4()),
        event_id=event_id,
        recurrence_date=planned.recurrence_date,
        span=planned.span,
        created_at=now.replace(microsecond=0),
    )


def _with_settings(occurrence: Occurrence, settings: DateSettings | None) -> Occurrence:
    if settings is None:
        return occurrence
    return replace(
        occurrence,
        span=settings.span or occurrence.span,
        has_own_time=settings.span is not None,
        moved_from=settings.moved_from,
        overrides=settings.overrides,
    )
