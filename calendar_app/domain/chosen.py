"""A selection with the rows that its values name, for whoever puts it into words."""

from dataclasses import dataclass

from calendar_app.domain.ages import AgeSpan, read_ages
from calendar_app.domain.choice import Value
from calendar_app.domain.keys import AGE, Row, rows_by_spelling
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One list key: what it includes and excludes, in canonical order.

    Ages that were given as numbers are an `AgeSpan`, those given by name their `AgeBand`.
    """

    key: str
    included: tuple[Row | AgeSpan, ...]
    excluded: tuple[Row | AgeSpan, ...]


def chosen(selection: Selection, vocabulary: Vocabulary) -> tuple[Chosen, ...]:
    """Give the list keys of a selection; its switches and dates are plain fields of it."""
    return tuple(
        Chosen(
            key=choice.key,
            included=_named(choice.key, choice.included, vocabulary),
            excluded=_named(choice.key, choice.excluded, vocabulary),
        )
        for choice in selection.choices
    )


def _named(
    key: str, values: tuple[Value, ...], vocabulary: Vocabulary
) -> tuple[Row | AgeSpan, ...]:
    """Find the rows; one that is gone since the address was read is left out."""
    rows = rows_by_spelling(key, vocabulary)
    spans = [read_ages(value.slug) if key == AGE else None for value in values]
    found = (span or rows.get(value.slug) for span, value in zip(spans, values, strict=True))
    return tuple(one for one in found if one is not None)
