"""What an edit will do is told before it is saved, and is exactly what the save then does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_app.domain.change import DateChange, Scope, freed, series_change
from calendar_app.domain.consequences import Consequences, consequences, reaches
from calendar_app.domain.event import Occurrence, Overrides, Schedule, State
from calendar_app.domain.reconcile import Choice, Reconciliation, Settlement, reconcile
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.series import normalised, planned_dates
from calendar_app.domain.timing import DAY, same_span
from tests.support.published import timed
from tests.support.schedules import FAR, FIRST, changed, stored, week, weekly

TODAY = date(2026, 11, 23)


def told(
    rows: Sequence[Occurrence],
    before: Schedule,
    after: Schedule,
    *,
    today: date = TODAY,
    recorded: Sequence[int] = (),
) -> Consequences:
    return consequences(
        rows, before=before, after=after, horizon=FAR, today=today, recorded=recorded
    )


def numbers(found: Consequences) -> dict[str, int]:
    parts = ("same", "moved", "added", "dropped", "own", "strays", "past")
    return {part: len(getattr(found, part)) for part in parts if getattr(found, part)}


def test_a_shorter_series_says_how_many_dates_go_and_how_many_stay() -> None:
    found = told(stored(weekly(count=5)), weekly(count=5), weekly(count=2))
    assert numbers(found) == {"same": 2, "dropped": 3}
    assert found.is_to_be_asked


def test_more_dates_alone_need_no_question() -> None:
    found = told(stored(weekly(count=2)), weekly(count=2), weekly(count=4))
    assert numbers(found) == {"same": 2, "added": 2}
    assert not found.is_to_be_asked


def test_a_date_with_attendance_is_never_dropped() -> None:
    """The first of all rules: what somebody counted or signed up for stays."""
    before, after = weekly(count=4), weekly(count=2)
    found = told(stored(before), before, after, recorded=(4,))
    assert numbers(found) == {"same": 2, "dropped": 1, "strays": 1}
    assert [row.id for row in found.conflicts] == [4]
    follow = Settlement(choices={4: Choice.FOLLOW})
    result = reconcile(
        stored(before),
        before=before,
        after=after,
        horizon=FAR,
        today=TODAY,
        recorded=(4,),
        settlement=follow,
    )
    assert [row.id for row in result.conflicts] == [4]


def test_dates_with_a_time_of_their_own_are_listed_when_the_series_gets_another() -> None:
    before = weekly(count=3)
    rows = stored(before)
    rows[1] = replace(rows[1], span=timed(week(1), 900, 945), has_own_time=True)
    found = told(rows, before, replace(before, first=timed(FIRST, 720, 765)))
    assert numbers(found) == {"moved": 2, "own": 1}
    assert numbers(told(rows, before, weekly(count=4))) == {"same": 3, "added": 1}


def test_what_was_decided_of_each_conflict_is_done() -> None:
    before, after = weekly(count=4), weekly(count=1, first=FIRST)
    rows = changed(stored(before), 2, title="Egen")
    rows = [
        replace(row, overrides=Overrides(note="Ta med pute")) if row.id > 2 else row for row in rows
    ]
    rows[1] = replace(rows[1], overrides=Overrides(title="Egen"))
    decided = Settlement(choices={2: Choice.FOLLOW, 3: Choice.CANCEL}, reason="Ferie")
    result = reconcile(
        rows, before=before, after=after, horizon=FAR, today=TODAY, settlement=decided
    )
    assert [row.id for row in result.dropped] == [2]
    own = {row.id: row.overrides for row in result.conflicts}
    assert (own[3].state, own[3].state_reason, own[3].note) == (
        State.CANCELLED,
        "Ferie",
        "Ta med pute",
    )
    assert own[4].state is None


def test_a_time_of_its_own_follows_the_series_when_so_decided() -> None:
    before = weekly(count=2)
    rows = stored(before)
    rows[1] = replace(rows[1], span=timed(week(1), 900, 945), has_own_time=True)
    result = reconcile(
        rows,
        before=before,
        after=replace(before, first=timed(FIRST, 720, 765)),
        horizon=FAR,
        today=TODAY,
        settlement=Settlement(choices={2: Choice.FOLLOW}),
    )
    assert (result.kept[1].span, result.kept[1].has_own_time) == (timed(week(1), 720, 765), False)


def test_a_date_that_was_lost_before_is_not_asked_about_again() -> None:
    before = weekly(count=2)
    lost = changed(stored(weekly(count=3)), 3, state=State.CANCELLED)
    found = told(lost, before, weekly(count=2, rdates=(timed(FIRST + DAY),)))
    assert numbers(found) == {"same": 3, "added": 1}
    assert found.conflicts == ()


def test_a_single_date_is_asked_about_only_when_it_goes_years_away() -> None:
    before = Schedule(first=timed(FIRST))
    near, far = Schedule(first=timed(week(3))), Schedule(first=timed(FIRST + timedelta(days=365)))
    assert not told(stored(before), before, near).is_to_be_asked
    assert told(stored(before), before, far).is_to_be_asked


def test_a_yes_is_a_yes_to_one_outcome() -> None:
    before, rows = weekly(count=4), stored(weekly(count=4))
    one = told(rows, before, weekly(count=2)).fingerprint
    assert one == told(rows, before, weekly(count=2)).fingerprint
    assert one != told(rows, before, weekly(count=3)).fingerprint
    assert one != told(rows, before, weekly(count=2), recorded=(4,)).fingerprint


def test_each_scope_says_what_it_reaches() -> None:
    rows = changed(stored(weekly(count=6)), 5, title="Egen")
    found = reaches(rows[3], rows, today=week(1) + DAY, recorded=(1, 4))
    assert [
        (one.scope, one.dates, one.first, one.own, one.recorded, one.past) for one in found
    ] == [
        (Scope.THIS, 1, None, 0, 0, 0),
        (Scope.FOLLOWING, 3, week(3), 1, 1, 0),
        (Scope.ALL, 4, week(2), 1, 2, 2),
    ]


def test_the_first_date_has_nothing_before_it_to_leave_as_it_is() -> None:
    rows = stored(weekly(count=3))
    assert [one.scope for one in reaches(rows[0], rows, today=TODAY)] == [Scope.THIS, Scope.ALL]
    stray = reaches(rows[0], rows, today=TODAY, is_stray=True)
    assert [one.scope for one in stray] == [Scope.THIS]


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    first = FIRST + timedelta(days=draw(st.integers(-60, 60)))
    span = timed(first, draw(st.sampled_from([600, 660, 1080])), 1140)
    kind = draw(st.sampled_from(["single", "daily", "weekly", "list"]))
    extras = draw(st.sets(st.integers(200, 260), max_size=3))
    rdates = tuple(timed(FIRST + timedelta(days=one)) for one in sorted(extras))
    if kind == "single":
        return Schedule(first=span)
    if kind == "list":
        return Schedule(first=span, rdates=rdates)
    rule = RecurrenceRule(
        frequency=Frequency(kind),
        interval=draw(st.integers(1, 3)),
        weekdays=(first.weekday(),) if kind == "weekly" else (),
        count=draw(st.integers(1, 8)),
    )
    schedule = normalised(Schedule(first=span, rule=rule, rdates=rdates), horizon=FAR)
    days = [one.recurrence_date for one in planned_dates(schedule, horizon=FAR)]
    left_out = draw(st.sets(st.sampled_from(days), max_size=max(0, min(2, len(days) - 1))))
    return replace(schedule, exdates=frozenset(left_out) - {one.first for one in rdates})


@st.composite
def rows_of(draw: st.DrawFn, schedule: Schedule) -> list[Occurrence]:
    """Make the stored dates, some of them changed for themselves."""
    rows = []
    for row in stored(schedule):
        kind = draw(st.sampled_from(["plain", "plain", "plain", "title", "off", "time"]))
        if kind == "title":
            row = replace(row, overrides=Overrides(title="Egen"))
        elif kind == "off":
            row = replace(row, overrides=Overrides(state=State.CANCELLED, state_reason="Sykdom"))
        elif kind == "time":
            row = replace(row, span=timed(row.span.first, 1200, 1260), has_own_time=True)
        rows.append(row)
    return rows


def outcome(rows: Sequence[Occurrence], result: Reconciliation) -> Counter[str]:
    """Count what a save did, by comparing the stored dates before and after it."""
    after = {row.id: row for row in (*result.kept, *result.conflicts)}
    counted = Counter(
        "dropped"
        if row.id not in after
        else "kept"
        if same_span(row.span, after[row.id].span)
        else "moved"
        for row in rows
    )
    return counted + Counter(added=len(result.added))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_what_is_told_is_what_is_done(data: st.DataObject) -> None:
    """For any two schedules, changed dates, records and moment."""
    before, after = data.draw(schedules()), data.draw(schedules())
    rows = data.draw(rows_of(before))
    recorded = data.draw(st.sets(st.sampled_from([row.id for row in rows])))
    today = FIRST + timedelta(days=data.draw(st.integers(-80, 300)))
    found = told(rows, before, after, today=today, recorded=sorted(recorded))
    result = reconcile(
        rows, before=before, after=after, horizon=FAR, today=today, recorded=recorded
    )
    stays = len(found.same) + len(found.own) + len(found.strays) + len(found.past)
    expected = Counter(
        moved=len(found.moved), added=len(found.added), dropped=len(found.dropped), kept=stays
    )
    assert outcome(rows, result) == +expected
    gone = {row.id for row in found.dropped}
    assert gone.isdisjoint(recorded)
    assert all(not row.is_changed for row in found.dropped)
    parts = (*found.same, *found.own, *found.strays, *found.past, *found.dropped)
    everyone = [*(row.id for row in parts), *(move.after.id for move in found.moved)]
    assert sorted(everyone) == [row.id for row in rows]


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_change_of_several_dates_reaches_as_many_as_is_told(data: st.DataObject) -> None:
    """The sentence beside each scope, for a shift of some days or hours."""
    schedule = weekly(count=data.draw(st.integers(2, 12)))
    rows = data.draw(rows_of(schedule))
    row = data.draw(st.sampled_from(rows))
    today = FIRST + timedelta(days=data.draw(st.integers(-10, 80)))
    days = data.draw(st.integers(-3, 3))
    change = DateChange(span=timed(row.recurrence_date + timedelta(days=days), 720, 765))
    for reach in reaches(row, rows, today=today):
        if reach.scope is Scope.THIS:
            continue
        wide = series_change(schedule, row, change, scope=reach.scope, today=today)
        if wide.problems:
            continue
        part = [
            freed(one, change) if one.id == row.id else one
            for one in rows
            if reach.scope is Scope.ALL or one.recurrence_date >= row.recurrence_date
        ]
        found = told(part, wide.part, wide.after, today=today)
        assert len(found.past) == reach.past
        assert len(part) - len(found.past) == reach.dates
        assert found.dropped == ()
