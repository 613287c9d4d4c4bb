"""Small calendar files for the tests of the import, and what comes of them."""

from collections.abc import Iterator
from datetime import date, datetime

from calendar_app.domain.imported import ImportedEvent
from calendar_app.domain.series import horizon, planned_dates
from calendar_app.domain.timing import ZONE, AllDay, Span
from calendar_app.importing.readers import ics
from calendar_app.importing.reading import Reading

TODAY = date(2026, 11, 23)

Code = tuple[int, int, str]


def calendar(*components: str) -> bytes:
    return lines("BEGIN:VCALENDAR", "VERSION:2.0", *components, "END:VCALENDAR", "")


def vevent(
    *properties: str,
    uid: str = "1@example.org",
    summary: str = "Lesestund",
    start: str = "DTSTART;TZID=Europe/Oslo:20261201T110000",
    end: str = "DTEND;TZID=Europe/Oslo:20261201T120000",
) -> str:
    """One VEVENT; an empty argument leaves its line out."""
    head = [f"UID:{uid}" if uid else "", f"SUMMARY:{summary}" if summary else "", start, end]
    kept = [line for line in [*head, *properties] if line]
    return "\r\n".join(["BEGIN:VEVENT", *kept, "END:VEVENT"])


def lines(*texts: str) -> bytes:
    return "\r\n".join(texts).encode()


def read(*components: str, today: date = TODAY) -> Reading:
    return ics.read(calendar(*components), today=today)


def the_event(*components: str, today: date = TODAY) -> ImportedEvent:
    """Read a file with one event and nothing left out."""
    reading = read(*components, today=today)
    assert left_out(reading) == []
    (event,) = reading.events
    return event


def left_out(reading: Reading) -> list[Code]:
    """Give the lines that were not read, with their codes."""
    return _codes(reading, is_left_out=True)


def remarks(reading: Reading) -> list[Code]:
    """Give the lines that were read with a change, with their codes."""
    return _codes(reading, is_left_out=False)


def spans(event: ImportedEvent, *, today: date = TODAY) -> list[Span]:
    """Give all dates of an event as they take place."""
    return list(_spans(event, horizon(today)))


def starts(event: ImportedEvent, *, today: date = TODAY) -> list[str]:
    """Give the local starts in a short form: `2026-12-01 11:00`, or the date alone."""
    return [_start(span) for span in spans(event, today=today)]


def oslo(year: int, month: int, day: int, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE, fold=fold)


def _spans(event: ImportedEvent, last: date) -> Iterator[Span]:
    own = {one.recurrence_date: one.span for one in event.dates if one.span}
    for planned in planned_dates(event.schedule, horizon=last):
        yield own.get(planned.recurrence_date, planned.span)


def _start(span: Span) -> str:
    return str(span.first) if isinstance(span, AllDay) else f"{span.start:%Y-%m-%d %H:%M}"


def _codes(reading: Reading, *, is_left_out: bool) -> list[Code]:
    return [
        (one.first_line, one.last_line, one.problem.code)
        for one in reading.findings
        if one.is_left_out is is_left_out
    ]
