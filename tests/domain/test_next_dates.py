"""`serie=neste`: of each series its next date (SEL-39)."""

from datetime import date

import pytest

from calendar_app.domain.event import State
from calendar_app.domain.grammar import parse
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import feed_window, select
from calendar_app.domain.timing import DAY, AllDay, Timed, wall
from tests.support.published import GJOVIK, make_published, timed
from tests.support.selections import NAMED, TODAY, in_order, index_of


def on(after: int, uid: str, series: str = "babysang", **changes: object) -> PublishedOccurrence:
    span = timed(TODAY + after * DAY)
    return make_published(**{"span": span, "uid": uid, "series_slug": series} | changes)


WEEKLY = [on(7 * week, f"{week}") for week in range(-2, 3)]


def test_one_date_of_each_series_and_every_single_event() -> None:
    single = [on(-7, "past", ""), on(3, "first", ""), on(10, "second", "")]
    other = [on(1, "a", "eventyrtime"), on(8, "b", "eventyrtime")]
    assert in_order("serie=neste", [*WEEKLY, *single, *other]) == [
        "past", "0", "a", "first", "second",
    ]  # fmt: skip


def test_both_parts_of_a_series_that_was_cut_in_two_have_one_next_date() -> None:
    parts = [on(1, "old", event_id=1), on(2, "new", event_id=2)]
    assert in_order("serie=neste", parts) == ["old"]


def test_it_picks_among_what_the_other_keys_select() -> None:
    """DESIGN, section 3: applied last."""
    dates = [on(1, "hamar"), on(8, "gjovik", organiser=GJOVIK, place=None), on(15, "later")]
    assert in_order("serie=neste", dates) == ["hamar"]
    assert in_order("serie=neste&bibliotek=gjovik", dates) == ["gjovik"]
    assert in_order("serie=neste&fra=9d", dates) == ["later"]
    assert in_order("serie=neste&til=-1d", dates) == []
    assert in_order("serie=neste,eventyrtime", dates) == []
    assert in_order("serie=neste,babysang", dates) == ["hamar"]
    assert in_order("serie=neste,-babysang", dates) == []


def test_a_cancelled_next_date_is_shown_with_the_one_that_takes_place() -> None:
    dates = [
        on(-7, "past", state=State.CANCELLED),
        on(0, "off", state=State.CANCELLED),
        on(7, "also off", state=State.POSTPONED),
        on(14, "next", state=State.MOVED),
        on(21, "later"),
        on(28, "later off", state=State.CANCELLED),
    ]
    assert in_order("serie=neste", dates) == ["off", "also off", "next"]
    assert in_order("serie=neste&avlyst=synlig", dates) == ["off", "also off", "next"]
    assert in_order("serie=neste&avlyst=nei", dates) == ["next"]
    assert in_order("serie=neste", dates[:3]) == ["off", "also off"]


@pytest.mark.parametrize(("days", "uid"), [(-1, "0"), (0, "0"), (1, "1"), (7, "1"), (8, "2")])
def test_it_turns_over_at_local_midnight(days: int, uid: str) -> None:
    """SEL-39: a date is the next one until the end of its local date, whatever the clock says."""
    today: date = TODAY + days * DAY
    selection = parse("serie=neste", NAMED).selection
    found = select(index_of(WEEKLY[2:]), selection, today, feed_window(today))
    assert [one.uid for one in found] == [uid]


def test_what_is_going_on_is_the_next() -> None:
    exhibition = on(0, "going on", span=AllDay(TODAY - 5 * DAY, TODAY))
    night = on(0, "night", "b", span=Timed(wall(TODAY - DAY, 1200), wall(TODAY, 540)))
    assert in_order("serie=neste", [exhibition, on(1, "after"), night, on(1, "x", "b")]) == [
        "going on",
        "night",
    ]
