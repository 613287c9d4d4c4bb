"""Asking for events in tests: `S(q)` of facts/selection.md, and random programmes to ask."""

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import strategies as st

from calendar_app.domain.event import State
from calendar_app.domain.grammar import parse
from calendar_app.domain.index import IndexEntry, entry_of
from calendar_app.domain.published import Organiser, Place, PublishedOccurrence
from calendar_app.domain.selection import feed_window, select
from calendar_app.domain.timing import AllDay, Span, Window
from calendar_app.domain.vocabulary import Library, Vocabulary
from tests.support.published import make_published, timed
from tests.support.vocabulary import VOCABULARY

TODAY = date(2027, 2, 8)


def index_of(programme: Iterable[PublishedOccurrence]) -> list[IndexEntry]:
    """Make the index of a programme, in the order that it keeps."""
    return sorted(map(entry_of, programme), key=lambda entry: entry.sort_key)


def selected(
    query: str | bytes,
    programme: Iterable[PublishedOccurrence],
    *,
    vocabulary: Vocabulary = VOCABULARY,
    window: Window | None = None,
) -> set[str]:
    """Give the uids that a query text selects on `TODAY`, within the window of feeds."""
    selection = parse(query, vocabulary).selection
    found = select(index_of(programme), selection, TODAY, window or feed_window(TODAY))
    return {entry.uid for entry in found}


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


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Give spans around `TODAY`, of one day or many, some outside the window of feeds."""
    first = TODAY + timedelta(days=draw(st.integers(-80, 420)))
    if draw(st.booleans()):
        return timed(first, draw(st.integers(0, 1000)), 1200)
    return AllDay(first, first + timedelta(days=draw(st.sampled_from([0, 0, 1, 90]))))


@st.composite
def programmes(draw: st.DrawFn, vocabulary: Vocabulary = VOCABULARY) -> list[PublishedOccurrence]:
    """Give up to a dozen published dates whose rows are those of the vocabulary."""
    arrangers = organisers(vocabulary.libraries.values())
    ages = st.none() | st.integers(0, 20)
    return [
        make_published(
            uid=f"uid-{number:02}",
            span=draw(spans()),
            state=draw(st.sampled_from(State)),
            organiser=draw(st.sampled_from(arrangers)),
            co_organisers=tuple(draw(st.sets(st.sampled_from(arrangers), max_size=2))),
            place=draw(st.sampled_from(places(vocabulary))),
            category_ids=tuple(draw(st.sets(st.sampled_from(list(vocabulary.categories))))),
            age_from=low,
            age_to=max(low or 0, high) if high is not None else None,
        )
        for number in range(draw(st.integers(0, 12)))
        for low, high in [(draw(ages), draw(ages))]
    ]
