"""The words that addresses say of their own, and that no row may be called."""

import pytest

from calendar_app.domain.fixed_words import ENGLISH, WORDS, fixed_word, word_bit
from calendar_app.domain.keys import KEYS, LIST_KEYS
from calendar_app.domain.text import RESERVED, fold, valid_slug
from calendar_app.domain.vocabulary import ACCESS_FLAGS

EVERY_WORD = {word for words in WORDS.values() for word in words}
EVERY_ENGLISH_WORD = {word for words in ENGLISH.values() for word in words}


def test_no_row_is_called_what_an_address_says_itself() -> None:
    """SEL-29"""
    assert EVERY_WORD | EVERY_ENGLISH_WORD == RESERVED
    for word in RESERVED:
        assert not valid_slug(word)


@pytest.mark.parametrize(
    ("key", "text", "word"),
    [
        ("pris", "gratis", "gratis"),
        ("pris", "true", "gratis"),
        ("pris", "no", None),
        ("pamelding", "no", "nei"),
        ("avlyst", "no", "nei"),
        ("avlyst", "visible", "synlig"),
        ("gjentakelse", "rule", "regel"),
        ("serie", "next", "neste"),
        ("form", "physical", "fysisk"),
        ("form", "gratis", None),
        ("tilgjengelig", "sign-language", "tegnsprak"),
        ("bibliotek", "gratis", None),
        ("ui", "nn", "nn"),
        ("ui", "", None),
    ],
)
def test_a_word_is_known_to_its_own_key_in_both_languages(
    key: str, text: str, word: str | None
) -> None:
    assert fixed_word(key, text) == word


def test_english_means_a_word_of_the_same_key() -> None:
    for key, words in ENGLISH.items():
        assert set(words.values()) <= set(WORDS[key])
        assert not set(words) & set(WORDS[key])


def test_words_are_spelt_as_addresses_are_folded() -> None:
    assert {*WORDS, *ENGLISH} <= set(KEYS)
    assert all(fold(word) == word for word in EVERY_WORD | EVERY_ENGLISH_WORD)


def test_each_word_of_a_list_key_has_a_bit_of_its_own() -> None:
    assert len(WORDS["tilgjengelig"]) == len(ACCESS_FLAGS)
    for key in WORDS.keys() & set(LIST_KEYS):
        bits = [word_bit(key, word) for word in WORDS[key]]
        assert sum(bits) == (1 << len(bits)) - 1
