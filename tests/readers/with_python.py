"""The Python libraries that read calendars: icalendar, Home Assistant's ical, vobject."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import icalendar
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from calendar_app.domain.timing import ZONE
from tests.readers.shown import FIRST, LAST, Shown, told


def with_icalendar(body: bytes) -> list[Shown]:
    """icalendar parses, recurring-ical-events expands."""
    calendar = icalendar.Calendar.from_ical(body)
    return [
        Shown(str(one["UID"]), told(one["DTSTART"].dt), told(one["DTEND"].dt), str(one["SUMMARY"]))
        for one in recurring_ical_events.of(calendar).between(FIRST, LAST)
    ]


def with_ical(body: bytes) -> list[Shown]:
    """Home Assistant's, strict on values and control characters."""
    calendar = IcsCalendarStream.calendar_from_ics(body.decode())
    first, last = (datetime(day.year, 1, 1, tzinfo=ZONE) for day in (FIRST, LAST))
    return [
        Shown(str(one.uid), told(one.start), told(one.end), str(one.summary))
        for one in calendar.timeline_tz(ZONE).overlapping(first, last)
    ]


def with_vobject(body: bytes) -> list[Shown]:
    """vobject parses and expands with dateutil; overrides are put in their places here."""
    calendar = vobject.readOne(io.StringIO(body.decode()))
    assert calendar.validate(raiseException=True)
    events = list(calendar.contents.get("vevent", []))
    replaced = {
        (one.uid.value, told(one.recurrence_id.value))
        for one in events
        if "recurrence-id" in one.contents
    }
    return [
        Shown(one.uid.value, told(start), told(end), one.summary.value)
        for one in events
        for start, end in _spans(one)
        if "recurrence-id" in one.contents or (one.uid.value, told(start)) not in replaced
    ]


def _spans(event: Any) -> Iterator[tuple[date, date]]:
    start, end = event.dtstart.value, event.dtend.value
    if "rrule" not in event.contents:
        yield start, end
        return
    for one in event.getrruleset(addRDate=True):
        if one.year > LAST.year:
            return
        yield _like(start, one), _like(start, one + (end - start))


def _like(start: date, moment: datetime) -> date:
    return moment if isinstance(start, datetime) else moment.date()
