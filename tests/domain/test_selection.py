"""The one filter: what it matches, its window, and the quick way over many entries."""

import gc
import tracemalloc
from datetime import date, timedelta
from urllib.parse import quote_plus

import pytest

from calendar_app.domain.entries import Entries
from calendar_app.domain.event import Book, Mode, Person, State
from calendar_app.domain.grammar import parse
from calendar_app.domain.index import entries_of
from calendar_app.domain.published import Place, PublishedOccurrence
from calendar_app.domain.selection import Selection, feed_window, select
from calendar_app.domain.timing import AllDay, Window
from tests.support.published import GJOVIK, HAMAR, RINGSAKER, make_published, timed
from tests.support.selections import (
    BOOK_BUS,
    NAMED,
    TODAY,
    entry_of,
    in_order,
    selected,
    stop_of,
)

DAY = timedelta(days=1)
UID = make_published().uid


def read(query: str) -> Selection:
    return parse(query, NAMED).selection


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
    entries = Entries.of([entry])
    assert select(entries, Selection(nothing=True), TODAY, feed_window(TODAY)) == []


def test_the_chosen_keep_their_order() -> None:
    programme = [
        make_published(uid=f"{number}", span=AllDay(TODAY - number * DAY, TODAY + DAY))
        for number in range(5)
    ]
    window = Window(TODAY, TODAY + DAY)
    assert in_order("bibliotek=hamar", programme, window=window) == ["4", "3", "2", "1", "0"]


def test_a_tour_is_all_its_stops_at_whichever_library() -> None:
    """SEL-35: cancelled ones follow `avlyst`."""
    tour = stop_of(BOOK_BUS)
    programme = [
        make_published(uid="hamar", organiser=HAMAR, tour=tour),
        make_published(uid="gjovik", organiser=GJOVIK, tour=tour),
        make_published(uid="off", organiser=RINGSAKER, tour=tour, state=State.CANCELLED),
        make_published(uid="other"),
    ]
    assert selected("turne=bokbussen", programme) == {"hamar", "gjovik", "off"}
    assert selected("turne=bokbussen&avlyst=synlig", programme) == {"hamar", "gjovik", "off"}
    assert selected("turne=bokbussen&avlyst=nei", programme) == {"hamar", "gjovik"}
    assert selected("turne=-bokbussen", programme) == {"other"}


def test_hybrid_is_both_and_also_asked_for_by_itself() -> None:
    """DESIGN, section 3."""
    programme = [make_published(uid=mode.value, mode=mode) for mode in Mode]
    assert selected("form=fysisk", programme) == {"in_person", "hybrid"}
    assert selected("form=digital", programme) == {"online", "hybrid"}
    assert selected("form=hybrid", programme) == {"hybrid"}
    assert selected("form=fysisk,-hybrid", programme) == {"in_person"}


def test_a_language_is_that_of_the_event_whatever_its_region_or_script() -> None:
    programme = [
        make_published(uid=tag, languages=(tag,), content_language="nb")
        for tag in ("nb", "nn-NO", "no", "en-GB", "zh-Hant-TW", "xyz")
    ]
    assert selected("sprak=no", programme) == {"nb", "nn-NO", "no"}
    assert selected("sprak=nn", programme) == {"nn-NO", "no"}
    assert selected("sprak=zh,en", programme) == {"zh-Hant-TW", "en-GB"}
    assert selected("sprak=XYZ", programme) == {"xyz"}
    assert selected("sprak=-nb,-en", programme) == {"nn-NO", "zh-Hant-TW", "xyz"}


SEARCHED = make_published(
    title="Bøker for Ænder",
    summary="Høytlesing på nordsamisk",
    description="**Čáppa** muitalusat for alle",
    place=Place(name="Brumunddal bibliotek", room="Galleriet", street="Nygata 4", city="Moelv"),
    people=(Person(name="Åse Ørn-Bråten", role="forfatter"),),
    books=(Book(title="Казки", author="Леся Українка", isbn="9788200000000"),),
    tour=stop_of(BOOK_BUS),
)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("bøker", True), ("BOKER", True), ("bok", True), ("ender", False), ("aend", True),
        ("oker", False), ("hoytlesing samisk", False), ("høytlesing nordsamisk", True),
        ("capp", True), ("galleri", True), ("nygata", True), ("moelv brumunddal", True),
        ("ase orn", True), ("braten", True), ("ørn-bråten", True), ("forfatter", False),
        ("казки", True), ("УКРАЇНКА", True), ("bokbussen", True), ("9788200000000", False),
        ("bøker OR katter", False), ("-bøker", True), ('"for bøker"', True), ("bøker*", True),
        ("bok bokb", True), ("bok bokbad", False), ("hamar", False),
    ],
)  # fmt: skip
def test_a_search_finds_beginnings_of_words_without_any_operators(
    text: str, is_found: bool
) -> None:
    """DESIGN, section 3: title, summary, description, place, people, books, and the tour."""
    query = "sok=" + quote_plus(text)
    assert selected(query, [SEARCHED]) == ({UID} if is_found else set())


def test_words_and_keys_are_both_asked_for() -> None:
    """SEL-7"""
    assert selected("sok=b%C3%B8ker&bibliotek=hamar", [SEARCHED]) == {UID}
    assert selected("sok=b%C3%B8ker&bibliotek=gjovik", [SEARCHED]) == set()
    assert selected("sok=b%C3%B8ker&sok=katter", [SEARCHED]) == set()


def test_the_rule_form_selects_the_same() -> None:
    """SEL-41"""
    programme = [on(TODAY + number * DAY, str(number)) for number in range(4)]
    assert selected("gjentakelse=regel", programme) == selected("", programme) == {*"0123"}
    assert read("gjentakelse=regel") != read("")


def test_entries_are_small() -> None:
    """200,000 of them must fit in 100 MB (DESIGN, section 7): 500 bytes each, with the uid's 100.

    Ordinary ids and ages of a whole country: 400 libraries with three houses each; ten dates
    and six hundred characters an event (facts/performance.md).
    """
    programme = [
        make_published(
            uid=f"{event:034}-{number}",
            event_id=10_000 + event,
            description=" ".join(f"ord{event % 83 * one}" for one in range(80)),
            span=AllDay(TODAY + number * 7 * DAY, TODAY + (number * 7 + 1) * DAY),
            place=Place(venue_id=event % 1200, library_id=event % 400),
            age_from=event % 19,
            age_to=event % 19 + event % 7,
            category_ids=(event % 14, event % 13),
            state=State.CANCELLED if number == 5 else State.SCHEDULED,
        )
        for event in range(400)
        for number in range(10)
    ]
    entries: list[Entries] = []
    gc.collect()
    tracemalloc.start()
    entries.append(Entries.of(entries_of(programme)))
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used / len(programme) <= 400
