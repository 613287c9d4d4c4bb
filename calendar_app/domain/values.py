"""The values of one key of a filter address: those that are known, and those that are not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from calendar_app.domain.ages import age_order, read_ages, years
from calendar_app.domain.choice import Choice, Value
from calendar_app.domain.index import bit
from calendar_app.domain.keys import AGE, Row, rows_by_spelling, slug_of
from calendar_app.domain.query import pieces
from calendar_app.domain.text import clean_line, fold
from calendar_app.domain.vocabulary import AgeBand, Vocabulary

MOST_INCLUDED = 10
"""Included values per key; excluded ones are never dropped, since that would show more."""

ECHO_LENGTH = 40

_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that was not understood, cleaned and shortened so that it can be shown."""

    key: str
    value: str
    excluded: bool = False


@dataclass(slots=True)
class ListValues:
    """A list key while it is being read; values by slug, so that doubles fall together."""

    key: str
    included: dict[str, Value] = field(default_factory=dict)
    excluded: dict[str, Value] = field(default_factory=dict)
    unknown: list[Unknown] = field(default_factory=list)

    @property
    def asks_for_nothing(self) -> bool:
        return not self.included and any(not one.excluded for one in self.unknown)

    @property
    def is_shortened(self) -> bool:
        return len(self.included) > MOST_INCLUDED

    @property
    def choice(self) -> Choice | None:
        if not self.included and not self.excluded:
            return None
        return Choice(
            key=self.key,
            included=_in_order(self.key, self.included)[:MOST_INCLUDED],
            excluded=_in_order(self.key, self.excluded),
        )


def read_list(key: str, texts: list[str], vocabulary: Vocabulary) -> ListValues:
    """Read the texts of a list key; a leading minus means not, a blank value is none."""
    read = ListValues(key)
    rows = rows_by_spelling(key, vocabulary)
    for piece in pieces(texts):
        text = fold(piece).strip()
        if text == "-":
            continue
        excluded = text.startswith("-")
        value = _value(key, text.removeprefix("-").strip(), rows)
        if value is None:
            read.unknown.append(_unknown(key, piece[1:] if excluded else piece, excluded))
        else:
            (read.excluded if excluded else read.included)[value.slug] = value
    return read


def _value(key: str, text: str, rows: Mapping[str, Row]) -> Value | None:
    span = read_ages(text) if key == AGE else None
    if span:
        return Value(str(span), years(span.low, span.high))
    row = rows.get(text)
    if row is None:
        return None
    bits = years(row.low, row.high) if isinstance(row, AgeBand) else bit(row.id)
    return Value(slug_of(row), bits)


def _in_order(key: str, values: dict[str, Value]) -> tuple[Value, ...]:
    """Sort by slug; ages in numbers come first, by their lower bound."""
    if key == AGE:
        return tuple(values[slug] for slug in sorted(values, key=age_order))
    return tuple(values[slug] for slug in sorted(values))


def read_one(
    key: str, given: dict[str, list[str]], read: Callable[[str], _T | None]
) -> tuple[_T | None, list[Unknown]]:
    """Read a switch or a date; two that differ say nothing, since order means nothing."""
    texts = given.get(key, [])
    readings = [read(fold(text).strip()) for text in texts]
    known = {reading for reading in readings if reading is not None}
    if len(known) == 1:
        pairs = zip(texts, readings, strict=True)
        return known.pop(), [_unknown(key, text) for text, reading in pairs if reading is None]
    return None, [_unknown(key, text) for text in texts]


def _unknown(key: str, text: str, excluded: bool = False) -> Unknown:
    """Make it fit to be shown: what is not UTF-8, or cannot be seen at all, becomes U+FFFD."""
    shown = clean_line(_NOT_UTF8.sub("\ufffd", text))[:ECHO_LENGTH].strip()
    return Unknown(key, shown or "\ufffd", excluded)
