"""Who came: the numbers of single dates, and which dates still lack theirs."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import Event, Occurrence, Workflow
from calendar_app.domain.figures import COUNTED, Period, took_place
from calendar_app.domain.timing import DAY, Window
from calendar_app.storage.event_rows import batches, read_stored
from calendar_app.storage.events import GoneError
from calendar_app.storage.rows import AttendanceRow, OccurrenceRow
from calendar_app.storage.transaction import transaction


async def save_attendance(
    numbers: Mapping[int, Attendance], *, staff_id: int | None, now: datetime
) -> None:
    """Write the numbers of dates, by id of the date: all of them or none.

    They are no part of what anybody outside sees, so nothing is published anew. Raises
    `GoneError` for a date that was deleted meanwhile.
    """
    async with transaction():
        for occurrence_id, said in sorted(numbers.items()):
            date = OccurrenceRow.filter(id=occurrence_id)
            if not await date.select_for_update().only("id"):
                raise GoneError(occurrence_id)
            columns = {
                "participants": said.participants,
                "children_youth": said.children_youth,
                "digital": said.digital,
                "counts": said.counts,
                "entered_by": staff_id,
                "entered_at": now,
            }
            await AttendanceRow.update_or_create(columns, occurrence_id=occurrence_id)


async def attendance_of(occurrence_ids: Collection[int]) -> dict[int, Attendance]:
    """Read the numbers of dates by id; those that nobody has entered are absent."""
    found: dict[int, Attendance] = {}
    for batch in batches(sorted(occurrence_ids)):
        for row in await AttendanceRow.filter(occurrence_id__in=batch).values():
            found[row["occurrence_id"]] = Attendance(
                participants=row["participants"],
                children_youth=row["children_youth"],
                digital=row["digital"],
                counts=row["counts"],
            )
    return found


async def dates_without_numbers(
    library_ids: Collection[int], *, period: Period, today: date
) -> list[tuple[Event, Occurrence]]:
    """Read the dates of libraries that took place in a period and lack a number, newest first."""
    rows = OccurrenceRow.filter(
        start_date__gte=period.first,
        start_date__lte=min(period.last, today),
        event__organiser_id__in=list(library_ids),
        event__workflow=Workflow.PUBLISHED.value,
        event__visibility__in=[one.value for one in COUNTED],
    )
    dates = {row["id"]: row["event_id"] for row in await rows.values("id", "event_id")}
    told = await attendance_of(dates)
    lacking = {
        one
        for one in dates
        if one not in told or (told[one].participants is None and told[one].counts)
    }
    window = Window(period.first, period.last + DAY)
    found: list[tuple[Event, Occurrence]] = []
    for batch in batches(sorted({dates[one] for one in lacking})):
        for stored in (await read_stored(batch, window=window)).values():
            found += [
                (stored.event, one)
                for one in stored.occurrences
                if one.id in lacking and took_place(stored.event, one, period=period, today=today)
            ]
    return sorted(found, key=lambda pair: (pair[1].span.first, pair[1].id), reverse=True)
