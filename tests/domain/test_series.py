from datetime import date

import pytest

from calendar_app.domain.event import Schedule
from calendar_app.domain.problems import Problem
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.series import (
    horizon,
    normalised,
    planned_dates,
    schedule_problems,
    span_on,
)
from calendar_app.domain.timing import AllDay, Timed, wall
from tests.support.published import timed
from tests.support.schedules import FAR, FIRST, week, weekly

TODAY = date(2026, 11, 23)


def test_a_weekly_series_keeps_its_wall_time_over_both_clock_changes() -> None:
    """D-4: 11:00 stays 11:00; in UTC it is 10:00 in winter and 09:00 in summer."""
    dates = planned_dates(weekly(count=50), horizon=FAR)
    spans = [one.span for one in dates if isinstance(one.span, Timed)]
    assert {(span.start.hour, span.start.minute) for span in spans} == {(11, 0)}
    assert {span.starts_at.hour for span in spans} == {9, 10}


def test_an_overnight_event_is_as_long_as_the_clocks_say() -> None:
    """D-3: 20.00-09.00 lasts 12 hours when summer time begins and 14 when it ends."""
    spring = Timed(wall(date(2027, 3, 27), 20 * 60), wall(date(2027, 3, 28), 9 * 60))
    autumn = Timed(wall(date(2027, 10, 30), 20 * 60), wall(date(2027, 10, 31), 9 * 60))
    assert (spring.ends_at - spring.starts_at).total_seconds() == 12 * 3600
    assert (autumn.ends_at - autumn.starts_at).total_seconds() == 14 * 3600


def test_an_event_that_ends_at_midnight_does_not_touch_the_next_day() -> None:
    evening = Timed(wall(FIRST, 19 * 60), wall(FIRST, 24 * 60))
    assert evening.last == FIRST


def test_extra_dates_come_in_order_and_left_out_ones_not_at_all() -> None:
    schedule = weekly(
        count=3,
        rdates=(timed(date(2027, 1, 9), 13 * 60, 14 * 60),),
        exdates=frozenset({week(1)}),
    )
    found = [one.recurrence_date for one in planned_dates(schedule, horizon=FAR)]
    assert found == [FIRST, date(2027, 1, 9), week(2)]


def test_the_first_date_is_the_first_that_the_rule_gives() -> None:
    rule = RecurrenceRule(frequency=Frequency.MONTHLY, nth=3, weekdays=(2,), count=2)
    anchored = Schedule(first=timed(date(2027, 1, 4)), rule=rule)
    assert normalised(anchored, horizon=FAR).first == timed(date(2027, 1, 20))


def test_an_open_series_has_dates_for_two_years() -> None:
    last = planned_dates(weekly(count=None), horizon=horizon(TODAY))[-1]
    assert date(2028, 11, 17) <= last.recurrence_date <= date(2028, 11, 23)


def test_a_date_whose_wall_time_does_not_exist_is_no_date() -> None:
    first = Timed(wall(date(2026, 3, 22), 150), wall(date(2026, 3, 22), 240))
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(6,), count=3)
    schedule = Schedule(first=first, rule=rule)
    found = [one.recurrence_date for one in planned_dates(schedule, horizon=FAR)]
    assert found == [date(2026, 3, 22), date(2026, 4, 5)]


@pytest.mark.parametrize(
    ("schedule", "problem"),
    [
        (
            Schedule(first=Timed(wall(FIRST, 700), wall(FIRST, 660))),
            Problem("end", "end_before_start"),
        ),
        (
            Schedule(first=Timed(wall(FIRST, 660), wall(FIRST, 660))),
            Problem("end", "end_before_start"),
        ),
        (
            Schedule(first=AllDay(FIRST, date(2027, 1, 5))),
            Problem("end", "end_before_start"),
        ),
        (
            Schedule(first=Timed(wall(date(2026, 3, 29), 150), wall(date(2026, 3, 29), 240))),
            Problem("start", "time_does_not_exist", {"date": date(2026, 3, 29), "time": "02.30"}),
        ),
        (
            weekly(count=1, exdates=frozenset({FIRST})),
            Problem("rule", "no_dates"),
        ),
        (
            weekly(count=2001),
            Problem("count", "count_out_of_range", {"max": 2000}),
        ),
        (
            weekly(rdates=(timed(week(1), 780, 840),)),
            Problem("extra_dates", "two_dates_same_day", {"date": week(1)}),
        ),
        (
            weekly(exdates=frozenset({date(2027, 1, 7)})),
            Problem("left_out", "exdate_not_in_rule", {"date": date(2027, 1, 7)}),
        ),
        (
            weekly(
                rule=RecurrenceRule(
                    frequency=Frequency.WEEKLY, weekdays=(2,), until=date(2027, 1, 1)
                )
            ),
            Problem("until", "until_before_start"),
        ),
        (
            weekly(
                rule=RecurrenceRule(
                    frequency=Frequency.WEEKLY, weekdays=(2,), until=date(2032, 1, 1)
                )
            ),
            Problem("until", "until_too_late", {"date": date(2031, 11, 23)}),
        ),
        (
            weekly(rule=RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(2,), interval=1001)),
            Problem("interval", "interval_out_of_range", {"max": 1000}),
        ),
    ],
)
def test_what_cannot_be_is_refused(schedule: Schedule, problem: Problem) -> None:
    found = schedule_problems(schedule, today=TODAY)
    assert [(one.field, one.code, dict(one.details)) for one in found] == [
        (problem.field, problem.code, dict(problem.details))
    ]


def test_more_dates_than_an_event_may_have_are_refused() -> None:
    daily = RecurrenceRule(frequency=Frequency.DAILY, until=date(2031, 11, 1))
    extras = tuple(timed(date(2031, 11, 2 + number)) for number in range(20))
    schedule = Schedule(first=timed(date(2026, 5, 1)), rule=daily, rdates=extras)
    found = schedule_problems(schedule, today=TODAY)
    assert [one.code for one in found] == ["too_many_dates"]


def test_a_left_out_date_far_ahead_of_the_horizon_still_belongs_to_the_rule() -> None:
    """An open series may leave out holidays that its stored dates have not reached yet."""
    schedule = weekly(count=None, exdates=frozenset({week(150)}))
    assert schedule_problems(schedule, today=TODAY) == []


def test_a_span_moves_with_its_length_in_days() -> None:
    camp = Timed(wall(date(2027, 4, 9), 17 * 60), wall(date(2027, 4, 11), 14 * 60))
    moved = span_on(camp, date(2027, 4, 16))
    assert moved == Timed(wall(date(2027, 4, 16), 17 * 60), wall(date(2027, 4, 18), 14 * 60))


def test_only_the_date_that_was_entered_is_the_second_reading_of_autumn() -> None:
    first = Timed(wall(date(2026, 10, 25), 150, fold=1), wall(date(2026, 10, 25), 240))
    later = span_on(first, date(2026, 11, 1))
    assert isinstance(later, Timed)
    assert (first.start.fold, later.start.fold) == (1, 0)
