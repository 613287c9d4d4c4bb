"""Languages: which one a reader gets, and what the languages of events are called."""

from functools import cache, lru_cache

from babel import Locale

OWN_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
"""What each language of the interface calls itself."""

_OFFERS = {
    "nb": "Denne siden finnes også på bokmål",
    "nn": "Denne sida finst òg på nynorsk",
    "en": "This page is also in English",
}
"""Said in the language that is offered, so no catalogue of the page's own has them."""

_PRIMARY = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en"}
_NORWEGIAN_FORMS = ("nb", "nn")
"""In Norwegian nobody calls them `norsk bokmål` in a sentence."""

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "prs", "ps", "ur", "yi"}
)


def interface_language(tag: str) -> str | None:
    """Give the language of the interface for a BCP 47 tag, None when there is none.

    `no` means bokmål (D-8); it never becomes `no_NO`, which Babel does not know.
    """
    return _PRIMARY.get(tag.strip().lower().replace("_", "-").split("-")[0])


@lru_cache(maxsize=256)
def preferred_language(accept_language: str) -> str | None:
    """Give the first language of an Accept-Language header that the interface has."""
    ranked = sorted(
        (_quality(part), -place, part) for place, part in enumerate(accept_language.split(","))
    )
    for quality, _, part in reversed(ranked):
        found = interface_language(part.split(";")[0])
        if found and quality > 0:
            return found
    return None


def offered_language(guess: str | None, shown: str) -> str:
    """Give the language to offer to a reader whose browser asks for `guess`, "" for none.

    Who reads nynorsk has chosen it, mostly in a browser that says bokmål: bokmål is not offered.
    """
    if guess is None or guess == shown or (guess, shown) == ("nb", "nn"):
        return ""
    return guess


def language_offer(language: str) -> str:
    """Say, in `language`, that the page is there in it too."""
    return _OFFERS[language]


def text_direction(tag: str) -> str:
    """Give `rtl` for a language that is written from right to left, else `ltr`."""
    lowered = tag.lower()
    return "rtl" if {lowered, lowered.split("-")[0]} & _RIGHT_TO_LEFT else "ltr"


def language_name(tag: str, language: str) -> str:
    """Name the language of an event in the reader's language; the tag itself when unknown."""
    return _names(language).get(tag.lower().replace("-", "_"), tag)


def filter_language_name(code: str, language: str) -> str:
    """Name a language inside a sentence about a filter: `bokmål`, `nordsamisk`."""
    own = OWN_NAMES.get(code, "") if code in _NORWEGIAN_FORMS and language != "en" else ""
    return own.lower() or language_name(code, language)


@cache
def _names(language: str) -> dict[str, str]:
    names = Locale.parse(language).languages
    return {str(tag).lower(): str(name) for tag, name in names.items()}


def _quality(part: str) -> float:
    for piece in part.split(";")[1:]:
        name, _, value = piece.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
