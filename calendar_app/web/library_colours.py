"""The colours of the libraries as a style sheet: data of the installation, never code.

`.lib-<slug>` sets `--lk-lib`, in a shade that can be seen on the grounds of the pages, light and
dark. A colour never says anything alone: the name of the library stands beside it in words.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from calendar_app.domain.contrast import is_colour, readable_shade
from calendar_app.domain.text import valid_slug
from calendar_app.domain.vocabulary import Library

LIGHT_GROUNDS = ("#faf7f0", "#ffffff")
DARK_GROUNDS = ("#11191c", "#192428")
"""`--lk-paper` and `--lk-surface` of public.css; a test compares them."""


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """`digest` changes with the text, so that each version may be kept for ever."""

    text: str
    digest: str


def library_colours(libraries: Iterable[Library]) -> StyleSheet:
    """Give the style sheet of these libraries; one without a colour has no rule.

    A row that no form of ours would have let through is left out, so that nothing in the
    database can add a rule of its own.
    """
    return _style_sheet(
        tuple(
            (one.slug, one.colour.lower())
            for one in sorted(libraries, key=lambda library: library.id)
            if is_colour(one.colour.lower()) and valid_slug(one.slug)
        )
    )


@lru_cache(maxsize=16)
def _style_sheet(colours: tuple[tuple[str, str], ...]) -> StyleSheet:
    light = _rules(colours, LIGHT_GROUNDS)
    dark = _rules(colours, DARK_GROUNDS)
    text = f"{light}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n" if colours else ""
    return StyleSheet(text, hashlib.sha256(text.encode()).hexdigest()[:12])


def _rules(colours: Iterable[tuple[str, str]], grounds: tuple[str, ...]) -> str:
    return "".join(
        f".lib-{slug}{{--lk-lib:{readable_shade(colour, grounds)}}}\n" for slug, colour in colours
    )
