"""Places of the programme, found by their slugs."""

from calendar_app.domain.vocabulary import Room, Venue, Vocabulary


def venue_named(slug: str | None, vocabulary: Vocabulary) -> Venue | None:
    """Find a venue; None for no slug."""
    return next((row for row in vocabulary.venues.values() if row.slug == slug), None)


def room_named(venue: Venue | None, slug: str | None) -> Room | None:
    """Find a room of a venue; None for no slug."""
    rooms = venue.rooms if venue else ()
    return next((room for room in rooms if room.slug == slug), None)
