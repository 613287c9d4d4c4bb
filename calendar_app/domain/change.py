"""Editing one date of a series: only this one, this and the following, or all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from calendar_app.domain.event import EventDetails, Occurrence, Overrides, Schedule, State
from calendar_app.domain.problems import Problem
from calendar_app.domain.reconcile import moved
from calendar_app.domain.recurrence import Frequency, RecurrenceRule, rule_dates
from calendar_app.domain.series import (
    horizon as horizon_of,
)
from calendar_app.domain.series import (
    normalised,
    planned_dates,
    schedule_problems,
    span_on,
)
from calendar_app.domain.timing import DAY, AllDay, Span, same_span


class Scope(StrEnum):
    """The three answers to the question that every edit of a date asks."""

    THIS = "denne"
    FOLLOWING = "folgende"
    ALL = "alle"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChange:
    """What staff say of one date.

    `span` None is the series' own time; "" and None in the rest mean 'as the event says'.
    `note` concerns this date alone, whatever the scope. Over several dates only what is said
    here changes; `cleared` names what the date said for itself and says no more.
    """

    span: Span | None = None
    title: str = ""
    summary: str = ""
    note: str = ""
    venue_id: int | None = None
    room_id: int | None = None
    place_text: str = ""
    capacity: int | None = None
    registration_url: str = ""
    cleared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChange:
    """What a change of several dates does to the schedule.

    `before` is what stays behind in the event when the series is cut in two, None when all of
    it changes; `part` is the schedule of the dates that change, as it was, and `after` what
    they get. With `problems` nothing of it may be used.
    """

    before: Schedule | None
    part: Schedule
    after: Schedule
    problems: tuple[Problem, ...] = ()


OWN_FIELDS = (
    "title",
    "summary",
    "venue_id",
    "room_id",
    "place_text",
    "capacity",
    "registration_url",
)
"""What one date may say instead of its event, and what then can be said of all."""


def changed_date(
    row: Occurrence, change: DateChange, *, planned: Span | None, announce_move: bool
) -> Occurrence:
    """Change this date alone; `planned` is what the schedule gives it, if it still does."""
    row = replace(row, overrides=overrides_of(row, change))
    span = change.span or planned or row.span
    row = replace(row, has_own_time=planned is None or not same_span(span, planned))
    return row if same_span(span, row.span) else moved(row, span, announce=announce_move)


def overrides_of(row: Occurrence, change: DateChange) -> Overrides:
    """Give what the date says for itself after the change; its state stays as it is."""
    return replace(
        row.overrides,
        title=change.title,
        summary=change.summary,
        note=change.note,
        venue_id=change.venue_id,
        room_id=change.room_id,
        place_text=change.place_text,
        capacity=change.capacity,
        registration_url=change.registration_url,
    )


def reset_date(row: Occurrence, *, planned: Span | None, announce_move: bool) -> Occurrence:
    """Let the date be what its series says; a cancellation is undone by its own action."""
    row = changed_date(row, DateChange(), planned=planned, announce_move=announce_move)
    own = row.overrides
    state = None if own.state is State.MOVED else own.state
    kept = Overrides(state=state, state_reason=own.state_reason, previous_state=own.previous_state)
    return replace(row, overrides=kept, moved_from=None)


def freed(row: Occurrence, change: DateChange) -> Occurrence:
    """Let a date follow its series in what was just said of the series, or taken away."""
    nothing = Overrides()
    said = {name for name in OWN_FIELDS if getattr(change, name) != getattr(nothing, name)}
    if said & {"venue_id", "place_text"}:
        said |= {"venue_id", "room_id", "place_text"}
    settled = {name: getattr(nothing, name) for name in said | change.cleared}
    own = replace(row.overrides, note=change.note, **settled)
    return replace(row, overrides=own, has_own_time=row.has_own_time and change.span is None)


def changed_details(details: EventDetails, change: DateChange) -> EventDetails:
    """Say of the whole event what was said of one date."""
    place = change.venue_id is not None or bool(change.place_text)
    return replace(
        details,
        title=change.title or details.title,
        summary=change.summary or details.summary,
        venue_id=change.venue_id if place else details.venue_id,
        room_id=change.room_id if place else details.room_id,
        place_text=change.place_text if place else details.place_text,
        capacity=change.capacity if change.capacity is not None else details.capacity,
        registration=replace(
            details.registration, url=change.registration_url or details.registration.url
        ),
    )


def series_change(
    schedule: Schedule, row: Occurrence, change: DateChange, *, scope: Scope, today: date
) -> SeriesChange:
    """Work out what the schedule becomes when `row` and those after it, or all, change."""
    end = horizon_of(today)
    old = planned_span(schedule, row, today=today) or row.span
    before, part = None, schedule
    if scope is Scope.FOLLOWING:
        before, part = split(schedule, at=row.recurrence_date, horizon=end)
    problems = shift_problems(part, old=old, new=change.span)
    if problems:
        return SeriesChange(before=before, part=part, after=part, problems=tuple(problems))
    after = normalised(shifted(part, old=old, new=change.span), horizon=end)
    wrong = tuple(schedule_problems(after, today=today))
    return SeriesChange(before=before, part=part, after=after, problems=wrong)


def planned_span(schedule: Schedule, row: Occurrence, *, today: date) -> Span | None:
    """Give when the schedule wants a date to be, None when it no longer has it."""
    planned = planned_dates(schedule, horizon=horizon_of(today))
    return next((one.span for one in planned if one.recurrence_date == row.recurrence_date), None)


def shift_problems(schedule: Schedule, *, old: Span, new: Span | None) -> list[Problem]:
    """Tell why a whole series cannot follow one of its dates.

    A monthly rule says which day of the month it is, and one date moved by three days does not
    say which day is meant instead: that is changed in the event's own form.
    """
    if new is None or type(old) is type(new):
        days = (new.first - old.first).days if new else 0
        monthly = schedule.rule is not None and schedule.rule.frequency is Frequency.MONTHLY
        return [Problem("start", "shift_needs_rule")] if monthly and days else []
    return [Problem("start", "shift_changes_kind")]


def shifted(schedule: Schedule, *, old: Span, new: Span | None) -> Schedule:
    """Move a whole schedule as one of its dates moved from `old` to `new`.

    Extra dates that had the series' times of day get the new ones; others keep their own.
    """
    if new is None or same_span(old, new):
        return schedule
    days = timedelta(days=(new.first - old.first).days)
    return replace(
        schedule,
        first=span_on(new, schedule.first.first + days),
        rule=_shifted_rule(schedule.rule, days) if schedule.rule else None,
        rdates=tuple(
            span_on(new if _same_times(extra, old) else extra, extra.first + days)
            for extra in schedule.rdates
        ),
        exdates=frozenset(day + days for day in schedule.exdates),
    )


def split(schedule: Schedule, *, at: date, horizon: date) -> tuple[Schedule | None, Schedule]:
    """Cut a schedule in two: the dates before `at`, and those from `at` on.

    The first part is None when nothing comes before. `at` is a date of the schedule.
    """
    days = _rule_days(schedule, horizon)
    before = _part(
        schedule,
        [day for day in days if day < at],
        [extra for extra in schedule.rdates if extra.first < at],
        ends=at - DAY,
    )
    after = _part(
        schedule,
        [day for day in days if day >= at],
        [extra for extra in schedule.rdates if extra.first >= at],
        ends=None,
    )
    assert after is not None, "the date to cut at is a date of the schedule"
    return before, after


def _rule_days(schedule: Schedule, horizon: date) -> list[date]:
    if schedule.rule is None:
        return [schedule.first.first]
    return rule_dates(schedule.rule, first=schedule.first.first, horizon=horizon)


def _part(
    schedule: Schedule, days: Sequence[date], extras: Sequence[Span], *, ends: date | None
) -> Schedule | None:
    exdates = frozenset(day for day in schedule.exdates if day in days)
    if not days:
        return Schedule(first=extras[0], rdates=tuple(extras[1:])) if extras else None
    rule = schedule.rule
    if rule is not None:
        rule = _ending(rule, ends) if ends else _remaining(rule, len(days))
    first = span_on(schedule.first, days[0])
    return Schedule(first=first, rule=rule, rdates=tuple(extras), exdates=exdates)


def _ending(rule: RecurrenceRule, until: date) -> RecurrenceRule:
    return replace(rule, count=None, until=until)


def _remaining(rule: RecurrenceRule, dates: int) -> RecurrenceRule:
    return replace(rule, count=dates) if rule.count is not None else rule


def _shifted_rule(rule: RecurrenceRule, days: timedelta) -> RecurrenceRule:
    return replace(
        rule,
        weekdays=tuple(sorted((day + days.days) % 7 for day in rule.weekdays)),
        until=rule.until + days if rule.until else None,
    )


def _same_times(one: Span, other: Span) -> bool:
    if isinstance(one, AllDay) or isinstance(other, AllDay):
        return isinstance(one, AllDay) and isinstance(other, AllDay)
    return same_span(span_on(one, other.first), other)
