"""A whole event as entered: read, then judged, with every problem beside its field at once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from calendar_app.domain.event import EventDetails, Schedule
from calendar_app.domain.judge import judge
from calendar_app.domain.problems import Problem
from calendar_app.domain.reach import reach_problems
from calendar_app.domain.series import schedule_problems
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.forms.event import MORE_FIELDS, TITLE_FIELDS, read_details
from calendar_app.web.forms.form import DRAFT_FIELD
from calendar_app.web.forms.schedule import (
    SCHEDULE_FIELDS,
    has_whole_days,
    read_schedule,
    shown_problem,
    without_stale_ticks,
)
from calendar_app.web.forms.span import read_span
from calendar_app.web.forms.typed import Reader, Typed, sorted_problems

EVENT_FIELDS = (
    *TITLE_FIELDS,
    *SCHEDULE_FIELDS,
    *MORE_FIELDS,
    "announce_move",
    DRAFT_FIELD,
)
"""Every field of the form in the order in which it is shown, which is that of the problems."""

_ORDER = {name: place for place, name in enumerate(EVENT_FIELDS)}
_SHOWN_AT = {
    "category_ids": "category_id",
    "registration_closes": "registration_closes_date",
}
"""Where the problems of `judge` are mended, when the field is called otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was typed and what it comes to; `schedule` is None when it cannot be read."""

    typed: Typed
    details: EventDetails
    schedule: Schedule | None
    problems: tuple[Problem, ...] = ()


def read_entry(
    typed: Typed,
    *,
    base: EventDetails,
    vocabulary: Vocabulary,
    organisers: Collection[int],
    today: date,
) -> Entry:
    """Read and judge the whole form; `organisers` are the libraries the person may choose."""
    reader = Reader(typed)
    details = read_details(reader, base=base)
    schedule, of_schedule = read_dates(typed, today=today)
    unread = {problem.field for problem in reader.problems}
    judged = (
        replace(one, field=_SHOWN_AT.get(one.field, one.field))
        for one in judge(details, vocabulary)
    )
    problems = chain(
        reader.problems,
        (problem for problem in judged if problem.field not in unread),
        _organiser_problems(details, vocabulary, organisers),
        of_schedule,
    )
    return Entry(
        typed=typed,
        details=details,
        schedule=schedule,
        problems=tuple(sorted_problems(problems, _ORDER)),
    )


def read_dates(typed: Typed, *, today: date) -> tuple[Schedule | None, list[Problem]]:
    """Read and judge only when it takes place."""
    reader = Reader(typed)
    schedule = read_schedule(reader)
    is_whole = has_whole_days(typed)
    if schedule is None:
        of_first = _problems_of_first(typed, today=today, is_whole=is_whole)
        unread = {problem.field for problem in reader.problems}
        found = [*reader.problems, *(one for one in of_first if one.field not in unread)]
        return None, sorted_problems(found, _ORDER)
    found = reach_problems(schedule, today=today) or schedule_problems(schedule, today=today)
    schedule, found = without_stale_ticks(schedule, found, typed)
    shown = [shown_problem(problem, is_whole=is_whole) for problem in found]
    return schedule, sorted_problems(shown, _ORDER)


def _problems_of_first(typed: Typed, *, today: date, is_whole: bool) -> list[Problem]:
    """Judge the first date by itself, where something else keeps the whole from being judged."""
    first = read_span(Reader(typed), is_whole=is_whole)
    if first is None:
        return []
    found = schedule_problems(Schedule(first=first), today=today)
    return [shown_problem(problem, is_whole=is_whole) for problem in found]


def _organiser_problems(
    details: EventDetails, vocabulary: Vocabulary, organisers: Collection[int]
) -> list[Problem]:
    is_stranger = details.organiser_id in vocabulary.libraries and (
        details.organiser_id not in organisers
    )
    return [Problem("organiser_id", "not_your_library")] if is_stranger else []
