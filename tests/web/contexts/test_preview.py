"""The dates that a schedule would give, as the form shows them before saving."""

from dataclasses import replace
from datetime import date, timedelta

from calendar_app.domain.event import Schedule
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.web.contexts.preview import MOST_SHOWN, preview_of
from tests.support.events import single, timed, weekly

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 3, 22)


def days(schedule: Schedule) -> list[tuple[date, bool, bool]]:
    shown = preview_of(schedule, today=TODAY).dates
    return [(one.day, one.can_be_left_out, one.is_left_out) for one in shown]


def test_a_single_date_is_shown_and_cannot_be_left_out() -> None:
    assert days(single(timed(MONDAY))) == [(MONDAY, False, False)]


def test_left_out_dates_stand_among_the_others_and_are_not_counted() -> None:
    week = timedelta(weeks=1)
    schedule = weekly(MONDAY, 3, exdates=frozenset({MONDAY + week}))
    assert days(schedule) == [
        (MONDAY, True, False),
        (MONDAY + week, True, True),
        (MONDAY + 2 * week, True, False),
    ]
    assert preview_of(schedule, today=TODAY).count == 2


def test_an_extra_date_may_take_the_place_of_a_left_out_one() -> None:
    other_time = timed(MONDAY, 600, 660)
    schedule = weekly(MONDAY, 1, exdates=frozenset({MONDAY}), rdates=(other_time,))
    assert days(schedule) == [(MONDAY, False, False), (MONDAY, True, True)]


def test_holidays_are_named_and_counted_until_they_are_left_out() -> None:
    """22 March 2027 is the Monday before Easter, 29 March Easter Monday."""
    schedule = weekly(MONDAY, 2)
    preview = preview_of(schedule, today=TODAY)
    assert [one.holiday.slug if one.holiday else "" for one in preview.dates] == [
        "",
        "2-paskedag",
    ]
    assert preview.holidays == 1
    without = replace(schedule, exdates=frozenset({date(2027, 3, 29)}))
    assert preview_of(without, today=TODAY).holidays == 0


def test_the_first_date_is_the_first_that_the_rule_gives() -> None:
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(3,), count=2)
    preview = preview_of(Schedule(first=timed(MONDAY), rule=rule), today=TODAY)
    assert [one.day for one in preview.dates] == [date(2027, 3, 25), date(2027, 4, 1)]
    assert preview.schedule.first == timed(date(2027, 3, 25))


def test_an_open_series_says_how_far_its_dates_are_shown() -> None:
    assert preview_of(weekly(MONDAY), today=TODAY).until == date(2028, 11, 23)
    assert preview_of(weekly(MONDAY, 2), today=TODAY).until is None


def test_a_long_list_is_cut_and_the_rest_counted() -> None:
    rule = RecurrenceRule(frequency=Frequency.DAILY, count=MOST_SHOWN + 7)
    preview = preview_of(Schedule(first=timed(MONDAY), rule=rule), today=TODAY)
    assert (len(preview.dates), preview.hidden) == (MOST_SHOWN, 7)
    assert preview.count == MOST_SHOWN + 7
