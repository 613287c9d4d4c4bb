"""The fields of one date or span: read for shape, and written back as they are typed."""

from dataclasses import replace
from datetime import date, datetime, time

from calendar_app.domain.timing import DAY, AllDay, Span, Timed, is_ambiguous
from calendar_app.web.forms.reading import SUMMER, WINTER, Clock
from calendar_app.web.forms.typed import Reader, Typed

SPAN_FIELDS = (
    "start_date",
    "start_time",
    "start_reading",
    "end_time",
    "end_reading",
    "end_date",
)
READINGS = (SUMMER, WINTER)
MIDNIGHT_AFTER = Clock(24 * 60)


def read_span(reader: Reader, *, is_whole: bool) -> Span | None:
    """Read the fields of one span; None when something is missing or not understood."""
    first = reader.date("start_date")
    if is_whole:
        last = reader.date("end_date", is_required=False)
        return AllDay(first, last or first) if first else None
    start, end = reader.clock("start_time"), reader.clock("end_time")
    last = reader.date("end_date", is_required=False) or first
    if start and end and last == first and end.minute == 0 < start.minute:
        end = MIDNIGHT_AFTER  # '19.00-00.00': midnight at the end of the evening
    starts_at = _moment(reader, first, start, name="start_reading")
    ends_at = _moment(reader, last, end, name="end_reading")
    return Timed(starts_at, ends_at) if starts_at and ends_at else None


def typed_span(span: Span) -> Typed:
    """Give the texts that would have made this span."""
    typed = Typed({"start_date": (span.first.isoformat(),)})
    if isinstance(span, AllDay):
        return typed.having(end_date=span.last.isoformat() if span.last != span.first else ())
    ends_same_day = span.last == span.first
    return typed.having(
        start_time=f"{span.start:%H.%M}",
        start_reading=reading_of(span.start) or (),
        end_time=end_text(span),
        end_reading=reading_of(span.end) or (),
        end_date=() if ends_same_day else span.end.date().isoformat(),
    )


def end_text(span: Timed) -> str:
    """Write when it ends; midnight after the day it began is `24.00`."""
    is_midnight_after = span.end.time() == time(0) and span.end.date() == span.start.date() + DAY
    return "24.00" if is_midnight_after else f"{span.end:%H.%M}"


def reading_of(moment: datetime) -> str:
    """Say which reading of the autumn hour it is, "" for any other time."""
    if not is_ambiguous(moment):
        return ""
    return WINTER if moment.fold else SUMMER


def _moment(reader: Reader, day: date | None, clock: Clock | None, *, name: str) -> datetime | None:
    """Put date and time together; asks in the field `name` when the time comes twice that day."""
    if day is None or clock is None:
        return None
    chosen = reader.typed.text(name)
    if not clock.must_be_asked(day):
        return clock.on(day)
    if chosen in READINGS:
        return replace(clock, reading=chosen).on(day)
    clock_text = f"{clock.minute // 60:02}.{clock.minute % 60:02}"
    reader.refuse(name, "time_is_ambiguous", date=day, time=clock_text)
    return None
