"""What somebody may have meant by a value that was not understood: 'mente du «hamar»?'."""

from bisect import bisect_left
from collections.abc import Mapping
from difflib import get_close_matches

from calendar_app.domain.fixed_words import ENGLISH, WORDS, fixed_word
from calendar_app.domain.keys import LANGUAGE, rows_by_spelling, slug_of
from calendar_app.domain.languages import SPOKEN_OF
from calendar_app.domain.text import fold
from calendar_app.domain.values import Unknown
from calendar_app.domain.vocabulary import Vocabulary

_NEAR = 200
"""Spellings on each side that are looked at: comparing is slow, and series may be thousands."""


def suggestion(unknown: Unknown, vocabulary: Vocabulary) -> str | None:
    """Give the value of the same key that looks most like it, or None when none does."""
    text = fold(unknown.value)
    rows, words = rows_by_spelling(unknown.key, vocabulary), _words(unknown.key)
    if text in rows or fixed_word(unknown.key, text):
        return None  # two switches that differ, or `-neste`
    spellings = list(rows)
    place = bisect_left(spellings, text)
    near = spellings[max(place - _NEAR, 0) : place + _NEAR]
    close = get_close_matches(text, [*near, *words], n=1)
    if not close:
        return None
    row = rows.get(close[0])
    return slug_of(row) if row else words[close[0]]


def _words(key: str) -> Mapping[str, str]:
    """Give what the words of a key are called, with what is written."""
    if key == LANGUAGE:
        return {code: code for code in SPOKEN_OF.values()} | dict(SPOKEN_OF)
    return {word: word for word in WORDS.get(key, ())} | dict(ENGLISH.get(key, {}))
