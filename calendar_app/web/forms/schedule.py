"""When an event takes place: the part of the event's form about dates and times.

Read for shape alone; what the dates add up to is judged by `calendar_app.domain.series`.
"""

from dataclasses import replace
from datetime import date

from calendar_app.domain.event import Schedule
from calendar_app.domain.problems import Problem
from calendar_app.domain.recurrence import RecurrenceRule
from calendar_app.domain.timing import AllDay, Span
from calendar_app.web.forms.date_lines import (
    extra_date_line,
    read_extra_dates,
    read_left_out,
    short_date,
)
from calendar_app.web.forms.rule import RULE_FIELDS, read_rule, typed_rule
from calendar_app.web.forms.span import SPAN_FIELDS, read_span, typed_span
from calendar_app.web.forms.typed import Reader, Typed

SINGLE, DAYS, SERIES = KINDS = ("single", "days", "series")

_ANY_SPAN = AllDay(date(2000, 1, 3), date(2000, 1, 3))

SCHEDULE_FIELDS = (
    "when",
    *SPAN_FIELDS,
    *RULE_FIELDS,
    "whole_days",
    "extra_dates",
    "left_out",
    "left_out_ticks",
)


def read_schedule(reader: Reader) -> Schedule | None:
    """Read when it is; None when something needed is missing or not understood."""
    before = len(reader.problems)
    kind = reader.one_of("when", KINDS, default=SINGLE)
    first = read_span(reader, is_whole=has_whole_days(reader.typed))
    rule: RecurrenceRule | None = None
    rdates: tuple[Span, ...] = ()
    exdates = frozenset[date]()
    if kind == SERIES:
        # Without a first date the rest is still read, so that all problems are told at once.
        model = first or _ANY_SPAN
        rule = read_rule(reader, model.first)
        rdates = read_extra_dates(reader, model)
        exdates = read_left_out(reader) if rule else exdates
    if first is None or len(reader.problems) > before:
        return None
    return Schedule(first=first, rule=rule, rdates=rdates, exdates=exdates)


def typed_schedule(schedule: Schedule) -> Typed:
    """Give the texts that would have made this schedule."""
    whole = isinstance(schedule.first, AllDay)
    typed = typed_span(schedule.first)
    if not schedule.is_series:
        return typed.having(when=DAYS if whole else SINGLE)
    return typed.having(
        when=SERIES,
        whole_days="ja" if whole else (),
        extra_dates="\n".join(extra_date_line(span, schedule.first) for span in schedule.rdates),
        left_out="\n".join(short_date(day) for day in sorted(schedule.exdates)),
        **typed_rule(schedule.rule, schedule.first.first),
    )


def has_whole_days(typed: Typed) -> bool:
    """Tell whether the form is about whole days, so that times of day do not apply."""
    kind = typed.text("when")
    return kind == DAYS or (kind == SERIES and typed.has("whole_days"))


def shown_problem(problem: Problem, *, is_whole: bool) -> Problem:
    """Put a problem of the schedule beside the field of the form that mends it."""
    fields = {
        "start": "start_date" if is_whole else "start_time",
        "end": "end_date" if is_whole else "end_time",
        "rule": "repeats",
    }
    return replace(problem, field=fields.get(problem.field, problem.field))


def without_stale_ticks(
    schedule: Schedule, problems: list[Problem], typed: Typed
) -> tuple[Schedule, list[Problem]]:
    """Forget left-out ticks of a list of dates that a changed rule no longer gives.

    What was typed as a left-out date stays, and stays wrong.
    """
    ticked = set(typed.all("left_out_ticks"))
    stale = [
        problem
        for problem in problems
        if problem.code == "exdate_not_in_rule" and str(problem.details["date"]) in ticked
    ]
    days = {problem.details["date"] for problem in stale}
    exdates = frozenset(day for day in schedule.exdates if day not in days)
    return replace(schedule, exdates=exdates), [one for one in problems if one not in stale]
