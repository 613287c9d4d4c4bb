"""Selections in words: heading, calendar name, description, chips, warnings."""

from datetime import date

import pytest

from calendar_app.domain.canonical import parts
from calendar_app.domain.grammar import parse
from calendar_app.domain.selection import Selection
from calendar_app.words.selection import (
    MAX_NAME,
    part_words,
    selection_description,
    selection_heading,
    selection_name,
)
from calendar_app.words.warnings import warnings
from tests.support.vocabulary import VOCABULARY


def read(query: str) -> Selection:
    return parse(query, VOCABULARY).selection


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "Hva skjer"),
        ("ui=nn", "Hva skjer"),
        ("avlyst=nei&fra=2027-01-01", "Hva skjer"),
        ("bibliotek=hamar", "Arrangementer i Hamar"),
        ("type=lesestund&alder=3-6&bibliotek=hamar", "Lesestund for 3–6 år i Hamar"),
        ("alder=smabarn,13-", "Arrangementer for fra 13 år og smabarn"),
        ("sted=moelv&type=verksted,lesestund", "Lesestund, Verksted, Moelv"),
        ("type=-lesestund", "Arrangementer, ikke Lesestund"),
        ("bibliotek=hammar", "Ingen arrangementer"),
    ],
)
def test_heading(query: str, heading: str) -> None:
    assert selection_heading(read(query), VOCABULARY, "nb") == heading


def test_heading_in_other_languages() -> None:
    selection = read("type=lesestund&alder=3-6&bibliotek=hamar,gjovik")
    assert selection_heading(selection, VOCABULARY, "en") == (
        "Lesestund for 3–6 years in Gjovik and Hamar"
    )
    assert selection_heading(read(""), VOCABULARY, "nn") == "Kva skjer"


def test_calendar_name_is_that_of_the_service_or_of_the_filter() -> None:
    assert selection_name(read(""), VOCABULARY, "nb", service="Lesekalender") == "Lesekalender"
    assert selection_name(read("bibliotek=hamar"), VOCABULARY, "nb", service="x") == (
        "Arrangementer i Hamar"
    )


def test_calendar_name_is_never_longer_than_clients_show() -> None:
    """FC-6."""
    query = "type=lesestund,verksted,sprakkafe,forfatterbesok&bibliotek=hamar,gjovik,ringsaker"
    name = selection_name(read(query), VOCABULARY, "nb", service="Lesekalender")
    assert len(name) <= MAX_NAME
    assert name.endswith("…")


def test_description_says_every_limit() -> None:
    selection = read("bibliotek=hamar,gjovik&alder=3-6&type=-lesestund&avlyst=nei&til=8u")
    said = selection_description(selection, VOCABULARY, "nb", service="Lesekalender", unknown=False)
    assert said == (
        "Arrangementer fra Lesekalender. Utvalg: bibliotek Gjovik bibliotek eller Hamar bibliotek; "
        "alder 3–6 år; ikke Lesestund; uten det som er avlyst; senest om 8 uker."
    )


def test_description_tells_of_unknown_values_in_one_fixed_sentence() -> None:
    """The feed's text is kept for everybody, so it repeats nothing of the address."""
    said = selection_description(
        read("bibliotek=hamar"), VOCABULARY, "nb", service="x", unknown=True
    )
    assert said.endswith("Noe i adressen ble ikke forstått og er ikke tatt med.")
    nothing = selection_description(read("alder=x"), VOCABULARY, "nb", service="x", unknown=True)
    assert nothing.startswith("Ingenting i adressen ble forstått")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("bibliotek=hamar", "Hamar bibliotek"),
        ("bibliotek=-hamar", "ikke Hamar bibliotek"),
        ("alder=13-", "fra 13 år"),
        ("alder=smabarn", "Smabarn"),
        ("avlyst=nei", "uten det som er avlyst"),
        ("avlyst=synlig", "avlyste vises som vanlige"),
        ("fra=2026-10-01", "tidligst 1. oktober 2026"),
        ("fra=-60d", "tidligst for 60 dager siden"),
        ("fra=-1m", "tidligst for 1 måned siden"),
        ("til=0d", "senest i dag"),
        ("til=1u", "senest om 1 uke"),
        ("til=12m", "senest om 12 måneder"),
    ],
)
def test_chips(query: str, said: str) -> None:
    assert [part_words(part, VOCABULARY, "nb") for part in parts(read(query))] == [said]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("bibliotek=hammar", "Kjenner ikke «hammar» – mente du «hamar»?"),
        ("bibliotek=oslo", "Kjenner ikke «oslo»."),
        (
            "type=-lesestun",
            "Kjenner ikke «lesestun» – mente du «lesestund»? Derfor er ingenting utelatt.",
        ),
        ("fra=i-går", "Forstår ikke datoen «i-går»."),
        ("ui=xx", "Kjenner ikke «xx»."),
    ],
)
def test_warnings_name_what_was_not_understood(query: str, said: str) -> None:
    assert warnings(parse(query, VOCABULARY), VOCABULARY, "nb") == (said,)


def test_warning_of_too_many_values() -> None:
    ages = ",".join(str(age) for age in range(12))
    assert warnings(parse(f"alder={ages}", VOCABULARY), VOCABULARY, "en") == (
        "You have chosen more than 10 of “age”. Only the first ones are included.",
    )


def test_date_of_an_address_is_said_in_each_language() -> None:
    (part,) = parts(read(f"fra={date(2027, 2, 8)}"))
    assert part_words(part, VOCABULARY, "en") == "no earlier than 8 February 2027"
    assert part_words(part, VOCABULARY, "nn") == "tidlegast 8. februar 2027"
