"""After an edit: the same local date keeps its row, a shifted series keeps its rows in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from calendar_app.domain.event import Occurrence, Schedule, State
from calendar_app.domain.reconcile import Reconciliation, moved, reconcile
from tests.support.published import timed
from tests.support.schedules import FAR, FIRST, changed, stored, week, weekly

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def settled(
    rows: Sequence[Occurrence],
    before: Schedule,
    after: Schedule,
    *,
    today: date = TODAY,
    announce_move: bool = False,
) -> Reconciliation:
    return reconcile(
        rows,
        before=before,
        after=after,
        horizon=FAR,
        today=today,
        announce_move=announce_move,
    )


def days(result: Reconciliation) -> list[tuple[str, date]]:
    return [(row.uid, row.span.first) for row in result.kept]


def test_the_same_local_date_keeps_its_row_and_uid() -> None:
    result = settled(stored(weekly(count=3)), weekly(count=3), weekly(count=4))
    assert days(result) == [("uid-1", week(0)), ("uid-2", week(1)), ("uid-3", week(2))]
    assert [one.recurrence_date for one in result.added] == [week(3)]
    assert (result.dropped, result.conflicts) == ((), ())


def test_a_series_shifted_to_another_weekday_keeps_its_rows_in_order() -> None:
    thursday = FIRST + DAY
    before, after = weekly(count=3), weekly(count=3, first=thursday)
    result = settled(stored(before), before, after)
    assert days(result) == [
        ("uid-1", thursday),
        ("uid-2", week(1, thursday)),
        ("uid-3", week(2, thursday)),
    ]
    assert result.added == ()


def test_a_running_series_that_is_shifted_keeps_its_past_and_each_date_its_place() -> None:
    """The date of yesterday would fall on today; the cancelled one stays the cancelled one."""
    before = weekly(count=4)
    rows = changed(stored(before), 3, state=State.CANCELLED)
    after = weekly(count=4, first=FIRST + DAY)
    result = settled(rows, before, after, today=week(1) + DAY)
    assert days(result) == [
        ("uid-1", FIRST),
        ("uid-2", week(1)),
        ("uid-3", week(2) + DAY),
        ("uid-4", week(3) + DAY),
    ]
    assert [row.overrides.state for row in result.kept] == [None, None, State.CANCELLED, None]
    assert (result.added, result.dropped) == ((), ())


def test_a_series_shifted_back_does_not_slip_by_a_week() -> None:
    before, after = weekly(count=4), weekly(count=4, first=FIRST - DAY)
    result = settled(stored(before), before, after, today=week(1))
    assert days(result) == [
        ("uid-1", FIRST),
        ("uid-2", week(1) - DAY),
        ("uid-3", week(2) - DAY),
        ("uid-4", week(3) - DAY),
    ]


def test_a_date_brought_forward_does_not_come_again_once_it_is_past() -> None:
    rows = stored(weekly(count=3))
    early = timed(week(1) - 6 * DAY)
    rows[1] = replace(rows[1], span=early, has_own_time=True, moved_from=rows[1].span)
    result = settled(rows, weekly(count=3), weekly(count=3), today=week(1) - DAY)
    assert result.added == ()
    assert days(result)[1] == ("uid-2", early.first)


def test_an_extra_date_that_stays_does_not_hide_that_the_rule_was_shifted() -> None:
    extra = timed(date(2027, 2, 6))
    before = weekly(count=3, rdates=(extra,))
    after = weekly(count=3, first=FIRST + DAY, rdates=(extra,))
    result = settled(stored(before), before, after)
    assert sorted(days(result)) == [
        ("uid-1", FIRST + DAY),
        ("uid-2", week(1) + DAY),
        ("uid-3", week(2) + DAY),
        ("uid-4", extra.first),
    ]
    assert (result.added, result.dropped) == ((), ())


def test_a_date_that_stands_for_itself_takes_no_place_in_a_shift() -> None:
    before, after = weekly(count=3), weekly(count=3, first=FIRST + DAY)
    stray = replace(
        changed(stored(weekly(count=1, first=FIRST - DAY)), 1, state=State.CANCELLED)[0],
        id=9,
        uid="stray",
    )
    result = settled([stray, *stored(before)], before, after)
    assert [row.uid for row in result.conflicts] == ["stray"]
    assert days(result) == [
        ("uid-1", FIRST + DAY),
        ("uid-2", week(1) + DAY),
        ("uid-3", week(2) + DAY),
    ]


def test_a_date_left_out_before_takes_its_row_back_when_it_returns() -> None:
    left_out = weekly(count=3, exdates=frozenset({week(1)}))
    rows = changed(stored(weekly(count=3)), 2, state=State.CANCELLED)
    result = settled(rows, left_out, weekly(count=3))
    assert days(result)[1] == ("uid-2", week(1))
    assert result.added == ()


def test_a_series_that_begins_anew_takes_what_is_to_come_and_leaves_the_past() -> None:
    """'Thursdays from now on' is no shift of the Wednesdays that were."""
    before = weekly(count=6)
    thursday = week(4) + DAY
    after = weekly(count=4, first=thursday)
    result = settled(stored(before), before, after, today=week(3))
    assert days(result) == [
        *((f"uid-{number + 1}", week(number)) for number in range(3)),
        ("uid-4", thursday),
        ("uid-5", week(1, thursday)),
        ("uid-6", week(2, thursday)),
    ]
    assert [one.recurrence_date for one in result.added] == [week(3, thursday)]


def test_a_left_out_date_does_not_put_the_others_off_by_one() -> None:
    before = weekly(count=4)
    rows = changed(stored(before), 4, state=State.CANCELLED)
    after = weekly(count=4, first=FIRST + DAY, exdates=frozenset({week(1) + DAY}))
    result = settled(rows, before, after)
    assert days(result) == [
        ("uid-1", FIRST + DAY),
        ("uid-3", week(2) + DAY),
        ("uid-4", week(3) + DAY),
    ]
    assert [row.uid for row in result.dropped] == ["uid-2"]


def test_another_time_of_day_moves_every_date_and_can_be_announced() -> None:
    before = weekly(count=2)
    noon = replace(before, first=timed(FIRST, 720, 765))
    result = settled(stored(before), before, noon, announce_move=True)
    assert [row.overrides.state for row in result.kept] == [State.MOVED, State.MOVED]
    assert [row.moved_from for row in result.kept] == [timed(FIRST), timed(week(1))]
    assert [row.span for row in result.kept] == [
        timed(FIRST, 720, 765),
        timed(week(1), 720, 765),
    ]


def test_what_staff_changed_or_cancelled_is_listed_and_never_dropped() -> None:
    rows = changed(stored(weekly(count=4)), 4, state=State.CANCELLED, state_reason="Sykdom")
    result = settled(rows, weekly(count=4), weekly(count=2))
    assert [row.uid for row in result.dropped] == ["uid-3"]
    assert [row.uid for row in result.conflicts] == ["uid-4"]


def test_a_single_date_follows_its_schedule_even_from_the_past() -> None:
    before, after = Schedule(first=timed(FIRST)), Schedule(first=timed(week(5)))
    assert days(settled(stored(before), before, after, today=week(2))) == [("uid-1", week(5))]


def test_a_single_date_that_becomes_a_series_is_one_of_its_dates() -> None:
    before = Schedule(first=timed(FIRST))
    assert days(settled(stored(before), before, weekly(count=3))) == [("uid-1", FIRST)]
    other_day = weekly(count=3, first=FIRST + DAY)
    assert days(settled(stored(before), before, other_day)) == [("uid-1", FIRST + DAY)]


def test_a_series_that_becomes_a_single_date_keeps_what_took_place() -> None:
    before, after = weekly(count=4), Schedule(first=timed(week(3)))
    result = settled(stored(before), before, after, today=week(1) + DAY)
    assert days(result)[:2] == [("uid-1", FIRST), ("uid-2", week(1))]
    assert ("uid-4", week(3)) in days(result)
    assert (result.added, [row.uid for row in result.dropped]) == ((), ["uid-3"])


def test_one_of_several_dates_given_by_hand_moves_with_its_uid() -> None:
    before = Schedule(first=timed(FIRST), rdates=(timed(week(1)), timed(week(2))))
    after = Schedule(first=timed(FIRST), rdates=(timed(week(1) + DAY), timed(week(2))))
    assert days(settled(stored(before), before, after)) == [
        ("uid-1", FIRST),
        ("uid-2", week(1) + DAY),
        ("uid-3", week(2)),
    ]


def test_a_time_of_its_own_stays_when_the_series_gets_another() -> None:
    before = weekly(count=2)
    rows = stored(before)
    rows[1] = replace(rows[1], span=timed(week(1), 900, 945), has_own_time=True)
    result = settled(rows, before, replace(before, first=timed(FIRST, 720, 765)))
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


def test_the_old_time_is_the_one_announced_first_however_often_a_date_moves() -> None:
    row = stored(weekly(count=1))[0]
    once = moved(row, timed(FIRST, 720, 765), announce=True)
    twice = moved(once, timed(FIRST, 780, 825), announce=True)
    assert twice.moved_from == timed(FIRST)
    assert moved(twice, timed(FIRST), announce=True) == row


def test_a_cancelled_date_that_moves_stays_cancelled() -> None:
    row = changed(stored(weekly(count=1)), 1, state=State.CANCELLED)[0]
    assert moved(row, timed(week(1)), announce=True).overrides.state is State.CANCELLED
