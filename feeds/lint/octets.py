"""The bytes of a feed before any line is read: encoding, line ends, lengths, controls."""

import re
from collections.abc import Iterator
from itertools import islice

from feeds.lint.finding import Finding

# Limits of its own: a check that shares its constants with what it checks finds nothing.
MAX_BYTES = 900_000
MAX_LINE = 75

MOST_OF_A_KIND = 1_000
"""Findings with one code: a file may have one fault a million times."""

_BOM = b"\xef\xbb\xbf"
_BARE_BREAK = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x84\x86-\x9f]")
_SEPARATOR = re.compile(rb"\xc2\x85|\xe2\x80[\xa8\xa9]")
_LONG_LINE = re.compile(rb"[^\r\n]{%d,}" % (MAX_LINE + 1))
_SPLIT_CHARACTER = re.compile(rb"\r?\n[ \t][\x80-\xbf]+")


def check_octets(body: bytes) -> Iterator[Finding]:
    """Find what is wrong with the bytes, whatever they say."""
    if body.startswith(_BOM):
        yield Finding(1, "byte_order_mark")
    if len(body) > MAX_BYTES:
        yield Finding(0, "too_many_bytes", str(len(body)))
    if not body.endswith(b"END:VCALENDAR\r\n"):
        yield Finding(0, "does_not_end_with_end_vcalendar")
    yield from _check_encoding(body)
    for line, found in _each(_BARE_BREAK, body):
        yield Finding(line, "line_end_not_crlf", found.hex())
    for line, found in _each(_LONG_LINE, body):
        yield Finding(line, "line_too_long", str(len(found)))
    for line, found in _each(_SPLIT_CHARACTER, body):
        yield Finding(line, "fold_inside_character", found.strip().hex())
    for line, found in _each(_CONTROL, body):
        yield Finding(line, "control_character", found.hex())
    for line, found in _each(_SEPARATOR, body):
        yield Finding(line, "line_separator", found.hex())


def _check_encoding(body: bytes) -> Iterator[Finding]:
    try:
        # A fold inside a character is a finding of its own; the text itself may be sound.
        body.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode()
    except UnicodeDecodeError as error:
        yield Finding(0, "not_utf_8", str(error.start))


def _each(pattern: re.Pattern[bytes], body: bytes) -> Iterator[tuple[int, bytes]]:
    """Give what a pattern finds, each with the number of the line it begins on."""
    line, counted = 1, 0
    for found in islice(pattern.finditer(body), MOST_OF_A_KIND):
        line += body.count(b"\n", counted, found.start())
        counted = found.start()
        yield line, found[0]
