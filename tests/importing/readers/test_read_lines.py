"""Content lines: unfolded on bytes, numbered as in the file, decoded one by one."""

import pytest

from calendar_app.importing.limits import LINE_BYTES
from calendar_app.importing.readers.lines import RawLine, raw_lines, text_of


def unfolded(data: bytes) -> list[tuple[int, int, bytes]]:
    return [(line.first, line.last, line.data) for line in raw_lines(data)]


@pytest.mark.parametrize("newline", [b"\r\n", b"\n", b"\r"])
def test_all_ends_of_lines_are_taken(newline: bytes) -> None:
    data = newline.join([b"BEGIN:VCALENDAR", b"SUMMARY:Lese", b" stund", b"END:VCALENDAR", b""])
    assert unfolded(data) == [
        (1, 1, b"BEGIN:VCALENDAR"),
        (2, 3, b"SUMMARY:Lesestund"),
        (4, 4, b"END:VCALENDAR"),
    ]


def test_a_byte_order_mark_and_empty_lines_are_skipped_but_counted() -> None:
    assert unfolded(b"\xef\xbb\xbf  A:1\n\n\nB:2\n\tx\n") == [(1, 1, b"A:1"), (4, 5, b"B:2x")]


def test_a_letter_folded_in_its_middle_becomes_whole() -> None:
    (line,) = raw_lines("SUMMARY:blå".encode()[:-1] + b"\r\n " + "å".encode()[1:])
    assert text_of(line.data) == "SUMMARY:blå"


def test_a_lone_carriage_return_stays_in_a_line_of_a_file_with_other_ends() -> None:
    assert unfolded(b"SUMMARY:a\rb\nX:1\n") == [(1, 1, b"SUMMARY:a\rb"), (2, 2, b"X:1")]


def test_a_line_is_whole_at_the_limit_and_cut_beyond_it() -> None:
    at_limit, beyond = b"A:" + b"x" * (LINE_BYTES - 2), b"B:" + b"x" * (LINE_BYTES - 1)
    assert list(raw_lines(at_limit + b"\n" + beyond)) == [
        RawLine(1, 1, at_limit, is_cut=False),
        RawLine(2, 2, beyond[:LINE_BYTES], is_cut=True),
    ]


def test_a_fold_bomb_is_cut_too() -> None:
    (line,) = raw_lines(b"A:" + b"\n x" * (LINE_BYTES + 10))
    assert (line.last, len(line.data), line.is_cut) == (LINE_BYTES + 11, LINE_BYTES, True)


def test_latin_1_is_read_line_by_line_beside_utf_8() -> None:
    assert text_of("Gjøvik – bokprat".encode()) == "Gjøvik – bokprat"
    assert text_of("Gjøvik – bokprat".encode("cp1252")) == "Gjøvik – bokprat"


def test_a_letter_cut_by_the_limit_does_not_turn_the_line_into_latin_1() -> None:
    text = "å" * LINE_BYTES
    (line,) = raw_lines(b"A" + text.encode())
    assert text_of(line.data) == "A" + text[: (LINE_BYTES - 1) // 2]
