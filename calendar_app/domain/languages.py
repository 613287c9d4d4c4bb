"""Languages of events as filters ask for them: by the first part of a BCP 47 tag.

Staff may give an event any well-formed tag, and addresses are read without looking at events.
So every well-formed code of two or three letters is a known value: whatever language an event
has, there is an address that finds it, and a code that no event has finds nothing.
"""

import re
from collections.abc import Iterable, Mapping

_TAG = re.compile(r"([a-z]{2,3})([-_][a-z0-9]{1,8})*")

NORWEGIAN = ("nb", "nn")

_OTHER_CODES: Mapping[str, tuple[str, ...]] = {
    "no": NORWEGIAN, "nor": NORWEGIAN, "nob": ("nb",), "nno": ("nn",), "sme": ("se",),
    "eng": ("en",), "ukr": ("uk",), "ara": ("ar",), "som": ("so",), "tir": ("ti",),
    "pol": ("pl",), "fas": ("fa",), "per": ("fa",),
}  # fmt: skip
"""`no` says either written form; the others are longer codes for what has a short one."""

SPOKEN_OF: Mapping[str, str] = {
    "norsk": "no", "bokmal": "nb", "nynorsk": "nn", "samisk": "se", "nordsamisk": "se",
    "engelsk": "en", "ukrainsk": "uk", "arabisk": "ar", "somali": "so", "tigrinja": "ti",
    "polsk": "pl", "persisk": "fa", "farsi": "fa", "dari": "fa",
}  # fmt: skip
"""What people call languages, folded: no values, but a hint at what was meant."""


def read_languages(text: str) -> tuple[str, ...]:
    """Give the languages that a lower-case tag stands for: none when it is not one."""
    found = _TAG.fullmatch(text)
    if found is None:
        return ()
    return _OTHER_CODES.get(found[1], (found[1],))


def languages_of(tags: Iterable[str]) -> tuple[str, ...]:
    """Give the languages of an event with these tags, as addresses write them."""
    return tuple(sorted({one for tag in tags for one in read_languages(tag.lower())}))
