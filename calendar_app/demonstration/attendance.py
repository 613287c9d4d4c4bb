"""Who came to dates of the programme that have been."""

from collections.abc import Mapping
from datetime import datetime

from calendar_app.demonstration.programme import programme
from calendar_app.domain.access import StaffMember
from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import Event, Occurrence
from calendar_app.domain.recurrence import rule_dates
from calendar_app.storage.attendance import save_attendance
from calendar_app.storage.event_rows import read_stored


async def load_attendance(ids: Mapping[str, int], person: StaffMember, now: datetime) -> None:
    """Store the numbers; one of a date that was left out for a holiday is ignored."""
    rows = programme()["attendance"]
    stored = await read_stored([ids[one["event"]] for one in rows])
    numbers: dict[int, Attendance] = {}
    for one in rows:
        found = stored[ids[one["event"]]]
        date = _numbered(found.event, found.occurrences, one["nth"])
        if date is not None:
            numbers[date.id] = Attendance(
                participants=one["participants"],
                children_youth=one["children_youth"],
                digital=one["digital"],
            )
    await save_attendance(numbers, staff_id=person.id, now=now)


def _numbered(event: Event, dates: tuple[Occurrence, ...], nth: int) -> Occurrence | None:
    """Find the nth date of the rule, counted before anything was left out."""
    rule, first = event.schedule.rule, event.schedule.first.first
    if rule is None:
        return dates[nth - 1]
    days = rule_dates(rule, first=first, horizon=dates[-1].span.last)
    return next((one for one in dates if one.recurrence_date == days[nth - 1]), None)
