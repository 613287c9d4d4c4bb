"""The raw query text of an address, taken apart into texts per key.

Only for filter addresses: nothing in them is ever an error, and unknown keys do not count.
"""

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from calendar_app.domain.keys import NAMES
from calendar_app.domain.text import fold

# The comma and what Unicode reads as one; the values of an address are folded anyway.
_COMMAS = re.compile("[,\uff0c\ufe50\ufe10]")

NOT_UTF8 = re.compile("[\ud800-\udfff]")
"""What becomes of bytes that are not UTF-8."""


def texts_by_key(query: bytes | str, names: Mapping[str, str] = NAMES) -> dict[str, list[str]]:
    """Give what each known key was given, in order; a blank text counts as absent.

    `names` are the spellings of the keys that are looked for, with what they are called here.
    Percent signs are decoded once. Bytes that are not UTF-8 become lone surrogates, which no
    known value holds.
    """
    raw = query.encode("utf-8", "surrogatepass") if isinstance(query, str) else query
    found: dict[str, list[str]] = {}
    for pair in raw.split(b"&"):
        key, _, value = pair.partition(b"=")
        name = names.get(fold(_decoded(key)).strip())
        text = _decoded(value)
        if name and text.strip():
            found.setdefault(name, []).append(text)
    return found


def pieces(texts: list[str]) -> list[str]:
    """Split the texts of a list key into single values; a key given twice is one list."""
    split = (piece.strip() for text in texts for piece in _COMMAS.split(text))
    return [piece for piece in split if piece]


def _decoded(raw: bytes) -> str:
    return unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8", "surrogateescape")
