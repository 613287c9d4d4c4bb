"""How many came: three numbers of one date, or of many dates on one page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from calendar_app.domain.attendance import Attendance, attendance_problems
from calendar_app.domain.problems import Problem
from calendar_app.web.forms.event import YES
from calendar_app.web.forms.typed import Reader, Typed

NUMBERS = ("participants", "children_youth", "digital")
ATTENDANCE_FIELDS = (*NUMBERS, "does_not_count")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceEntry:
    """What was typed of one date and what it comes to."""

    typed: Typed
    attendance: Attendance
    problems: tuple[Problem, ...]


def numbered(name: str, occurrence_id: int) -> str:
    """Name the field of one date among many."""
    return f"{name}-{occurrence_id}"


def read_attendance(typed: Typed) -> AttendanceEntry:
    """Read and judge the numbers of one date; empty is 'not entered'."""
    reader = Reader(typed)
    attendance = Attendance(
        participants=reader.number("participants"),
        children_youth=reader.number("children_youth"),
        digital=reader.number("digital"),
        counts=not typed.has("does_not_count"),
    )
    unread = {problem.field for problem in reader.problems}
    judged = [one for one in attendance_problems(attendance) if one.field not in unread]
    return AttendanceEntry(typed=typed, attendance=attendance, problems=(*reader.problems, *judged))


def read_many(typed: Typed, occurrence_ids: Iterable[int]) -> dict[int, AttendanceEntry]:
    """Read the dates of a page of many; a date about which nothing was typed is left out."""
    found: dict[int, AttendanceEntry] = {}
    for occurrence_id in occurrence_ids:
        own = Typed(
            {
                name: typed.all(numbered(name, occurrence_id))
                for name in NUMBERS
                if typed.text(numbered(name, occurrence_id)).strip()
            }
        )
        if own.values:
            entry = read_attendance(own)
            problems = (
                replace(one, field=numbered(one.field, occurrence_id)) for one in entry.problems
            )
            found[occurrence_id] = replace(entry, problems=tuple(problems))
    return found


def typed_attendance(attendance: Attendance | None) -> Typed:
    """Give the texts of the form for what is stored."""
    if attendance is None:
        return Typed()
    numbers = {name: getattr(attendance, name) for name in NUMBERS}
    texts = {name: (str(number),) for name, number in numbers.items() if number is not None}
    return Typed({**texts, **({} if attendance.counts else {"does_not_count": (YES,)})})
