"""Texts that had to be cut, and tags that had to be made harmless."""

import pytest

from feeds.text import shortened, without_tags


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (49, "Vi leser høyt for de minste, og synger etterpå på"),
        (48, "Vi leser høyt for de minste, og synger etterpå…"),
        (30, "Vi leser høyt for de minste,…"),
        (20, "Vi leser høyt for…"),
        (19, ""),
        (-3, ""),
    ],
)
def test_text_is_cut_between_words(limit: int, text: str) -> None:
    assert shortened("Vi leser høyt for de minste, og synger etterpå på", limit) == text


def test_text_of_one_long_word_is_cut_inside_it() -> None:
    assert shortened("Å " + "x" * 100, 30) == "Å " + "x" * 27 + "…"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>ja</b>", "‹b›ja‹/b›"),
        ("<A HREF='x'>", "‹A HREF='x'›"),
        ("<!-- x -->", "‹!-- x --›"),
        ("prat <3 bok, 2 < 3 > 1", "prat <3 bok, 2 < 3 > 1"),
    ],
)
def test_only_tags_are_changed(typed: str, shown: str) -> None:
    assert without_tags(typed) == shown
