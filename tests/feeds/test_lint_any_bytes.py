"""The linter judges any bytes at all: never an exception, never for long (T-8, A-29)."""

import gc
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.lint import lint
from tests.feeds.lint_samples import GOOD
from tests.support import found

_PIECES = [
    *(line + b"\r\n" for line in GOOD.split(b"\r\n") if line),
    *(b"\r\n", b"\n", b"\r", b" ", b"\t", b'"', b";", b":", b"=", b",", b"\\", b"\xef\xbb\xbf"),
    *(b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"),
    *(b"DTSTART:00010101T000000Z\r\n", b"DTEND;TZID=Europe/Oslo:99991231T235959\r\n"),
    *(b"DTSTART;TZID=Europe/Oslo:00010101T000000\r\n", b"DTEND:99991231T235959Z\r\n"),
    *(b"RRULE:FREQ=DAILY;COUNT=9\r\n", b"RRULE:FREQ=WEEKLY;UNTIL=00010101T000000Z\r\n"),
    *(b"RRULE:FREQ=SECONDLY\r\n", b"EXDATE;VALUE=DATE:00010101\r\n", b"TZID:/etc/passwd\r\n"),
    *(b"DTSTART;VALUE=DATE:00010101\r\n", b"SEQUENCE:" + b"9" * 5000 + b"\r\n", b"GEO:1;1\r\n"),
    *(b"TZOFFSETFROM:+9959\r\n", b"TZOFFSETTO:-9959\r\n", b"DTSTART:99990101T000000\r\n"),
]
_PIECE = st.sampled_from(_PIECES) | st.binary(max_size=20)
_TIMES_AS_LARGE = 8
_TIMES_AS_LONG = 24
"""What is quadratic takes 64 times as long, what is not about 8 times."""

_AT_LEAST = 0.02
"""Seconds of the processor; anything shorter is noise."""


def _judge(body: bytes) -> None:
    for series in (False, True):
        for finding in lint(body, series=series):
            assert finding.sentence, finding
            assert finding.rule, finding
            assert 0 <= finding.line <= body.count(b"\n") + body.count(b"\r") + 1, finding


@given(st.lists(_PIECE, max_size=60).map(b"".join))
@settings(deadline=None, max_examples=150)
def test_any_bytes_are_judged(body: bytes) -> None:
    _judge(body)


@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.binary(max_size=20))
@settings(deadline=None, max_examples=150)
def test_a_good_feed_with_any_wound_is_judged(position: int, lost: int, instead: bytes) -> None:
    _judge(GOOD[:position] + instead + GOOD[position + lost :])


@pytest.mark.parametrize(
    "line",
    [
        *(b" ", b"\\", b'"', b"a,", b";", b"A=", b";A=", b';A="', b"<a", b"\t", b"\r", b"\n"),
        *(b"BEGIN:A\r\n", b"END:A\r\n", b"BEGIN:VEVENT\r\n", b"BEGIN:VCALENDAR\r\n", b"A:\r\n"),
    ],
)
def test_a_hundred_kilobytes_of_anything_take_no_time(line: bytes) -> None:
    """A-29: no expression of ours is quadratic."""

    def bodies(size: int) -> list[bytes]:
        many = line * (size // len(line))
        around = GOOD[:-30] + many + GOOD[-30:]
        return [many, b"DESCRIPTION:" + many, b"X-A;B=" + many, around]

    _require_no_square(bodies(100_000 // _TIMES_AS_LARGE), bodies(100_000))


def test_a_series_with_a_hundred_thousand_left_out_dates_takes_no_time() -> None:
    """T-8: 200 000 EXDATE lines."""
    exdate = b"EXDATE;TZID=Europe/Oslo:20370329T100000\r\n"
    rule = b"RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT="

    def body(lines: int) -> bytes:
        return GOOD.replace(rule + b"6", exdate * lines + rule + b"9999")

    assert len(body(20_000)) > 800_000
    _require_no_square([body(20_000 // _TIMES_AS_LARGE)], [body(20_000)])


def _require_no_square(small: list[bytes], large: list[bytes]) -> None:
    """Hold the time of some bodies against that of ones eight times as large, in one run."""
    assert _lint_seconds(large) < _TIMES_AS_LONG * max(_AT_LEAST, _lint_seconds(small))


def _lint_seconds(bodies: list[bytes]) -> float:
    """Measure without the collector, which walks all that the tests of this process hold."""
    gc.disable()
    try:
        begun = time.process_time()
        for body in bodies:
            lint(body, series=True)
        return time.process_time() - begun
    finally:
        gc.enable()


def test_calendars_that_others_made_are_judged() -> None:
    """Five thousand bytes of every fifth file of the corpus, which stays outside."""
    folder = Path(found.require("corpus", found.CORPUS))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    assert len(files) > 1_000
    for path in files[::5]:
        with path.open("rb") as file:
            body = file.read(5_000)
        _judge(body)
