"""What statistics are made of: published dates of a period with who came."""

from dataclasses import dataclass

from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import Event, Occurrence, Workflow
from calendar_app.domain.figures import Period
from calendar_app.domain.timing import DAY, Window
from calendar_app.storage.attendance import attendance_of
from calendar_app.storage.event_rows import StoredEvent, batches, read_stored
from calendar_app.storage.rows import OccurrenceRow, SignUpRow, StaffRoleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFigures:
    """Dates that begin in a period with their events, whoever may see them.

    `attendance` is by id of the date, and so is `signed_up`: how many of each library's staff
    said that they would come to a gathering. What of it counts is judged by `domain.figures`.
    """

    dates: tuple[tuple[Event, Occurrence], ...]
    attendance: dict[int, Attendance]
    signed_up: dict[int, dict[int, int]]


async def stored_figures(period: Period) -> StoredFigures:
    """Read what is published in a period: a fixed number of queries for any number of events."""
    found: list[StoredEvent] = []
    window = Window(period.first, period.last + DAY)
    for batch in batches(await _published_ids(period)):
        found += (await read_stored(batch, window=window)).values()
    dates = tuple(
        (one.event, date)
        for one in found
        for date in one.occurrences
        if period.holds(date.span.first)
    )
    ids = [date.id for _, date in dates]
    return StoredFigures(
        dates=dates, attendance=await attendance_of(ids), signed_up=await _signed_up(ids)
    )


async def _published_ids(period: Period) -> list[int]:
    rows = OccurrenceRow.filter(
        start_date__gte=period.first,
        start_date__lte=period.last,
        event__workflow=Workflow.PUBLISHED.value,
    )
    return sorted({row["event_id"] for row in await rows.values("event_id")})


async def _signed_up(occurrence_ids: list[int]) -> dict[int, dict[int, int]]:
    """Count who signed up, by date and by the first of the libraries where a person works."""
    found: dict[int, dict[int, int]] = {}
    for batch in batches(occurrence_ids):
        sign_ups = await SignUpRow.filter(occurrence_id__in=batch).values_list(
            "occurrence_id", "staff_id"
        )
        people = {staff_id for _, staff_id in sign_ups}
        roles = StaffRoleRow.filter(staff_id__in=list(people)).order_by("-library_id")
        library_of = dict(await roles.values_list("staff_id", "library_id")) if people else {}
        for occurrence_id, staff_id in sign_ups:
            if staff_id in library_of:
                counts = found.setdefault(occurrence_id, {})
                library_id = library_of[staff_id]
                counts[library_id] = counts.get(library_id, 0) + 1
    return found
