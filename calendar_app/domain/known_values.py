"""The values that a list key knows: rows, ages, languages, and words of the program's own.

Values are remembered and shared: an address may hold hundreds, and answers keep theirs.
"""

from functools import lru_cache

from calendar_app.domain.ages import read_ages, years
from calendar_app.domain.choice import Value
from calendar_app.domain.facets import bit
from calendar_app.domain.fixed_words import fixed_word, word_bit
from calendar_app.domain.keys import (
    AGE,
    LANGUAGE,
    ROW_KEYS,
    Row,
    rows_by_spelling,
    slug_of,
)
from calendar_app.domain.languages import read_languages
from calendar_app.domain.vocabulary import AgeBand, Series, Tour, Vocabulary

_MANY = 1 << 14


def known_values(key: str, text: str, vocabulary: Vocabulary) -> tuple[Value, ...]:
    """Give what a folded text without its minus names: one value, at times two, or none."""
    if key == LANGUAGE:
        return tuple(_value(one, 0) for one in read_languages(text))
    if key not in ROW_KEYS:
        word = fixed_word(key, text)
        return (_value(word, word_bit(key, word)),) if word else ()
    span = read_ages(text) if key == AGE else None
    if span:
        return (_value(str(span), years(span.low, span.high)),)
    row = rows_by_spelling(key, vocabulary).get(text)
    return (_value_of_row(row),) if row else ()


def _value_of_row(row: Row) -> Value:
    if isinstance(row, Series | Tour):
        return _value(slug_of(row), 0)
    if isinstance(row, AgeBand):
        return _value(slug_of(row), years(row.low, row.high))
    return _value(slug_of(row), bit(row.id))


@lru_cache(_MANY)
def _value(slug: str, bits: int) -> Value:
    return Value(slug, bits)
