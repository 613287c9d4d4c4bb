"""What an import would do: add, change, keep; never delete."""

from dataclasses import replace

from calendar_app.importing.plan import ImportPlan, plan
from tests.importing.calendars import read, vevent

EVENTS = read(vevent(uid="a"), vevent(uid="b"), vevent(uid="c")).events
A, B, C = EVENTS


def test_everything_is_new_to_an_empty_calendar() -> None:
    assert plan(EVENTS, {}) == ImportPlan(add=(A, B, C))


def test_the_same_file_again_changes_nothing() -> None:
    known = {event.uid: (number, event.digest) for number, event in enumerate(EVENTS)}
    assert plan(EVENTS, known) == ImportPlan(keep=(0, 1, 2))
    shuffled = read(vevent(uid="c"), vevent(uid="a"), vevent(uid="b")).events
    assert sorted(plan(shuffled, known).keep) == [0, 1, 2]


def test_what_says_something_else_is_changed() -> None:
    known = {"a": (7, A.digest), "b": (8, "noe annet")}
    assert plan(EVENTS, known) == ImportPlan(add=(C,), change=((8, B),), keep=(7,))


def test_what_the_file_does_not_name_stays() -> None:
    known = {"a": (7, A.digest), "borte": (8, "x")}
    assert plan([A], known) == ImportPlan(keep=(7,))
    assert plan([], known) == ImportPlan()


def test_our_own_events_coming_back_make_nothing_new() -> None:
    """W-13."""
    assert plan([A, B], {}, own_uids={"b"}) == ImportPlan(add=(A,), own=(B,))


def test_an_event_that_moved_in_its_file_is_the_same() -> None:
    assert plan([replace(A, lines=(90, 95))], {"a": (7, A.digest)}) == ImportPlan(keep=(7,))
