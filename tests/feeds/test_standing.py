"""What `avlyst` and today's date decide, and a key to remember renderings by."""

from datetime import date

import pytest

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import State
from calendar_app.domain.timing import AllDay
from feeds.standing import Standing, standing
from tests.feeds.occurrences import TODAY, occurrence, vevent

OLD = AllDay(date(2027, 2, 2), date(2027, 2, 2))
DAYS = [TODAY, date(2027, 2, 9), date(2027, 2, 10)]


def test_ordinary_date_stands_the_same_on_every_day_and_for_every_reader() -> None:
    keys = {
        standing(occurrence(), called_off=called_off, today=today)
        for called_off in CalledOff
        for today in DAYS
    }
    assert keys == {Standing(State.SCHEDULED, "CONFIRMED", tells_old_time=False)}


def test_moved_date_stands_differently_once_it_has_passed() -> None:
    moved = occurrence(state=State.MOVED, moved_from=OLD)
    shown = [standing(moved, called_off=CalledOff.STATUS, today=today) for today in DAYS]
    assert shown == [
        Standing(State.MOVED, "CONFIRMED", tells_old_time=True),
        Standing(State.MOVED, "CONFIRMED", tells_old_time=True),
        Standing(State.SCHEDULED, "CONFIRMED", tells_old_time=False),
    ]


@pytest.mark.parametrize(
    ("called_off", "status"),
    [
        (CalledOff.STATUS, "CANCELLED"),
        (CalledOff.HIDDEN, "CANCELLED"),
        (CalledOff.VISIBLE, "CONFIRMED"),
    ],
)
def test_only_those_who_asked_see_a_cancelled_date_as_confirmed(
    called_off: CalledOff, status: str
) -> None:
    stands = standing(occurrence(state=State.CANCELLED), called_off=called_off, today=TODAY)
    assert (stands.marked, stands.status) == (State.CANCELLED, status)


@pytest.mark.parametrize("state", State)
def test_equal_standing_means_equal_bytes(state: State) -> None:
    shown = occurrence(state=state, moved_from=OLD)
    rendered: dict[Standing, set[bytes]] = {}
    for called_off in CalledOff:
        for today in DAYS:
            key = standing(shown, called_off=called_off, today=today)
            rendered.setdefault(key, set()).add(vevent(shown, called_off=called_off, today=today))
    assert all(len(same) == 1 for same in rendered.values())
    assert len(rendered) == len(set.union(*rendered.values()))
