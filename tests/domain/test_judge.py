"""What makes an event's details acceptable, and what is said about those that are not."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from calendar_app.domain.event import (
    EventDetails,
    Mode,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
)
from calendar_app.domain.judge import judge
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import (
    AgeBand,
    Category,
    Label,
    Library,
    Room,
    Venue,
    Vocabulary,
    by_id,
)


def label(slug: str) -> Label:
    return Label(slug=slug, nb=slug, nn=slug, en=slug)


VOCABULARY = Vocabulary(
    libraries=by_id(
        Library(id=1, slug="hamar", name="Hamar bibliotek", short_name="Hamar"),
        Library(id=2, slug="gjovik", name="Gjøvik bibliotek", short_name="Gjøvik"),
    ),
    venues=by_id(
        Venue(
            id=10,
            slug="hamar-kulturhus",
            name="Hamar kulturhus",
            short_name="Hamar",
            rooms=(Room(id=100, slug="galleriet", name="Galleriet"),),
        ),
        Venue(id=11, slug="vang", name="Vang", short_name="Vang"),
    ),
    age_bands=by_id(AgeBand(id=20, label=label("smabarn"), low=0, high=3)),
    categories=by_id(Category(id=30, label=label("lesestund"))),
)

GOOD = EventDetails(
    title="Lesestund",
    organiser_id=1,
    co_organiser_ids=(2,),
    category_ids=(30,),
    age_band_ids=(20,),
    venue_id=10,
    room_id=100,
)


def problems_of(**changes: Any) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in judge(replace(GOOD, **changes), VOCABULARY)]


def test_good_details_have_no_problems() -> None:
    assert judge(GOOD, VOCABULARY) == []


def test_all_problems_are_told_at_once() -> None:
    found = problems_of(
        title=" ",
        venue_id=None,
        room_id=None,
        organiser_id=9,
        co_organiser_ids=(),
        category_ids=(31,),
        age_from=9,
        age_to=6,
        price=Price(kind=PriceKind.PAID),
        registration=Registration(kind=RegistrationKind.LINK),
    )
    assert found == [
        ("title", "required"),
        ("place", "missing_place"),
        ("organiser_id", "unknown_choice"),
        ("category_ids", "unknown_choice"),
        ("age_to", "age_reversed"),
        ("price_amount", "missing_amount"),
        ("registration_url", "missing_registration_url"),
    ]


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("title", 200),
        ("place_text", 200),
        ("summary", 2_000),
        ("description", 20_000),
        ("internal_note", 20_000),
        ("contact", 2_000),
    ],
)
def test_texts_are_accepted_at_their_limit_and_refused_beyond_it(field: str, limit: int) -> None:
    at_limit: dict[str, Any] = {field: "x" * limit}
    beyond: dict[str, Any] = {field: "x" * (limit + 1)}
    assert judge(replace(GOOD, **at_limit), VOCABULARY) == []
    assert judge(replace(GOOD, **beyond), VOCABULARY) == [
        Problem(field, "too_long", {"max": limit})
    ]


def test_a_url_is_accepted_at_its_limit_and_refused_beyond_it() -> None:
    at_limit = "https://example.org/" + "x" * (2_000 - len("https://example.org/"))
    assert problems_of(mode=Mode.ONLINE, online_url=at_limit) == []
    assert problems_of(mode=Mode.ONLINE, online_url=at_limit + "x") == [("online_url", "too_long")]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/meld-deg-på?x=1#topp",
        "http://example.org:8080",
        "https://blåbærsyltetøy.example/",
    ],
)
def test_web_addresses_are_accepted(url: str) -> None:
    registration = Registration(kind=RegistrationKind.LINK, url=url)
    assert problems_of(registration=registration) == []


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVa\tScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil",
        "https://user:pw@h",
        "https://h\r\nX:1",
        "https:evil.example",
        "https://",
        "https://[::1",
        "https://h:port/",
        "https://a b.example",
        "https:\\\\evil.example",
        "ftp://example.org",
        "example.org",
        "mailto:a@example.org",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    """T-3."""
    registration = Registration(kind=RegistrationKind.LINK, url=url)
    assert problems_of(registration=registration) == [("registration_url", "not_a_url")]


@pytest.mark.parametrize(
    ("mode", "place", "url", "expected"),
    [
        (Mode.IN_PERSON, False, "", [("place", "missing_place")]),
        (Mode.IN_PERSON, True, "", []),
        (Mode.ONLINE, False, "https://example.org", []),
        (Mode.ONLINE, True, "", [("online_url", "missing_online_url")]),
        (
            Mode.HYBRID,
            False,
            "",
            [("place", "missing_place"), ("online_url", "missing_online_url")],
        ),
        (Mode.HYBRID, True, "https://example.org", []),
    ],
)
def test_each_mode_needs_its_place(
    mode: Mode, place: bool, url: str, expected: list[tuple[str, str]]
) -> None:
    venue = {"venue_id": 11, "room_id": None} if place else {"venue_id": None, "room_id": None}
    assert problems_of(mode=mode, online_url=url, **venue) == expected


def test_a_place_in_words_is_enough() -> None:
    assert problems_of(venue_id=None, room_id=None, place_text="Bokbussen på torget") == []


@pytest.mark.parametrize(
    ("venue_id", "room_id"), [(99, None), (11, 100), (10, 101), (99, 100), (None, 100)]
)
def test_a_room_belongs_to_its_venue(venue_id: int | None, room_id: int) -> None:
    found = problems_of(venue_id=venue_id, room_id=room_id, place_text="Galleriet")
    assert found == [("place", "unknown_choice")]


@pytest.mark.parametrize("field", ["co_organiser_ids", "category_ids", "age_band_ids"])
def test_choices_must_exist_and_be_made_once(field: str) -> None:
    first = getattr(GOOD, field)[0]
    assert problems_of(**{field: (9_999,)}) == [(field, "unknown_choice")]
    assert problems_of(**{field: (first, first)}) == [(field, "unknown_choice")]


def test_the_organiser_is_not_its_own_co_organiser() -> None:
    assert problems_of(co_organiser_ids=(1,)) == [("co_organiser_ids", "unknown_choice")]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 120, []),
        (3, None, []),
        (None, 6, []),
        (6, 6, []),
        (-1, None, [("age_from", "number_out_of_range")]),
        (None, 121, [("age_to", "number_out_of_range")]),
        (9, 8, [("age_to", "age_reversed")]),
    ],
)
def test_ages_are_in_order_and_within_a_life(
    low: int | None, high: int | None, expected: list[tuple[str, str]]
) -> None:
    assert problems_of(age_from=low, age_to=high) == expected


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        (Price(), []),
        (Price(kind=PriceKind.FREE_TICKET), []),
        (Price(kind=PriceKind.PAID, amount=1), []),
        (Price(kind=PriceKind.PAID), [("price_amount", "missing_amount")]),
        (Price(kind=PriceKind.PAID, amount=0), [("price_amount", "number_out_of_range")]),
        (Price(kind=PriceKind.PAID, amount=2**31), [("price_amount", "number_out_of_range")]),
    ],
)
def test_what_costs_has_an_amount(price: Price, expected: list[tuple[str, str]]) -> None:
    assert problems_of(price=price) == expected


def test_registration_by_contact_says_whom() -> None:
    by_contact = Registration(kind=RegistrationKind.CONTACT)
    assert problems_of(registration=by_contact) == [
        ("registration_contact", "missing_registration_contact")
    ]
    assert problems_of(registration=replace(by_contact, contact="Ring 62 56 00 00")) == []


def test_registration_closes_after_it_opens() -> None:
    moment = datetime(2027, 1, 1, 12, tzinfo=UTC)
    registration = Registration(opens_at=moment, closes_at=moment)
    assert problems_of(registration=registration) == [
        ("registration_closes", "closes_before_opens")
    ]


@pytest.mark.parametrize("capacity", [0, -1, 2**63])
def test_capacity_is_at_least_one_and_can_be_stored(capacity: int) -> None:
    assert problems_of(capacity=capacity) == [("capacity", "number_out_of_range")]
    assert problems_of(capacity=1) == []


@pytest.mark.parametrize("tag", ["", "norsk", "n", "nb_NO", '"><script>', "nb-"])
def test_languages_are_tags(tag: str) -> None:
    assert problems_of(content_language=tag) == [("content_language", "unknown_choice")]
    assert problems_of(languages=("nb", tag)) == [("languages", "unknown_choice")]


@pytest.mark.parametrize("tag", ["nb", "se", "uk", "ar", "zh-Hant", "en-GB"])
def test_any_language_is_accepted(tag: str) -> None:
    assert problems_of(content_language=tag, languages=(tag,)) == []
