"""What the index of the published holds of each date: when it is, and what filters ask about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter

from calendar_app.domain.facets import Facets, facets_of
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import Timed, minute_of

WHOLE_DAY = -1
"""The minute at which whole days sort: before midnight, so before everything on their date."""

in_order = attrgetter("first", "minute", "uid")
"""The order of every list and feed: by start, whole days first, then by uid."""

_asked_about = attrgetter(
    "title",
    "state",
    "summary",
    "description",
    "place",
    "access",
    "registration",
    "organiser",
    "co_organisers",
    "age_from",
    "age_to",
    "category_ids",
    "languages",
    "price",
    "mode",
    "series_slug",
    "tour",
    "people",
    "books",
)
"""All that `facets_of` reads besides the event; what differs from date to date comes first."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One published date. `first`, `last` and `shown_until` are local dates, included.

    `minute` is the wall clock's, since midnight, or `WHOLE_DAY`.
    """

    uid: str
    event_id: int
    first: date
    last: date
    minute: int
    shown_until: date
    called_off: bool
    facets: Facets

    @property
    def sort_key(self) -> tuple[date, int, str]:
        """Its place among others."""
        return self.first, self.minute, self.uid


def entries_of(dates: Iterable[PublishedOccurrence]) -> list[IndexEntry]:
    """Derive the entries of published dates, in their order.

    Dates of one event that answer alike share their facets, so give all dates of an event at
    once: its words are folded once, and the index stays small.
    """
    made: dict[int, list[tuple[object, Facets]]] = {}
    entries = []
    for one in dates:
        asked = _asked_about(one)
        known = made.setdefault(one.event_id, [])
        facets = next((facets for other, facets in known if other == asked), None)
        if facets is None:
            facets = facets_of(one)
            known.append((asked, facets))
        entries.append(_entry(one, facets))
    return entries


def _entry(published: PublishedOccurrence, facets: Facets) -> IndexEntry:
    span = published.span
    return IndexEntry(
        uid=published.uid,
        event_id=facets.event_id,
        first=_shared_day(span.first),
        last=_shared_day(span.last),
        minute=_shared_minute(minute_of(span.start)) if isinstance(span, Timed) else WHOLE_DAY,
        shown_until=published.shown_until,
        called_off=published.is_called_off,
        facets=facets,
    )


@lru_cache(maxsize=1 << 12)
def _shared_day(day: date) -> date:
    return day


@lru_cache(maxsize=24 * 60)
def _shared_minute(minute: int) -> int:
    return minute
