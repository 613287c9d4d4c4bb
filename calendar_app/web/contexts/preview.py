"""The dates that a schedule in the form would give, before anything is saved."""

from dataclasses import dataclass, replace
from datetime import date

from calendar_app.domain.event import Schedule
from calendar_app.domain.holidays import holiday
from calendar_app.domain.series import horizon, normalised, planned_dates
from calendar_app.domain.timing import Span
from calendar_app.domain.vocabulary import Label
from calendar_app.web.contexts.hints import HintLine

MOST_SHOWN = 400
"""Longer lists are cut on the page: nobody reads on, and the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewDate:
    """One date; only those of the rule can be left out, extra ones are just not typed."""

    day: date
    span: Span
    holiday: Label | None
    is_left_out: bool
    can_be_left_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The schedule as it would be stored, and its dates with the left-out ones among them."""

    schedule: Schedule
    dates: tuple[PreviewDate, ...]
    count: int
    hidden: int
    until: date | None
    hints: tuple[HintLine, ...] = ()

    @property
    def holidays(self) -> int:
        """Count the dates that fall on a public holiday and are not left out."""
        return sum(1 for one in self.dates if one.holiday and not one.is_left_out)


def preview_of(schedule: Schedule, *, today: date) -> Preview:
    """List the dates; those of an open series end at the horizon, which `until` names."""
    end = horizon(today)
    schedule = normalised(schedule, horizon=end)
    whole = planned_dates(replace(schedule, exdates=frozenset()), horizon=end)
    extra = set(schedule.rdates)
    dates = tuple(
        PreviewDate(
            day=one.recurrence_date,
            span=one.span,
            holiday=holiday(one.recurrence_date),
            is_left_out=one.span not in extra and one.recurrence_date in schedule.exdates,
            can_be_left_out=one.span not in extra and schedule.rule is not None,
        )
        for one in whole
    )
    return Preview(
        schedule=schedule,
        dates=dates[:MOST_SHOWN],
        count=sum(1 for one in dates if not one.is_left_out),
        hidden=len(dates[MOST_SHOWN:]),
        until=end if schedule.rule is not None and schedule.rule.is_open else None,
    )
