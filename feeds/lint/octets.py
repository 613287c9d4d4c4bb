"""The bytes of a feed before any line is read: encoding, line ends, lengths, controls."""

import re
from collections.abc import Iterator

from feeds.lint.finding import Finding

# Limits of its own: a check that shares its constants with what it checks finds nothing.
MAX_BYTES = 900_000
MAX_LINE = 75

_BOM = b"\xef\xbb\xbf"
_BARE_BREAK = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTINUATION = range(0x80, 0xC0)


def check_octets(body: bytes) -> Iterator[Finding]:
    """Find what is wrong with the bytes, whatever they say."""
    if body.startswith(_BOM):
        yield Finding(1, "byte_order_mark")
    if len(body) > MAX_BYTES:
        yield Finding(0, "too_many_bytes", str(len(body)))
    if not body.endswith(b"END:VCALENDAR\r\n"):
        yield Finding(0, "does_not_end_with_end_vcalendar")
    yield from _check_encoding(body)
    for bare in _BARE_BREAK.finditer(body):
        yield Finding(_line_of(body, bare.start()), "line_end_not_crlf")
    for control in _CONTROL.finditer(body):
        yield Finding(_line_of(body, control.start()), "control_character", control[0].hex())
    for number, line in enumerate(body.split(b"\r\n"), start=1):
        if len(line) > MAX_LINE:
            yield Finding(number, "line_too_long", str(len(line)))
        if line[:1] in (b" ", b"\t") and line[1:2] and line[1] in _CONTINUATION:
            yield Finding(number, "fold_inside_character")


def _check_encoding(body: bytes) -> Iterator[Finding]:
    try:
        # A fold inside a character is a finding of its own; the text itself may be sound.
        body.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode()
    except UnicodeDecodeError as error:
        yield Finding(0, "not_utf_8", str(error.start))


def _line_of(body: bytes, position: int) -> int:
    return body.count(b"\n", 0, position) + 1
