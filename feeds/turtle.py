"""Values as Turtle (W3C RDF 1.1 Turtle), safe whatever is in them."""

import re
from urllib.parse import quote

from calendar_app.domain.text import clean_text

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%-._~"
"""What an address may hold besides letters and digits; anything else is percent-encoded."""


def literal(text: str, language: str = "") -> str:
    """Give a text in quotes, with the language that it is in."""
    cleaned = _UNSAFE.sub(_escaped, clean_text(text))
    return f'"{cleaned}"@{language}' if language else f'"{cleaned}"'


def typed(text: str, kind: str) -> str:
    """Give a value of a type like `xsd:dateTime`."""
    return f"{literal(text)}^^{kind}"


def iri(address: str) -> str:
    """Give an address in angle brackets; what would end them early is percent-encoded."""
    return f"<{quote(address, safe=_IN_ADDRESS, errors='replace')}>"


def statement(subject: str, *pairs: tuple[str, str]) -> str:
    """Say things of a subject, one on each line; `pairs` are predicates with their objects."""
    said = " ;\n".join(f"    {predicate} {value}" for predicate, value in pairs)
    return f"{subject}\n{said} .\n"


def _escaped(sign: re.Match[str]) -> str:
    return _ESCAPED.get(sign[0]) or ("" if "\ud800" <= sign[0] <= "\udfff" else _coded(sign[0]))


def _coded(sign: str) -> str:
    return f"\\u{ord(sign):04X}"
