"""The index of the published holds when a date is, and shares what filters ask about."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from calendar_app.domain.event import (
    Book,
    Mode,
    Person,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    State,
)
from calendar_app.domain.facets import facets_of
from calendar_app.domain.index import WHOLE_DAY, entries_of
from calendar_app.domain.published import Place, PublishedOccurrence
from calendar_app.domain.timing import AllDay, Timed, wall
from calendar_app.domain.vocabulary import Access
from tests.support.published import GJOVIK, make_published, timed
from tests.support.selections import BOOK_BUS, entry_of, index_of, programmes, stop_of

DAY = date(2027, 2, 8)


def test_entries_sort_by_start_with_whole_days_first() -> None:
    spans = [
        (AllDay(DAY - timedelta(days=9), DAY), "f"),
        (AllDay(DAY, DAY), "e"),
        (timed(DAY, 0, 60), "d"),
        (timed(DAY, 600), "b"),
        (timed(DAY, 600), "c"),
        (timed(DAY + timedelta(days=1), 0, 60), "a"),
    ]
    dates = [make_published(span=span, uid=uid) for span, uid in spans]
    by_uid = sorted(dates, key=lambda one: one.uid)
    assert [one.uid for one in index_of(by_uid).dates] == [one.uid for one in dates]


def test_an_entry_has_the_local_dates_and_the_wall_minute() -> None:
    night = Timed(wall(DAY, 20 * 60), wall(DAY + timedelta(days=1), 9 * 60))
    entry = entry_of(make_published(span=night))
    assert (entry.first, entry.last, entry.minute) == (DAY, DAY + timedelta(days=1), 1200)
    assert entry_of(make_published(span=AllDay(DAY, DAY))).minute == WHOLE_DAY


def test_what_is_called_off_is_shown_for_a_week() -> None:
    for state in State:
        entry = entry_of(make_published(span=timed(DAY), state=state))
        called_off = state in (State.CANCELLED, State.POSTPONED)
        assert entry.called_off == called_off
        assert entry.shown_until == (date(2027, 2, 15) if called_off else date.max)


def test_dates_that_answer_alike_share_their_facets() -> None:
    """DESIGN, section 5: facets once per event, dates and overrides per occurrence."""
    weekly = [
        make_published(uid=f"{number}", span=timed(DAY + timedelta(days=7 * number)))
        for number in range(4)
    ]
    moved = replace(weekly[2], place=Place(venue_id=4, library_id=4))
    first, second, third, fourth = entries_of([*weekly[:2], moved, weekly[3]])
    assert first.facets is second.facets is fourth.facets
    assert third.facets is not first.facets
    assert third.facets.venue == 1 << 4
    assert third.facets.words != first.facets.words


def test_events_that_answer_alike_have_facets_of_their_own() -> None:
    """One can be taken out of the index without the other."""
    one, other = entries_of([make_published(event_id=1), make_published(event_id=2, uid="b")])
    assert one.facets is not other.facets
    assert one.facets.words is other.facets.words


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Bokbad"}, {"state": State.FULL}, {"summary": "Ny"}, {"description": "Ny"},
        {"place": None}, {"access": Access(wheelchair=True)}, {"organiser": GJOVIK},
        {"registration": Registration(kind=RegistrationKind.LINK)}, {"co_organisers": (GJOVIK,)},
        {"age_from": 4}, {"age_to": 4}, {"category_ids": (2,)}, {"languages": ("uk",)},
        {"price": Price(kind=PriceKind.PAID, amount=50)}, {"mode": Mode.HYBRID},
        {"series_slug": "babysang"}, {"tour": stop_of(BOOK_BUS)},
        {"people": (Person(name="Kari"),)}, {"books": (Book(title="Mio"),)},
    ],
    ids=lambda other: next(iter(other)),
)  # fmt: skip
def test_dates_share_no_facets_when_anything_asked_about_differs(
    other: dict[str, object],
) -> None:
    dates = [make_published(uid="a"), make_published(uid="b", **other)]
    assert len(index_of(dates).facets) == 2


@given(programmes())
@settings(deadline=None)
def test_shared_facets_are_what_each_date_would_have_by_itself(
    programme: list[PublishedOccurrence],
) -> None:
    for published, entry in zip(programme, entries_of(programme), strict=True):
        alone = facets_of(published)
        for field in type(alone).__slots__:
            assert getattr(entry.facets, field) == getattr(alone, field)
