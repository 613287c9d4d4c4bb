"""Folding by octets, and icalendar as the judge of what is written (FC-1, FC-2)."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Event

from feeds.lines import folded, serialised
from feeds.values import Text
from tests.feeds.golden_feeds import cases
from tests.feeds.occurrences import occurrence, vevent

_TROUBLE = "abcæøåÆØÅ –«»,;:\\nN\n" + "🫐\u200d👩🏳\ufe0f🌈" + "e\u0301a\u030a\u0308"
CLEAN = st.text(
    st.sampled_from(_TROUBLE)
    | st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Zl", "Zp"]),
    max_size=400,
)


def _unfolded(body: bytes) -> bytes:
    return body.replace(b"\r\n ", b"")


@given(CLEAN)
@settings(deadline=None)
def test_folded_line_unfolds_to_itself(text: str) -> None:
    """FC-2."""
    line = text.replace("\n", "").encode()
    physical = folded(line).split(b"\r\n")
    assert b"".join([physical[0], *(part[1:] for part in physical[1:])]) == line
    assert max(map(len, physical)) <= 75
    assert all(part.decode() for part in physical[1:])


@pytest.mark.parametrize("start", range(60, 80))
@pytest.mark.parametrize("sign", ["🫐", "å", "a\u030a", "\\\\", "\\n"])
def test_fold_spares_what_belongs_together(sign: str, start: int) -> None:
    """FC-2."""
    parts = folded(("x" * start + sign * 40).encode()).split(b"\r\n ")
    assert "".join(part.decode() for part in parts) == "x" * start + sign * 40
    assert not any(len(re.search(rb"\\*$", part)[0]) % 2 for part in parts)  # type: ignore[index]


@pytest.mark.parametrize("length", [0, 74, 75])
def test_short_line_is_left_alone(length: int) -> None:
    assert folded(b"x" * length) == b"x" * length


def test_line_of_76_octets_is_folded_after_75() -> None:
    assert folded(b"x" * 76) == b"x" * 75 + b"\r\n x"


@given(CLEAN)
@settings(deadline=None)
def test_text_reads_back_in_icalendar_as_it_was_written(text: str) -> None:
    """FC-2."""
    event = Event()
    event["SUMMARY"] = event["DESCRIPTION"] = Text(text)
    read = Event.from_ical(serialised(event))
    expected = unicodedata.normalize("NFC", text).strip()
    assert (read["SUMMARY"], read["DESCRIPTION"]) == (expected, expected)


@pytest.mark.parametrize("name", sorted(cases()))
def test_lines_end_crlf_and_stay_within_75_octets(name: str) -> None:
    """FC-1, FC-2."""
    lines = cases()[name].split(b"\r\n")
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert all(b"\n" not in line and b"\r" not in line for line in lines)


def test_content_lines_are_those_that_icalendar_writes() -> None:
    ours = vevent(occurrence(description="Åpent, gratis; for alle. " * 20))
    theirs = Event.from_ical(ours).to_ical(sorted=False)
    assert _unfolded(ours) == _unfolded(theirs)
