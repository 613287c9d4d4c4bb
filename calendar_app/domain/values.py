"""The values of one key of a filter address: those that are known, and those that are not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from calendar_app.domain.ages import age_order
from calendar_app.domain.choice import Choice, Value
from calendar_app.domain.fixed_words import fixed_word
from calendar_app.domain.keys import AGE, SERIES
from calendar_app.domain.known_values import known_values
from calendar_app.domain.query import NOT_UTF8, pieces
from calendar_app.domain.text import clean_line, fold
from calendar_app.domain.vocabulary import Vocabulary

MOST_INCLUDED = 10
"""Included values per key; excluded ones are never dropped, since that would show more."""

ECHO_LENGTH = 40

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that was not understood, cleaned and shortened so that it can be shown."""

    key: str
    value: str
    excluded: bool = False

    @classmethod
    def of(cls, key: str, text: str, excluded: bool = False) -> "Unknown":
        """Make it fit to be shown: what is not UTF-8, or cannot be seen, becomes U+FFFD."""
        shown = clean_line(NOT_UTF8.sub("\ufffd", text))[:ECHO_LENGTH].strip()
        return cls(key, shown or "\ufffd", excluded)


@dataclass(slots=True)
class ListValues:
    """A list key while it is being read; values by slug, so that doubles fall together.

    `next_only` is what `serie=neste` says: it picks among dates and names none.
    """

    key: str
    included: dict[str, Value] = field(default_factory=dict)
    excluded: dict[str, Value] = field(default_factory=dict)
    unknown: list[Unknown] = field(default_factory=list)
    next_only: bool = False

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
    for piece in pieces(texts):
        text = fold(piece).strip()
        if text == "-":
            continue
        if key == SERIES and fixed_word(key, text):
            read.next_only = True
            continue
        excluded = text.startswith("-")
        values = known_values(key, text.removeprefix("-").strip(), vocabulary)
        if not values:
            read.unknown.append(Unknown.of(key, piece[1:] if excluded else piece, excluded))
        (read.excluded if excluded else read.included).update((one.slug, one) for one in values)
    return read


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
        return known.pop(), [Unknown.of(key, text) for text, reading in pairs if reading is None]
    return None, [Unknown.of(key, text) for text in texts]
