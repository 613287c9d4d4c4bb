"""What filters ask about a published date: sets as integers, slugs, and words to search in.

Facets derive from `PublishedOccurrence` alone, so no filter can see more than the public. Where
rows are meant, bit n stands for the row with id n; `calendar_app.domain.fixed_words` gives the
bits of the program's own words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from calendar_app.domain.ages import years_of_event
from calendar_app.domain.event import Mode, PriceKind, RegistrationKind, State
from calendar_app.domain.fixed_words import (
    DIGITAL,
    FREE,
    HYBRID,
    NO_SIGNUP,
    PHYSICAL,
    PLACES_LEFT,
    SIGNUP_NEEDED,
    WORDS,
    word_bit,
)
from calendar_app.domain.keys import ACCESS, MODE, PRICE, SIGNUP
from calendar_app.domain.languages import languages_of
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.searching import search_text
from calendar_app.domain.vocabulary import ACCESS_FLAGS

_T = TypeVar("_T", int, tuple[str, ...])

_PHYSICAL, _DIGITAL = word_bit(MODE, PHYSICAL), word_bit(MODE, DIGITAL)
_MODES: Mapping[Mode, int] = {
    Mode.IN_PERSON: _PHYSICAL,
    Mode.ONLINE: _DIGITAL,
    Mode.HYBRID: _PHYSICAL | _DIGITAL | word_bit(MODE, HYBRID),
}
_ACCESS_BITS = [
    (flag, word_bit(ACCESS, word)) for flag, word in zip(ACCESS_FLAGS, WORDS[ACCESS], strict=True)
]


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """One object for all dates of an event that answer alike to every filter.

    `libraries` are those that arrange or host; `ages` has a bit per year
    (calendar_app.domain.ages). `series` and `tour` are slugs, "" for none. `words` is made for
    `calendar_app.domain.searching.begins_in`.
    """

    event_id: int
    libraries: int
    venue: int
    ages: int
    categories: int
    languages: tuple[str, ...]
    price: int
    mode: int
    access: int
    registration: int
    series: str
    tour: str
    words: str


def facets_of(published: PublishedOccurrence) -> Facets:
    """Derive the facets of a published date."""
    return Facets(
        event_id=published.event_id,
        libraries=_shared(_libraries(published)),
        venue=_shared(_venue(published)),
        ages=_shared(years_of_event(published.age_from, published.age_to)),
        categories=_shared(_bits(published.category_ids)),
        languages=_shared(languages_of(published.languages)),
        price=_price(published),
        mode=_MODES[published.mode],
        access=_access(published),
        registration=_registration(published),
        series=published.series_slug,
        tour=published.tour.slug if published.tour else "",
        words=search_text(published),
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


def _price(published: PublishedOccurrence) -> int:
    is_free = published.price.kind in (PriceKind.FREE, PriceKind.FREE_TICKET)
    return word_bit(PRICE, FREE) if is_free else 0


def _access(published: PublishedOccurrence) -> int:
    """Give what is said to be there; what nobody has said is not."""
    return sum(word for flag, word in _ACCESS_BITS if getattr(published.access, flag))


def _registration(published: PublishedOccurrence) -> int:
    """Say whether one signs up, and whether that is still possible (DESIGN, section 3)."""
    if published.registration.kind is RegistrationKind.NONE:
        return word_bit(SIGNUP, NO_SIGNUP)
    needed = word_bit(SIGNUP, SIGNUP_NEEDED)
    if published.state is State.FULL or published.is_called_off:
        return needed
    return needed | word_bit(SIGNUP, PLACES_LEFT)


def _bits(ids: Iterable[int]) -> int:
    found = 0
    for one in ids:
        found |= bit(one)
    return found


@lru_cache(maxsize=1 << 16)
def _shared(value: _T) -> _T:
    """Give one and the same object for equal sets: few differ, and the index stays small."""
    return value
