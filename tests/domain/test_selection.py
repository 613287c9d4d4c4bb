"""The one filter: what it matches, its window, and the quick way over many entries."""

import gc
import tracemalloc
from datetime import date, timedelta

import pytest

from calendar_app.domain.event import State
from calendar_app.domain.grammar import parse
from calendar_app.domain.index import IndexEntry, entry_of
from calendar_app.domain.published import Place, PublishedOccurrence
from calendar_app.domain.selection import Selection, feed_window, select
from calendar_app.domain.timing import AllDay, Window
from tests.support.published import GJOVIK, HAMAR, make_published, timed
from tests.support.selections import TODAY, index_of, selected
from tests.support.vocabulary import VOCABULARY

DAY = timedelta(days=1)
UID = make_published().uid


def read(query: str) -> Selection:
    return parse(query, VOCABULARY).selection


def on(day: date, uid: str = UID) -> PublishedOccurrence:
    return make_published(span=timed(day), uid=uid)


def test_a_tour_stop_is_found_by_who_arranges_and_by_who_hosts() -> None:
    """SEL-33"""
    stop = make_published(organiser=HAMAR, place=Place(venue_id=4, library_id=GJOVIK.id))
    for query in ("bibliotek=hamar", "bibliotek=gjovik", "bibliotek=hamar,gjovik", ""):
        assert selected(query, [stop]) == {UID}
    assert selected("bibliotek=ringsaker", [stop]) == set()
    assert selected("bibliotek=hamar,-gjovik", [stop]) == set()


def test_a_place_is_where_it_is_and_not_whose_it_is() -> None:
    """SEL-34"""
    stop = make_published(organiser=HAMAR, place=Place(venue_id=4, library_id=GJOVIK.id))
    assert selected("sted=gjovik-radhus", [stop]) == {UID}
    assert selected("sted=hamar-kulturhus", [stop]) == set()
    assert selected("sted=-hamar-kulturhus", [make_published(place=None)]) == {UID}
    assert selected("sted=gjovik-radhus", [make_published(place=None)]) == set()


@pytest.mark.parametrize("state", State)
def test_what_is_called_off_stays_a_week_unless_it_is_not_wanted(state: State) -> None:
    called_off = state in (State.CANCELLED, State.POSTPONED)
    entry = entry_of(make_published(span=timed(TODAY), state=state))
    for query in ("", "avlyst=synlig"):
        assert read(query).matches(entry, TODAY + 7 * DAY)
        assert read(query).matches(entry, TODAY + 8 * DAY) == (not called_off)
    assert read("avlyst=nei").matches(entry, TODAY) == (not called_off)


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("fra=0d", [0, 1, 2, 3]),
        ("fra=2d", [2, 3]),
        ("til=1d", [0, 1]),
        ("fra=1d&til=2d", [1, 2]),
        ("fra=2027-02-09&til=2027-02-09", [1]),
        ("fra=2d&til=1d", []),
        ("fra=1u", []),
    ],
)
def test_both_dates_are_included(query: str, days: list[int]) -> None:
    programme = [on(TODAY + number * DAY, str(number)) for number in range(4)]
    assert selected(query, programme) == {str(number) for number in days}


def test_a_span_of_dates_matches_when_any_of_its_days_does() -> None:
    exhibition = make_published(span=AllDay(TODAY - 9 * DAY, TODAY + 9 * DAY))
    for query in ("fra=9d", "til=-9d", "fra=0d&til=0d", "fra=-1m&til=1m"):
        assert selected(query, [exhibition]) == {UID}
    for query in ("fra=10d", "til=-10d", "fra=1d&til=-1d"):
        assert selected(query, [exhibition]) == set()


def test_dates_never_widen_a_feed() -> None:
    """SEL-38: from 60 days back to 400 ahead, both included."""
    days = [-61, -60, 0, 400, 401]
    programme = [on(TODAY + number * DAY, str(number)) for number in days]
    for query in ("", "fra=-500d&til=900d", "fra=2020-01-01", "fra=i-fjor&til=x"):
        assert selected(query, programme) == {"-60", "0", "400"}
    assert selected("fra=401d", programme) == set()
    assert selected("fra=2d&til=9999-12-31", programme) == {"400"}


def test_an_event_on_both_sides_of_an_empty_window_is_not_in_it() -> None:
    long = make_published(span=AllDay(TODAY, TODAY + 600 * DAY))
    assert selected("fra=500d", [long]) == set()


def test_a_page_begins_today_unless_the_address_says_otherwise() -> None:
    default = Window(TODAY, TODAY + 30 * DAY)
    assert read("").window(TODAY, default=default) == default
    assert read("fra=-9d").window(TODAY, default=default).start == TODAY - 9 * DAY
    assert read("fra=i-fjor").window(TODAY, default=default) == default
    assert read("til=2d").window(TODAY, default=default) == Window(TODAY, TODAY + 3 * DAY)
    limit = Window(TODAY - 5 * DAY, TODAY + 60 * DAY)
    assert read("fra=-9d&til=99d").window(TODAY, default=default, limit=limit) == limit


def test_relative_dates_move_at_local_midnight_alone() -> None:
    """SEL-36, SEL-37: the local date is all that is asked about the clock."""
    entry = entry_of(on(TODAY + 56 * DAY))
    for query in ("til=+8u", "til=8u"):
        assert read(query).matches(entry, TODAY)
        assert not read(query).matches(entry, TODAY - DAY)


def test_nothing_matches_nothing() -> None:
    """SEL-19"""
    entry = entry_of(make_published())
    assert not Selection(nothing=True).matches(entry, TODAY)
    assert select([entry], Selection(nothing=True), TODAY, feed_window(TODAY)) == []


def test_the_chosen_keep_their_order() -> None:
    programme = [
        make_published(uid=f"{number}", span=AllDay(TODAY - number * DAY, TODAY + DAY))
        for number in range(5)
    ]
    entries = index_of(programme)
    found = select(entries, read("bibliotek=hamar"), TODAY, Window(TODAY, TODAY + DAY))
    assert [entry.uid for entry in found] == ["4", "3", "2", "1", "0"]


def test_entries_are_small() -> None:
    """200,000 of them must fit in 100 MB (DESIGN, section 7): 500 bytes each, with the uid's 100.

    Ordinary ids and ages of a whole country: 400 libraries with three houses each.
    """
    programme = [
        make_published(
            uid=f"{number:036}",
            event_id=10_000 + number,
            span=AllDay(TODAY + number % 400 * DAY, TODAY + (number % 400 + 1) * DAY),
            place=Place(venue_id=number % 1200, library_id=number % 400),
            age_from=number % 19,
            age_to=number % 19 + number % 7,
            category_ids=(number % 14, number % 13),
        )
        for number in range(4000)
    ]
    entries: list[IndexEntry] = []
    gc.collect()
    tracemalloc.start()
    entries.extend(map(entry_of, programme))
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used / len(entries) <= 400
