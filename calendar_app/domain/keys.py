"""The keys of filter addresses, in canonical order, and the rows that their values name.

Keys are Norwegian and permanent; English aliases are read, never written
(facts/selection.md, section 5).
"""

from collections.abc import Mapping
from typing import Final

from calendar_app.domain.vocabulary import AgeBand, Category, Library, Venue, Vocabulary

Row = Library | Venue | AgeBand | Category

LIBRARY: Final = "bibliotek"
PLACE: Final = "sted"
AGE: Final = "alder"
CATEGORY: Final = "type"
CALLED_OFF: Final = "avlyst"
SINCE: Final = "fra"
UNTIL: Final = "til"
INTERFACE: Final = "ui"

KEYS: Mapping[str, str] = {
    LIBRARY: "library",
    PLACE: "place",
    AGE: "age",
    CATEGORY: "type",
    CALLED_OFF: "cancelled",
    SINCE: "from",
    UNTIL: "to",
    INTERFACE: "ui",
}
"""Every key with its English alias, in the order in which keys are written."""

NAMES: Mapping[str, str] = {alias: key for key, alias in KEYS.items()} | {key: key for key in KEYS}
"""Every spelling of a key, with the one that is written."""

LIST_KEYS = (LIBRARY, PLACE, AGE, CATEGORY)
"""Keys that take many values, and 'not'."""

VALUE_ALIASES: Mapping[str, Mapping[str, str]] = {
    CALLED_OFF: {"no": "nei", "visible": "synlig"},
}
"""English for the values that are words of ours; slugs have aliases of their own."""


def rows_by_spelling(key: str, vocabulary: Vocabulary) -> dict[str, Row]:
    """Give the rows that a list key may name, by slug and by alias; a slug goes before."""
    rows = _rows(key, vocabulary).values()
    aliases = {alias: row for row in rows if isinstance(row, Category) for alias in row.aliases}
    return aliases | {slug_of(row): row for row in rows}


def slug_of(row: Row) -> str:
    """Give the permanent slug of a row."""
    return row.slug if isinstance(row, Library | Venue) else row.label.slug


def _rows(key: str, vocabulary: Vocabulary) -> Mapping[int, Row]:
    rows: dict[str, Mapping[int, Row]] = {
        LIBRARY: vocabulary.libraries,
        PLACE: vocabulary.venues,
        AGE: vocabulary.age_bands,
        CATEGORY: vocabulary.categories,
    }
    return rows[key]
