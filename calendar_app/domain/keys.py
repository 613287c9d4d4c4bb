"""The keys of filter addresses, in canonical order, and the rows that their values name.

Keys are Norwegian and permanent; English aliases are read, never written
(facts/selection.md, section 5).
"""

from collections.abc import Iterable, Mapping
from typing import Final

from calendar_app.domain.vocabulary import (
    AgeBand,
    Category,
    Library,
    Series,
    Tour,
    Venue,
    Vocabulary,
)

Row = Library | Venue | AgeBand | Category | Series | Tour

LIBRARY: Final = "bibliotek"
PLACE: Final = "sted"
AGE: Final = "alder"
CATEGORY: Final = "type"
LANGUAGE: Final = "sprak"
PRICE: Final = "pris"
MODE: Final = "form"
ACCESS: Final = "tilgjengelig"
SIGNUP: Final = "pamelding"
SERIES: Final = "serie"
TOUR: Final = "turne"
CALLED_OFF: Final = "avlyst"
RECURRENCE: Final = "gjentakelse"
SINCE: Final = "fra"
UNTIL: Final = "til"
SEARCH: Final = "sok"
INTERFACE: Final = "ui"

KEYS: Mapping[str, str] = {
    LIBRARY: "library",
    PLACE: "place",
    AGE: "age",
    CATEGORY: "type",
    LANGUAGE: "lang",
    PRICE: "free",
    MODE: "mode",
    ACCESS: "access",
    SIGNUP: "signup",
    SERIES: "series",
    TOUR: "tour",
    CALLED_OFF: "cancelled",
    RECURRENCE: "recurrence",
    SINCE: "from",
    UNTIL: "to",
    SEARCH: "q",
    INTERFACE: "ui",
}
"""Every key with its English alias, in the order in which keys are written."""

NAMES: Mapping[str, str] = {alias: key for key, alias in KEYS.items()} | {key: key for key in KEYS}
"""Every spelling of a key, with the one that is written."""

LIST_KEYS = tuple(KEYS)[: list(KEYS).index(CALLED_OFF)]
"""Keys that take many values, and 'not'."""

ROW_KEYS = (LIBRARY, PLACE, AGE, CATEGORY, SERIES, TOUR)
"""List keys whose values name rows; those of the others are words of the program's own."""


def rows_by_spelling(key: str, vocabulary: Vocabulary) -> Mapping[str, Row]:
    """Give the rows that a list key may name, by slug and by alias; a slug goes before.

    In the order of the spellings; none for keys whose values are no rows.
    """
    found = vocabulary.spellings.get(key)
    if found is None:
        found = vocabulary.spellings[key] = _rows_by_spelling(_rows(key, vocabulary))
    return found


def slug_of(row: Row) -> str:
    """Give the permanent slug of a row."""
    return row.label.slug if isinstance(row, AgeBand | Category) else row.slug


def _rows_by_spelling(rows: Iterable[Row]) -> Mapping[str, Row]:
    known = list(rows)
    aliases = {alias: row for row in known for alias in row.aliases}
    return dict(sorted((aliases | {slug_of(row): row for row in known}).items(), key=_spelling))


def _spelling(pair: tuple[str, Row]) -> str:
    return pair[0]


def _rows(key: str, vocabulary: Vocabulary) -> Iterable[Row]:
    """Give the rows; of a series that was cut in two, the part that came first names it."""
    if key == SERIES:
        return [row for _, row in sorted(vocabulary.series.items(), reverse=True)]
    if key == TOUR:
        return [vocabulary.tours[one] for one in sorted(set(vocabulary.stops.values()))]
    rows: dict[str, Mapping[int, Row]] = {
        LIBRARY: vocabulary.libraries,
        PLACE: vocabulary.venues,
        AGE: vocabulary.age_bands,
        CATEGORY: vocabulary.categories,
    }
    return rows.get(key, {}).values()
