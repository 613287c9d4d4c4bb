"""What filter addresses say in words of the program's own: `gratis`, `med teleslynge`."""

from collections.abc import Mapping

from calendar_app.domain.fixed_words import (
    DIGITAL,
    FREE,
    HYBRID,
    NO_SIGNUP,
    PHYSICAL,
    PLACES_LEFT,
    SIGNUP_NEEDED,
)
from calendar_app.domain.keys import (
    ACCESS,
    AGE,
    CALLED_OFF,
    CATEGORY,
    LANGUAGE,
    LIBRARY,
    MODE,
    PLACE,
    PRICE,
    SEARCH,
    SERIES,
    SIGNUP,
    SINCE,
    TOUR,
    UNTIL,
)
from calendar_app.words.catalogue import N_, translations

_KEY_NAMES = {
    LIBRARY: N_("bibliotek"),
    PLACE: N_("sted"),
    AGE: N_("alder"),
    CATEGORY: N_("type"),
    LANGUAGE: N_("språk"),
    PRICE: N_("pris"),
    MODE: N_("oppmøte"),
    ACCESS: N_("tilrettelegging"),
    SIGNUP: N_("påmelding"),
    SERIES: N_("serie"),
    TOUR: N_("turné"),
    CALLED_OFF: N_("avlysninger"),
    SINCE: N_("fra-dato"),
    UNTIL: N_("til-dato"),
    SEARCH: N_("søk"),
}
_PHRASES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    PRICE: {FREE: (N_("gratis"), N_("ikke gratis"))},
    MODE: {
        PHYSICAL: (N_("med fysisk oppmøte"), N_("uten fysisk oppmøte")),
        DIGITAL: (N_("på nett"), N_("ikke på nett")),
        HYBRID: (N_("både fysisk og på nett"), N_("ikke både fysisk og på nett")),
    },
    ACCESS: {
        "rullestol": (
            N_("tilrettelagt for rullestol"),
            N_("uten det som er tilrettelagt for rullestol"),
        ),
        "toalett": (N_("med rullestoltoalett"), N_("uten rullestoltoalett")),
        "teleslynge": (N_("med teleslynge"), N_("uten teleslynge")),
        "tegnsprak": (N_("med tegnspråktolk"), N_("uten tegnspråktolk")),
        "stille": (N_("rolig og sansevennlig"), N_("ikke rolig og sansevennlig")),
    },
    SIGNUP: {
        NO_SIGNUP: (N_("uten påmelding"), N_("med påmelding")),
        SIGNUP_NEEDED: (N_("med påmelding"), N_("uten påmelding")),
        PLACES_LEFT: (N_("med ledige plasser"), N_("ikke med ledige plasser")),
    },
}
"""How each word is said where it is asked for, and where it is left out."""

_LABELS: Mapping[str, Mapping[str, str]] = {
    PRICE: {FREE: N_("Gratis")},
    MODE: {
        PHYSICAL: N_("Fysisk oppmøte"),
        DIGITAL: N_("Digitalt"),
        HYBRID: N_("Både fysisk og digitalt"),
    },
    ACCESS: {
        "rullestol": N_("Tilrettelagt for rullestol"),
        "toalett": N_("Rullestoltoalett"),
        "teleslynge": N_("Teleslynge"),
        "tegnsprak": N_("Tegnspråktolk"),
        "stille": N_("Rolig og sansevennlig"),
    },
    SIGNUP: {
        NO_SIGNUP: N_("Uten påmelding"),
        SIGNUP_NEEDED: N_("Med påmelding"),
        PLACES_LEFT: N_("Med ledige plasser"),
    },
}


def key_name(key: str, language: str) -> str:
    """Name a key that says what is shown, inside a sentence: `bibliotek`, `alder`."""
    return translations(language).gettext(_KEY_NAMES[key])


def word_phrase(key: str, word: str, language: str, *, excluded: bool = False) -> str:
    """Say one word of a key: `gratis`, `med teleslynge`; or that it is left out."""
    asked_for, left_out = _PHRASES[key][word]
    return translations(language).gettext(left_out if excluded else asked_for)


def word_label(key: str, word: str, language: str) -> str:
    """Name one word of a key on a box to tick: `Gratis`, `Teleslynge`."""
    return translations(language).gettext(_LABELS[key][word])
