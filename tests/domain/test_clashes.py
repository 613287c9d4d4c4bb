"""Hints about dates: same room, same audience, same guest, days off; never a stop."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_app.domain.ages import years
from calendar_app.domain.clashes import (
    MOST_TOLD,
    HintKind,
    day_hints,
    hints_about,
    meeting_hints,
    meetings,
)
from calendar_app.domain.event import Mode, State, Visibility
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.plan import PlannedDate, PlannedEvent
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.text import fold
from calendar_app.domain.timing import DAY, AllDay, Span, Timed, wall
from tests.support.events import timed

MONDAY = date(2027, 2, 8)
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4
CHILDREN = years(3, 6)


def event(number: int, organiser: int = HAMAR, **changes: object) -> PlannedEvent:
    made = PlannedEvent(
        id=number,
        title=f"Nr. {number}",
        organiser_id=organiser,
        library_ids=frozenset((organiser,)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def on(span: Span | date, of: PlannedEvent, *, number: int = 0, **changes: object) -> PlannedDate:
    span = timed(span) if isinstance(span, date) else span
    made = PlannedDate(id=number or of.id, event=of, span=span, title=of.title)
    return replace(made, **changes)  # type: ignore[arg-type]


def met(*dates: PlannedDate) -> list[tuple[str, int, int]]:
    return [(kind.value, one.id, other.id) for kind, one, other, _ in meetings(dates)]


def test_one_room_holds_one_thing_at_a_time() -> None:
    first = on(timed(MONDAY, 600, 660), event(1), room_id=7)
    cases = {
        (630, 700): [("room", 1, 2)],
        (600, 600): [("room", 1, 2)],
        (540, 601): [("room", 2, 1)],
        (660, 700): [],
        (540, 600): [],
    }
    for (start, end), expected in cases.items():
        other = on(timed(MONDAY, start, end), event(2, GJOVIK), room_id=7)
        assert met(first, other) == expected, (start, end)
        assert met(first, replace(other, room_id=8)) == []
        assert met(first, replace(other, room_id=None)) == []


def test_rooms_are_taken_by_instants_where_the_clock_shows_an_hour_twice() -> None:
    """25 October 2026: half past two in summer time is an hour before half past two in winter."""
    night = date(2026, 10, 25)
    early = Timed(wall(night, 120), wall(night, 170))
    late = Timed(wall(night, 120, fold=1), wall(night, 170, fold=1))
    assert met(on(early, event(1), room_id=7), on(late, event(2), room_id=7)) == []
    assert len(met(on(early, event(1), room_id=7), on(early, event(2), room_id=7))) == 1


def test_what_is_called_off_takes_no_room_and_what_is_full_does() -> None:
    first = on(MONDAY, event(1), room_id=7)
    for state in State:
        found = met(first, on(MONDAY, event(2), room_id=7, state=state))
        assert bool(found) is (state not in CALLED_OFF), state


def test_dates_of_one_event_do_not_meet_each_other() -> None:
    one = event(1, young=CHILDREN, guests=("Teater Innlandet",))
    assert met(on(MONDAY, one, number=1, room_id=7), on(MONDAY, one, number=2, room_id=7)) == []


def test_an_exhibition_is_beside_what_else_happens_in_its_room() -> None:
    weeks = on(AllDay(MONDAY, MONDAY + 20 * DAY), event(1), room_id=7)
    opening = on(MONDAY, event(2), room_id=7)
    whole_day = on(AllDay(MONDAY, MONDAY), event(3), room_id=7)
    other_weeks = on(AllDay(MONDAY + 9 * DAY, MONDAY + 30 * DAY), event(4), room_id=7)
    assert met(weeks, opening) == []
    assert met(opening, whole_day) == [("room", 3, 2)]
    assert met(weeks, other_weeks) == [("room", 1, 4)]


def test_the_same_children_on_one_day_are_told_of_in_another_library() -> None:
    one = on(MONDAY, event(1, young=CHILDREN))
    there = event(2, GJOVIK, young=years(6, 9))
    assert met(one, on(MONDAY, there)) == [("audience", 1, 2)]
    without = {
        "another day": on(MONDAY + DAY, there),
        "other ages": on(MONDAY, replace(there, young=years(7, 9))),
        "for everybody, or grown-ups": on(MONDAY, replace(there, young=0)),
        "the same library": on(MONDAY, event(2, HAMAR, young=CHILDREN)),
        "arranged together": on(MONDAY, replace(there, library_ids=frozenset((HAMAR, GJOVIK)))),
        "on the net": on(MONDAY, replace(there, mode=Mode.ONLINE)),
        "for schools": on(MONDAY, replace(there, visibility=Visibility.SCHOOLS)),
        "for staff": on(MONDAY, replace(there, visibility=Visibility.STAFF)),
        "for weeks": on(AllDay(MONDAY, MONDAY + 9 * DAY), there),
    }
    assert {name: met(one, other) for name, other in without.items() if met(one, other)} == {}


def test_two_regular_series_lie_side_by_side_without_a_word() -> None:
    here, there = (event(number, number, young=CHILDREN, is_series=True) for number in (1, 2))
    assert met(on(MONDAY, here), on(MONDAY, there)) == []
    assert len(met(on(MONDAY, here), on(MONDAY, replace(there, is_series=False)))) == 1


def test_a_guest_nearby_within_three_days_might_share_the_journey() -> None:
    here = on(MONDAY, event(1, guests=("Kulturhuset Ensemble",)))
    there = event(2, GJOVIK, guests=("KULTURHUSET ensemble", "Noen Andre"))
    found = {days: met(here, on(MONDAY + days * DAY, there)) for days in range(-5, 6)}
    assert [days for days, pairs in found.items() if pairs] == [-3, -2, -1, 0, 1, 2, 3]
    (hint,) = hints_about([here], [on(MONDAY, there)], ())[1]
    assert (hint.kind, hint.guest) == (HintKind.GUEST, "KULTURHUSET ensemble")
    assert met(here, on(MONDAY, replace(there, organiser_id=1, library_ids=frozenset((1,))))) == []


def test_stops_of_one_tour_share_the_journey_already() -> None:
    one = event(1, guests=("Teater Innlandet",), tour_id=5)
    other = event(2, GJOVIK, guests=("Teater Innlandet",), tour_id=5)
    assert met(on(MONDAY, one), on(MONDAY + DAY, other)) == []
    assert len(met(on(MONDAY, one), on(MONDAY + DAY, replace(other, tour_id=6)))) == 1


def test_public_holidays_and_the_school_holidays_of_ones_own_municipality_are_told() -> None:
    """D-38: per municipality. D-39: a public holiday gives a hint."""
    winter = Period(
        id=1,
        kind=PeriodKind.SCHOOL_HOLIDAY,
        library_id=HAMAR,
        name="Vinterferie",
        first=date(2027, 2, 22),
        last=date(2027, 2, 26),
    )
    named = replace(winter, id=2, kind=PeriodKind.NAMED_WEEK, library_id=None, name="Bokuka")

    def kinds(day: date, organiser: int, **changes: Any) -> list[str]:
        one = on(day, event(1, organiser), **changes)
        return [hint.kind.value for hint in day_hints(one, [winter, named])]

    assert kinds(date(2027, 2, 22), HAMAR) == ["school_holiday"]
    assert kinds(date(2027, 2, 26), HAMAR) == ["school_holiday"]
    assert kinds(date(2027, 2, 27), HAMAR) == kinds(date(2027, 2, 22), RINGSAKER) == []
    assert kinds(date(2027, 5, 17), RINGSAKER) == ["public_holiday"]
    assert kinds(date(2027, 5, 17), RINGSAKER, state=State.CANCELLED) == []


def test_a_date_hears_of_three_of_a_kind_at_most() -> None:
    dates = [on(MONDAY, event(number), room_id=7) for number in range(1, 9)]
    told = meeting_hints(dates)
    assert {number: len(hints) for number, hints in told.items()} == dict.fromkeys(
        range(1, 9), MOST_TOLD
    )
    assert meeting_hints(dates, about=[2]).keys() == {2}


MANY = st.lists(
    st.builds(
        lambda number, organiser, start, length, room, young, guest, series: (
            number,
            organiser,
            start,
            length,
            room,
            young,
            guest,
            series,
        ),
        st.integers(1, 30),
        st.integers(1, 4),
        st.integers(0, 60 * 24 * 12),
        st.integers(0, 60 * 24 * 6),
        st.sampled_from([None, 1, 2]),
        st.sampled_from([0, CHILDREN, years(5, 9), years(13, 17)]),
        st.sampled_from([(), ("Teater Innlandet",), ("TEATER innlandet", "Noen Andre")]),
        st.booleans(),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(MANY)
def test_the_sweep_finds_what_comparing_every_two_finds(given_: list[tuple]) -> None:  # type: ignore[type-arg]
    dates = []
    for count, (number, organiser, start, length, room, young, guests, series) in enumerate(given_):
        of = event(number, organiser, young=young, guests=guests, is_series=series)
        first = wall(MONDAY, 0) + timedelta(minutes=start)
        span = Timed(first, first + timedelta(minutes=length))
        dates.append(on(span, of, number=count + 1, room_id=room))
    found = {(kind.value, frozenset((a.id, b.id))) for kind, a, b, _ in meetings(dates)}
    assert found == set(_compared(dates))


def _compared(dates: list[PlannedDate]) -> Iterable[tuple[str, frozenset[int]]]:
    """Compare every two, as the rules are told."""
    for place, one in enumerate(dates):
        for other in dates[place + 1 :]:
            a, b = one.event, other.event
            pair = frozenset((one.id, other.id))
            if a.id == b.id:
                continue
            apart = not a.library_ids & b.library_ids
            if one.room_id and one.room_id == other.room_id and _same_time(one, other):
                yield "room", pair
            common_day = _gap(one, other) <= 0
            young = a.young & b.young and not (a.is_series and b.is_series)
            if apart and young and common_day and not (_long(one) or _long(other)):
                yield "audience", pair
            names = {fold(name) for name in a.guests} & {fold(name) for name in b.guests}
            if apart and names and _gap(one, other) <= 3:
                yield "guest", pair


def _same_time(one: PlannedDate, other: PlannedDate) -> bool:
    (a, b), (c, d) = _there(one), _there(other)
    return _long(one) == _long(other) and a < d and c < b


def _there(one: PlannedDate) -> tuple[datetime, datetime]:
    assert isinstance(one.span, Timed)
    start = one.span.start.astimezone(UTC)
    return start, max(one.span.end.astimezone(UTC), start + timedelta(minutes=1))


def _gap(one: PlannedDate, other: PlannedDate) -> int:
    """Give the days from the end of the earlier to the start of the later."""
    return max((one.span.first - other.span.last).days, (other.span.first - one.span.last).days)


def _long(one: PlannedDate) -> bool:
    return (one.span.last - one.span.first).days >= 3


@pytest.mark.parametrize("is_series", [True, False])
def test_a_year_of_four_libraries_takes_milliseconds(is_series: bool) -> None:
    dates = [
        on(
            timed(date(2027, 1, 1) + (number % 365) * DAY, 540 + number % 300, 600 + number % 300),
            event(number, 1 + number % 4, young=CHILDREN, is_series=is_series),
            room_id=number % 20,
        )
        for number in range(1, 1501)
    ]
    began = process_time()
    meeting_hints(dates)
    assert process_time() - began < 0.1


def test_an_import_gone_wrong_does_not_stop_the_page() -> None:
    dates = [on(MONDAY, event(number), room_id=7) for number in range(1, 3001)]
    began = process_time()
    assert len(meeting_hints(dates)) == 3000
    assert process_time() - began < 5
