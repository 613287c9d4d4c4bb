"""Asking for events in tests: `S(q)` of facts/selection.md, and random programmes to ask."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from calendar_app.domain.entries import Entries
from calendar_app.domain.event import (
    Mode,
    Person,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    State,
)
from calendar_app.domain.fixed_words import WORDS
from calendar_app.domain.grammar import parse
from calendar_app.domain.index import IndexEntry, entries_of
from calendar_app.domain.keys import AGE, LANGUAGE, ROW_KEYS, rows_by_spelling, slug_of
from calendar_app.domain.published import Organiser, Place, PublishedOccurrence, TourStop
from calendar_app.domain.selection import feed_window, select
from calendar_app.domain.timing import AllDay, Span, Window
from calendar_app.domain.vocabulary import (
    ACCESS_FLAGS,
    Access,
    Library,
    Series,
    Tour,
    Vocabulary,
    by_id,
)
from tests.support.published import make_published, timed
from tests.support.vocabulary import VOCABULARY

TODAY = date(2027, 2, 8)
LANGUAGE_TAGS = ["nb", "nn-NO", "no", "uk", "sma", "en-GB"]

BABY_SONG = Series(slug="babysang", title="Babysang", aliases=("sangstund",))
STORY_HOUR = Series(slug="eventyrtime", title="Eventyrtime")
BOOK_BUS = Tour(id=1, slug="bokbussen", title="Bokbussen", aliases=("bokbuss",))
POETS = Tour(id=2, slug="diktere-pa-tur", title="Diktere på tur")
SECRET = Tour(id=3, slug="hemmelig-turne", title="Hemmelig turné")

NAMED = replace(
    VOCABULARY,
    tours=by_id(BOOK_BUS, POETS, SECRET),
    series={1: BABY_SONG, 2: BABY_SONG, 3: STORY_HOUR},
    stops={4: BOOK_BUS.id, 5: BOOK_BUS.id, 6: POETS.id},
)
"""The small vocabulary with what the index adds to it: public series, and tours with stops."""


def index_of(programme: Iterable[PublishedOccurrence]) -> Entries:
    """Make the index of a programme."""
    return Entries.of(entries_of(programme))


def entry_of(published: PublishedOccurrence) -> IndexEntry:
    """Make the index entry of one date."""
    (entry,) = entries_of([published])
    return entry


def selected(
    query: str | bytes,
    programme: Iterable[PublishedOccurrence],
    *,
    vocabulary: Vocabulary = NAMED,
    window: Window | None = None,
) -> set[str]:
    """Give the uids that a query text selects on `TODAY`, within the window of feeds."""
    return set(in_order(query, programme, vocabulary=vocabulary, window=window))


def in_order(
    query: str | bytes,
    programme: Iterable[PublishedOccurrence],
    *,
    vocabulary: Vocabulary = NAMED,
    window: Window | None = None,
) -> list[str]:
    """Give the same as a list, in the order of every output."""
    selection = parse(query, vocabulary).selection
    found = select(index_of(programme), selection, TODAY, window or feed_window(TODAY))
    return [entry.uid for entry in found]


def values_of(key: str, vocabulary: Vocabulary = NAMED) -> list[str]:
    """Give values of a list key, as they are written; of ages and languages a few."""
    if key == LANGUAGE:
        return ["nb", "nn", "uk", "sma"]
    if key not in ROW_KEYS:
        return list(WORDS[key])
    slugs = sorted({slug_of(row) for row in rows_by_spelling(key, vocabulary).values()})
    return [*slugs, "0", "5", "3-6", "0-2", "13-", "18-20"] if key == AGE else slugs


def organisers(libraries: Iterable[Library]) -> list[Organiser]:
    return [
        Organiser(id=row.id, slug=row.slug, name=row.name, short_name=row.short_name)
        for row in libraries
    ]


def places(vocabulary: Vocabulary) -> list[Place | None]:
    """Give every house, a place given as text, and none (a digital event)."""
    houses = [
        Place(venue_id=row.id, slug=row.slug, name=row.name, library_id=row.library_id)
        for row in vocabulary.venues.values()
    ]
    return [*houses, Place(name="Under eika"), None]


def stop_of(tour: Tour) -> TourStop:
    return TourStop(id=tour.id, slug=tour.slug, title=tour.title)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Give spans around `TODAY`, of one day or many, some outside the window of feeds."""
    first = TODAY + timedelta(days=draw(st.integers(-80, 420) | st.integers(-3, 3)))
    if draw(st.booleans()):
        return timed(first, draw(st.integers(0, 1000)), 1200)
    return AllDay(first, first + timedelta(days=draw(st.sampled_from([0, 0, 1, 90]))))


@st.composite
def programmes(draw: st.DrawFn, vocabulary: Vocabulary = NAMED) -> list[PublishedOccurrence]:
    """Give up to a dozen published dates whose rows are those of the vocabulary.

    Several may be of one event and differ in all they say, more than real ones do. What they
    say comes from one number each: to draw every field by itself takes ten times as long.
    """
    seeds = draw(st.lists(st.integers(0, 2**32), max_size=12))
    return [
        make_published(
            uid=f"uid-{number:02}",
            event_id=draw(st.integers(1, 6)),
            span=draw(spans()),
            **_said(Random(seed), vocabulary),
        )
        for number, seed in enumerate(seeds)
    ]


def _said(random: Random, vocabulary: Vocabulary) -> dict[str, Any]:
    """Say anything of a date that filters ask about."""
    arrangers = organisers(vocabulary.libraries.values())
    series = sorted({row.slug for row in vocabulary.series.values()})
    stops = [stop_of(vocabulary.tours[one]) for one in sorted(set(vocabulary.stops.values()))]
    low, high = random.choice([None, *range(21)]), random.choice([None, *range(21)])
    return {
        "state": random.choice(list(State)),
        "organiser": random.choice(arrangers),
        "co_organisers": tuple(random.sample(arrangers, random.randrange(3))),
        "place": random.choice(places(vocabulary)),
        "category_ids": tuple(one for one in vocabulary.categories if random.random() < 0.4),
        "age_from": low,
        "age_to": max(low or 0, high) if high is not None else None,
        "languages": tuple(random.choices(LANGUAGE_TAGS, k=random.randrange(3))),
        "price": Price(kind=random.choice(list(PriceKind))),
        "mode": random.choice(list(Mode)),
        "access": _access(random),
        "registration": Registration(kind=random.choice(list(RegistrationKind))),
        "series_slug": random.choice(["", *series]),
        "tour": random.choice([None, *stops]),
        "title": random.choice(["Lesestund", "Bokbad", "Sørsamisk språkkafé"]),
        "people": random.choice([(), (Person(name="Ægir Bokmo"),)]),
    }


def _access(random: Random) -> Access:
    flags: dict[str, Any] = {flag: random.choice((None, True, False)) for flag in ACCESS_FLAGS}
    return Access(**flags)
