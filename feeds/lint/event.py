"""Rules for one VEVENT: its properties, their values, its texts."""

from collections.abc import Iterator

from feeds.lint.content import Component, ContentLine
from feeds.lint.finding import Finding
from feeds.lint.properties import check_addresses, missing, repeated
from feeds.lint.texts import check_texts
from feeds.lint.times import Zones, check_times
from feeds.lint.values import is_point, is_sequence, plain, utc_time

CANCELLED_PREFIXES = ("AVLYST: ", "CANCELLED: ")
"""What the title of a cancelled event begins with, in bokmål, nynorsk and English."""

MAX_DESCRIPTION = 2_000

_REQUIRED = ("UID", "DTSTAMP", "DTSTART")
_EXPECTED = ("DTEND", "SUMMARY", "LAST-MODIFIED", "CREATED", "SEQUENCE", "STATUS")
_PUBLIC = ("CLASS", "TRANSP", "URL")
_AT_MOST_ONCE = ("DESCRIPTION", "LOCATION", "GEO", "DURATION", "RECURRENCE-ID", "RRULE")
_WITH_TEXT = ("UID", "SUMMARY")
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED")
_PEOPLE = ("ORGANIZER", "ATTENDEE")
_STATES = ("TENTATIVE", "CONFIRMED", "CANCELLED")


def check_event(event: Component, zones: Zones, *, public: bool) -> Iterator[Finding]:
    """Check one event; `public` ones are PUBLIC, TRANSPARENT and have an address."""
    yield from missing(event, _REQUIRED, "missing_property")
    yield from missing(event, _EXPECTED + (_PUBLIC if public else ()), "missing_feed_property")
    yield from repeated(event, _REQUIRED + _EXPECTED + _PUBLIC + _AT_MOST_ONCE)
    for part in event.parts:
        yield Finding(part.number, "nested_component", part.name)
    for line in event.lines:
        yield from _check_value(line)
        if public:
            yield from _check_public(line)
    yield from check_times(event, zones)
    yield from check_addresses(event)
    yield from check_texts(event)
    yield from _check_stamps(event)
    yield from _check_description(event)
    yield from _check_cancelled(event)


def _check_value(line: ContentLine) -> Iterator[Finding]:
    if line.name in _STAMPS and utc_time(line.value) is None:
        yield Finding(line.number, "stamp_not_utc", line.name)
    if line.name in _PEOPLE:
        yield Finding(line.number, "forbidden_property", line.name)
    if line.name in _WITH_TEXT and not line.value.strip():
        yield Finding(line.number, "empty_property", line.name)
    if line.name == "SEQUENCE" and not is_sequence(line.value):
        yield Finding(line.number, "sequence_not_a_number", line.value)
    if line.name == "STATUS" and line.value not in _STATES:
        yield Finding(line.number, "unknown_status", line.value)
    if line.name == "GEO" and not is_point(line.value):
        yield Finding(line.number, "geo_not_two_numbers", line.value)


def _check_public(line: ContentLine) -> Iterator[Finding]:
    if line.name == "CLASS" and line.value != "PUBLIC":
        yield Finding(line.number, "class_not_public", line.value)
    if line.name == "TRANSP" and line.value != "TRANSPARENT":
        yield Finding(line.number, "not_transparent", line.value)


def _check_stamps(event: Component) -> Iterator[Finding]:
    stamps, modified = event.all("DTSTAMP"), event.all("LAST-MODIFIED")
    if not stamps or not modified or stamps[0].value == modified[0].value:
        return
    if utc_time(stamps[0].value) and utc_time(modified[0].value):
        yield Finding(stamps[0].number, "stamps_differ", stamps[0].value)


def _check_description(event: Component) -> Iterator[Finding]:
    for line in event.all("DESCRIPTION"):
        text = plain(line.value)
        if len(text) > MAX_DESCRIPTION:
            yield Finding(line.number, "description_too_long", str(len(text)))
        if not text.endswith(event.value("URL")):
            yield Finding(line.number, "description_without_address")


def _check_cancelled(event: Component) -> Iterator[Finding]:
    title = event.value("SUMMARY")
    if event.value("STATUS") == "CANCELLED" and not title.startswith(CANCELLED_PREFIXES):
        yield Finding(event.number, "cancelled_without_prefix", title)
