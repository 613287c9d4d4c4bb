"""What an import reads from a source: whole events, in our own terms.

An `ImportedEvent` is ready to be stored: clean texts within the limits of the form, a schedule
in local time, and what the source says of single dates.
"""

from dataclasses import dataclass, replace
from datetime import date

from calendar_app.domain.event import (
    EventDetails,
    Mode,
    Overrides,
    Price,
    PriceKind,
    Schedule,
    State,
)
from calendar_app.domain.judge import TEXT_MAX
from calendar_app.domain.text import fold
from calendar_app.domain.timing import Span
from calendar_app.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedDate:
    """What the source says of one date alone; `span` None is the time of the schedule.

    `recurrence_date` is the local date that the schedule gives it.
    """

    recurrence_date: date
    span: Span | None = None
    overrides: Overrides = Overrides()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedEvent:
    """One event of a source.

    `uid` is the source's own, or a key derived from title, start and place; it names the event
    at the next import and is never published. `digest` changes when the source says something
    else, and not when only its stamps, its order or today's date differ. `url` is the event's
    page at the source, `online_url` where it takes place. `lines` are those of its file.
    """

    uid: str
    digest: str
    title: str
    description: str = ""
    place_text: str = ""
    online_url: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    state: State = State.SCHEDULED
    schedule: Schedule
    dates: tuple[ImportedDate, ...] = ()
    lines: tuple[int, int] = (0, 0)


def new_details(event: ImportedEvent, *, organiser_id: int, vocabulary: Vocabulary) -> EventDetails:
    """Make the details of an event that is imported for the first time."""
    price = Price(kind=PriceKind.UNSTATED)
    details = EventDetails(title=event.title, organiser_id=organiser_id, price=price)
    return with_source(details, event, vocabulary=vocabulary)


def with_source(
    details: EventDetails, event: ImportedEvent, *, vocabulary: Vocabulary
) -> EventDetails:
    """Let the source's texts stand in the details; what it does not know stays as it is.

    A place or category that the vocabulary knows by name becomes that row. An event without a
    place takes place at the library, which is what a library's own calendar means by silence.
    """
    venue_id = _venue_id(event.place_text, details.organiser_id, vocabulary)
    library = vocabulary.libraries.get(details.organiser_id)
    place = event.place_text or (library.name if library else "")
    return replace(
        details,
        title=event.title,
        description=_with_link(event.description, event.url),
        mode=Mode.ONLINE if event.online_url else Mode.IN_PERSON,
        online_url=event.online_url,
        venue_id=venue_id,
        room_id=details.room_id if venue_id == details.venue_id else None,
        place_text="" if venue_id is not None or event.online_url else place,
        category_ids=_category_ids(event.categories, vocabulary) or details.category_ids,
    )


def _with_link(description: str, url: str) -> str:
    """Add the source's own page in Markdown, unless the text names it already or is full."""
    if not url or url in description:
        return description
    linked = f"{description}\n\n<{url}>".strip()
    return linked if len(linked) <= TEXT_MAX else description


def _venue_id(place: str, library_id: int, vocabulary: Vocabulary) -> int | None:
    """Find the venue that is called so; the library's own come before others' (two 'Galleriet')."""
    name = fold(place)
    found = [
        venue
        for venue in vocabulary.venues.values()
        if name and name in (fold(venue.name), fold(venue.short_name))
    ]
    found.sort(key=lambda venue: (venue.library_id != library_id, venue.id))
    return found[0].id if found else None


def _category_ids(names: tuple[str, ...], vocabulary: Vocabulary) -> tuple[int, ...]:
    by_name = {
        fold(name): category.id
        for category in vocabulary.categories.values()
        for name in (
            category.label.slug,
            category.label.nb,
            category.label.nn,
            category.label.en,
            *category.aliases,
        )
    }
    known = [by_name[fold(name)] for name in names if fold(name) in by_name]
    return tuple(dict.fromkeys(known))
