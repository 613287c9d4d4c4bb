"""What the chosen venue says of its accessibility, beside the fields that may say otherwise."""

from dataclasses import dataclass

from calendar_app.domain.vocabulary import Access, Vocabulary
from calendar_app.web.forms.place import read_place
from calendar_app.web.forms.typed import Reader, Typed
from calendar_app.words.access import access_missing, access_offered


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueAccess:
    """`said` is empty when nobody has said anything of the venue."""

    venue: str
    said: tuple[str, ...]


def venue_access(typed: Typed, vocabulary: Vocabulary, language: str) -> VenueAccess | None:
    """Find the venue of what was typed and say what it offers; None without a venue."""
    venue_id, _, _ = read_place(Reader(typed))
    venue = vocabulary.venues.get(venue_id) if venue_id is not None else None
    return (
        VenueAccess(venue=venue.name, said=access_words(venue.access, language)) if venue else None
    )


def access_words(access: Access, language: str) -> tuple[str, ...]:
    """Say what is known of a place or an event, one phrase each."""
    told = (*access_offered(access, language), *access_missing(access, language), access.note)
    return tuple(phrase for phrase in told if phrase)
