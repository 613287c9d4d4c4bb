"""The index of what is published: per date only what a filter asks about, small and quick.

An entry derives from `PublishedOccurrence` alone, so no filter can see more than the public.
Facets are sets of row ids, as integers: bit n stands for the row with id n.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from calendar_app.domain.ages import years_of_event
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import Timed, minute_of

WHOLE_DAY = -1
"""The minute at which whole days sort: before midnight, so before everything on their date."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One published date. `first`, `last` and `shown_until` are local dates, included.

    `minute` is the wall clock's, since midnight, or `WHOLE_DAY`. `libraries` are those that
    arrange or host; `ages` has a bit per year (calendar_app.domain.ages).
    """

    uid: str
    event_id: int
    first: date
    last: date
    minute: int
    shown_until: date
    called_off: bool
    libraries: int
    venue: int
    ages: int
    categories: int

    @property
    def sort_key(self) -> tuple[date, int, str]:
        """The order of every list and feed: by start, whole days first, then by uid."""
        return self.first, self.minute, self.uid


def entry_of(published: PublishedOccurrence) -> IndexEntry:
    """Derive the entry of a published date."""
    span = published.span
    first, last = span.first, span.last
    return IndexEntry(
        uid=published.uid,
        event_id=published.event_id,
        first=first,
        last=first if last == first else last,
        minute=minute_of(span.start) if isinstance(span, Timed) else WHOLE_DAY,
        shown_until=published.shown_until,
        called_off=published.is_called_off,
        libraries=_shared(_libraries(published)),
        venue=_shared(_venue(published)),
        ages=_shared(years_of_event(published.age_from, published.age_to)),
        categories=_shared(_bits(published.category_ids)),
    )


def bit(row_id: int) -> int:
    """Give the set that holds one row."""
    return 1 << row_id


def _libraries(published: PublishedOccurrence) -> int:
    arrangers = _bits([published.organiser.id, *(one.id for one in published.co_organisers)])
    host = published.place.library_id if published.place else None
    return arrangers if host is None else arrangers | bit(host)


def _venue(published: PublishedOccurrence) -> int:
    venue = published.place.venue_id if published.place else None
    return 0 if venue is None else bit(venue)


def _bits(ids: Iterable[int]) -> int:
    found = 0
    for one in ids:
        found |= bit(one)
    return found


@lru_cache(maxsize=1 << 16)
def _shared(bits: int) -> int:
    """Give one and the same object for equal sets: few differ, and the index stays small."""
    return bits
