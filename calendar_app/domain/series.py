"""From a schedule to its dates, and what can be wrong with a schedule."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from calendar_app.domain.event import Schedule
from calendar_app.domain.problems import Problem
from calendar_app.domain.recurrence import MAX_DATES, MAX_INTERVAL, RecurrenceRule, rule_dates
from calendar_app.domain.timing import AllDay, Span, Timed, exists

HORIZON_MONTHS = 24
"""An open series has dates this far ahead; the daily task moves the horizon on."""

_MAX_YEARS = 5


@dataclass(frozen=True, slots=True)
class Planned:
    """One date that a schedule gives; `recurrence_date` names it for as long as it exists."""

    recurrence_date: date
    span: Span


def horizon(today: date) -> date:
    """Give the last local date on which an open series has dates, seen from `today`."""
    return today + relativedelta(months=HORIZON_MONTHS)


def planned_dates(schedule: Schedule, *, horizon: date) -> list[Planned]:
    """Give the dates of a schedule in order, at most `MAX_DATES`.

    A rule date whose wall time does not exist is no date (RFC 5545 §3.3.10: invalid ones are
    ignored); a form refuses it first, see `schedule_problems`.
    """
    dates = [one for one in _all_dates(schedule, horizon) if not _missing_times(one.span)]
    return sorted(dates, key=_order)[:MAX_DATES]


def normalised(schedule: Schedule, *, horizon: date) -> Schedule:
    """Let `first` be the first date that the rule gives on or after it, as RFC 5545 wants.

    The times of day and the length in days stay. A rule without any date is left alone.
    """
    if schedule.rule is None:
        return schedule
    dates = rule_dates(schedule.rule, first=schedule.first.first, horizon=horizon)
    return replace(schedule, first=span_on(schedule.first, dates[0])) if dates else schedule


def span_on(model: Span, day: date) -> Span:
    """Give a span like `model`, with its times of day and its length in days, from `day` on."""
    if day == model.first:
        return model
    shift = timedelta(days=(day - model.first).days)
    if isinstance(model, AllDay):
        return AllDay(model.first + shift, model.last + shift)
    return Timed(_plain(model.start + shift), _plain(model.end + shift))


def schedule_problems(schedule: Schedule, *, today: date) -> list[Problem]:
    """Tell everything that is wrong with a schedule, for the fields of the form."""
    problems = [*_span_problems(schedule.first), *_rule_problems(schedule, today)]
    if problems:
        return problems
    for extra in schedule.rdates:
        problems += [replace(one, field="extra_dates") for one in _span_problems(extra)]
    return problems + _date_problems(schedule, today)


def _all_dates(schedule: Schedule, horizon: date) -> Iterator[Planned]:
    first = schedule.first
    if schedule.rule is None:
        yield Planned(first.first, first)
    else:
        for day in rule_dates(schedule.rule, first=first.first, horizon=horizon):
            if day not in schedule.exdates:
                yield Planned(day, span_on(first, day))
    for extra in schedule.rdates:
        yield Planned(extra.first, extra)


def _order(planned: Planned) -> tuple[date, int]:
    span = planned.span
    minutes = -1 if isinstance(span, AllDay) else span.start.hour * 60 + span.start.minute
    return span.first, minutes


def _plain(moment: datetime) -> datetime:
    """Only the date that was entered may be the second reading of the autumn hour."""
    return moment.replace(fold=0)


def _missing_times(span: Span) -> list[tuple[str, datetime]]:
    if isinstance(span, AllDay):
        return []
    return [
        (name, moment)
        for name, moment in (("start", span.start), ("end", span.end))
        if not exists(moment)
    ]


def _span_problems(span: Span) -> list[Problem]:
    missing = [_does_not_exist(name, moment) for name, moment in _missing_times(span)]
    if missing:
        return missing
    ends_late = (
        span.last >= span.first if isinstance(span, AllDay) else span.ends_at > span.starts_at
    )
    return [] if ends_late else [Problem("end", "end_before_start")]


def _does_not_exist(name: str, moment: datetime) -> Problem:
    details = {"date": moment.date(), "time": moment.strftime("%H.%M")}
    return Problem(name, "time_does_not_exist", details)


def _rule_problems(schedule: Schedule, today: date) -> list[Problem]:
    rule = schedule.rule
    if rule is None:
        return []
    last = today + relativedelta(years=_MAX_YEARS)
    return [
        problem
        for is_wrong, problem in (
            (
                not 1 <= rule.interval <= MAX_INTERVAL,
                Problem("interval", "interval_out_of_range", {"max": MAX_INTERVAL}),
            ),
            (
                rule.count is not None and not 1 <= rule.count <= MAX_DATES,
                Problem("count", "count_out_of_range", {"max": MAX_DATES}),
            ),
            (
                rule.until is not None and rule.until < schedule.first.first,
                Problem("until", "until_before_start"),
            ),
            (
                rule.until is not None and rule.until > last,
                Problem("until", "until_too_late", {"date": last}),
            ),
        )
        if is_wrong
    ]


def _date_problems(schedule: Schedule, today: date) -> list[Problem]:
    dates = list(_all_dates(schedule, horizon(today)))
    if not dates:
        return [Problem("rule", "no_dates")]
    if len(dates) > MAX_DATES:
        return [Problem("rule", "too_many_dates", {"max": MAX_DATES})]
    twice = [day for day, times in Counter(one.span.first for one in dates).items() if times > 1]
    by_rule = [one for one in dates if one.span not in schedule.rdates]
    missing = [pair for one in by_rule for pair in _missing_times(one.span)]
    return [
        *(Problem("extra_dates", "two_dates_same_day", {"date": day}) for day in sorted(twice)),
        *(_does_not_exist(name, moment) for name, moment in missing[:1]),
        *_exdate_problems(schedule, today),
    ]


def _exdate_problems(schedule: Schedule, today: date) -> list[Problem]:
    """Refuse a left-out date that the rule never gives: it is a slip of the finger."""
    rule: RecurrenceRule | None = schedule.rule
    if rule is None:
        return []
    last = max([horizon(today), *schedule.exdates])
    given = set(rule_dates(rule, first=schedule.first.first, horizon=last))
    strangers = sorted(day for day in schedule.exdates if day not in given)
    return [Problem("left_out", "exdate_not_in_rule", {"date": day}) for day in strangers]
