"""What a file is when it is not a calendar: told apart, because the remedy differs."""

from calendar_app.domain.problems import Problem

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b")
_HEAD = 4096


def file_problem(data: bytes) -> Problem | None:
    """Refuse what no reader of text can take: nothing, UTF-16 and UTF-32, archives."""
    head = data[:_HEAD]
    if not data.strip():
        return Problem("", "import_empty")
    if head.startswith(_UTF16_MARKS) or _is_every_second_byte_zero(head):
        return Problem("", "import_utf16")
    if head.startswith(_ARCHIVES):
        return Problem("", "import_archive")
    return None


def stranger_problem(data: bytes) -> Problem:
    """Tell what a file without a calendar is: a page of the web, as a rule."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_page = head.startswith((b"<!doctype html", b"<html", b"<!--", b"<head", b"<script"))
    if is_page or (head.startswith(b"<") and b"<html" in head):
        return Problem("", "import_html")
    return Problem("", "import_not_a_calendar")


def _is_every_second_byte_zero(head: bytes) -> bool:
    """Recognise UTF-16 without its mark: nearly all of a calendar is ASCII."""
    pairs = len(head) // 2
    return pairs >= 4 and max(head[::2].count(0), head[1::2].count(0)) > pairs // 2
