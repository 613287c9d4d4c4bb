"""`PublishedOccurrence`: the one definition of what the public sees.

Every public output renders from it alone, and the index of the published derives from it. Two
values are equal when a subscriber would see no difference; old != new is what moves SEQUENCE
and LAST-MODIFIED (calendar_app.domain.revision).
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from calendar_app.domain.event import (
    Book,
    Event,
    Image,
    Mode,
    Occurrence,
    Person,
    Price,
    Registration,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.event_ages import age_span
from calendar_app.domain.timing import Span, Timed
from calendar_app.domain.vocabulary import ACCESS_FLAGS, Access, Label, Venue, Vocabulary

CALLED_OFF = (State.CANCELLED, State.POSTPONED)
"""States in which nothing takes place at the time that is shown."""

DROPPED_AFTER = timedelta(days=7)
"""A cancelled or postponed date stays this long after its planned end (FC-19)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    id: int
    slug: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it is. `venue_id` is None for a place given as text.

    The street is there only when the address is verified, the point only when it is that of
    the building.
    """

    venue_id: int | None = None
    slug: str = ""
    name: str = ""
    room: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    library_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStop:
    """The tour that a date is a stop of."""

    id: int
    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedOccurrence:
    """One public date with everything any public output may show.

    `starts_at`/`ends_at` are UTC, None for whole days; they tell the two readings of the autumn
    hour apart, which equal wall times would not. `note` concerns this date alone. The last
    fields are no part of the comparison: `recurrence_date`, the local date that the schedule
    gave it (RECURRENCE-ID), and the change signals.
    """

    uid: str
    event_id: int
    event_slug: str
    is_series: bool
    series_slug: str = ""
    span: Span
    starts_at: datetime | None
    ends_at: datetime | None
    moved_from: Span | None
    state: State
    state_reason: str
    title: str
    summary: str
    description: str
    note: str
    content_language: str
    languages: tuple[str, ...]
    organiser: Organiser
    co_organisers: tuple[Organiser, ...]
    category_ids: tuple[int, ...]
    categories: tuple[Label, ...]
    age_from: int | None
    age_to: int | None
    age_note: str
    mode: Mode
    online_url: str
    place: Place | None
    price: Price
    registration: Registration
    capacity: int | None
    access: Access
    image: Image
    people: tuple[Person, ...]
    books: tuple[Book, ...]
    partners: tuple[str, ...]
    tour: TourStop | None = None
    funding: str
    contact: str
    recurrence_date: date | None = field(default=None, compare=False)
    sequence: int = field(default=0, compare=False)
    last_modified: datetime = field(compare=False)
    created_at: datetime = field(compare=False)

    @property
    def is_called_off(self) -> bool:
        """Tell whether it does not take place at its time: cancelled or postponed."""
        return self.state in CALLED_OFF

    @property
    def shown_until(self) -> date:
        """The last local date on which any list or feed shows it."""
        if self.is_called_off:
            return self.span.last + DROPPED_AFTER
        return date.max


def is_public(event: Event) -> bool:
    """Tell whether the public may know that the event exists."""
    return event.workflow is Workflow.PUBLISHED and event.details.visibility is Visibility.PUBLIC


def published(
    event: Event, occurrence: Occurrence, vocabulary: Vocabulary
) -> PublishedOccurrence | None:
    """Give what the public sees of one date, or None when it may see nothing."""
    if not is_public(event):
        return None
    return described(event, occurrence, vocabulary)


def described(event: Event, occurrence: Occurrence, vocabulary: Vocabulary) -> PublishedOccurrence:
    """Put event, date and vocabulary together, whoever may see it (a preview needs it too)."""
    details, own = event.details, occurrence.overrides
    span = occurrence.span
    low, high = age_span(details, vocabulary)
    state = effective_state(event, occurrence)
    return PublishedOccurrence(
        uid=occurrence.uid,
        event_id=event.id,
        event_slug=event.slug,
        is_series=event.schedule.is_series,
        series_slug=event.series_slug,
        span=span,
        starts_at=span.starts_at if isinstance(span, Timed) else None,
        ends_at=span.ends_at if isinstance(span, Timed) else None,
        moved_from=occurrence.moved_from,
        state=state,
        state_reason=_reason(event, occurrence, state),
        title=own.title or details.title,
        summary=own.summary or details.summary,
        description=details.description,
        note=own.note,
        content_language=details.content_language,
        languages=details.languages,
        organiser=_organiser(details.organiser_id, vocabulary),
        co_organisers=tuple(_organiser(one, vocabulary) for one in details.co_organiser_ids),
        category_ids=details.category_ids,
        categories=tuple(vocabulary.categories[one].label for one in details.category_ids),
        age_from=low,
        age_to=high,
        age_note=details.age_note,
        mode=details.mode,
        online_url=details.online_url,
        place=_place(event, occurrence, vocabulary),
        price=details.price,
        registration=_registration(event, occurrence),
        capacity=own.capacity if own.capacity is not None else details.capacity,
        access=_access(event, occurrence, vocabulary),
        image=details.image,
        people=details.people,
        books=details.books,
        partners=details.partners,
        tour=_tour(event, vocabulary),
        funding=_funding(event, vocabulary),
        contact=details.contact,
        recurrence_date=occurrence.recurrence_date,
        sequence=occurrence.sequence,
        last_modified=occurrence.last_modified or occurrence.created_at,
        created_at=occurrence.created_at,
    )


def effective_state(event: Event, occurrence: Occurrence) -> State:
    """Give the date's own state, else its event's.

    An event that is called off takes its dates along, whether they were full or moved before;
    a date that was cancelled by itself keeps its own reason.
    """
    own, last = occurrence.overrides.state, occurrence.span.last
    return state_on(last, own=own, state=event.state, state_from=event.state_from)


def state_on(last: date, *, own: State | None, state: State, state_from: date | None) -> State:
    """Apply the rule of `effective_state` to what a line of a list knows of a date.

    `last` is the last local date of its span, `own` its own state, the others its event's.
    """
    if state_from is not None and last < state_from:
        return own or State.SCHEDULED
    if state in CALLED_OFF and own not in CALLED_OFF:
        return state
    return own or state


def _reason(event: Event, occurrence: Occurrence, state: State) -> str:
    """Give the reason of whoever set the state that is shown."""
    if occurrence.overrides.state is state:
        return occurrence.overrides.state_reason
    return event.state_reason if event.state is state else ""


def _organiser(library_id: int, vocabulary: Vocabulary) -> Organiser:
    row = vocabulary.libraries[library_id]
    return Organiser(id=row.id, slug=row.slug, name=row.name, short_name=row.short_name)


def _registration(event: Event, occurrence: Occurrence) -> Registration:
    own_url = occurrence.overrides.registration_url
    registration = event.details.registration
    return replace(registration, url=own_url) if own_url else registration


def _venue(event: Event, occurrence: Occurrence, vocabulary: Vocabulary) -> Venue | None:
    """Find the venue of a date: its own, none when it has its own text, else the event's."""
    own = occurrence.overrides
    if own.venue_id is None and own.place_text:
        return None
    venue_id = own.venue_id if own.venue_id is not None else event.details.venue_id
    return vocabulary.venues[venue_id] if venue_id is not None else None


def _place(event: Event, occurrence: Occurrence, vocabulary: Vocabulary) -> Place | None:
    details, own = event.details, occurrence.overrides
    if details.mode is Mode.ONLINE:
        return None
    venue = _venue(event, occurrence, vocabulary)
    if venue is None:
        text = own.place_text or details.place_text
        return Place(name=text) if text else None
    moved_house = own.venue_id is not None and own.venue_id != details.venue_id
    room = venue.room(own.room_id or (None if moved_house else details.room_id))
    exact = venue.geo_precision == "building"
    return Place(
        venue_id=venue.id,
        slug=venue.slug,
        name=venue.name,
        room=room.name if room else "",
        street=venue.street if venue.address_verified else "",
        postal_code=venue.postal_code if venue.address_verified else "",
        city=venue.city,
        latitude=venue.latitude if exact else None,
        longitude=venue.longitude if exact else None,
        library_id=venue.library_id,
    )


def _tour(event: Event, vocabulary: Vocabulary) -> TourStop | None:
    if event.details.tour_id is None:
        return None
    row = vocabulary.tours[event.details.tour_id]
    return TourStop(id=row.id, slug=row.slug, title=row.title)


def _funding(event: Event, vocabulary: Vocabulary) -> str:
    """Give the line that is set on the event, else what was typed; there is no other (D-35)."""
    line_id = event.details.funding_line_id
    return vocabulary.funding_lines[line_id].text if line_id else event.details.funding


def _access(event: Event, occurrence: Occurrence, vocabulary: Vocabulary) -> Access:
    """Let the event's own flags stand before those of the venue."""
    venue = _venue(event, occurrence, vocabulary)
    own, inherited = event.details.access, venue.access if venue else Access()
    flags = {
        name: mine if (mine := getattr(own, name)) is not None else getattr(inherited, name)
        for name in ACCESS_FLAGS
    }
    return Access(**flags, note=own.note or inherited.note)
