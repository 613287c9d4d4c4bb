"""Rules for the calendar as a whole and for its time zones."""

import re
from collections import Counter
from collections.abc import Iterator

from feeds.lint.content import Component
from feeds.lint.finding import Finding

MAX_VEVENTS = 1_000

_ONCE = (
    "PRODID",
    "VERSION",
    "CALSCALE",
    "NAME",
    "X-WR-CALNAME",
    "X-WR-TIMEZONE",
    "REFRESH-INTERVAL",
    "X-PUBLISHED-TTL",
)
_DURATION = re.compile(r"P(?:\d+W|(?=.)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)")
_ONE_NUMBERED_DAY = re.compile(r"[+-]?\d+(?:MO|TU|WE|TH|FR|SA|SU)")


def once(component: Component, names: tuple[str, ...]) -> Iterator[Finding]:
    """Report each property that is not there exactly once."""
    for name in names:
        count = len(component.all(name))
        if count != 1:
            code = "missing_property" if count == 0 else "repeated_property"
            yield Finding(component.number, code, name)


def check_calendar(calendar: Component) -> Iterator[Finding]:
    """Check the properties of the calendar and how many events it has."""
    yield from once(calendar, _ONCE)
    if calendar.value("VERSION") != "2.0":
        yield Finding(calendar.number, "version_not_2_0", calendar.value("VERSION"))
    for line in calendar.all("METHOD"):
        yield Finding(line.number, "method", line.value)
    for line in calendar.all("REFRESH-INTERVAL"):
        # `REFRESH-INTERVAL:VALUE=DURATION:PT1H` stops Home Assistant and icalendar.
        if line.params.get("VALUE") != "DURATION" or not _DURATION.fullmatch(line.value):
            yield Finding(line.number, "refresh_interval", line.value)
    if len(calendar.named("VEVENT")) > MAX_VEVENTS:
        yield Finding(calendar.number, "too_many_events", str(len(calendar.named("VEVENT"))))
    for part in calendar.parts:
        if part.name not in ("VEVENT", "VTIMEZONE"):
            yield Finding(part.number, "unexpected_component", part.name)


def check_time_zones(calendar: Component) -> Iterator[Finding]:
    """Check that there is a VTIMEZONE, before any event, in the one form all clients read."""
    zones = calendar.named("VTIMEZONE")
    if not zones:
        yield Finding(calendar.number, "no_vtimezone")
    for tzid, count in Counter(zone.value("TZID") for zone in zones).items():
        if count > 1:
            yield Finding(zones[0].number, "repeated_tzid", tzid)
    events = calendar.named("VEVENT")
    for zone in zones:
        if events and zone.number > events[0].number:
            yield Finding(zone.number, "vtimezone_after_event")
        yield from _check_zone(zone)


def _check_zone(zone: Component) -> Iterator[Finding]:
    yield from once(zone, ("TZID",))
    for name in ("STANDARD", "DAYLIGHT"):
        if len(zone.named(name)) != 1:
            yield Finding(zone.number, "not_one_rule_each", name)
    for rule in zone.parts:
        yield from once(rule, ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"))
        # ical.js reads only the first date of each RDATE: an hour wrong all summer.
        for line in rule.all("RDATE"):
            yield Finding(line.number, "rdate_in_vtimezone")
        days = re.findall(r"(?:^|;)BYDAY=([^;]*)", rule.value("RRULE"))
        if len(days) != 1 or not _ONE_NUMBERED_DAY.fullmatch(days[0]):
            yield Finding(rule.number, "vtimezone_rule_without_one_numbered_day")
