"""Filter addresses: from a raw query text to a `Selection`, and to what was not understood.

Comma means or, several keys mean and, a leading minus means not. Nothing in an address is an
error, and what is not understood never shows more (facts/selection.md, sections 4, 7 and 8).
"""

from dataclasses import dataclass

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.fixed_words import fixed_word
from calendar_app.domain.keys import (
    CALLED_OFF,
    INTERFACE,
    LIST_KEYS,
    RECURRENCE,
    SEARCH,
    SINCE,
    UNTIL,
)
from calendar_app.domain.query import NOT_UTF8, texts_by_key
from calendar_app.domain.searching import words_asked_for
from calendar_app.domain.selection import Selection
from calendar_app.domain.text import clean_line
from calendar_app.domain.values import Unknown, read_list, read_one
from calendar_app.domain.vocabulary import LANGUAGES, Vocabulary
from calendar_app.domain.when import When, read_when

MOST_ECHOED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """An address as it was read.

    `known` is what was understood of it: the same as `selection` unless that is 'nothing', and
    what a form shows again. `shortened` names the keys with more than `MOST_INCLUDED` values.
    `search` is the text of `sok` as it was typed, in one clean line.
    """

    selection: Selection
    known: Selection
    unknown: tuple[Unknown, ...] = ()
    shortened: tuple[str, ...] = ()
    search: str = ""


def parse(query: bytes | str, vocabulary: Vocabulary) -> Parsed:
    """Read a raw query text, without its `?`; never raises. Over 4 KiB is the caller's matter."""
    given = texts_by_key(query)
    lists = [read_list(key, given[key], vocabulary) for key in LIST_KEYS if key in given]
    called_off, no_state = read_one(CALLED_OFF, given, _called_off)
    by_rule, no_rule = read_one(RECURRENCE, given, _by_rule)
    since, no_start = _read_date(SINCE, given)
    until, no_end = _read_date(UNTIL, given)
    words, no_words = _read_search(given)
    ui, no_language = read_one(INTERFACE, given, _language)
    known = Selection(
        choices=tuple(one.choice for one in lists if one.choice),
        next_only=any(one.next_only for one in lists),
        called_off=called_off or CalledOff.STATUS,
        by_rule=bool(by_rule),
        since=since,
        until=until,
        words=words,
        ui=ui or LANGUAGES[0],
    )
    nothing = bool(no_words) or any(one.asks_for_nothing for one in lists)
    unknown = [piece for one in lists for piece in one.unknown]
    unknown += [*no_state, *no_rule, *no_start, *no_end, *no_words, *no_language]
    return Parsed(
        selection=Selection(nothing=True, ui=known.ui) if nothing else known,
        known=known,
        unknown=tuple(sorted(dict.fromkeys(unknown), key=_comes_last))[:MOST_ECHOED],
        shortened=tuple(one.key for one in lists if one.is_shortened),
        search=clean_line(_search_text(given)),
    )


def _comes_last(unknown: Unknown) -> bool:
    """Tell what may be left unsaid: an exclusion that is not understood shows more (SEL-21)."""
    return not unknown.excluded


def _read_date(key: str, given: dict[str, list[str]]) -> tuple[When | None, list[Unknown]]:
    return read_one(key, given, read_when)


def _read_search(given: dict[str, list[str]]) -> tuple[tuple[str, ...], list[Unknown]]:
    """Read the words to search for; a text without any, or too long, finds nothing."""
    text = _search_text(given)
    words = () if NOT_UTF8.search(text) else words_asked_for(clean_line(text))
    return words, [Unknown.of(SEARCH, text)] if text and not words else []


def _search_text(given: dict[str, list[str]]) -> str:
    return " ".join(given.get(SEARCH, []))


def _called_off(text: str) -> CalledOff | None:
    word = fixed_word(CALLED_OFF, text)
    return CalledOff(word) if word else None


def _by_rule(text: str) -> bool | None:
    return True if fixed_word(RECURRENCE, text) else None


def _language(text: str) -> str | None:
    return fixed_word(INTERFACE, text)
