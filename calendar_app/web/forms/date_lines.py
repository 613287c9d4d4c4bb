"""Extra and left-out dates: texts with one date a line."""

from collections.abc import Sequence
from datetime import date

from calendar_app.domain.recurrence import MAX_DATES
from calendar_app.domain.series import span_on
from calendar_app.domain.timing import AllDay, Span, Timed
from calendar_app.web.forms.reading import (
    WHOLE_DAY,
    Clock,
    DateLine,
    lines_of,
    read_date,
    read_date_line,
)
from calendar_app.web.forms.span import MIDNIGHT_AFTER, end_text, reading_of
from calendar_app.web.forms.typed import Reader

_LONGEST_QUOTE = 60


def read_extra_dates(reader: Reader, model: Span) -> tuple[Span, ...]:
    """Read the extra dates; one without times of its own has those of `model`."""
    lines = _lines(reader, "extra_dates")
    spans = [_read_extra_date(reader, line, model) for line in lines]
    return tuple(sorted((span for span in spans if span), key=lambda span: span.first))


def _read_extra_date(reader: Reader, text: str, model: Span) -> Span | None:
    line = read_date_line(text)
    if line is None:
        reader.refuse("extra_dates", "line_not_a_date", line=text[:_LONGEST_QUOTE])
        return None
    if line.is_whole_days:
        return AllDay(line.day, line.last or line.day)
    if line.start is None or line.end is None:
        return span_on(model, line.day)
    return _timed(reader, line, line.start, line.end)


def _timed(reader: Reader, line: DateLine, start: Clock, end: Clock) -> Span | None:
    last = line.last or line.day
    if line.last is None and end.minute == 0 < start.minute:
        end = MIDNIGHT_AFTER
    is_asked = reader.asks_for_reading(start, line.day, name="extra_dates")
    if reader.asks_for_reading(end, last, name="extra_dates") or is_asked:
        return None
    return Timed(start.on(line.day), end.on(last))


def read_left_out(reader: Reader) -> frozenset[date]:
    """Read the typed left-out dates and those ticked in the preview."""
    days = set()
    for text in _lines(reader, "left_out"):
        day = read_date(text)
        if day is None:
            reader.refuse("left_out", "line_not_a_date", line=text[:_LONGEST_QUOTE])
        else:
            days.add(day)
    ticked = {read_date(text) for text in reader.typed.all("left_out_ticks")}
    return frozenset(days | {day for day in ticked if day})


def extra_date_line(span: Span, model: Span) -> str:
    """Write an extra date as a line; its times only when they are not those of the series."""
    if span_on(model, span.first) == span:
        return short_date(span.first)
    if isinstance(span, AllDay):
        last = f" – {short_date(span.last)}" if span.last != span.first else ""
        return f"{short_date(span.first)}{last} {WHOLE_DAY}"
    start = f"{span.start:%H.%M} {reading_of(span.start)}".rstrip()
    end = f"{end_text(span)} {reading_of(span.end)}".rstrip()
    if span.last == span.first:
        return f"{short_date(span.first)} kl. {start}–{end}"
    return f"{short_date(span.first)} kl. {start} – {short_date(span.end.date())} kl. {end}"


def short_date(day: date) -> str:
    """Write a date as people type it."""
    return f"{day.day}.{day.month}.{day.year}"


def _lines(reader: Reader, name: str) -> Sequence[str]:
    lines = lines_of(reader.typed.text(name))
    if len(lines) > MAX_DATES:
        reader.refuse(name, "too_many_dates", max=MAX_DATES)
        return ()
    return lines
