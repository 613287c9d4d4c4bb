"""An iCalendar file (RFC 5545) as events of ours. Runs in the limited child process."""

from datetime import date

from calendar_app.domain.imported import ImportedEvent
from calendar_app.domain.problems import Problem
from calendar_app.domain.series import horizon, planned_dates
from calendar_app.importing.limits import SOURCE_DATES
from calendar_app.importing.readers.components import Component, Structure, structure
from calendar_app.importing.readers.groups import Group, groups
from calendar_app.importing.readers.kind import file_problem, stranger_problem
from calendar_app.importing.readers.lines import raw_lines
from calendar_app.importing.readers.notes import Notes
from calendar_app.importing.readers.series import imported_events
from calendar_app.importing.readers.vevent import SourceEvent, source_event, title_of
from calendar_app.importing.readers.zones import Zones
from calendar_app.importing.reading import Reading, UnreadableError


def read(data: bytes, *, today: date) -> Reading:
    """Read a file. What cannot be read is listed by line, the rest goes in.

    `today` is the local date from which the horizon of open series is counted. Raises
    MemoryError alone; time is the caller's to watch (`calendar_app.importing.child`).
    """
    notes = Notes()
    problem = file_problem(data)
    if problem is not None:
        return Reading(problem=problem)
    found = structure(raw_lines(data), notes)
    if not found.calendars:
        return Reading(problem=stranger_problem(data))
    if found.problem is not None:
        return Reading(problem=found.problem)
    events = _events(found, today=today, notes=notes)
    return Reading(
        events=tuple(events),
        findings=notes.findings,
        unlisted=notes.unlisted,
        problem=None if events else _nothing_problem(notes),
    )


def _nothing_problem(notes: Notes) -> Problem:
    """Tell why there is nothing: the one reason, where there is one."""
    if not notes.left_out:
        return Problem("", "import_no_events")
    if notes.left_out == 1:
        return next(one.problem for one in notes.findings if one.is_left_out)
    return Problem("", "import_nothing_read", {"count": notes.left_out})


def _events(found: Structure, *, today: date, notes: Notes) -> list[ImportedEvent]:
    """Read the events one by one: whatever happens in one stays with it (ST-52)."""
    zones = Zones(found.zones)
    sources = [_source(component, zones, notes) for component in found.events]
    events: list[ImportedEvent] = []
    left = SOURCE_DATES
    together = groups([one for one in sources if one is not None], notes)
    for number, group in enumerate(together):
        try:
            made = imported_events(group, today=today, notes=notes)
        except MemoryError:
            raise
        except Exception as fault:
            lines = group.master.lines
            notes.leave_out(lines, _problem_of(fault), title=group.master.title)
            continue
        left -= sum(len(planned_dates(one.schedule, horizon=horizon(today))) for one in made)
        if left < 0:
            _tell_full(together[number:], notes)
            break
        events += made
    return events


def _tell_full(rest: list[Group], notes: Notes) -> None:
    """Say once that the file holds too many dates: none of the rest is expanded any more."""
    details = {"max": SOURCE_DATES, "count": len(rest)}
    lines = (rest[0].master.lines[0], rest[-1].master.lines[1])
    notes.leave_out(lines, Problem("", "import_too_many_dates", details))


def _source(component: Component, zones: Zones, notes: Notes) -> SourceEvent | None:
    try:
        return source_event(component, zones, notes)
    except MemoryError:
        raise
    except Exception as fault:
        line = fault.line if isinstance(fault, UnreadableError) else None
        lines = (line, line) if line else component.span
        notes.leave_out(lines, _problem_of(fault), title=title_of(component))
        return None


def _problem_of(fault: Exception) -> Problem:
    if isinstance(fault, UnreadableError):
        return fault.problem
    return Problem("", "import_event_unreadable", {"error": type(fault).__name__})
