"""Time zone names of other programs, and the zones that a file defines itself.

A known name always means the zone of the tz database, whatever the file says about it. What the
file defines is used for unknown names alone, and only when it is harmless: a few yearly rules
(T-8: fifty daily ones keep a processor busy for ever).
"""

import re
from collections.abc import Iterable
from datetime import date, tzinfo
from functools import cache
from io import StringIO
from zoneinfo import ZoneInfo, available_timezones

from dateutil.tz import tzical
from icalendar.prop import vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from calendar_app.importing.limits import EXTRA_DATES, OBSERVANCES, ZONE_NAME_LENGTH, ZONES
from calendar_app.importing.readers.components import Component
from calendar_app.importing.readers.rules import expand, source_rule
from calendar_app.importing.reading import UnreadableError

_OFFSET = re.compile(r"[+-](?:0\d|1[0-4])[0-5]\d(?:[0-5]\d)?")
_ONSET = re.compile(r"\d{8}T\d{6}")
_ONSETS = re.compile(r"\d{8}T\d{6}(?:,\d{8}T\d{6})*")
_RULE_PARTS = {"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"}


class Zones:
    """Resolves the TZIDs of one file."""

    def __init__(self, components: Iterable[Component]) -> None:
        defined: dict[str, Component] = {}
        for component in components:
            defined.setdefault(_tzid(component), component)
        self._unsafe: set[str] = set()
        self._own: dict[str, tzinfo] = {}
        for count, (name, component) in enumerate(defined.items(), start=1):
            if known_zone(name) is None:
                self._define(name, component, is_one_too_many=count > ZONES)

    def find(self, tzid: str) -> tzinfo | None:
        """Give the zone of a name, or None when nobody knows it."""
        name = _bare(tzid)
        if len(name) > ZONE_NAME_LENGTH:
            return None
        return known_zone(name) or self._own.get(name)

    def is_unsafe(self, tzid: str) -> bool:
        """Tell whether the file defines the name in a way that is not used."""
        return _bare(tzid) in self._unsafe

    def _define(self, name: str, component: Component, *, is_one_too_many: bool) -> None:
        located = known_zone(_value(component, "X-LIC-LOCATION"))
        if located is not None:
            self._own[name] = located
            return
        if is_one_too_many or len(name) > ZONE_NAME_LENGTH:
            self._unsafe.add(name)
            return
        try:
            self._own[name] = _own_zone(component)
        except Exception:  # dateutil and icalendar raise what they like (ST-52)
            self._unsafe.add(name)


@cache
def _names() -> dict[str, str]:
    known = {name.lower(): name for name in available_timezones() - {"localtime"}}
    return {name.lower(): olson for name, olson in WINDOWS_TO_OLSON.items()} | known


@cache
def known_zone(name: str) -> ZoneInfo | None:
    """Find a zone by its name in the tz database or in Windows.

    Vendors put paths before the name: `/citadel.org/20210210_1/Europe/Oslo`. A name is looked
    up in a list, never as the name of a file.
    """
    if len(name) > ZONE_NAME_LENGTH:
        return None
    parts = name.strip("/").lower().split("/")
    for start in range(len(parts)):
        found = _names().get("/".join(parts[start:]))
        if found is not None:
            return ZoneInfo(found)
    return None


def _own_zone(component: Component) -> tzinfo:
    """Build the zone that a file defines. Raises for everything that is not plainly harmless."""
    if not 1 <= len(component.parts) <= OBSERVANCES:
        raise UnreadableError("import_zone_unsafe")
    lines = ["BEGIN:VTIMEZONE", "TZID:own"]
    for part in component.parts:
        lines += [f"BEGIN:{part.name}", *_observance(part), f"END:{part.name}"]
    zone = tzical(StringIO("\n".join([*lines, "END:VTIMEZONE"]))).get()
    if zone is None:
        raise UnreadableError("import_zone_unsafe")
    return zone


def _observance(part: Component) -> list[str]:
    """Write an observance anew from what was checked."""
    onset, rule = _value(part, "DTSTART"), _value(part, "RRULE")
    before, after = _value(part, "TZOFFSETFROM"), _value(part, "TZOFFSETTO")
    if not (_ONSET.fullmatch(onset) and _OFFSET.fullmatch(before) and _OFFSET.fullmatch(after)):
        raise UnreadableError("import_zone_unsafe")
    written = [f"DTSTART:{onset}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
    if rule:
        written.append(f"RRULE:{_checked_rule(rule, onset)}")
    more = _value(part, "RDATE")
    if more:
        if not _ONSETS.fullmatch(more) or more.count(",") > EXTRA_DATES:
            raise UnreadableError("import_zone_unsafe")
        written.append(f"RDATE:{more}")
    return written


def _checked_rule(text: str, onset: str) -> str:
    """Take only yearly rules that do give dates: others are searched for to the year 9999."""
    recur = vRecur.from_ical(text)
    is_yearly = [str(one).upper() for one in recur.get("FREQ", [])] == ["YEARLY"]
    if not is_yearly or not {key.upper() for key in recur} <= _RULE_PARTS:
        raise UnreadableError("import_zone_unsafe")
    rule = source_rule(recur, text)
    first = date(max(int(onset[:4]), 1970), int(onset[4:6]), 1)
    if not expand(rule, first=first, last=date(first.year + 30, 12, 31)):
        raise UnreadableError("import_zone_unsafe")
    return str(recur.to_ical(), "ascii")


def _tzid(component: Component) -> str:
    return _bare(_value(component, "TZID"))


def _bare(tzid: str) -> str:
    return tzid.strip().strip('"')


def _value(component: Component, name: str) -> str:
    """Give what stands after the colon of a property, several joined by commas, or nothing."""
    rests = [line.rest for line in component.lines if line.name == name]
    return ",".join(rest.partition(":")[2].strip() for rest in rests)
