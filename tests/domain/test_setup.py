"""What staff set up: who may change it, and what makes it acceptable."""

from dataclasses import replace

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.setup import Thing, judge_room, judge_thing, may_keep
from calendar_app.domain.vocabulary import (
    AgeBand,
    Category,
    Community,
    FundingLine,
    Label,
    Room,
    by_id,
)
from tests.support.vocabulary import VOCABULARY

LABEL = Label(slug="x", nb="Nb", nn="Nn", en="En")
LIBRARY = replace(VOCABULARY.libraries[1], colour="#1f5e8c", email="post@example.org")
VENUE, OTHER_PLACE = VOCABULARY.venues[1], VOCABULARY.venues[5]
BAND = AgeBand(id=9, label=LABEL, low=0, high=None)
LINE = FundingLine(id=9, name="Kulturrådet", text="Støttet av Kulturrådet")


def person(**roles: Role) -> StaffMember:
    ids = {one.slug: one.id for one in VOCABULARY.libraries.values()}
    return StaffMember(
        id=1,
        email="a@example.org",
        name="A",
        roles={ids[slug]: role for slug, role in roles.items()},
    )


COORDINATOR = person(hamar=Role.COORDINATOR)


def problems(thing: Thing) -> list[tuple[str, str]]:
    vocabulary = replace(VOCABULARY, funding_lines=by_id(replace(LINE, id=1, name="Fritt Ord")))
    return [(one.field, one.code) for one in judge_thing(thing, COORDINATOR, vocabulary)]


@pytest.mark.parametrize(
    "thing",
    [
        LIBRARY,
        VENUE,
        OTHER_PLACE,
        BAND,
        Category(id=1, label=LABEL),
        Community(id=1, label=LABEL),
        LINE,
    ],
)
def test_what_is_whole_has_no_problem(thing: Thing) -> None:
    assert problems(thing) == []


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        (
            replace(LIBRARY, name="", short_name=""),
            [("name", "required"), ("short_name", "required")],
        ),
        (replace(LIBRARY, name="x" * 201), [("name", "too_long")]),
        (replace(LIBRARY, colour="rød"), [("colour", "not_a_colour")]),
        (replace(LIBRARY, colour="#1F5E8C"), [("colour", "not_a_colour")]),
        (replace(LIBRARY, colour="#ffee00"), [("colour", "too_pale")]),
        (replace(LIBRARY, email="nei"), [("email", "not_an_email")]),
        (replace(LIBRARY, email="a@b.no\nBcc:x@y.no"), [("email", "not_an_email")]),
        (replace(LIBRARY, municipality_no="34"), [("municipality_no", "not_a_municipality")]),
        (replace(LIBRARY, municipality_no="３４０３"), [("municipality_no", "not_a_municipality")]),
        (replace(VENUE, library_id=2), [("library_id", "not_your_library")]),
        (replace(VENUE, library_id=77), [("library_id", "not_your_library")]),
        (replace(VENUE, address_verified=True), [("street", "verified_without_street")]),
        (replace(VENUE, latitude=60.8), [("longitude", "half_a_point")]),
        (
            replace(VENUE, latitude=91.0, longitude=11.0, geo_precision="building"),
            [("latitude", "number_out_of_range")],
        ),
        (replace(VENUE, latitude=60.8, longitude=11.0), [("geo_precision", "missing_precision")]),
        (replace(BAND, low=7, high=3), [("high", "age_reversed")]),
        (replace(BAND, low=-1), [("low", "number_out_of_range")]),
        (replace(BAND, label=replace(LABEL, en="")), [("en", "required")]),
        (replace(LINE, name="Fritt Ord"), [("name", "name_taken")]),
        (replace(LINE, text=""), [("text", "required")]),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    thing: Thing, expected: list[tuple[str, str]]
) -> None:
    assert problems(thing) == expected


def test_a_colour_is_dark_enough_to_be_read_on_white() -> None:
    """`#767676` is the lightest grey that is; `#777777` is not."""
    assert problems(replace(LIBRARY, colour="#767676")) == []
    assert problems(replace(LIBRARY, colour="#777777")) == [("colour", "too_pale")]


def test_a_room_is_named_once_in_its_place() -> None:
    venue = replace(VENUE, rooms=(Room(id=1, slug="sal", name="Sal"),))
    assert [one.code for one in judge_room("Sal", venue)] == ["room_taken"]
    assert list(judge_room("Sal", venue, room_id=1)) == []
    assert [one.code for one in judge_room("", venue)] == ["required"]


def test_what_is_a_librarys_is_kept_by_its_coordinators_alone() -> None:
    """T-21."""
    editor, stranger = person(hamar=Role.EDITOR), person(gjovik=Role.ADMIN)
    kept: dict[Thing, tuple[bool, bool, bool]] = {
        LIBRARY: (True, False, False),
        VENUE: (True, False, False),
        OTHER_PLACE: (True, False, True),
        BAND: (True, False, True),
        LINE: (True, False, True),
    }
    for thing, expected in kept.items():
        assert tuple(may_keep(one, thing) for one in (COORDINATOR, editor, stranger)) == expected
