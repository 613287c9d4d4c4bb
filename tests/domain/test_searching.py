"""Words of a search text and words of a date are folded and split alike."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calendar_app.domain.searching import (
    SEARCH_LENGTH,
    begins_in,
    search_text,
    words_asked_for,
    words_in,
)
from tests.support.published import make_published

anything = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bøker på Ål, 3–6 år!", ["boker", "pa", "al", "3", "6", "ar"]),
        ("St. Hans-kveld_nr/2", ["st", "hans", "kveld", "nr", "2"]),
        ("**Ta med** [plakat](https://x.no/a)", ["ta", "med", "plakat", "https", "x", "no", "a"]),
        ("Čállit sámegillii", ["callit", "samegillii"]),
        ("Казки українською", ["казки", "украінською"]),
        ("مَكْتَبَة أطفال", ["مكتبة", "اطفال"]),
        ("हिन्दी किताब", ["हनद", "कतब"]),
        ("ትግርኛ", ["ትግርኛ"]),
        ("\u200b!?", []),
        ("", []),
    ],
)
def test_words_of_every_script_are_folded(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@given(anything)
@example("İ\u0307")
@example("が각")
def test_words_that_are_folded_stay_as_they_are(text: str) -> None:
    words = words_in(text)
    assert words_in(" ".join(words)) == words
    asked = words_asked_for(text)
    assert words_asked_for(" ".join(asked)) == asked
    assert len(" ".join(asked)) <= SEARCH_LENGTH


@given(st.text(max_size=60), st.integers(1, 9))
def test_the_beginning_of_every_word_finds_its_date(title: str, length: int) -> None:
    text = search_text(make_published(title=title))
    for word in words_in(title):
        assert begins_in(word[:length], text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("lese bok Lese", ("bok", "lese")),
        ("bok bokbad boks b", ("bokbad", "boks")),
        ("a" * 101, ()),
        (" ".join(["bok"] * 26), ()),
        ("!", ()),
        ("", ()),
    ],
)
def test_what_is_asked_for_has_one_order_and_says_nothing_twice(
    text: str, asked: tuple[str, ...]
) -> None:
    """SEL-12: order means nothing."""
    assert words_asked_for(text) == asked


def test_each_word_is_kept_once() -> None:
    text = search_text(make_published(title="Bok bok", summary="BOK", place=None))
    assert text == " bok"
