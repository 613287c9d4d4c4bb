"""What is better said elsewhere than in a title: hints that help and never block (D-7).

A date in the title is wrong as soon as something moves, the mark of a cancelled date is put there
by the program, and the name of the library stands beside every title.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from calendar_app.domain.text import fold
from calendar_app.domain.vocabulary import Library

_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|january|february|march|may|june|july|october|december"
)
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_DATE = re.compile(
    rf"\b{_DAY}\.?\s?(?:{_MONTHS})\b"
    r"|\b20[0-9]{2}-(?:0[1-9]|1[0-2])-[0-3][0-9]\b"
    rf"|(?!24/7)(?<![\w.,/–-])(?<!kl )(?<!kl\. ){_DAY}[./]\s?(?:1[0-2]|0?[1-9])"
    r"(?:[./]\s?(?:20)?[0-9]{2})?"
    r"(?![\w/]|[.,][0-9])"
)
_WEEKDAY = re.compile(
    r"\b(mandag|tirsdag|onsdag|torsdag|fredag|lordag|sondag|tysdag|laurdag|sundag"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_LOUD_MARK = re.compile(r"\b(AVLYST|UTSATT|UTSETT|FULLT|FULLTEGNET|NY TID|CANCELLED)\b")
_PLAIN_MARK = re.compile(
    r"^\W*(avlyst|utsatt|utsett|fullt|ny tid|cancelled)\s*[:!–-]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One thing to think about: `code` is a key of `words.title_hints`, `details` fill it."""

    code: str
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def title_hints(title: str, libraries: Iterable[Library]) -> tuple[Hint, ...]:
    """Tell what a title holds that belongs elsewhere; nothing here is wrong."""
    return tuple(_hints(title, libraries))


def _hints(title: str, libraries: Iterable[Library]) -> Iterator[Hint]:
    folded = fold(title)
    if _DATE.search(folded):
        yield Hint(code="title_has_date")
    elif _WEEKDAY.search(folded):
        yield Hint(code="title_has_weekday")
    mark = _LOUD_MARK.search(title) or _PLAIN_MARK.search(title)
    if mark:
        yield Hint(code="title_has_state", details={"mark": mark[1].upper()})
    named = [one.name for one in libraries if _names(folded, one)]
    if named:
        yield Hint(code="title_has_library", details={"library": named[0]})


def _names(folded: str, library: Library) -> bool:
    """Tell whether a title says a library's whole name; the town alone may be what it is about."""
    names = {library.name, f"{library.short_name} bibliotek", f"{library.short_name} library"}
    return any(re.search(rf"\b{re.escape(fold(name))}", folded) for name in names if name.strip())
