"""A selection in words: one reading of it gives heading, calendar name, description and chips.

So page and feed cannot disagree about what an address means (facts/selection.md, section 9).
"""

from collections.abc import Iterable

from calendar_app.domain.ages import AgeSpan, read_ages
from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import Part, parts
from calendar_app.domain.chosen import chosen
from calendar_app.domain.keys import (
    AGE,
    CALLED_OFF,
    CATEGORY,
    INTERFACE,
    LIBRARY,
    PLACE,
    SINCE,
    UNTIL,
    Row,
    rows_by_spelling,
)
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Library, Venue, Vocabulary
from calendar_app.domain.when import Offset, When, read_when
from calendar_app.words.ages import age_words
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import date_words
from calendar_app.words.lists import either, listed

MAX_NAME = 60
"""Characters of a calendar's name (FC-6)."""

_KEY_NAMES = {
    LIBRARY: N_("bibliotek"),
    PLACE: N_("sted"),
    AGE: N_("alder"),
    CATEGORY: N_("type"),
}
_PERIODS = {
    "d": (N_("om %(num)d dag"), N_("om %(num)d dager")),
    "u": (N_("om %(num)d uke"), N_("om %(num)d uker")),
    "m": (N_("om %(num)d måned"), N_("om %(num)d måneder")),
}
_PERIODS_AGO = {
    "d": (N_("for %(num)d dag siden"), N_("for %(num)d dager siden")),
    "u": (N_("for %(num)d uke siden"), N_("for %(num)d uker siden")),
    "m": (N_("for %(num)d måned siden"), N_("for %(num)d måneder siden")),
}


def selection_heading(selection: Selection, vocabulary: Vocabulary, language: str) -> str:
    """Give the heading of a page: `Lesestund for 3–6 år i Hamar`; `Hva skjer` for everything.

    Dates and what is hidden are no part of it: they say how much is shown, not what it is.
    """
    text = translations(language)
    if selection.nothing:
        return text.gettext("Ingen arrangementer")
    said = [part for part in _said(selection) if part.key in _KEY_NAMES]
    if not said:
        return text.gettext("Hva skjer")
    names = _included(selection, vocabulary, language, short=True)
    heading = ", ".join(names[CATEGORY]) or text.gettext("Arrangementer")
    if names[AGE]:
        ages = listed([_lower_first(name) for name in names[AGE]], language)
        heading = text.gettext("%(what)s for %(ages)s") % {"what": heading, "ages": ages}
    if names[LIBRARY]:
        values = {"what": heading, "where": listed(names[LIBRARY], language)}
        heading = text.gettext("%(what)s i %(where)s") % values
    left_out = [part_words(part, vocabulary, language) for part in said if _is_excluded(part)]
    return ", ".join([heading, *names[PLACE], *left_out])


def selection_name(
    selection: Selection, vocabulary: Vocabulary, language: str, *, service: str
) -> str:
    """Give the name of the calendar, at most 60 characters; `service` when all is in it."""
    if not selection.nothing and not selection.choices:
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
            "Ingenting i adressen ble forstått, så kalenderen er tom. "
            "Lag en ny adresse på kalenderens nettside."
        )
    sentences = [text.gettext("Arrangementer fra %(service)s.") % {"service": service}]
    limits = list(_limits(selection, vocabulary, language))
    if limits:
        sentences.append(text.gettext("Utvalg: %(limits)s.") % {"limits": "; ".join(limits)})
    if unknown:
        sentences.append(text.gettext("Noe i adressen ble ikke forstått og er ikke tatt med."))
    return " ".join(sentences)


def part_words(part: Part, vocabulary: Vocabulary, language: str) -> str:
    """Say one thing that an address says, for a chip: `Hamar bibliotek`, `ikke Spill`."""
    text = translations(language)
    if part.key == CALLED_OFF:
        if part.text == CalledOff.HIDDEN.value:
            return text.gettext("uten det som er avlyst")
        return text.gettext("avlyste vises som vanlige")
    if part.key in (SINCE, UNTIL):
        message = (
            text.gettext("tidligst %(day)s")
            if part.key == SINCE
            else text.gettext("senest %(day)s")
        )
        return message % {"day": _when_words(read_when(part.text), language)}
    name = _value_words(part, vocabulary, language)
    return text.gettext("ikke %(name)s") % {"name": name} if _is_excluded(part) else name


def key_name(key: str, language: str) -> str:
    """Name a list key of the address: `bibliotek`, `alder`."""
    return translations(language).gettext(_KEY_NAMES[key])


def _said(selection: Selection) -> list[Part]:
    """Give what an address says about events; the language of the page is not one of it."""
    return [part for part in parts(selection) if part.key != INTERFACE]


def _is_excluded(part: Part) -> bool:
    return part.key in _KEY_NAMES and part.text.startswith("-")


def _is_rest(part: Part) -> bool:
    return part.key not in _KEY_NAMES or _is_excluded(part)


def _limits(selection: Selection, vocabulary: Vocabulary, language: str) -> Iterable[str]:
    for key, names in _included(selection, vocabulary, language).items():
        if names:
            yield f"{key_name(key, language)} {either(names, language)}"
    for part in _said(selection):
        if _is_rest(part):
            yield part_words(part, vocabulary, language)


def _included(
    selection: Selection, vocabulary: Vocabulary, language: str, *, short: bool = False
) -> dict[str, list[str]]:
    """Name what is included, by list key."""
    names: dict[str, list[str]] = {key: [] for key in _KEY_NAMES}
    for choice in chosen(selection, vocabulary):
        names[choice.key] += [_name(one, language, short=short) for one in choice.included]
    return names


def _value_words(part: Part, vocabulary: Vocabulary, language: str) -> str:
    slug = part.text.removeprefix("-")
    value = rows_by_spelling(part.key, vocabulary).get(slug) or read_ages(slug)
    return _name(value, language) if value else slug


def _name(value: Row | AgeSpan, language: str, *, short: bool = False) -> str:
    if isinstance(value, AgeSpan):
        return age_words(value.low, value.high, language)
    if isinstance(value, Library | Venue):
        return value.short_name if short else value.name
    return value.label.name(language)


def _when_words(when: When | None, language: str) -> str:
    """Say a date of an address; one counted from today keeps being counted."""
    text = translations(language)
    if not isinstance(when, Offset):
        return date_words(when, language, weekday=False) if when else ""
    if when.amount == 0:
        return text.gettext("i dag")
    table = _PERIODS if when.amount > 0 else _PERIODS_AGO
    number = abs(when.amount)
    # Not ngettext: a message that stands in a table is extracted as one with a single form.
    return text.gettext(table[when.unit][number != 1]) % {"num": number}


def _lower_first(name: str) -> str:
    return name[:1].lower() + name[1:]
