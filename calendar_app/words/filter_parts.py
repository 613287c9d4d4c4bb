"""One thing that a filter address says, in words: for a chip, and for the end of a sentence."""

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import Part
from calendar_app.domain.chosen import named
from calendar_app.domain.fixed_words import NEXT
from calendar_app.domain.keys import (
    CALLED_OFF,
    LIST_KEYS,
    RECURRENCE,
    SEARCH,
    SERIES,
    SINCE,
    UNTIL,
)
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.filter_dates import limit_words
from calendar_app.words.filter_values import left_out, value_name

_SWITCHES = {
    (CALLED_OFF, CalledOff.HIDDEN.value): N_("uten det som er avlyst"),
    (CALLED_OFF, CalledOff.VISIBLE.value): N_("avlyste vises som vanlige"),
}


def part_words(part: Part, vocabulary: Vocabulary, language: str, *, search: str = "") -> str:
    """Say one thing that an address says: `Hamar bibliotek`, `ikke spill`, `søk: eventyr`.

    `search` is the text of the search as it was typed, where that is known: an address keeps
    its words folded. A row that is gone since the address was read is called by its slug.
    """
    text = translations(language)
    if part.key in (SINCE, UNTIL):
        return limit_words(part.key, part.text, language)
    if part.key == SEARCH:
        return text.gettext("søk: %(words)s") % {"words": search or part.text}
    if part == (SERIES, NEXT):
        return text.gettext("bare neste gang i hver serie")
    if part.key == RECURRENCE:
        return text.gettext("hver serie som én gjentatt avtale")
    if part.key in LIST_KEYS:
        return _value_words(part, vocabulary, language)
    return text.gettext(_SWITCHES[part.key, part.text])


def is_left_out(part: Part) -> bool:
    """Tell whether a part says what is left out."""
    return part.key in LIST_KEYS and part.text.startswith("-")


def _value_words(part: Part, vocabulary: Vocabulary, language: str) -> str:
    slug = part.text.removeprefix("-")
    value = named(part.key, slug, vocabulary)
    if value is None:
        return slug
    say = left_out if is_left_out(part) else value_name
    return say(part.key, value, language)
