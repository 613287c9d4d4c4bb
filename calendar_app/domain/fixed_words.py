"""The values of filter addresses that are words of the program's own, and the English for them.

All other values are slugs of rows, ages or languages. No row may be called what stands here
(`calendar_app.domain.text.RESERVED`).
"""

from collections.abc import Mapping
from typing import Final

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.keys import (
    ACCESS,
    CALLED_OFF,
    INTERFACE,
    MODE,
    PRICE,
    RECURRENCE,
    SERIES,
    SIGNUP,
)
from calendar_app.domain.vocabulary import LANGUAGES

FREE: Final = "gratis"
PHYSICAL: Final = "fysisk"
DIGITAL: Final = "digital"
HYBRID: Final = "hybrid"
NO_SIGNUP: Final = "nei"
SIGNUP_NEEDED: Final = "ja"
PLACES_LEFT: Final = "ledig"
NEXT: Final = "neste"
AS_RULE: Final = "regel"

WORDS: Mapping[str, tuple[str, ...]] = {
    PRICE: (FREE,),
    MODE: (PHYSICAL, DIGITAL, HYBRID),
    ACCESS: ("rullestol", "toalett", "teleslynge", "tegnsprak", "stille"),
    SIGNUP: (NO_SIGNUP, SIGNUP_NEEDED, PLACES_LEFT),
    SERIES: (NEXT,),
    CALLED_OFF: tuple(one.value for one in CalledOff),
    RECURRENCE: (AS_RULE,),
    INTERFACE: LANGUAGES,
}
"""Every word by its key; those of `tilgjengelig` in the order of `ACCESS_FLAGS`."""

ENGLISH: Mapping[str, Mapping[str, str]] = {
    PRICE: {"true": FREE, "yes": FREE, "free": FREE},
    MODE: {"physical": PHYSICAL, "in-person": PHYSICAL, "online": DIGITAL},
    ACCESS: {
        "wheelchair": "rullestol",
        "toilet": "toalett",
        "hearing-loop": "teleslynge",
        "sign-language": "tegnsprak",
        "quiet": "stille",
    },
    SIGNUP: {"no": NO_SIGNUP, "yes": SIGNUP_NEEDED, "available": PLACES_LEFT},
    SERIES: {"next": NEXT},
    CALLED_OFF: {"no": CalledOff.HIDDEN.value, "visible": CalledOff.VISIBLE.value},
    RECURRENCE: {"rule": AS_RULE},
}
"""English for them, which is read and never written."""


def fixed_word(key: str, text: str) -> str | None:
    """Give the word of a key that a folded text spells, or None."""
    word = ENGLISH.get(key, {}).get(text, text)
    return word if word in WORDS.get(key, ()) else None


def word_bit(key: str, word: str) -> int:
    """Give the set that holds one word of a key."""
    return 1 << WORDS[key].index(word)
