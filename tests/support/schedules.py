"""Schedules and dates of series for tests, short to write."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from calendar_app.domain.event import Occurrence, Overrides, Schedule
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.series import planned_dates
from calendar_app.domain.timing import Span
from tests.support.published import timed

FIRST = date(2027, 1, 6)
"""A Wednesday."""

MADE = datetime(2026, 11, 23, 12, tzinfo=UTC)
FAR = date(2029, 1, 1)


def weekly(*, count: int | None = 5, first: date = FIRST, **changes: object) -> Schedule:
    """Make a series on the weekday of `first` at 11.00-11.45."""
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(first.weekday(),), count=count)
    return replace(Schedule(first=timed(first), rule=rule), **changes)  # type: ignore[arg-type]


def week(number: int, first: date = FIRST) -> date:
    """Give the date of a weekly series, counted from 0."""
    return first + timedelta(weeks=number)


def stored(schedule: Schedule, *, event_id: int = 1) -> list[Occurrence]:
    """Make the rows that a schedule gets when it is stored."""
    return [
        make_occurrence(number, one.recurrence_date, one.span, event_id=event_id)
        for number, one in enumerate(planned_dates(schedule, horizon=FAR), start=1)
    ]


def make_occurrence(
    number: int, day: date, span: Span, *, event_id: int = 1, **changes: object
) -> Occurrence:
    row = Occurrence(
        id=number,
        uid=f"uid-{number}",
        event_id=event_id,
        recurrence_date=day,
        span=span,
        created_at=MADE,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def changed(rows: Iterable[Occurrence], number: int, **overrides: object) -> list[Occurrence]:
    """Give the row with this number overrides of its own."""
    return [
        replace(row, overrides=replace(Overrides(), **overrides))  # type: ignore[arg-type]
        if row.id == number
        else row
        for row in rows
    ]
