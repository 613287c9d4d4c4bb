"""The links from a page to itself in the other languages of the interface."""

from collections.abc import Callable

from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.web.public.context import LanguageLink
from calendar_app.words.languages import OWN_NAMES


def language_links(current: str, address: Callable[[str], str]) -> tuple[LanguageLink, ...]:
    """Give a link per other language; `address` makes that of the page in a language."""
    return tuple(
        LanguageLink(language=one, label=OWN_NAMES[one], href=address(one))
        for one in LANGUAGES
        if one != current
    )
