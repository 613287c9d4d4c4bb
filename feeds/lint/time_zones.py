"""Rules for VTIMEZONE: the one form that all calendar programs read alike, and the truth.

Outlook takes only a yearly rule with one numbered weekday, Google stumbles over long blocks, and
ical.js reads only the first RDATE: an hour wrong all summer (facts/feeds.md, section 1).
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from feeds.lint.content import Component
from feeds.lint.finding import Finding
from feeds.lint.properties import missing, repeated
from feeds.lint.values import local_time

MAX_ZONE_LINES = 20

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NUMBERED_DAY = re.compile(rf"([+-]?[1-5])({'|'.join(_WEEKDAYS)})")
_OFFSET = re.compile(r"([+-])([0-9]{2})([0-5][0-9])([0-5][0-9])?")
_NAME = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*")
_YEARS = range(2024, 2042)
"""Compared with the Olson database: around the years that a feed is about, to FC-8's last."""


def check_time_zones(calendar: Component) -> Iterator[Finding]:
    """Check that there is one VTIMEZONE, before any event, of the right form, that is true."""
    zones = calendar.named("VTIMEZONE")
    if not zones:
        yield Finding(calendar.number, "no_vtimezone")
    repeats = {tzid for tzid, count in Counter(_tzid(zone) for zone in zones).items() if count > 1}
    for zone in zones[1:]:
        code = "repeated_tzid" if _tzid(zone) in repeats else "several_vtimezones"
        yield Finding(zone.number, code, _tzid(zone))
    events = calendar.named("VEVENT")
    starts = [event.value("DTSTART") for event in events]
    for zone in zones:
        if events and zone.number > events[0].number:
            yield Finding(zone.number, "vtimezone_after_event")
        yield from _check_zone(zone, first_start=min(filter(None, starts), default=""))


def known_zone(tzid: str) -> ZoneInfo | None:
    """Give the zone of an Olson name; None when it is none."""
    if not _NAME.fullmatch(tzid):
        return None
    try:
        return ZoneInfo(tzid)
    except (KeyError, ValueError, OSError):
        return None


def _tzid(zone: Component) -> str:
    return zone.value("TZID")


def _check_zone(zone: Component, *, first_start: str) -> Iterator[Finding]:
    yield from missing(zone, ("TZID",), "missing_property")
    yield from repeated(zone, ("TZID",))
    known = known_zone(_tzid(zone))
    if known is None and zone.all("TZID"):
        yield Finding(zone.number, "tzid_unknown", _tzid(zone))
    for name in ("STANDARD", "DAYLIGHT"):
        if len(zone.named(name)) != 1:
            yield Finding(zone.number, "not_one_rule_each", name)
    length = 2 + len(zone.lines) + sum(2 + len(part.lines) for part in zone.parts)
    if length > MAX_ZONE_LINES:
        yield Finding(zone.number, "vtimezone_too_long", str(length))
    for part in zone.parts:
        faults = list(_check_part(part, first_start))
        yield from faults
        if known and not faults:
            yield from _check_truth(part, known)


def _check_part(part: Component, first_start: str) -> Iterator[Finding]:
    names = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
    yield from missing(part, names, "missing_property")
    yield from repeated(part, (*names, "RRULE"))
    for line in part.lines:
        if line.name == "RDATE":
            yield Finding(line.number, "rdate_in_vtimezone")
        if line.name == "DTSTART" and local_time(line.value) is None:
            yield Finding(line.number, "not_a_time", line.value)
        elif line.name == "DTSTART" and first_start and line.value > first_start:
            yield Finding(line.number, "vtimezone_starts_too_late", line.value)
        if line.name in ("TZOFFSETFROM", "TZOFFSETTO") and _offset(line.value) is None:
            yield Finding(line.number, "not_an_offset", line.value)
    rule = _rule(part)
    if not _NUMBERED_DAY.fullmatch(rule.get("BYDAY", "")):
        yield Finding(part.number, "vtimezone_rule_without_one_numbered_day")
    elif not _is_yearly(rule):
        yield Finding(part.number, "vtimezone_rule_not_yearly", part.value("RRULE"))


def _check_truth(part: Component, known: ZoneInfo) -> Iterator[Finding]:
    """Compare what the clocks do at each change with what they are known to do."""
    before, after = _offset(part.value("TZOFFSETFROM")), _offset(part.value("TZOFFSETTO"))
    first = local_time(part.value("DTSTART"))
    assert before is not None
    assert after is not None
    assert first is not None
    for year in _YEARS:
        change = _day_of_rule(_rule(part), year)
        if change is None:
            continue
        at = datetime.combine(change, first.time(), UTC) - before
        told = (at - timedelta(seconds=1)).astimezone(known), at.astimezone(known)
        if [moment.utcoffset() for moment in told] != [before, after]:
            yield Finding(part.number, "vtimezone_tells_wrong_times", str(year))
            return


def _rule(part: Component) -> dict[str, str]:
    pairs = (piece.partition("=") for piece in part.value("RRULE").split(";"))
    return {name: value for name, _, value in pairs}


def _is_yearly(rule: dict[str, str]) -> bool:
    """Tell whether it is FREQ=YEARLY;BYMONTH=n;BYDAY=nDD, with nothing that ends it."""
    if rule.keys() != {"FREQ", "BYMONTH", "BYDAY"} or rule["FREQ"] != "YEARLY":
        return False
    return rule["BYMONTH"] in {str(month) for month in range(1, 13)}


def _day_of_rule(rule: dict[str, str], year: int) -> date | None:
    """Give the numbered weekday of the rule's month, None when there is none in that year."""
    found = _NUMBERED_DAY.fullmatch(rule["BYDAY"])
    assert found is not None
    number, month = int(found[1]), int(rule["BYMONTH"])
    wanted = _WEEKDAYS.index(found[2])
    days = (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))
    fitting = [one for one in days if one.weekday() == wanted]
    index = number - 1 if number > 0 else number
    return fitting[index] if -len(fitting) <= index < len(fitting) else None


def _offset(text: str) -> timedelta | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = int(found[2]), int(found[3]), int(found[4] or 0)
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return length if found[1] == "+" else -length
