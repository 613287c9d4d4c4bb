"""Periods that planning goes by: school holidays of each municipality, and weeks with a name.

School holidays are rows, since municipalities of one county differ (facts/domain.md, section 11);
public holidays are computed (`calendar_app.domain.holidays`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendar_app.domain.access import StaffMember, answers_for, may_set_up
from calendar_app.domain.judge import length_problems
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import DAY, Window
from calendar_app.domain.vocabulary import Vocabulary

NAME_MAX = 100
LONGEST = 400
"""Days: a school year, and room for a mistake that is seen."""

YEARS = range(1970, 2101)


class PeriodKind(StrEnum):
    SCHOOL_HOLIDAY = "school_holiday"
    NAMED_WEEK = "named_week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Local dates, both included. A named week is everybody's and has no library."""

    id: int
    kind: PeriodKind
    library_id: int | None
    name: str
    first: date
    last: date

    def touches(self, window: Window) -> bool:
        """Tell whether any of its days lies in the window."""
        return window.overlaps(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodEntry:
    """What somebody says of a period; a school holiday may be that of several libraries.

    A date that could not be read is None, and has been told of already.
    """

    kind: PeriodKind
    library_ids: tuple[int, ...]
    name: str
    first: date | None
    last: date | None


def judge_period(
    entry: PeriodEntry, person: StaffMember, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Tell what is wrong with it, in the order of the form."""
    if entry.kind is PeriodKind.SCHOOL_HOLIDAY:
        yield from _library_problems(entry.library_ids, person, vocabulary)
    if not entry.name:
        yield Problem("name", "required")
    yield from length_problems(("name", entry.name, NAME_MAX))
    for field, day in (("first_day", entry.first), ("last_day", entry.last)):
        if day is not None and day.year not in YEARS:
            yield Problem(field, "year_out_of_range", {"first": YEARS[0], "last": YEARS[-1]})
    if entry.first and entry.last:
        yield from _length_problems(entry.first, entry.last)


def may_keep_period(person: StaffMember, period: Period) -> bool:
    """Tell whether the person may change a period: who answers for its library, or for any."""
    if period.library_id is None:
        return may_set_up(person)
    return answers_for(person, period.library_id)


def _library_problems(
    library_ids: tuple[int, ...], person: StaffMember, vocabulary: Vocabulary
) -> Iterator[Problem]:
    if not library_ids:
        yield Problem("library_ids", "required")
    for one in library_ids:
        if one not in vocabulary.libraries:
            yield Problem("library_ids", "unknown_choice")
        elif not answers_for(person, one):
            yield Problem("library_ids", "not_your_library")


def _length_problems(first: date, last: date) -> Iterator[Problem]:
    if last < first:
        yield Problem("last_day", "end_before_start")
    elif (last - first) // DAY >= LONGEST:
        yield Problem("last_day", "period_over_limit", {"max": LONGEST})
