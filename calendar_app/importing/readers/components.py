"""From lines to the components of a calendar file, each on its own.

The structure is read here, not by a parser of whole calendars, because one bad line anywhere
makes such a parser refuse the file (a feed's own X- property is enough), and because a reader
of components on their own can say which lines it could not read.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from calendar_app.domain.problems import Problem
from calendar_app.importing.limits import CATEGORIES, DEPTH, EVENTS, EXTRA_DATES, RULES
from calendar_app.importing.readers.lines import RawLine, text_of
from calendar_app.importing.readers.notes import Notes

WANTED = frozenset(
    (
        *("UID", "SUMMARY", "DESCRIPTION", "X-ALT-DESC", "LOCATION", "URL", "CATEGORIES"),
        *("STATUS", "CLASS", "SEQUENCE", "LAST-MODIFIED"),
        *("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "EXRULE", "RDATE", "EXDATE"),
        *("TZID", "X-LIC-LOCATION", "TZOFFSETFROM", "TZOFFSETTO"),
    )
)
"""The properties that are read. Attachments, images, alarms and people never are (A-22, A-28)."""

# One more than allowed, so that the reader sees that there were too many.
_SEVERAL = {
    "RDATE": EXTRA_DATES + 1,
    "EXDATE": EXTRA_DATES + 1,
    "RRULE": RULES + 1,
    "CATEGORIES": CATEGORIES,
    "CLASS": 9,
}

_NAME = re.compile(rb"([A-Za-z0-9-]+)[ \t]*([;:])")


@dataclass(frozen=True, slots=True)
class Line:
    """One content line of a component: `NAME`, and everything after the name."""

    number: int
    name: str
    rest: str
    is_cut: bool = False


@dataclass(slots=True)
class Component:
    """A VEVENT or VTIMEZONE, or an observance of the latter, with the lines that are wanted."""

    name: str
    first: int
    last: int = 0
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    is_too_deep: bool = False

    def add(self, line: Line) -> None:
        """Keep a line: the first of its name, or a bounded number where several make sense."""
        self.counts[line.name] += 1
        if self.counts[line.name] <= _SEVERAL.get(line.name, 1):
            self.lines.append(line)

    @property
    def span(self) -> tuple[int, int]:
        """The first and last line in the file."""
        return self.first, self.last

    def line_of(self, name: str) -> int | None:
        """Find the line of a property, to show where a fault is."""
        return next((line.number for line in self.lines if line.name == name), None)


@dataclass(slots=True)
class Structure:
    """What a file consists of; with a `problem` it is not worth reading."""

    events: list[Component] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)
    calendars: int = 0
    problem: Problem | None = None


def structure(lines: Iterable[RawLine], notes: Notes) -> Structure:
    """Find the events and time zones of a file.

    The file is refused when it ends inside a calendar (it was cut off: what is missing cannot
    be told from what was deleted), or when it holds too many events.
    """
    scanner = _Scanner(notes)
    number = 0
    for line in lines:
        scanner.take(line)
        number = line.last
        if len(scanner.found.events) > EVENTS:
            scanner.found.problem = Problem("", "import_too_many_events", {"max": EVENTS})
            return scanner.found
    scanner.finish(number)
    return scanner.found


class _Scanner:
    """Follows BEGIN and END; `stack` holds a name and, where it is kept, the component.

    What lies deeper than the limit is only counted, in `below`: files nest 20,000 deep.
    """

    def __init__(self, notes: Notes) -> None:
        self.found = Structure()
        self._notes = notes
        self._stack: list[tuple[str, Component | None]] = []
        self._below = 0

    def take(self, line: RawLine) -> None:
        match = _NAME.match(line.data)
        name = match[1].decode("ascii").upper() if match else ""
        if name in ("BEGIN", "END") and match:
            value = text_of(line.data[match.end() :]).strip().upper()
            (self._begin if name == "BEGIN" else self._end)(value, line)
            return
        component = self._stack[-1][1] if self._stack else None
        if component is None:
            return
        if match is None:
            if component.name == "VEVENT":
                self._notes.remark((line.first, line.last), Problem("", "import_line_unreadable"))
        elif name in WANTED:
            rest = text_of(line.data[match.end() - 1 :])
            component.add(Line(line.first, name, rest, line.is_cut))

    def finish(self, number: int) -> None:
        """Judge the file as a whole: a calendar that is still open was cut off."""
        if any(name == "VCALENDAR" for name, _ in self._stack):
            self.found.problem = Problem("", "import_truncated", {"line": number})

    def _begin(self, name: str, line: RawLine) -> None:
        if name == "VEVENT":
            self._leave_open_parts(line.first - 1)
        if name == "VCALENDAR":
            self.found.calendars += 1
        if len(self._stack) == DEPTH:
            self._mark_too_deep()
            self._below += 1
            return
        parent_name, parent = self._stack[-1] if self._stack else ("", None)
        component = None
        if name in ("VEVENT", "VTIMEZONE") and parent_name == "VCALENDAR":
            component = Component(name, line.first)
        elif name in ("STANDARD", "DAYLIGHT") and parent and parent.name == "VTIMEZONE":
            component = Component(name, line.first)
            parent.parts.append(component)
        self._stack.append((name, component))

    def _end(self, name: str, line: RawLine) -> None:
        """Close the innermost component of that name; an END without a BEGIN says nothing."""
        if self._below and name not in ("VEVENT", "VCALENDAR"):
            self._below -= 1
            return
        self._below = 0
        if name not in (open_name for open_name, _ in self._stack):
            return
        while True:
            closed, component = self._stack.pop()
            if component is not None:
                component.last = line.last
                self._keep(component, is_whole=closed == name)
            if closed == name:
                return

    def _leave_open_parts(self, last: int) -> None:
        """Give up what is open in the calendar where an event begins: its END is missing."""
        names = [name for name, _ in self._stack]
        if "VCALENDAR" not in names:
            return
        self._below = 0
        cut = names.index("VCALENDAR") + 1
        for _, component in self._stack[cut:]:
            if component is not None:
                component.last = last
                self._keep(component, is_whole=False)
        del self._stack[cut:]

    def _keep(self, component: Component, *, is_whole: bool) -> None:
        if component.name == "VTIMEZONE":
            self.found.zones.append(component)
        elif component.name == "VEVENT" and component.is_too_deep:
            self._notes.leave_out(component.span, Problem("", "import_too_deep", {"max": DEPTH}))
        elif component.name == "VEVENT" and not is_whole:
            self._notes.leave_out(component.span, Problem("", "import_event_cut_off"))
        elif component.name == "VEVENT":
            self.found.events.append(component)

    def _mark_too_deep(self) -> None:
        for _, component in self._stack:
            if component is not None:
                component.is_too_deep = True
