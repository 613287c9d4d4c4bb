"""After an edit: the same local date keeps its row, a shifted series keeps its rows in order."""

from dataclasses import replace
from datetime import date, timedelta

from calendar_app.domain.event import Schedule, State
from calendar_app.domain.reconcile import moved, reconcile
from calendar_app.domain.series import planned_dates
from tests.support.published import timed
from tests.support.schedules import FAR, FIRST, changed, stored, week, weekly

TODAY = date(2026, 11, 23)


def planned(schedule: Schedule) -> list:  # type: ignore[type-arg]
    return planned_dates(schedule, horizon=FAR)


def test_the_same_local_date_keeps_its_row_and_uid() -> None:
    rows = stored(weekly(count=3))
    later = weekly(count=4, first=FIRST)
    result = reconcile(rows, planned(later), today=TODAY, is_series=True)
    assert [row.uid for row in result.kept] == ["uid-1", "uid-2", "uid-3"]
    assert [one.recurrence_date for one in result.added] == [week(3)]
    assert (result.dropped, result.conflicts) == ((), ())


def test_a_series_shifted_to_another_weekday_keeps_its_rows_in_order() -> None:
    rows = stored(weekly(count=3))
    thursday = FIRST + timedelta(days=1)
    result = reconcile(rows, planned(weekly(count=3, first=thursday)), today=TODAY, is_series=True)
    assert [(row.uid, row.span.first) for row in result.kept] == [
        ("uid-1", thursday),
        ("uid-2", week(1, thursday)),
        ("uid-3", week(2, thursday)),
    ]
    assert result.added == ()


def test_another_time_of_day_moves_every_date_and_can_be_announced() -> None:
    rows = stored(weekly(count=2))
    noon = replace(weekly(count=2), first=timed(FIRST, 720, 765))
    result = reconcile(rows, planned(noon), today=TODAY, is_series=True, announce_move=True)
    assert [row.overrides.state for row in result.kept] == [State.MOVED, State.MOVED]
    assert [row.moved_from for row in result.kept] == [timed(FIRST), timed(week(1))]
    assert [row.span for row in result.kept] == [
        timed(FIRST, 720, 765),
        timed(week(1), 720, 765),
    ]


def test_what_staff_changed_or_cancelled_is_listed_and_never_dropped() -> None:
    rows = changed(stored(weekly(count=4)), 4, state=State.CANCELLED, state_reason="Sykdom")
    result = reconcile(rows, planned(weekly(count=2)), today=TODAY, is_series=True)
    assert [row.uid for row in result.dropped] == ["uid-3"]
    assert [row.uid for row in result.conflicts] == ["uid-4"]


def test_the_past_of_a_series_stays_as_it_took_place() -> None:
    rows = stored(weekly(count=4))
    thursday = FIRST + timedelta(days=1)
    today = week(2) - timedelta(days=1)
    result = reconcile(rows, planned(weekly(count=4, first=thursday)), today=today, is_series=True)
    assert [(row.uid, row.span.first) for row in result.kept] == [
        ("uid-1", FIRST),
        ("uid-2", week(1)),
        ("uid-3", week(2, thursday)),
        ("uid-4", week(3, thursday)),
    ]


def test_a_single_date_follows_its_schedule_even_from_the_past() -> None:
    row = stored(Schedule(first=timed(FIRST)))
    plan = planned(Schedule(first=timed(week(5))))
    result = reconcile(row, plan, today=week(2), is_series=False)
    assert [(one.uid, one.span.first) for one in result.kept] == [("uid-1", week(5))]


def test_a_time_of_its_own_stays_when_the_series_gets_another() -> None:
    rows = stored(weekly(count=2))
    rows[1] = replace(rows[1], span=timed(week(1), 900, 945), has_own_time=True)
    noon = replace(weekly(count=2), first=timed(FIRST, 720, 765))
    result = reconcile(rows, planned(noon), today=TODAY, is_series=True)
    assert [row.span for row in result.kept] == [
        timed(FIRST, 720, 765),
        timed(week(1), 900, 945),
    ]


def test_a_date_that_goes_back_to_the_announced_time_is_no_longer_moved() -> None:
    row = stored(weekly(count=1))[0]
    there = moved(row, timed(FIRST, 720, 765), announce=True)
    back = moved(there, timed(FIRST), announce=True)
    assert there.overrides.state is State.MOVED
    assert (back.overrides.state, back.moved_from, back.span) == (None, None, timed(FIRST))


def test_a_cancelled_date_that_moves_stays_cancelled() -> None:
    row = changed(stored(weekly(count=1)), 1, state=State.CANCELLED)[0]
    assert moved(row, timed(week(1)), announce=True).overrides.state is State.CANCELLED
