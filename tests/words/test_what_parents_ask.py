"""Ages, price, access, registration, place and state in words."""

from datetime import UTC, datetime

import pytest

from calendar_app.domain.event import (
    Arranger,
    Mode,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.published import Place
from calendar_app.domain.vocabulary import LANGUAGES, Access
from calendar_app.words.access import access_missing, access_offered
from calendar_app.words.ages import age_words
from calendar_app.words.errors import error_advice, error_title
from calendar_app.words.lists import either, listed
from calendar_app.words.places import address_words, place_words, short_place_words
from calendar_app.words.price import price_words, short_price_words
from calendar_app.words.registration import (
    registration_details,
    registration_words,
    short_registration_words,
)
from calendar_app.words.states import choice_name, state_sentence


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (3, 6, "3–6 år"),
        (3, None, "fra 3 år"),
        (None, 6, "opp til 6 år"),
        (None, None, "for alle"),
        (0, None, "for alle"),
        (5, 5, "5 år"),
        (0, 3, "0–3 år"),
        (0, 0, "under 1 år"),
    ],
)
def test_ages(low: int | None, high: int | None, said: str) -> None:
    assert age_words(low, high, "nb") == said


def test_free_ticketed_and_paid_are_three_texts() -> None:
    """D-36."""
    prices = [
        Price(),
        Price(kind=PriceKind.FREE_TICKET),
        Price(kind=PriceKind.PAID, amount=80),
        Price(kind=PriceKind.PAID),
    ]
    assert [price_words(price, "nb") for price in prices] == [
        "Gratis",
        "Gratis, men du må ha billett",
        "80 kr",
        "Koster penger",
    ]
    assert short_price_words(prices[1], "nn") == "Gratis billett"


def test_access_says_what_is_known_and_no_more() -> None:
    access = Access(wheelchair=True, hearing_loop=False, low_sensory=False)
    assert access_offered(access, "nb") == ("Rullestoltilpasset lokale",)
    assert access_missing(access, "nb") == ("Ikke teleslynge",)
    assert access_offered(Access(), "nb") == ()
    assert access_missing(Access(), "nb") == ()


def test_registration_tells_all_that_a_parent_asks() -> None:
    registration = Registration(
        kind=RegistrationKind.LINK,
        url="https://example.org",
        opens_at=datetime(2027, 1, 4, 8, 0, tzinfo=UTC),
        closes_at=datetime(2027, 2, 1, 11, 0, tzinfo=UTC),
        waiting_list=True,
        guardian_registers=True,
    )
    assert registration_words(registration, "nb") == "Du må melde deg på"
    assert registration_details(registration, capacity=16, language="nb") == (
        "Plass til 16",
        "En voksen må melde på barnet",
        "Påmeldingen åpner mandag 4. januar 2027 kl. 09.00",
        "Påmeldingsfrist: mandag 1. februar 2027 kl. 12.00",
        "Det er venteliste",
    )
    assert short_registration_words(registration, "en") == "Sign-up"


def test_drop_in_says_so() -> None:
    assert registration_words(Registration(), "nn") == "Inga påmelding, berre møt opp"
    assert registration_details(Registration(), capacity=None, language="nb") == ()
    assert short_registration_words(Registration(), "nb") == "Bare møt opp"


VANG = Place(room="1. etasje", name="Avdeling Vang", city="Ridabu")


@pytest.mark.parametrize(
    ("place", "mode", "said"),
    [
        (VANG, Mode.IN_PERSON, "1. etasje, Avdeling Vang, Ridabu"),
        (VANG, Mode.HYBRID, "1. etasje, Avdeling Vang, Ridabu og digitalt"),
        (Place(name="Hamar bibliotek", city="Hamar"), Mode.IN_PERSON, "Hamar bibliotek"),
        (None, Mode.ONLINE, "Digitalt"),
        (None, Mode.IN_PERSON, ""),
    ],
)
def test_place_names_a_town_once(place: Place | None, mode: Mode, said: str) -> None:
    assert place_words(place, mode, "nb") == said


def test_short_place_has_no_room() -> None:
    assert short_place_words(VANG, Mode.IN_PERSON, "nb") == "Avdeling Vang, Ridabu"
    assert short_place_words(VANG, Mode.HYBRID, "nb") == "Avdeling Vang, Ridabu og digitalt"
    assert short_place_words(None, Mode.ONLINE, "en") == "Online"


def test_address_has_no_empty_parts() -> None:
    """D-14: without a street there is no address to show."""
    place = Place(name="Vang", street="Granveien 2", postal_code="2322", city="Ridabu")
    assert address_words(place) == "Granveien 2, 2322 Ridabu"
    assert address_words(Place(name="Vang", street="Granveien 2")) == "Granveien 2"
    assert address_words(VANG) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_name_of_its_own(language: str) -> None:
    for kind in (State, Workflow, Visibility, Mode, PriceKind, RegistrationKind, Arranger):
        names = [choice_name(choice, language) for choice in kind]
        assert len(set(names)) == len(names)


def test_state_sentences() -> None:
    assert state_sentence(State.CANCELLED, "nn") == "Dette er avlyst."
    assert state_sentence(State.SCHEDULED, "nb") == ""


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_lists(items: list[str], said: str) -> None:
    assert listed(items, "nb") == said
    assert either(items, "nb") == said.replace("og", "eller")


def test_unknown_statuses_are_told_like_their_class() -> None:
    assert error_title(418, "nb") == error_title(400, "nb")
    assert error_advice(599, "nb") == error_advice(500, "nb")
    assert error_title(404, "en") == "We cannot find the page"
