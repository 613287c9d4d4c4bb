"""The rows that events and filters point at: libraries, venues, age bands, categories, tours.

They are data, never code: another group of libraries runs the program with its own. Slugs are
permanent: `aliases` are slugs of another time, or of rows that were merged into this one, and
still mean it in an address. Ids are the rows' own and never reused. What is used is never
deleted: `retired_at` (UTC) takes it out of the forms, and whatever names it goes on naming it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

LANGUAGES = ("nb", "nn", "en")
"""Languages of the interface; texts of events may be in any language."""


class LibraryKind(StrEnum):
    LIBRARY = "library"
    COUNTY = "county"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """An organiser: one municipal library, or the county library.

    With `needs_approval` its editors propose and a coordinator publishes.
    """

    id: int
    slug: str
    name: str
    short_name: str
    kind: LibraryKind = LibraryKind.LIBRARY
    municipality: str = ""
    municipality_no: str = ""
    colour: str = ""
    email: str = ""
    needs_approval: bool = False
    retired_at: datetime | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a place offers; None means that nobody has said."""

    wheelchair: bool | None = None
    accessible_wc: bool | None = None
    hearing_loop: bool | None = None
    sign_language: bool | None = None
    low_sensory: bool | None = None
    note: str = ""


ACCESS_FLAGS = ("wheelchair", "accessible_wc", "hearing_loop", "sign_language", "low_sensory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    id: int
    slug: str
    name: str
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A branch (`library_id` set) or another place (`library_id` None).

    `geo_precision` is `building` or `town-centre`; only a building is ever shown as a point.
    """

    id: int
    slug: str
    name: str
    short_name: str
    library_id: int | None = None
    building: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    address_verified: bool = False
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: str = ""
    access: Access = Access()
    rooms: tuple[Room, ...] = ()
    retired_at: datetime | None = None
    aliases: tuple[str, ...] = ()

    def room(self, room_id: int | None) -> Room | None:
        """Find one of its rooms."""
        if room_id is None:
            return None
        return next((room for room in self.rooms if room.id == room_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A permanent slug with its name in the three languages of the interface."""

    slug: str
    nb: str
    nn: str
    en: str

    def name(self, language: str) -> str:
        """Give the name in `language`, one of `LANGUAGES`."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[language]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBand:
    """A named span of ages, both ends included; `high` None is open."""

    id: int
    label: Label
    low: int
    high: int | None
    retired_at: datetime | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    id: int
    label: Label
    retired_at: datetime | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """A programme that comes to several libraries; each of its events is a stop."""

    id: int
    slug: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A public series as addresses name it; the events that it was cut into share one slug.

    `title` is that of one of its events.
    """

    slug: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFilter:
    """A filter under a name of its own, `/f/<slug>`, which staff may change later.

    `query` is canonical. `library_id` is the library that looks after it, None when all do.
    `retired_at` (UTC) ends it: its feed then carries one notice, whose uid is `notice_uid`.
    """

    id: int
    slug: str
    title: str
    query: str
    library_id: int | None
    notice_uid: str
    changed_at: datetime
    retired_at: datetime | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A community of practice (praksisfellesskap): staff of any library who learn together."""

    id: int
    label: Label
    purpose: str = ""
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingLine:
    """Who pays. `text` stands under an event (D-35); staff choose it by `name`."""

    id: int
    name: str
    text: str
    retired_at: datetime | None = None


_Row = TypeVar("_Row", Library, Venue, AgeBand, Category, Tour, NamedFilter, Community, FundingLine)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that events and filters may name, by id; a value, read as one.

    `series` and `stops` are known to the published index alone, and hold public events only:
    an address must not tell whether a series or a tour exists that nobody may see. Both are by
    event id; a stop gives the id of its tour.

    `spellings` belongs to `calendar_app.domain.keys`, which remembers there what values are
    called: there may be thousands of series, and every address asks.
    """

    libraries: Mapping[int, Library] = field(default_factory=dict)
    venues: Mapping[int, Venue] = field(default_factory=dict)
    age_bands: Mapping[int, AgeBand] = field(default_factory=dict)
    categories: Mapping[int, Category] = field(default_factory=dict)
    tours: Mapping[int, Tour] = field(default_factory=dict)
    filters: Mapping[int, NamedFilter] = field(default_factory=dict)
    communities: Mapping[int, Community] = field(default_factory=dict)
    funding_lines: Mapping[int, FundingLine] = field(default_factory=dict)
    series: Mapping[int, Series] = field(default_factory=dict)
    stops: Mapping[int, int] = field(default_factory=dict)
    spellings: dict[str, Mapping[str, Any]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def library(self, slug: str) -> Library | None:
        """Find a library by its slug."""
        return next((row for row in self.libraries.values() if row.slug == slug), None)


def by_id(*rows: _Row) -> dict[int, _Row]:
    """Arrange rows for a `Vocabulary`."""
    return {row.id: row for row in rows}
