"""The rows that events point at: libraries, venues with rooms, age bands and categories.

They are data, never code: another group of libraries runs the program with its own. Slugs are
permanent; ids are the rows' own and never reused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

LANGUAGES = ("nb", "nn", "en")
"""Languages of the interface; texts of events may be in any language."""


class LibraryKind(StrEnum):
    LIBRARY = "library"
    COUNTY = "county"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """An organiser: one municipal library, or the county library."""

    id: int
    slug: str
    name: str
    short_name: str
    kind: LibraryKind = LibraryKind.LIBRARY
    municipality: str = ""
    municipality_no: str = ""
    colour: str = ""
    email: str = ""


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

    def room(self, room_id: int | None) -> Room | None:
        """Find one of its rooms."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    id: int
    label: Label
    aliases: tuple[str, ...] = ()


_Row = TypeVar("_Row", Library, Venue, AgeBand, Category)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that events and filters may name, by id; a value, read as one."""

    libraries: Mapping[int, Library] = field(default_factory=dict)
    venues: Mapping[int, Venue] = field(default_factory=dict)
    age_bands: Mapping[int, AgeBand] = field(default_factory=dict)
    categories: Mapping[int, Category] = field(default_factory=dict)

    def library(self, slug: str) -> Library | None:
        """Find a library by its slug."""
        return next((row for row in self.libraries.values() if row.slug == slug), None)


def by_id(*rows: _Row) -> dict[int, _Row]:
    """Arrange rows for a `Vocabulary`."""
    return {row.id: row for row in rows}
