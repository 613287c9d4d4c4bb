"""Text at the edge of the model: cleaned before anything stores, compares or shows it.

What is cleaned here cannot start a line of its own in iCalendar (T-1), is accepted by both
databases and by XML, and reads in the direction in which it is shown.
"""

import re
import unicodedata
from collections.abc import Container
from urllib.parse import urlsplit

SLUG_LENGTH = 60
URL_LENGTH = 2000

RESERVED = frozenset(
    {
        "neste", "regel", "nei", "ja", "ledig", "gratis", "fysisk", "digital", "hybrid",
        "rullestol", "toalett", "teleslynge", "tegnsprak", "stille", "status", "synlig",
        "nb", "nn", "en",
        "next", "rule", "no", "yes", "available", "free", "true", "physical", "in-person",
        "online", "wheelchair", "toilet", "hearing-loop", "sign-language", "quiet", "visible",
    }
)  # fmt: skip
"""The words of `calendar_app.domain.fixed_words`: no row is called what an address says itself."""

_NEWLINES = re.compile("\r\n|[\r\u2028\u2029\x85\x0b\x0c]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROLS_IN_LINES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# Lone surrogates, bidi embeddings, overrides and isolates, and what XML cannot hold. The joiners
# and the plain direction marks stay: emoji, Persian and Arabic need them.
_UNWANTED = re.compile("[\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SPACES = re.compile(" {2,}")

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
# Letters that Unicode does not take apart into a base and an accent.
_LETTERS = {
    "ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "œ": "oe", "ł": "l",
    "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "\u00ad": "",
}  # fmt: skip
_PLAIN = tuple((_LETTERS | _DASHES).items())
_ACCENTS = re.compile("[\u0300-\u036f]")

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOT_IN_URLS = re.compile(r'[\s\x00-\x20\x7f-\xa0\\<>"`{}|^\u200b-\u200f\ufeff]')


def clean_line(text: str) -> str:
    """Make one line of it: breaks and controls become spaces, which are joined and trimmed."""
    kept = _UNWANTED.sub("", _CONTROLS.sub(" ", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip()


def clean_text(text: str) -> str:
    r"""Keep its lines, each ended by `\n`; other controls are dropped, the ends trimmed.

    Tabs become spaces up to the next of CommonMark's tab stops.
    """
    lines = _NEWLINES.sub("\n", text).expandtabs(4)
    kept = _UNWANTED.sub("", _CONTROLS_IN_LINES.sub("", lines))
    return unicodedata.normalize("NFC", kept).strip()


def fold(text: str) -> str:
    """Reduce text to what it is compared by: lower case, no accents, `å→a ø→o æ→ae`, plain `-`.

    For search and for the values of an address (facts/selection.md, section 7); never shown.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    plain = _ACCENTS.sub("", apart)
    for letter, instead in _PLAIN:  # a quarter of the time of `translate` over a description
        plain = plain.replace(letter, instead)
    return unicodedata.normalize("NFC", plain)


def slugify(text: str) -> str:
    """Make the readable part of an event's address: `a-z 0-9 -`, at most 60, never empty."""
    words = re.findall("[a-z0-9]+", fold(text))
    slug = "-".join(words)
    if len(slug) > SLUG_LENGTH:
        whole, _, _ = slug[: SLUG_LENGTH + 1].rpartition("-")
        slug = whole or slug[:SLUG_LENGTH]
    return slug or "arrangement"


def valid_slug(slug: str, *, used: Container[str] = ()) -> bool:
    """Tell whether a new row of any kind may have this slug for ever.

    Filter addresses could not tell the others apart from their own signs (SEL-29), and a slug in
    `used` already means something (SEL-28).
    """
    if not _SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH:
        return False
    only_numbers = not slug.strip("0123456789-")
    return not only_numbers and slug not in RESERVED and slug not in used


def is_url(text: str) -> bool:
    """Tell whether it is an http(s) address that is safe to link to (T-3)."""
    if len(text) > URL_LENGTH or _NOT_IN_URLS.search(text) or _UNWANTED.search(text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def clean_url(text: str) -> str:
    """Give an address as it was typed, without the spaces around it; "" when it is refused."""
    trimmed = text.strip(" \t\r\n")
    return trimmed if is_url(trimmed) else ""
