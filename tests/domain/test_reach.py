"""A series ends within five years, however its end is given."""

from datetime import date

import pytest

from calendar_app.domain.event import Schedule
from calendar_app.domain.problems import Problem
from calendar_app.domain.reach import reach_problems
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.timing import AllDay

TODAY = date(2026, 11, 23)
FIRST = AllDay(date(2027, 2, 8), date(2027, 2, 8))


def problems(first: AllDay = FIRST, **rule: int) -> list[Problem]:
    weekly = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(0,), **rule)  # type: ignore[arg-type]
    return reach_problems(Schedule(first=first, rule=weekly), today=TODAY)


def test_the_last_date_may_be_five_years_after_the_first() -> None:
    assert problems(count=261) == []
    assert problems(count=262) == [Problem("count", "until_too_late", {"date": date(2032, 2, 8)})]


def test_a_series_of_the_past_may_reach_five_years_from_today() -> None:
    long_ago = AllDay(date(2020, 1, 6), date(2020, 1, 6))
    assert problems(long_ago, count=600) == []
    assert [one.code for one in problems(long_ago, count=700)] == ["until_too_late"]


def test_a_count_that_ends_after_the_last_year_there_is_is_refused() -> None:
    assert [one.code for one in problems(count=2000, interval=1000)] == ["until_too_late"]


@pytest.mark.parametrize("rule", [{"count": 0}, {"count": 2001}, {"count": 5, "interval": 0}, {}])
def test_what_others_judge_is_left_to_them(rule: dict[str, int]) -> None:
    assert problems(FIRST, **rule) == []


def test_a_single_date_reaches_no_further() -> None:
    assert reach_problems(Schedule(first=FIRST), today=TODAY) == []
