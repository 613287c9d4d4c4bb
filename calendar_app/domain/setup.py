"""What staff set up for all events: who may change it, and what makes it acceptable.

Fields carry the names of the forms. Whether a name in addresses is free is storage's to judge.
"""

import re
from collections.abc import Iterator

from calendar_app.domain.access import StaffMember, answers_for, may_set_up
from calendar_app.domain.community import community_problems
from calendar_app.domain.contrast import TEXT, contrast, is_colour
from calendar_app.domain.judge import AGE_MAX, NOTE_MAX, length_problems, number_problems
from calendar_app.domain.naming import Named
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import (
    AgeBand,
    Category,
    Community,
    FundingLine,
    Label,
    Library,
    Venue,
    Vocabulary,
)

Thing = Library | Venue | AgeBand | Category | Community | FundingLine

NAME_MAX = 200
SHORT_NAME_MAX = 60
LABEL_MAX = 100
POSTAL_CODE_MAX = 10
EMAIL_MAX = 254
PRECISIONS = ("building", "town-centre")

_WHITE = "#ffffff"
"""Libraries' colours stand on white in places that are not ours: mail, calendar programs."""

_EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s.,;<>()\"]+")

KIND_OF: dict[type, Named] = {
    Library: Named.LIBRARY,
    Venue: Named.VENUE,
    AgeBand: Named.AGE_BAND,
    Category: Named.CATEGORY,
}
"""Things with a permanent name in addresses; the others have none."""


def may_keep(person: StaffMember, thing: Thing) -> bool:
    """Tell whether a person may change a thing: what is a library's, its coordinators alone."""
    if isinstance(thing, Library):
        return answers_for(person, thing.id)
    if isinstance(thing, Venue) and thing.library_id is not None:
        return answers_for(person, thing.library_id)
    return may_set_up(person)


def slug_of(thing: Thing) -> str:
    """Give a thing's name in addresses, "" for one that has none."""
    if isinstance(thing, Library | Venue):
        return thing.slug
    return thing.label.slug if isinstance(thing, AgeBand | Category) else ""


def name_of(thing: Thing, language: str) -> str:
    """Give what people call it."""
    if isinstance(thing, Library | Venue | FundingLine):
        return thing.name
    return thing.label.name(language)


def judge_thing(thing: Thing, person: StaffMember, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Tell what is wrong with a thing as it was typed, in the order of its form."""
    match thing:
        case Library():
            yield from _library_problems(thing)
        case Venue():
            yield from _venue_problems(thing, person)
        case AgeBand():
            yield from _label_problems(thing.label)
            yield from _span_problems(thing)
        case Category():
            yield from _label_problems(thing.label)
        case Community():
            yield from community_problems(thing)
        case FundingLine():
            yield from _line_problems(thing, vocabulary)


def judge_room(name: str, venue: Venue, *, room_id: int = 0) -> Iterator[Problem]:
    """Tell what is wrong with the name of a room."""
    yield from _required("room_name", name, NAME_MAX)
    if any(one.name == name and one.id != room_id for one in venue.rooms):
        yield Problem("room_name", "room_taken", {"name": name})


def _library_problems(library: Library) -> Iterator[Problem]:
    yield from _required("name", library.name, NAME_MAX)
    yield from _required("short_name", library.short_name, SHORT_NAME_MAX)
    yield from length_problems(("municipality", library.municipality, SHORT_NAME_MAX))
    number = library.municipality_no
    if number and not (number.isascii() and number.isdigit() and len(number) == 4):
        yield Problem("municipality_no", "not_a_municipality")
    if library.colour and not is_colour(library.colour):
        yield Problem("colour", "not_a_colour")
    elif library.colour and contrast(library.colour, _WHITE) < TEXT:
        yield Problem("colour", "too_pale")
    if library.email and not _EMAIL.fullmatch(library.email):
        yield Problem("email", "not_an_email")
    yield from length_problems(("email", library.email, EMAIL_MAX))


def _venue_problems(venue: Venue, person: StaffMember) -> Iterator[Problem]:
    yield from _required("name", venue.name, NAME_MAX)
    yield from _required("short_name", venue.short_name, SHORT_NAME_MAX)
    if venue.library_id is not None and not answers_for(person, venue.library_id):
        yield Problem("library_id", "not_your_library")
    yield from length_problems(
        ("building", venue.building, NAME_MAX),
        ("street", venue.street, NAME_MAX),
        ("postal_code", venue.postal_code, POSTAL_CODE_MAX),
        ("city", venue.city, SHORT_NAME_MAX),
        ("access_note", venue.access.note, NOTE_MAX),
    )
    if venue.address_verified and not venue.street:
        yield Problem("street", "verified_without_street")
    yield from _point_problems(venue)


def _point_problems(venue: Venue) -> Iterator[Problem]:
    for field, value, limit in (
        ("latitude", venue.latitude, 90),
        ("longitude", venue.longitude, 180),
    ):
        if value is not None and not -limit <= value <= limit:
            yield Problem(field, "number_out_of_range", {"min": -limit, "max": limit})
    has_point = (venue.latitude is not None, venue.longitude is not None)
    if any(has_point) and not all(has_point):
        yield Problem("longitude" if has_point[0] else "latitude", "half_a_point")
    if all(has_point) and not venue.geo_precision:
        yield Problem("geo_precision", "missing_precision")


def _label_problems(label: Label) -> Iterator[Problem]:
    yield from _required("nb", label.nb, LABEL_MAX)
    yield from _required("nn", label.nn, LABEL_MAX)
    yield from _required("en", label.en, LABEL_MAX)


def _span_problems(band: AgeBand) -> Iterator[Problem]:
    yield from number_problems(band.low, 0, AGE_MAX, field="low")
    yield from number_problems(band.high, 0, AGE_MAX, field="high")
    if band.high is not None and band.high < band.low:
        yield Problem("high", "age_reversed")


def _line_problems(line: FundingLine, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from _required("name", line.name, LABEL_MAX)
    yield from _required("text", line.text, NOTE_MAX)
    others = (one for one in vocabulary.funding_lines.values() if one.id != line.id)
    if any(one.name == line.name for one in others):
        yield Problem("name", "name_taken", {"name": line.name})


def _required(field: str, text: str, limit: int) -> Iterator[Problem]:
    if not text:
        yield Problem(field, "required")
    yield from length_problems((field, text, limit))
