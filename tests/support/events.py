"""Events for tests that store them: an ordinary one, of which each test says what it is about."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from calendar_app.domain.event import Event, EventDetails, Schedule, Workflow
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.timing import Span, Timed, wall
from calendar_app.storage.events import NewEvent, create_event, get_event, save_event


def details(
    title: str = "Lesestund", *, like: EventDetails | None = None, **changes: Any
) -> EventDetails:
    """Make what an event says; `like` is what it said before, `changes` are its fields."""
    base = like or EventDetails(title=title, organiser_id=1)
    return replace(base, title=title, **changes)


def timed(day: date, start: int = 11 * 60, end: int = 11 * 60 + 45) -> Timed:
    """Make a span on one local date; minutes since midnight."""
    return Timed(wall(day, start), wall(day, end))


def single(span: Span) -> Schedule:
    return Schedule(first=span)


def weekly(first: date, count: int | None = None, **changes: Any) -> Schedule:
    """Make a series on the weekday of its first date; without a count it is open."""
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(first.weekday(),), count=count)
    return replace(Schedule(first=timed(first), rule=rule), **changes)


async def publish(
    schedule: Schedule, *, now: datetime, title: str = "Lesestund", **changes: Any
) -> Event:
    """Store a published event."""
    new = NewEvent(
        details=details(title, **changes), schedule=schedule, workflow=Workflow.PUBLISHED
    )
    return await create_event(new, staff_id=None, now=now)


async def edit(
    event_id: int,
    *,
    now: datetime,
    schedule: Schedule | None = None,
    announce_move: bool = False,
    **changes: Any,
) -> Event:
    """Save an edit of an event as it is now; `changes` are fields of its details."""
    event = await get_event(event_id)
    return await save_event(
        event_id,
        details=replace(event.details, **changes),
        schedule=schedule or event.schedule,
        expected_version=event.version,
        announce_move=announce_move,
        staff_id=None,
        now=now,
    )
