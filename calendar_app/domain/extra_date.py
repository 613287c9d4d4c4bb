"""One date put into a schedule by itself, or taken out of it again."""

from dataclasses import replace
from datetime import date

from calendar_app.domain.event import Event, Schedule, Workflow
from calendar_app.domain.recurrence import rule_dates
from calendar_app.domain.series import span_on
from calendar_app.domain.timing import Span


def with_date(schedule: Schedule, span: Span) -> Schedule:
    """Add a date (RDATE); one that the rule had left out just comes back."""
    day = span.first
    exdates = schedule.exdates - {day}
    if day in schedule.exdates and span == span_on(schedule.first, day):
        return replace(schedule, exdates=exdates)
    rdates = sorted((*schedule.rdates, span), key=lambda one: one.first)
    return replace(schedule, rdates=tuple(rdates))


def without_date(schedule: Schedule, day: date, *, horizon: date) -> Schedule | None:
    """Leave a date out (EXDATE), or take an extra one away; None when no date would be left."""
    rdates = tuple(one for one in schedule.rdates if one.first != day)
    if len(rdates) < len(schedule.rdates):
        return replace(schedule, rdates=rdates)
    if schedule.rule is None:
        if schedule.first.first != day:
            return schedule
        return replace(schedule, first=rdates[0], rdates=rdates[1:]) if rdates else None
    left_out = schedule.exdates | {day}
    days = rule_dates(schedule.rule, first=schedule.first.first, horizon=horizon)
    if day not in days:
        return schedule
    return replace(schedule, exdates=left_out) if rdates or set(days) - left_out else None


def can_lose_dates(event: Event) -> bool:
    """Tell whether a date may just be taken away: nobody outside the library was told of it."""
    return event.workflow is Workflow.DRAFT and event.published_at is None
