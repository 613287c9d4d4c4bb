"""Event says *what*, Occurrence says *when*.

Words follow RFC 5545. An event has a schedule: one span, or a rule with extra dates (RDATE)
and left-out dates (EXDATE). Its occurrences are stored rows with permanent uids; each may
override a few details of its event.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from calendar_app.domain.gathering import Gathering
from calendar_app.domain.lending import Lending
from calendar_app.domain.recurrence import RecurrenceRule
from calendar_app.domain.timing import Span
from calendar_app.domain.vocabulary import Access


class Workflow(StrEnum):
    """Draft: own library. Planned: staff of all libraries. Published: everybody."""

    DRAFT = "draft"
    PLANNED = "planned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Visibility(StrEnum):
    """Who may ever see it; only `PUBLIC` reaches a public output."""

    PUBLIC = "public"
    SCHOOLS = "schools"
    STAFF = "staff"
    COMMUNITY = "community"


class State(StrEnum):
    """How it stands with an event or one of its dates."""

    SCHEDULED = "scheduled"
    FULL = "full"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    MOVED = "moved"


class Mode(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class PriceKind(StrEnum):
    """`UNSTATED` is for what other calendars do not tell; nothing is then said of a price."""

    FREE = "free"
    FREE_TICKET = "free_ticket"
    PAID = "paid"
    UNSTATED = "unstated"


class RegistrationKind(StrEnum):
    NONE = "none"
    LINK = "link"
    CONTACT = "contact"


class Arranger(StrEnum):
    """The second dimension of the national statistics (facts/domain.md, section 8)."""

    OWN = "own"
    WITH_OTHERS = "with_others"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """`amount` is in whole kroner and set only when `kind` is `PAID`."""

    kind: PriceKind = PriceKind.FREE
    amount: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Where to sign up; the public never signs up here. `opens_at`, `closes_at` in UTC."""

    kind: RegistrationKind = RegistrationKind.NONE
    url: str = ""
    contact: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    waiting_list: bool = False
    guardian_registers: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """`hash` names the stored bytes ("" when there is only a description)."""

    hash: str = ""
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who takes part ('Med:')."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    title: str
    author: str = ""
    isbn: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """All that staff say about an event, apart from when it is.

    `category_ids`: the first is the main one. `age_from`/`age_to` in years, both included,
    None is open; both None with no band means 'for everybody'. `content_language` (BCP 47) is
    the language of the text, `languages` those spoken. `internal_note` and `experience` (how it
    went, for the funder's report) never leave the staff pages. `access` holds only what differs
    from the venue. What funds it is a line that all use, or else a text of its own.
    """

    title: str
    organiser_id: int
    co_organiser_ids: tuple[int, ...] = ()
    summary: str = ""
    description: str = ""
    content_language: str = "nb"
    languages: tuple[str, ...] = ("nb",)
    category_ids: tuple[int, ...] = ()
    age_band_ids: tuple[int, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    age_note: str = ""
    mode: Mode = Mode.IN_PERSON
    online_url: str = ""
    venue_id: int | None = None
    room_id: int | None = None
    place_text: str = ""
    price: Price = Price()
    registration: Registration = Registration()
    capacity: int | None = None
    access: Access = Access()
    image: Image = Image()
    people: tuple[Person, ...] = ()
    books: tuple[Book, ...] = ()
    partners: tuple[str, ...] = ()
    tour_id: int | None = None
    funding_line_id: int | None = None
    funding: str = ""
    contact: str = ""
    visibility: Visibility = Visibility.PUBLIC
    statistics_type: str = ""
    arranger: Arranger = Arranger.OWN
    lending: Lending = Lending()
    gathering: Gathering = Gathering()
    experience: str = ""
    internal_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When an event takes place, as it was entered.

    `first` is the span of the first date (DTSTART and its end). With a `rule` it is itself an
    instance of the rule, and every date of the rule has its times of day and its length in
    days. `rdates` bring their own times; `exdates` are local dates. No two dates of one event
    fall on the same local date.
    """

    first: Span
    rule: RecurrenceRule | None = None
    rdates: tuple[Span, ...] = ()
    exdates: frozenset[date] = frozenset()

    @property
    def is_series(self) -> bool:
        """Tell whether it has, or may have, more than one date."""
        return self.rule is not None or bool(self.rdates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where an imported event came from; `uid` is the source's own and never published."""

    uid: str
    name: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One stored event. `version` counts its edits, for the stale-edit check.

    `uid` is the bare text of a random UUID, made at creation, eternal (RFC 7986 §5.3).
    `slug` is made of the title at creation and kept. Moments are UTC. `published_at` is None
    until the first publication; what was never published may be deleted. `state` holds for
    dates that end on `state_from` or later (None: for all): a series cancelled in April took
    place in March. `previous_state` is what an undo of a cancellation goes back to.

    `series_slug` is given once, when the event first is a public series ("" for what never was
    one), and kept by both parts when it is cut in two. `series_sequence` and `series_modified`
    are the change signals of the event as one series (`gjentakelse=regel`): they move with any
    of its public dates (FC-18).
    """

    id: int
    uid: str
    slug: str
    details: EventDetails
    schedule: Schedule
    workflow: Workflow = Workflow.DRAFT
    state: State = State.SCHEDULED
    state_reason: str = ""
    state_from: date | None = None
    previous_state: State | None = None
    version: int = 1
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None = None
    created_by: int | None = None
    proposed_at: datetime | None = None
    proposed_by: int | None = None
    provenance: Provenance | None = None
    series_slug: str = ""
    series_sequence: int = 0
    series_modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What one date says instead of its event; "" and None mean 'as the event says'.

    `previous_state` is what an undo of its cancellation goes back to.
    """

    title: str = ""
    summary: str = ""
    note: str = ""
    venue_id: int | None = None
    room_id: int | None = None
    place_text: str = ""
    state: State | None = None
    state_reason: str = ""
    previous_state: State | None = None
    capacity: int | None = None
    registration_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One stored date of an event.

    `recurrence_date` is the local date that the schedule gave it (RECURRENCE-ID); a single
    event has its own date there. `has_own_time` marks a span that staff set for this date
    alone. `moved_from` is the span that was announced before it moved. `sequence`,
    `last_modified` and `created_at` are what feeds show; they move only in
    `calendar_app.domain.revision`. `last_modified` is None until the first publication.
    """

    id: int
    uid: str
    event_id: int
    recurrence_date: date
    span: Span
    has_own_time: bool = False
    moved_from: Span | None = None
    overrides: Overrides = field(default_factory=Overrides)
    sequence: int = 0
    last_modified: datetime | None = None
    created_at: datetime

    @property
    def is_changed(self) -> bool:
        """Tell whether staff changed this date alone."""
        return self.has_own_time or self.overrides != Overrides()
