"""Editing one date: only this, this and the following, or all."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendar_app.domain.change import (
    DateChange,
    changed_date,
    changed_details,
    reset_date,
    shift_problems,
    shifted,
    split,
)
from calendar_app.domain.event import EventDetails, Overrides, Schedule, State
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.series import planned_dates
from calendar_app.domain.timing import AllDay
from tests.support.published import timed
from tests.support.schedules import FAR, FIRST, stored, week, weekly


def dates(schedule: Schedule | None) -> list[date]:
    return [one.recurrence_date for one in planned_dates(schedule, horizon=FAR)] if schedule else []


def test_only_this_date_gets_another_time_and_says_where_it_was() -> None:
    row = stored(weekly())[1]
    new = timed(week(1) + timedelta(days=1), 780, 825)
    found = changed_date(row, DateChange(span=new), planned=row.span, announce_move=True)
    assert (found.span, found.moved_from, found.has_own_time) == (new, row.span, True)
    assert found.overrides.state is State.MOVED
    assert found.uid == row.uid


def test_a_date_set_back_to_its_series_has_no_time_of_its_own() -> None:
    row = stored(weekly())[1]
    away = changed_date(
        row, DateChange(span=timed(week(1), 780, 825)), planned=row.span, announce_move=True
    )
    back = changed_date(away, DateChange(), planned=row.span, announce_move=True)
    assert (back.span, back.has_own_time, back.moved_from) == (row.span, False, None)


def test_reset_forgets_all_but_a_cancellation() -> None:
    own = Overrides(title="Nynorsk", note="Foajeen", state=State.CANCELLED, state_reason="Sykdom")
    row = replace(stored(weekly())[1], overrides=own)
    found = reset_date(row, planned=row.span, announce_move=False)
    assert found.overrides == Overrides(state=State.CANCELLED, state_reason="Sykdom")


def test_all_says_of_the_event_what_was_said_of_the_date() -> None:
    details = EventDetails(title="Lesestund", organiser_id=1, venue_id=1, room_id=2)
    found = changed_details(details, DateChange(title="Eventyrstund", venue_id=3))
    assert (found.title, found.venue_id, found.room_id) == ("Eventyrstund", 3, None)


def test_all_shifts_rule_extra_dates_and_left_out_dates_together() -> None:
    schedule = weekly(count=4, rdates=(timed(date(2027, 3, 6)),), exdates=frozenset({week(2)}))
    new = timed(week(1) + timedelta(days=1), 720, 765)
    found = shifted(schedule, old=timed(week(1)), new=new)
    thursday = FIRST + timedelta(days=1)
    assert found.first == timed(thursday, 720, 765)
    assert found.rdates == (timed(date(2027, 3, 7), 720, 765),)
    assert dates(found) == [
        thursday,
        week(1, thursday),
        week(3, thursday),
        date(2027, 3, 7),
    ]


def test_an_extra_date_with_times_of_its_own_keeps_them() -> None:
    schedule = weekly(count=2, rdates=(timed(date(2027, 3, 6), 900, 960),))
    found = shifted(schedule, old=timed(FIRST), new=timed(FIRST, 720, 765))
    assert found.rdates == (timed(date(2027, 3, 6), 900, 960),)


@pytest.mark.parametrize("count", [6, None])
def test_a_series_is_cut_in_two_without_losing_a_date(count: int | None) -> None:
    schedule = weekly(
        count=count,
        rdates=(timed(date(2027, 1, 9)), timed(date(2027, 2, 6))),
        exdates=frozenset({week(1), week(4)}),
    )
    before, after = split(schedule, at=week(3), horizon=FAR)
    assert dates(before) == [FIRST, date(2027, 1, 9), week(2)]
    assert sorted([*dates(before), *dates(after)]) == dates(schedule)
    assert after.rule is not None
    assert after.rule.is_open == (count is None)


def test_cutting_at_the_first_date_leaves_nothing_before() -> None:
    before, after = split(weekly(), at=FIRST, horizon=FAR)
    assert before is None
    assert dates(after) == dates(weekly())


def test_cutting_a_list_of_dates_without_a_rule() -> None:
    schedule = Schedule(first=timed(FIRST), rdates=(timed(week(2)), timed(week(5))))
    before, after = split(schedule, at=week(2), horizon=FAR)
    assert (dates(before), dates(after)) == ([FIRST], [week(2), week(5)])


def test_a_monthly_series_cannot_follow_a_date_to_another_day() -> None:
    rule = RecurrenceRule(frequency=Frequency.MONTHLY, nth=1, weekdays=(2,))
    schedule = Schedule(first=timed(FIRST), rule=rule)
    new = timed(FIRST + timedelta(days=2))
    assert [one.code for one in shift_problems(schedule, old=timed(FIRST), new=new)] == [
        "shift_needs_rule"
    ]
    later = timed(FIRST, 720, 765)
    assert shift_problems(schedule, old=timed(FIRST), new=later) == []


def test_a_series_cannot_follow_a_date_from_hours_to_whole_days() -> None:
    found = shift_problems(weekly(), old=timed(FIRST), new=AllDay(FIRST, FIRST))
    assert [one.code for one in found] == ["shift_changes_kind"]
