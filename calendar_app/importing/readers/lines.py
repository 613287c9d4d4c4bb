"""From the bytes of a file to its content lines (RFC 5545 §3.1), with their line numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from calendar_app.importing.limits import LINE_BYTES

_BOM = b"\xef\xbb\xbf"
_FOLDS = (b" ", b"\t")
_LONGEST_LETTER = 4


@dataclass(frozen=True, slots=True)
class RawLine:
    """One unfolded line; `first` and `last` count the lines of the file from 1.

    `is_cut` tells that it was longer than the limit and is not whole.
    """

    first: int
    last: int
    data: bytes
    is_cut: bool = False


def raw_lines(data: bytes) -> Iterator[RawLine]:
    """Unfold the lines of a file; empty ones are skipped.

    Takes CRLF, LF, and a lone CR where the file has nothing else. Folds are undone on bytes,
    because programs fold in the middle of a letter.
    """
    parts: list[bytes] = []
    start = size = 0
    for number, physical in enumerate(_physical_lines(data), start=1):
        if parts and physical.startswith(_FOLDS):
            size += len(physical) - 1
            if size <= LINE_BYTES:
                parts.append(physical[1:])
            continue
        if parts:
            yield _joined(parts, start, number - 1, size)
        parts, start, size = ([physical] if physical else []), number, len(physical)
    if parts:
        yield _joined(parts, start, number, size)


def text_of(data: bytes) -> str:
    """Decode one line: UTF-8, else Windows-1252, the superset of Latin-1 that old programs use.

    A letter that was cut at the very end, with its line, is dropped.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.start >= len(data) - _LONGEST_LETTER and len(data) == LINE_BYTES:
            return data[: fault.start].decode("utf-8")
        return data.decode("cp1252", errors="replace")


def _physical_lines(data: bytes) -> list[bytes]:
    data = data.removeprefix(_BOM).lstrip(b" \t")
    newline = b"\n" if b"\n" in data else b"\r"
    return [line.rstrip(b"\r") for line in data.split(newline)]


def _joined(parts: list[bytes], first: int, last: int, size: int) -> RawLine:
    return RawLine(first, last, b"".join(parts)[:LINE_BYTES], is_cut=size > LINE_BYTES)
