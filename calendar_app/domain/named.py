"""Addresses with the name of a filter, `/f/<name>`: the name says what, the reader says how."""

from dataclasses import dataclass, replace

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.fixed_words import AS_RULE, fixed_word
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import CALLED_OFF, INTERFACE, RECURRENCE
from calendar_app.domain.query import texts_by_key
from calendar_app.domain.selection import Selection
from calendar_app.domain.text import fold
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSelection:
    """What such an address asks for.

    `switches` is what it says beside the name, as canonical query. `unknown` tells whether
    anything in the filter or in the switches was not understood.
    """

    named: NamedFilter
    selection: Selection
    switches: str
    unknown: bool


def find_named(name: str, vocabulary: Vocabulary) -> NamedFilter | None:
    """Find the filter that a name of an address means, now or at another time (SEL-27)."""
    slug = fold(name).strip()
    filters = vocabulary.filters.values()
    found = (one for one in filters if one.slug == slug)
    renamed = (one for one in filters if slug in one.aliases)
    return next(found, None) or next(renamed, None)


def read_named(named: NamedFilter, query: bytes, vocabulary: Vocabulary) -> NamedSelection:
    """Read an address: of its keys only `avlyst`, `gjentakelse` and `ui` count (SEL-46).

    What staff stored is read with the present vocabulary, so that slugs of another time mean
    what they mean everywhere.
    """
    stored = parse(named.query, vocabulary)
    given = texts_by_key(query)
    readings = {key: _reading(key, given.get(key, [])) for key in _told(stored.selection)}
    selection = stored.selection
    called_off, recurrence, ui = (readings[key][0] for key in readings)
    if not selection.nothing:
        selection = replace(
            selection,
            called_off=CalledOff(called_off or selection.called_off),
            by_rule=selection.by_rule or recurrence == AS_RULE,
        )
    selection = replace(selection, ui=ui or selection.ui)
    before, now = _told(stored.selection), _told(selection)
    return NamedSelection(
        named=named,
        selection=selection,
        switches="&".join(f"{key}={now[key]}" for key in now if now[key] != before[key]),
        unknown=bool(stored.unknown or stored.shortened)
        or any(is_unknown for _, is_unknown in readings.values()),
    )


def _told(selection: Selection) -> dict[str, str]:
    """Give what a selection says by each switch, in the order in which they are written."""
    return {
        CALLED_OFF: selection.called_off.value,
        RECURRENCE: AS_RULE if selection.by_rule else "",
        INTERFACE: selection.ui,
    }


def _reading(key: str, texts: list[str]) -> tuple[str | None, bool]:
    """Read a switch, and tell whether anything was not understood; two that differ say nothing."""
    words = [fixed_word(key, fold(text).strip()) for text in texts]
    known = {word for word in words if word is not None}
    if len(known) == 1:
        return known.pop(), None in words
    return None, bool(texts)
