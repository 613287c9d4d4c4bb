"""The properties of one VEVENT as values of Python, parsed by icalendar.

The component is written anew from the lines that are wanted, so that nothing else in the file
can make the parser refuse it, and time zone names are kept from the parser, which would look
for a file of that name.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Event
from icalendar.prop import vBroken

from calendar_app.domain.timing import ZONE
from calendar_app.importing.limits import EXTRA_DATES, FIRST_YEAR, LAST_YEAR, RULES
from calendar_app.importing.readers.components import Component, Line
from calendar_app.importing.readers.rules import SourceRule, rule_text, source_rule
from calendar_app.importing.readers.zones import Zones
from calendar_app.importing.reading import UnreadableError

Moment = date | datetime
"""A date for whole days, or an aware datetime in the zone that the file names."""

_TZID = re.compile(";[ ]*TZID=", re.IGNORECASE)
_DECISIVE = frozenset(
    ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "STATUS")
)
"""Properties without which the event would mean something else."""

_NEVER = datetime.min.replace(tzinfo=UTC)
_TEXTS = frozenset(("SUMMARY", "DESCRIPTION", "X-ALT-DESC", "LOCATION"))


class Properties:
    """What a VEVENT says. Raises UnreadableError with the line of the fault.

    `unknown_zones` gathers the zone names that nobody knows; their times are taken as ours.
    """

    def __init__(self, component: Component, zones: Zones) -> None:
        self._component = component
        self._zones = zones
        self.unknown_zones: set[str] = set()
        for line in component.lines:
            if line.is_cut and line.name not in _TEXTS:
                raise UnreadableError("import_line_too_long", line=line.number, field=line.name)
        self._check_counts()
        lines = [_renamed(line) for line in component.lines]
        text = "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])
        self._event = Event.from_ical(text.encode("utf-8", errors="replace"))
        self.unparsed = tuple(self._unparsed())
        for line in self.unparsed:
            if line.name in _DECISIVE:
                raise self._fault(line.name)

    @property
    def is_private(self) -> bool:
        """Tell whether it is not plainly public.

        An unknown class is a private one (RFC 5545 §3.8.1.3), and so is one that nobody can
        read.
        """
        classes = [str(one).strip().upper() for one in self._all("CLASS")]
        has_line = self._component.line_of("CLASS") is not None
        return has_line and (not classes or any(one not in ("", "PUBLIC") for one in classes))

    def text(self, name: str) -> str:
        """Give a text as it stands; of several the first."""
        value = self._first(name)
        return "" if value is None or isinstance(value, vBroken) else str(value)

    def number(self, name: str) -> int:
        """Give a whole number, 0 when there is none: for SEQUENCE, which is only compared."""
        value = self._first(name)
        return int(value) if isinstance(value, int) else 0

    def stamp(self, name: str) -> datetime:
        """Give a moment for comparing alone; one that cannot be read is older than all."""
        value = self._first(name)
        moment = _NEVER if value is None or isinstance(value, vBroken) else value.dt
        return moment if isinstance(moment, datetime) and moment.tzinfo else _NEVER

    def parameter(self, name: str, parameter: str) -> str:
        return str(getattr(self._first(name), "params", {}).get(parameter, ""))

    def words(self, name: str) -> list[str]:
        """Give all values of a list of texts, such as CATEGORIES."""
        lists = [one for one in self._all(name) if not isinstance(one, vBroken)]
        return [str(word) for one in lists for word in one.cats]

    def moment(self, name: str) -> Moment | None:
        value = self._first(name)
        if value is None:
            return None
        return self._located(self._sound(name, value).dt, value, name)

    def length(self, name: str) -> timedelta | None:
        value = self._first(name)
        if value is None:
            return None
        length = self._sound(name, value).dt
        if not isinstance(length, timedelta):
            raise self._fault(name)
        return length

    def moments(self, name: str) -> list[tuple[Moment, timedelta | None]]:
        """Give the values of RDATE or EXDATE, a period with its length."""
        return [
            self._period(one.dt, group, name)
            for group in self._all(name)
            for one in self._sound(name, group).dts
        ]

    def rules(self, name: str, *, start: Moment) -> list[SourceRule]:
        """Give the rules of an event, checked but not expanded."""
        clock = start.time() if isinstance(start, datetime) else time(0)
        lines = [line for line in self._component.lines if line.name == name]
        try:
            return [
                source_rule(self._sound(name, recur), _value_of(line), start=clock)
                for recur, line in zip(self._all(name), lines, strict=True)
            ]
        except UnreadableError as fault:
            fault.line = fault.line or self._component.line_of(name)
            raise

    def _unparsed(self) -> Iterator[Line]:
        """Give the first line of each name of which the parser did not take every line."""
        names = Counter(line.name for line in self._component.lines if _value_of(line))
        for name, count in names.items():
            if len(self._all(name)) < count:
                yield next(line for line in self._component.lines if line.name == name)

    def _all(self, name: str) -> list[Any]:
        value = self._event.get(name)
        if value is None:
            return []
        return list(value) if isinstance(value, list) else [value]

    def _first(self, name: str) -> Any:
        return next(iter(self._all(name)), None)

    def _sound(self, name: str, value: Any) -> Any:
        if isinstance(value, vBroken):
            raise self._fault(name)
        return value

    def _fault(self, name: str) -> UnreadableError:
        line = self._component.line_of(name)
        if name in ("RRULE", "EXRULE"):
            rules = (one for one in self._component.lines if one.name == name)
            rule = rule_text(_value_of(next(rules)))
            return UnreadableError("import_rule_unreadable", line=line, rule=rule)
        return UnreadableError("import_value_unreadable", line=line, field=name)

    def _check_counts(self) -> None:
        """Count before anything is parsed: 200,000 dates take seconds (T-8)."""
        lines = self._component.lines
        extra = [line for line in lines if line.name in ("RDATE", "EXDATE")]
        if sum(line.rest.count(",") + 1 for line in extra) > EXTRA_DATES:
            raise UnreadableError("import_too_many_extra_dates", max=EXTRA_DATES)
        rules = [line for line in lines if line.name in ("RRULE", "EXRULE")]
        too_many = rules[RULES:] or [line for line in rules if line.name == "EXRULE"]
        if too_many:
            line = too_many[0]
            raise UnreadableError(
                "import_rule_unsupported",
                line=line.number,
                part=line.name,
                rule=rule_text(_value_of(line)),
            )

    def _period(self, value: Any, group: Any, name: str) -> tuple[Moment, timedelta | None]:
        if not isinstance(value, tuple):
            return self._located(value, group, name), None
        start, end = value
        length = end if isinstance(end, timedelta) else end - start
        return self._located(start, group, name), length

    def _located(self, value: Any, holder: Any, name: str) -> Moment:
        """Put a time into its zone: the named one, else ours (floating times are local)."""
        if not isinstance(value, date):
            raise self._fault(name)
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise UnreadableError(
                "import_year_out_of_range",
                line=self._component.line_of(name),
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        if not isinstance(value, datetime) or value.tzinfo is not None:
            return value
        tzid = str(holder.params.get("X-TZID", ""))
        zone = self._zones.find(tzid) if tzid else ZONE
        if zone is None:
            self.unknown_zones.add(tzid.strip())
        return value.replace(tzinfo=zone or ZONE)


def _renamed(line: Line) -> str:
    """Write a line with its zone under another name, the value untouched."""
    is_quoted = False
    for place, sign in enumerate(line.rest):
        if sign == '"':
            is_quoted = not is_quoted
        elif sign == ":" and not is_quoted:
            header = _TZID.sub(";X-TZID=", line.rest[:place])
            return line.name + header + line.rest[place:]
    return line.name + line.rest


def _value_of(line: Line) -> str:
    return line.rest.partition(":")[2].strip()
