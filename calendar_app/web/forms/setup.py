"""The forms of what is set up: texts to things and back. It judges shape alone."""

import hashlib
import json
from collections.abc import Callable, Mapping

from calendar_app.domain.setup import PRECISIONS, Thing
from calendar_app.domain.text import slugify
from calendar_app.domain.vocabulary import (
    ACCESS_FLAGS,
    Access,
    AgeBand,
    Category,
    Community,
    FundingLine,
    Label,
    Library,
    LibraryKind,
    Venue,
)
from calendar_app.web.forms.typed import Reader, Typed

YES, NO = "ja", "nei"
MARK = "lest"
"""The field that tells which state of the thing the form was opened with."""

_LONGEST_DEGREE = 24
_FLAGS = {"": None, YES: True, NO: False}
_LABEL = ("nb", "nn", "en")

FIELDS: Mapping[type, tuple[str, ...]] = {
    Library: (
        "name",
        "short_name",
        "kind",
        "municipality",
        "municipality_no",
        "colour",
        "email",
        "needs_approval",
        "slug",
    ),
    Venue: (
        "name",
        "short_name",
        "library_id",
        "building",
        "street",
        "postal_code",
        "city",
        "address_verified",
        "latitude",
        "longitude",
        "geo_precision",
        *ACCESS_FLAGS,
        "access_note",
        "slug",
    ),
    AgeBand: (*_LABEL, "low", "high", "slug"),
    Category: (*_LABEL, "slug"),
    Community: (*_LABEL, "purpose"),
    FundingLine: ("name", "text"),
}
"""The fields of each form in the order in which they are shown."""


def read_thing(kind: type, reader: Reader, *, thing_id: int, slug: str = "") -> Thing:
    """Read a form; `slug` is the present name in addresses, which an empty field keeps."""
    thing: Thing = _READERS[kind](reader, thing_id, slug)
    return thing


def typed_thing(thing: Thing) -> Typed:
    """Give the texts that would have made a thing."""
    match thing:
        case Library():
            return _typed_library(thing)
        case Venue():
            return _typed_venue(thing)
        case AgeBand():
            high = "" if thing.high is None else str(thing.high)
            slug = thing.label.slug
            return _typed_label(thing.label).having(low=str(thing.low), high=high, slug=slug)
        case Category():
            return _typed_label(thing.label).having(slug=thing.label.slug)
        case Community():
            return _typed_label(thing.label).having(purpose=thing.purpose)
        case FundingLine():
            return Typed().having(name=thing.name, text=thing.text)


def mark_of(thing: Thing) -> str:
    """Name the state of a thing, so that a form finds that somebody else has changed it."""
    said = json.dumps(sorted(typed_thing(thing).values.items()))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _read_library(reader: Reader, thing_id: int, slug: str) -> Library:
    name = reader.line("name")
    return Library(
        id=thing_id,
        slug=_read_slug(reader, slug, name),
        name=name,
        short_name=reader.line("short_name"),
        kind=reader.choice("kind", LibraryKind.LIBRARY),
        municipality=reader.line("municipality"),
        municipality_no=reader.line("municipality_no"),
        colour=reader.line("colour").lower(),
        email=reader.line("email"),
        needs_approval=reader.typed.has("needs_approval"),
    )


def _read_venue(reader: Reader, thing_id: int, slug: str) -> Venue:
    name = reader.line("name")
    flags = {flag: _FLAGS[reader.one_of(flag, _FLAGS, default="")] for flag in ACCESS_FLAGS}
    return Venue(
        id=thing_id,
        slug=_read_slug(reader, slug, name),
        name=name,
        short_name=reader.line("short_name"),
        library_id=reader.number("library_id"),
        building=reader.line("building"),
        street=reader.line("street"),
        postal_code=reader.line("postal_code"),
        city=reader.line("city"),
        address_verified=reader.typed.has("address_verified"),
        latitude=_read_degree(reader, "latitude"),
        longitude=_read_degree(reader, "longitude"),
        geo_precision=reader.one_of("geo_precision", ("", *PRECISIONS), default=""),
        access=Access(**flags, note=reader.line("access_note")),
    )


def _read_age_band(reader: Reader, thing_id: int, slug: str) -> AgeBand:
    before = len(reader.problems)
    low = reader.number("low")
    if low is None and len(reader.problems) == before:
        reader.refuse("low", "required")
    high = reader.number("high")
    return AgeBand(id=thing_id, label=_read_label(reader, slug), low=low or 0, high=high)


def _read_category(reader: Reader, thing_id: int, slug: str) -> Category:
    return Category(id=thing_id, label=_read_label(reader, slug))


def _read_community(reader: Reader, thing_id: int, _: str) -> Community:
    nb, nn, en = (reader.line(name) for name in _LABEL)
    label = Label(slug="", nb=nb, nn=nn, en=en)
    return Community(id=thing_id, label=label, purpose=reader.text("purpose"))


def _read_line(reader: Reader, thing_id: int, _: str) -> FundingLine:
    return FundingLine(id=thing_id, name=reader.line("name"), text=reader.line("text"))


_READERS: Mapping[type, Callable[[Reader, int, str], Thing]] = {
    Library: _read_library,
    Venue: _read_venue,
    AgeBand: _read_age_band,
    Category: _read_category,
    Community: _read_community,
    FundingLine: _read_line,
}


def _read_label(reader: Reader, slug: str) -> Label:
    nb, nn, en = (reader.line(name) for name in _LABEL)
    return Label(slug=_read_slug(reader, slug, nb), nb=nb, nn=nn, en=en)


def _read_slug(reader: Reader, present: str, name: str) -> str:
    return reader.line("slug") or present or slugify(name)


def _read_degree(reader: Reader, name: str) -> float | None:
    """Read a number with a decimal comma or point."""
    text = reader.line(name).replace(",", ".")
    if not text:
        return None
    whole, _, part = text.removeprefix("-").partition(".")
    if not (whole + part).isascii() or not (whole + part).isdigit() or len(text) > _LONGEST_DEGREE:
        reader.refuse(name, "not_a_degree")
        return None
    return float(text)


def _typed_library(library: Library) -> Typed:
    return Typed().having(
        name=library.name,
        short_name=library.short_name,
        kind=library.kind.value,
        municipality=library.municipality,
        municipality_no=library.municipality_no,
        colour=library.colour,
        email=library.email,
        needs_approval=YES if library.needs_approval else (),
        slug=library.slug,
    )


def _typed_venue(venue: Venue) -> Typed:
    words = {None: "", True: YES, False: NO}
    return Typed().having(
        name=venue.name,
        short_name=venue.short_name,
        library_id="" if venue.library_id is None else str(venue.library_id),
        building=venue.building,
        street=venue.street,
        postal_code=venue.postal_code,
        city=venue.city,
        address_verified=YES if venue.address_verified else (),
        latitude=_degree_text(venue.latitude),
        longitude=_degree_text(venue.longitude),
        geo_precision=venue.geo_precision,
        access_note=venue.access.note,
        slug=venue.slug,
        **{flag: words[getattr(venue.access, flag)] for flag in ACCESS_FLAGS},
    )


def _typed_label(label: Label) -> Typed:
    return Typed().having(nb=label.nb, nn=label.nn, en=label.en)


def _degree_text(degree: float | None) -> str:
    return "" if degree is None else str(degree).replace(".", ",")
