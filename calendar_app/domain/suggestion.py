"""What somebody may have meant by a value that was not understood: 'mente du «hamar»?'."""

from difflib import get_close_matches

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.keys import (
    CALLED_OFF,
    INTERFACE,
    LIST_KEYS,
    rows_by_spelling,
    slug_of,
)
from calendar_app.domain.text import fold
from calendar_app.domain.values import Unknown
from calendar_app.domain.vocabulary import LANGUAGES, Vocabulary


def suggestion(unknown: Unknown, vocabulary: Vocabulary) -> str | None:
    """Give the value of the same key that looks most like it, or None when none does."""
    values = _values(unknown.key, vocabulary)
    close = get_close_matches(fold(unknown.value), values, n=1)
    return values[close[0]] if close else None


def _values(key: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Give every spelling of the values of a key, with the one that is written."""
    if key in LIST_KEYS:
        rows = rows_by_spelling(key, vocabulary)
        return {spelt: slug_of(row) for spelt, row in rows.items()}
    if key == CALLED_OFF:
        return {one.value: one.value for one in CalledOff}
    if key == INTERFACE:
        return {one: one for one in LANGUAGES}
    return {}
