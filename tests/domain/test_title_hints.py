"""Hints about titles: what is better said elsewhere, without crying wolf (D-7)."""

import pytest

from calendar_app.domain.title_hints import Hint, title_hints
from tests.support.vocabulary import VOCABULARY


def codes(title: str) -> list[str]:
    return [hint.code for hint in title_hints(title, VOCABULARY.libraries.values())]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Lesestund 8. februar", ["title_has_date"]),
        ("Lesestund 8.2.", ["title_has_date"]),
        ("Lesestund 8.2.2027", ["title_has_date"]),
        ("Lesestund 8/2", ["title_has_date"]),
        ("Lesestund 2027-02-08", ["title_has_date"]),
        ("Mandag 8. februar: lesestund", ["title_has_date"]),
        ("Lesestund på lørdag", ["title_has_weekday"]),
        ("Høgtlesing måndag", ["title_has_weekday"]),
        ("AVLYST: Lesestund", ["title_has_state"]),
        ("Avlyst – lesestund", ["title_has_state"]),
        ("Lesestund (FULLT)", ["title_has_state"]),
        ("UTSATT Lesestund", ["title_has_state"]),
        ("Lesestund på Hamar bibliotek", ["title_has_library"]),
        ("LESESTUND HAMAR BIBLIOTEK", ["title_has_library"]),
        (
            "Gjøvik bibliotek 8. mai, AVLYST",
            ["title_has_date", "title_has_state", "title_has_library"],
        ),
    ],
)
def test_a_title_that_says_too_much_gets_a_hint(title: str, expected: list[str]) -> None:
    """The tests' library of Gjøvik is called Gjovik, which folds to the same."""
    assert codes(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Lesestund",
        "Lørdagskino",
        "Onsdagsklubben",
        "Hamar i eventyr",
        "Fullt hus på fjøset",
        "For 4.–7. klasse",
        "1.-3. trinn",
        "Sommerles 2027",
        "Nattåpent til kl. 23.10",
        "24/7",
        "0–1,5 år",
        "Møt 1984 igjen",
        "Versjon 1.2.3",
        "Mai-feiring",
    ],
)
def test_an_ordinary_title_gets_none(title: str) -> None:
    assert codes(title) == []


def test_a_hint_names_what_it_is_about() -> None:
    found = title_hints("Ny tid: Lesestund på Hamar bibliotek", VOCABULARY.libraries.values())
    assert found == (
        Hint(code="title_has_state", details={"mark": "NY TID"}),
        Hint(code="title_has_library", details={"library": "Hamar bibliotek"}),
    )
