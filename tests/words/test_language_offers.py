"""Which other language a page offers, and in which words."""

import pytest

from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.words.languages import language_offer, offered_language


@pytest.mark.parametrize(
    ("guess", "shown", "offered"),
    [
        (None, "nb", ""),
        ("nb", "nb", ""),
        ("nn", "nb", "nn"),
        ("en", "nb", "en"),
        ("nb", "en", "nb"),
        ("nn", "en", "nn"),
        ("en", "nn", "en"),
        ("nb", "nn", ""),
    ],
)
def test_readers_own_language_is_offered(guess: str | None, shown: str, offered: str) -> None:
    assert offered_language(guess, shown) == offered


def test_offer_is_made_in_the_language_that_is_offered() -> None:
    assert [language_offer(one) for one in LANGUAGES] == [
        "Denne siden finnes også på bokmål",
        "Denne sida finst òg på nynorsk",
        "This page is also in English",
    ]
