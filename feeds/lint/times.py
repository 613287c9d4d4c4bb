"""Rules for the times of one event."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feeds.lint.content import Component, ContentLine
from feeds.lint.finding import Finding
from feeds.lint.values import day, is_duration, local_time, utc_time

Zones = Mapping[str, ZoneInfo | None]
"""The TZIDs that the file declares, with what the Olson database knows under the name."""

_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE")


def check_times(event: Component, zones: Zones) -> Iterator[Finding]:
    """Check the times of an event and that it ends after it starts."""
    for line in event.lines:
        if line.name in _TIMES:
            yield from _check_time(line, zones)
        if line.name == "RDATE":
            yield Finding(line.number, "rdate")
        if line.name == "DURATION" and not is_duration(line.value):
            yield Finding(line.number, "not_a_duration", line.value)
    if event.all("DTEND") and event.all("DURATION"):
        yield Finding(event.all("DURATION")[0].number, "end_and_duration")
    yield from _check_length(event)
    yield from _check_utc(event, zones)


def kind(line: ContentLine) -> tuple[bool, str | None, bool]:
    """Give what two times must share to be compared: whole days or not, TZID, UTC or not."""
    return line.params.get("VALUE") == "DATE", line.params.get("TZID"), line.value.endswith("Z")


def _check_time(line: ContentLine, zones: Zones) -> Iterator[Finding]:
    tzid = line.params.get("TZID")
    if tzid is not None and tzid not in zones:
        yield Finding(line.number, "tzid_without_vtimezone", tzid)
    for value in line.value.split(",") if line.name == "EXDATE" else [line.value]:
        if line.params.get("VALUE") == "DATE":
            if tzid is not None or day(value) is None:
                yield Finding(line.number, "not_a_date", value)
        elif utc_time(value):
            if tzid is not None:
                yield Finding(line.number, "tzid_with_utc", value)
        elif (local := local_time(value)) is None:
            yield Finding(line.number, "not_a_time", value)
        elif tzid is None:
            yield Finding(line.number, "floating_time", value)
        elif not _exists(local, zones.get(tzid)):
            yield Finding(line.number, "time_does_not_exist", value)


def _check_length(event: Component) -> Iterator[Finding]:
    starts, ends = event.all("DTSTART"), event.all("DTEND")
    if not starts or not ends:
        return
    start, end = starts[0], ends[0]
    if kind(start) != kind(end):
        yield Finding(end.number, "start_and_end_differ_in_kind")
    elif end.value <= start.value:
        yield Finding(end.number, "end_not_after_start", end.value)


def _check_utc(event: Component, zones: Zones) -> Iterator[Finding]:
    """Report times in UTC, but in the hour that comes twice: its second reading has no other."""
    times = (line for line in event.lines if line.name in ("DTSTART", "DTEND"))
    lines = [line for line in times if "TZID" not in line.params]
    moments = [moment for line in lines if (moment := utc_time(line.value))]
    if moments and not any(_is_second(one, zone) for one in moments for zone in zones.values()):
        yield Finding(lines[0].number, "utc_time", lines[0].value)


def _exists(local: datetime, zone: ZoneInfo | None) -> bool:
    try:
        back = local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone) if zone else local
    except OverflowError:
        return True
    return back.replace(tzinfo=None) == local


def _is_second(moment: datetime, zone: ZoneInfo | None) -> bool:
    try:
        return zone is not None and moment.astimezone(zone).fold == 1
    except OverflowError:
        return False
