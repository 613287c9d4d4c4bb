"""What filters may ask about a published date."""

from typing import Any

import pytest

from calendar_app.domain.event import (
    Mode,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    State,
)
from calendar_app.domain.facets import facets_of
from calendar_app.domain.fixed_words import WORDS
from calendar_app.domain.published import Place
from calendar_app.domain.vocabulary import ACCESS_FLAGS, Access
from tests.support.published import GJOVIK, HAMAR, RINGSAKER, make_published
from tests.support.selections import BOOK_BUS, stop_of


def words(key: str, bits: int) -> list[str]:
    """Read a set of the program's own words."""
    return [word for number, word in enumerate(WORDS[key]) if bits >> number & 1]


def access_of(flags: dict[str, Any]) -> Access:
    return Access(**flags)


def test_a_library_that_arranges_or_hosts_has_its_bit() -> None:
    """SEL-33: the stop at Gjøvik, by Hamar with Ringsaker."""
    stop = make_published(
        organiser=HAMAR, co_organisers=(RINGSAKER,), place=Place(venue_id=9, library_id=GJOVIK.id)
    )
    assert facets_of(stop).libraries == 1 << 1 | 1 << 2 | 1 << 4
    assert facets_of(stop).venue == 1 << 9


def test_a_place_given_as_text_and_no_place_have_no_bit() -> None:
    for place in (Place(name="Under eika"), None):
        facets = facets_of(make_published(place=place))
        assert (facets.venue, facets.libraries) == (0, 1 << HAMAR.id)


def test_categories_are_a_set() -> None:
    assert facets_of(make_published(category_ids=(3, 1))).categories == 1 << 3 | 1 << 1


@pytest.mark.parametrize(
    ("kind", "is_free"),
    [
        (PriceKind.FREE, True),
        (PriceKind.FREE_TICKET, True),
        (PriceKind.PAID, False),
        (PriceKind.UNSTATED, False),
    ],
)
def test_free_is_what_costs_nothing_with_or_without_a_ticket(
    kind: PriceKind, is_free: bool
) -> None:
    facets = facets_of(make_published(price=Price(kind=kind)))
    assert words("pris", facets.price) == (["gratis"] if is_free else [])


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (Mode.IN_PERSON, ["fysisk"]),
        (Mode.ONLINE, ["digital"]),
        (Mode.HYBRID, ["fysisk", "digital", "hybrid"]),
    ],
)
def test_hybrid_is_both(mode: Mode, told: list[str]) -> None:
    assert words("form", facets_of(make_published(mode=mode)).mode) == told


@pytest.mark.parametrize(
    ("kind", "state", "told"),
    [
        (RegistrationKind.NONE, State.SCHEDULED, ["nei"]),
        (RegistrationKind.NONE, State.FULL, ["nei"]),
        (RegistrationKind.LINK, State.SCHEDULED, ["ja", "ledig"]),
        (RegistrationKind.CONTACT, State.MOVED, ["ja", "ledig"]),
        (RegistrationKind.LINK, State.FULL, ["ja"]),
        (RegistrationKind.CONTACT, State.CANCELLED, ["ja"]),
        (RegistrationKind.LINK, State.POSTPONED, ["ja"]),
    ],
)
def test_there_are_places_left_where_one_signs_up_and_it_is_not_full(
    kind: RegistrationKind, state: State, told: list[str]
) -> None:
    """DESIGN, section 3."""
    facets = facets_of(make_published(registration=Registration(kind=kind), state=state))
    assert words("pamelding", facets.registration) == told


@pytest.mark.parametrize(
    ("flag", "word"),
    [
        ("wheelchair", "rullestol"),
        ("accessible_wc", "toalett"),
        ("hearing_loop", "teleslynge"),
        ("sign_language", "tegnsprak"),
        ("low_sensory", "stille"),
    ],
)
def test_access_is_what_is_said_to_be_there(flag: str, word: str) -> None:
    for value in (True, False, None):
        facets = facets_of(make_published(access=access_of({flag: value})))
        assert words("tilgjengelig", facets.access) == ([word] if value else [])
    everything = access_of(dict.fromkeys(ACCESS_FLAGS, True))
    facets = facets_of(make_published(access=everything))
    assert words("tilgjengelig", facets.access) == list(WORDS["tilgjengelig"])


def test_series_and_tour_are_named_by_their_slugs() -> None:
    facets = facets_of(make_published(series_slug="babysang", tour=stop_of(BOOK_BUS)))
    assert (facets.series, facets.tour) == ("babysang", "bokbussen")
    facets = facets_of(make_published())
    assert (facets.series, facets.tour) == ("", "")


def test_equal_sets_are_one_object() -> None:
    one, other = facets_of(make_published()), facets_of(make_published())
    assert one.ages is other.ages
    assert one.languages is other.languages
