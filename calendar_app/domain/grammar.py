"""Filter addresses: from a raw query text to a `Selection`, and to what was not understood.

Comma means or, several keys mean and, a leading minus means not. Nothing in an address is an
error, and what is not understood never shows more (facts/selection.md, sections 4, 7 and 8).
"""

from dataclasses import dataclass

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.keys import (
    CALLED_OFF,
    INTERFACE,
    LIST_KEYS,
    SINCE,
    UNTIL,
    VALUE_ALIASES,
)
from calendar_app.domain.query import texts_by_key
from calendar_app.domain.selection import Selection
from calendar_app.domain.values import Unknown, read_list, read_one
from calendar_app.domain.vocabulary import LANGUAGES, Vocabulary
from calendar_app.domain.when import When, read_when

MOST_ECHOED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """An address as it was read.

    `known` is what was understood of it: the same as `selection` unless that is 'nothing', and
    what a form shows again. `shortened` names the keys with more than `MOST_INCLUDED` values.
    """

    selection: Selection
    known: Selection
    unknown: tuple[Unknown, ...] = ()
    shortened: tuple[str, ...] = ()


def parse(query: bytes | str, vocabulary: Vocabulary) -> Parsed:
    """Read a raw query text, without its `?`; never raises. Over 4 KiB is the caller's matter."""
    given = texts_by_key(query)
    lists = [read_list(key, given[key], vocabulary) for key in LIST_KEYS if key in given]
    called_off, unknown_called_off = read_one(CALLED_OFF, given, _called_off)
    since, unknown_since = _read_date(SINCE, given)
    until, unknown_until = _read_date(UNTIL, given)
    ui, unknown_ui = read_one(INTERFACE, given, _language)
    known = Selection(
        choices=tuple(one.choice for one in lists if one.choice),
        called_off=called_off or CalledOff.STATUS,
        since=since,
        until=until,
        ui=ui or LANGUAGES[0],
    )
    nothing = any(one.asks_for_nothing for one in lists)
    unknown = [piece for one in lists for piece in one.unknown]
    unknown += [*unknown_called_off, *unknown_since, *unknown_until, *unknown_ui]
    return Parsed(
        selection=Selection(nothing=True, ui=known.ui) if nothing else known,
        known=known,
        unknown=tuple(dict.fromkeys(unknown))[:MOST_ECHOED],
        shortened=tuple(one.key for one in lists if one.is_shortened),
    )


def _read_date(key: str, given: dict[str, list[str]]) -> tuple[When | None, list[Unknown]]:
    return read_one(key, given, read_when)


def _called_off(text: str) -> CalledOff | None:
    word = VALUE_ALIASES[CALLED_OFF].get(text, text)
    return next((one for one in CalledOff if one.value == word), None)


def _language(text: str) -> str | None:
    return text if text in LANGUAGES else None
