"""Which of its dates an event's page tells of, and what it says of the others."""

from datetime import UTC, date, datetime
from typing import Any

from calendar_app.domain.event import State
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.web.public.event_dates import MOST_CHANGES, ToldDates, told_dates
from tests.support.published import make_published, timed

TODAY = date(2027, 2, 8)


def on(day: int, state: State = State.SCHEDULED, **changes: Any) -> PublishedOccurrence:
    return make_published(uid=str(day), span=timed(date(2027, 2, day)), state=state, **changes)


def told(*dates: PublishedOccurrence) -> ToldDates:
    return told_dates(dates, TODAY)


def test_shown_is_the_next_date_that_takes_place() -> None:
    off, postponed = on(8, State.CANCELLED), on(9, State.POSTPONED)
    found = told(on(1), off, postponed, on(10), on(11, State.CANCELLED))
    assert found.shown.uid == "10"
    assert [one.uid for one in found.near] == ["8", "9"]
    assert not found.is_whole


def test_shown_is_the_next_date_when_none_takes_place() -> None:
    found = told(on(1), on(8, State.CANCELLED), on(9, State.POSTPONED))
    assert found.shown.uid == "8"
    assert (found.is_whole, found.near, found.changes) == (True, (), ())


def test_shown_is_the_last_date_when_all_are_past() -> None:
    found = told(on(1), on(2))
    assert (found.shown.uid, found.near, found.changes) == ("2", (), ())


def test_course_whose_dates_are_all_full_is_full() -> None:
    assert told(on(8, State.FULL), on(9, State.FULL)).is_whole
    found = told(on(8, State.FULL), on(9))
    assert not found.is_whole
    assert [one.uid for one in found.near] == ["8"]


def test_one_moved_date_is_not_the_whole_series() -> None:
    moved = on(9, State.MOVED, moved_from=timed(date(2027, 2, 8)))
    assert told(moved).is_whole
    found = told(moved, on(10, State.MOVED, moved_from=timed(date(2027, 2, 11))))
    assert not found.is_whole
    assert [one.uid for one in found.near] == ["9"]


def test_changes_are_the_last_changed_first_and_not_all_of_them() -> None:
    dates = [
        on(10 + number, State.FULL, last_modified=datetime(2027, 1, 1 + number, tzinfo=UTC))
        for number in range(12)
    ]
    found = told(on(1, State.CANCELLED), on(9), *dates)
    assert len(found.changes) == MOST_CHANGES
    assert [one.uid for one in found.changes[:2]] == ["21", "20"]


def test_moments_are_those_of_all_dates() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 2, 7, tzinfo=UTC)
    found = told(on(1, last_modified=late), on(9, created_at=early))
    assert (found.changed_at, found.entered_at) == (late, early)
