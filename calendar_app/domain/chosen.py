"""A selection with the rows that its values name, for whoever puts it into words."""

from dataclasses import dataclass

from calendar_app.domain.ages import AgeSpan, read_ages
from calendar_app.domain.choice import Value
from calendar_app.domain.keys import AGE, ROW_KEYS, Row, rows_by_spelling
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Vocabulary

Named = Row | AgeSpan | str
"""What a value is named by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One list key: what it includes and excludes, in canonical order.

    Ages that were given as numbers are an `AgeSpan`, those given by name their `AgeBand`.
    Languages (`nb`) and the program's own words (`gratis`) stand as they are written.
    """

    key: str
    included: tuple[Named, ...]
    excluded: tuple[Named, ...]


def chosen(selection: Selection, vocabulary: Vocabulary) -> tuple[Chosen, ...]:
    """Give the list keys of a selection; all else is plain fields of it, `next_only` too."""
    return tuple(
        Chosen(
            key=choice.key,
            included=_named(choice.key, choice.included, vocabulary),
            excluded=_named(choice.key, choice.excluded, vocabulary),
        )
        for choice in selection.choices
    )


def _named(key: str, values: tuple[Value, ...], vocabulary: Vocabulary) -> tuple[Named, ...]:
    found = (named(key, value.slug, vocabulary) for value in values)
    return tuple(one for one in found if one is not None)


def named(key: str, slug: str, vocabulary: Vocabulary) -> Named | None:
    """Find what one value of a list key names; None for a row that is gone since it was read."""
    if key not in ROW_KEYS:
        return slug
    span = read_ages(slug) if key == AGE else None
    return span or rows_by_spelling(key, vocabulary).get(slug)
