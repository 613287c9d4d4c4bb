"""When something is, in columns and in JSON: wall time first, the instant beside it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from calendar_app.domain.timing import ZONE, AllDay, Span, Timed, minute_of, wall

Row = Mapping[str, Any]
"""One row as `.values()` gives it."""


def span_json(span: Span) -> dict[str, str]:
    """Write a span as JSON: local dates, or wall times with their offset from UTC."""
    if isinstance(span, AllDay):
        return {"first": span.first.isoformat(), "last": span.last.isoformat()}
    return {"start": span.start.isoformat(), "end": span.end.isoformat()}


def span_of(value: Mapping[str, str]) -> Span:
    """Read what `span_json` wrote.

    The wall time is the truth; the offset only tells the two readings of autumn apart.
    """
    if "first" in value:
        return AllDay(date.fromisoformat(value["first"]), date.fromisoformat(value["last"]))
    return Timed(_wall_time(value["start"]), _wall_time(value["end"]))


def _wall_time(text: str) -> datetime:
    written = datetime.fromisoformat(text)
    moment = written.replace(tzinfo=ZONE)
    late = moment.replace(fold=1)
    return late if late.utcoffset() == written.utcoffset() != moment.utcoffset() else moment


def span_of_row(row: Row) -> Span:
    if row["start_minute"] is None:
        return AllDay(row["start_date"], row["end_date"])
    return Timed(
        _reading(row["start_date"], row["start_minute"], row["starts_at"]),
        _reading(row["end_date"], row["end_minute"], row["ends_at"]),
    )


def _reading(day: date, minute: int, instant: datetime) -> datetime:
    """Give the wall time; the instant decides only which reading of the autumn hour it is."""
    first = wall(day, minute)
    if first.astimezone(UTC) == instant:
        return first
    second = wall(day, minute, fold=1)
    return second if second.astimezone(UTC) == instant else first


def span_columns(span: Span) -> dict[str, Any]:
    if isinstance(span, AllDay):
        days = {"start_date": span.first, "end_date": span.last}
        times = dict.fromkeys(("start_minute", "end_minute", "starts_at", "ends_at"))
        return {**days, **times}
    return {
        "start_date": span.start.date(),
        "start_minute": minute_of(span.start),
        "end_date": span.end.date(),
        "end_minute": minute_of(span.end),
        "starts_at": span.starts_at,
        "ends_at": span.ends_at,
    }
