"""A selection in words: one reading of it gives heading, calendar name and description.

So page and feed cannot disagree about what an address means (facts/selection.md, section 9).
"""

from collections.abc import Mapping

from calendar_app.domain.canonical import Part, parts
from calendar_app.domain.chosen import Chosen, chosen
from calendar_app.domain.fixed_words import NEXT
from calendar_app.domain.keys import (
    AGE,
    CATEGORY,
    INTERFACE,
    LANGUAGE,
    LIBRARY,
    LIST_KEYS,
    MODE,
    PLACE,
    PRICE,
    SEARCH,
    SERIES,
    SIGNUP,
    TOUR,
)
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.words.catalogue import translations
from calendar_app.words.filter_parts import is_left_out, part_words
from calendar_app.words.filter_phrases import heading_phrase, limit_phrase, types_named
from calendar_app.words.filter_values import at_the_start, in_sentence

MAX_NAME = 60
"""Characters of a calendar's name (FC-6)."""

_IN_ONE_BREATH = (LANGUAGE, MODE, AGE, LIBRARY, PLACE, SIGNUP)
"""What a heading says of its subject, in this order; all else comes after a comma."""


def selection_heading(
    selection: Selection, vocabulary: Vocabulary, language: str, *, search: str = ""
) -> str:
    """Give the heading of a page: `Lesestund for 3–6 år i Hamar`; `Hva skjer` for everything.

    Dates and what is hidden are no part of it: they say how much is shown, not what it is.
    `search` is the text of the search as it was typed, where that is known.
    """
    text = translations(language)
    if selection.nothing:
        return text.gettext("Ingen arrangementer")
    if not says_what(selection):
        return text.gettext("Hva skjer")
    asked = {one.key: one for one in chosen(selection, vocabulary) if one.included}
    endings = [part for part in _further(selection) if part.key in (*LIST_KEYS, SEARCH)]
    subject, told = _subject(asked, language)
    breath = [heading_phrase(asked[key], language) for key in _IN_ONE_BREATH if key in asked]
    rest = [
        heading_phrase(one, language)
        for key, one in asked.items()
        if key not in (*_IN_ONE_BREATH, *told)
    ]
    said = [part_words(part, vocabulary, language, search=search) for part in endings]
    return ", ".join([" ".join([subject, *breath]), *rest, *said])


def says_what(selection: Selection) -> bool:
    """Tell whether a selection asks for anything but dates and how things are shown."""
    return bool(selection.choices or selection.next_only or selection.words)


def selection_name(
    selection: Selection, vocabulary: Vocabulary, language: str, *, service: str
) -> str:
    """Give the name of the calendar, at most 60 characters; `service` when all is in it."""
    if not selection.nothing and not says_what(selection):
        return service
    heading = selection_heading(selection, vocabulary, language)
    if len(heading) <= MAX_NAME:
        return heading
    kept = heading[: MAX_NAME - 1].rsplit(" ", 1)[0].rstrip(",")
    return f"{kept}…"


def selection_description(
    selection: Selection, vocabulary: Vocabulary, language: str, *, service: str, unknown: bool
) -> str:
    """Say what a calendar holds, key by key.

    `unknown` is whether the address held anything that was not understood: a feed says so in
    one fixed sentence, since what it says is kept for everybody who asks for the same.
    """
    text = translations(language)
    if selection.nothing:
        return text.gettext(
            "Adressen ber om noe som ikke finnes, så kalenderen er tom. "
            "Lag en ny adresse på kalenderens nettside."
        )
    sentences = [text.gettext("Arrangementer fra %(service)s.") % {"service": service}]
    limits = selection_limits(selection, vocabulary, language)
    if limits:
        sentences.append(text.gettext("Utvalg: %(limits)s.") % {"limits": "; ".join(limits)})
    if unknown:
        sentences.append(text.gettext("Noe i adressen ble ikke forstått og er ikke tatt med."))
    return " ".join(sentences)


def selection_limits(
    selection: Selection, vocabulary: Vocabulary, language: str, *, search: str = ""
) -> list[str]:
    """Say all that a selection asks for: a phrase per key, and one for each thing left out."""
    asked = [one for one in chosen(selection, vocabulary) if one.included]
    further = _further(selection)
    return [
        *(limit_phrase(one, language) for one in asked),
        *(part_words(part, vocabulary, language, search=search) for part in further),
    ]


def _further(selection: Selection) -> list[Part]:
    """Give the parts that no included value of a list key says; the page's language is none."""
    return [
        part
        for part in parts(selection)
        if part.key not in (*LIST_KEYS, INTERFACE) or is_left_out(part) or part == (SERIES, NEXT)
    ]


def _subject(asked: Mapping[str, Chosen], language: str) -> tuple[str, tuple[str, ...]]:
    """Give what a heading is about, and the keys that are told of by that."""
    text = translations(language)
    for key in (SERIES, TOUR):
        if key in asked and CATEGORY not in asked:
            return at_the_start(limit_phrase(asked[key], language)), (key,)
    types = asked.get(CATEGORY)
    what = types_named(types, language) if types else text.gettext("Arrangementer")
    if PRICE not in asked:
        return what, (CATEGORY,)
    return text.gettext("Gratis %(what)s") % {"what": in_sentence(what)}, (CATEGORY, PRICE)
