"""Rules for the calendar as a whole: its properties, and what it holds."""

import re
from collections.abc import Iterator

from feeds.lint.content import Component
from feeds.lint.css_names import CSS_NAMES
from feeds.lint.finding import Finding
from feeds.lint.properties import check_addresses, missing, repeated
from feeds.lint.texts import check_texts
from feeds.lint.values import is_duration, plain

MAX_VEVENTS = 1_000
MAX_NAME = 60

_REQUIRED = ("PRODID", "VERSION")
_EXPECTED = (
    "CALSCALE",
    "NAME",
    "X-WR-CALNAME",
    "X-WR-CALDESC",
    "X-WR-TIMEZONE",
    "REFRESH-INTERVAL",
    "X-PUBLISHED-TTL",
    "COLOR",
)
_AT_MOST_ONCE = ("DESCRIPTION", "SOURCE", "URL", "X-APPLE-CALENDAR-COLOR")
"""SOURCE: a filter that can match nothing has no address of its own."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def check_calendar(calendar: Component) -> Iterator[Finding]:
    """Check all of a calendar but its time zones and its events."""
    yield from missing(calendar, _REQUIRED, "missing_property")
    yield from missing(calendar, _EXPECTED, "missing_feed_property")
    yield from repeated(calendar, _REQUIRED + _EXPECTED + _AT_MOST_ONCE)
    yield from check_texts(calendar)
    yield from check_addresses(calendar)
    yield from _check_values(calendar)
    yield from _check_names(calendar)
    if len(calendar.named("VEVENT")) > MAX_VEVENTS:
        yield Finding(calendar.number, "too_many_events", str(len(calendar.named("VEVENT"))))
    for part in calendar.parts:
        if part.name not in ("VEVENT", "VTIMEZONE"):
            yield Finding(part.number, "unexpected_component", part.name)


def _check_values(calendar: Component) -> Iterator[Finding]:
    for line in calendar.lines:
        value = line.value
        if line.name == "VERSION" and value != "2.0":
            yield Finding(line.number, "version_not_2_0", value)
        elif line.name == "CALSCALE" and value != "GREGORIAN":
            yield Finding(line.number, "calscale_not_gregorian", value)
        elif line.name == "METHOD":
            yield Finding(line.number, "method", value)
        elif line.name == "REFRESH-INTERVAL":
            # `REFRESH-INTERVAL:VALUE=DURATION:PT1H` stops Home Assistant and icalendar.
            if line.params.get("VALUE") != "DURATION" or not is_duration(value):
                yield Finding(line.number, "refresh_interval", value)
        elif line.name == "X-PUBLISHED-TTL" and not is_duration(value):
            yield Finding(line.number, "not_a_duration", value)
        elif line.name == "SOURCE" and line.params.get("VALUE") != "URI":
            yield Finding(line.number, "source_without_value_uri")
        elif line.name == "COLOR" and value.lower() not in CSS_NAMES:
            yield Finding(line.number, "color_not_a_name", value)
        elif line.name == "X-APPLE-CALENDAR-COLOR" and not _HEX.fullmatch(value):
            yield Finding(line.number, "apple_color_not_hex", value)


def _check_names(calendar: Component) -> Iterator[Finding]:
    names = [*calendar.all("NAME"), *calendar.all("X-WR-CALNAME")]
    for line in names:
        if len(plain(line.value)) > MAX_NAME:
            yield Finding(line.number, "name_too_long", str(len(plain(line.value))))
        if not line.value.strip():
            yield Finding(line.number, "empty_property", line.name)
    if len({line.value for line in names}) > 1:
        yield Finding(names[-1].number, "names_differ")
    tzids = [zone.value("TZID") for zone in calendar.named("VTIMEZONE")]
    for line in calendar.all("X-WR-TIMEZONE"):
        if tzids and line.value not in tzids:
            yield Finding(line.number, "calendar_zone_without_vtimezone", line.value)
