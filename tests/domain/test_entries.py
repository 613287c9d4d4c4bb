"""The entries of an index as one value: quick to filter, and quick to edit."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from calendar_app.domain.entries import Entries
from calendar_app.domain.event import State
from calendar_app.domain.facets import Facets
from calendar_app.domain.index import entries_of
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import DAY, AllDay, Window
from tests.support.published import make_published, timed
from tests.support.selections import TODAY, index_of, programmes

ALWAYS = Window(date.min, date.max)


def uids(entries: Entries) -> list[str]:
    return [one.uid for one in entries.dates]


def test_an_index_of_nothing_is_empty() -> None:
    empty = Entries.of([])
    assert (len(empty), empty.dates, empty.facets) == (0, (), ())
    assert empty.having((), ALWAYS) == empty.of_events([1]) == []
    assert uids(empty.replacing([1], entries_of([make_published(uid="a")]))) == ["a"]


def test_the_dates_of_some_events_are_found_by_their_ids() -> None:
    dates = [make_published(uid=f"{number}", event_id=number % 3) for number in range(7)]
    found = index_of(dates).of_events([1, 2, 2, 99])
    assert sorted(one.uid for one in found) == ["1", "2", "4", "5"]


def test_an_edit_leaves_the_value_before_it_as_it_was() -> None:
    weekly = [
        make_published(uid=f"{week}{event}", event_id=event, span=timed(TODAY + 7 * week * DAY))
        for week in range(4)
        for event in (1, 2)
    ]
    before = index_of(weekly)
    later = [replace(one, span=timed(one.span.first + DAY)) for one in weekly if one.event_id == 1]
    after = before.replacing([1], entries_of(later[:3]))
    assert uids(before) == ["01", "02", "11", "12", "21", "22", "31", "32"]
    assert uids(after) == ["02", "01", "12", "11", "22", "21", "32"]
    assert uids(after.replacing([1, 2], [])) == []
    assert len(after.facets) == len(before.facets) == 2


edits = st.tuples(st.sets(st.integers(0, 7)), programmes())


@given(programmes(), st.lists(edits, max_size=4))
@settings(deadline=None, max_examples=150)
def test_an_edited_index_is_the_index_of_the_edited_programme(
    programme: list[PublishedOccurrence],
    edited: list[tuple[set[int], list[PublishedOccurrence]]],
) -> None:
    entries = index_of(programme)
    current = programme
    for event_ids, others in edited:
        fresh = [one for one in others if one.event_id in event_ids]
        kept = [one for one in current if one.event_id not in event_ids]
        taken = {one.uid for one in kept}
        fresh = [one for one in fresh if one.uid not in taken]
        current = [*kept, *fresh]
        entries = entries.replacing(event_ids, entries_of(fresh))
    anew = index_of(current)
    assert uids(entries) == uids(anew)
    assert len(entries) == len(current)
    assert set(entries.facets) == {one.facets for one in entries.dates}
    assert len(entries.facets) == len(set(entries.facets)) == len(anew.facets)
    for event_id in range(8):
        of_event = {one.uid for one in anew.of_events([event_id])}
        assert {one.uid for one in entries.of_events([event_id])} == of_event
    assert [one.uid for one in entries.lasting] == [one.uid for one in anew.lasting]


def large_index() -> Entries:
    """Give fifty events with four dates each, some of many days, some with one that is full."""
    return index_of(
        make_published(
            uid=f"{event:02}-{number}",
            event_id=event,
            state=State.FULL if event % 3 == number == 1 else State.SCHEDULED,
            span=AllDay(first, first + (event % 7 == 0) * 30 * DAY),
        )
        for event in range(50)
        for number in range(4)
        for first in [TODAY + timedelta(days=(event * 37 + number * 11) % 180)]
    )


@given(
    st.sets(st.integers(0, 49)),
    st.integers(-20, 200),
    st.integers(0, 250),
)
@example(events={1}, after=0, length=250)
@settings(deadline=None)
def test_few_facets_and_many_are_found_alike(events: set[int], after: int, length: int) -> None:
    entries, left_out = LARGE, LARGE.by_event[1][1].facets
    wanted: list[Facets] = [
        one for one in entries.facets if one.event_id in events and one is not left_out
    ]
    window = Window(TODAY + after * DAY, TODAY + (after + length) * DAY)
    expected = [
        one
        for one in entries.dates
        if one.facets in wanted and window.overlaps(one.first, one.last)
    ]
    assert entries.having(wanted, window) == expected


LARGE = large_index()


def test_what_an_edit_does_not_concern_stays_the_same_objects() -> None:
    after = LARGE.replacing([7], [])
    kept = [one for one in LARGE.dates if one.event_id != 7]
    assert [id(one) for one in after.dates] == [id(one) for one in kept]
    assert len(after) == len(LARGE) - 4


def test_an_event_with_new_entries_is_replaced_whether_it_is_named_or_not() -> None:
    fresh = entries_of([make_published(uid="new", event_id=7)])
    assert [one.uid for one in LARGE.replacing([], fresh).of_events([7])] == ["new"]
    assert len(LARGE.replacing([], fresh)) == len(LARGE) - 3
