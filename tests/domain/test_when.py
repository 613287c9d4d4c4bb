"""Dates of an address: absolute, or counted from the local date (SEL-37)."""

from datetime import date

import pytest

from calendar_app.domain.when import Offset, When, on_date, read_when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-10-01", date(2026, 10, 1)),
        ("+8u", Offset(8, "u")),
        ("8u", Offset(8, "u")),
        ("-60d", Offset(-60, "d")),
        ("012m", Offset(12, "m")),
        ("-0d", Offset(0, "d")),
        ("2026-02-30", None),
        ("2026-1-1", None),
        ("20261001", None),
        ("0000-01-01", None),
        ("8w", None),
        ("12345d", None),
        ("d", None),
        ("--8d", None),
        ("i-gar", None),
        ("", None),
    ],
)
def test_a_date_is_read_or_is_unreadable(text: str, when: When | None) -> None:
    assert read_when(text) == when


@pytest.mark.parametrize("text", ["2026-10-01", "8u", "-60d", "12m", "0d"])
def test_a_written_date_reads_as_itself(text: str) -> None:
    assert str(read_when(text)) == text


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("2026-10-01", date(2027, 1, 31), date(2026, 10, 1)),
        ("1m", date(2027, 1, 31), date(2027, 2, 28)),
        ("1m", date(2028, 1, 31), date(2028, 2, 29)),
        ("-1m", date(2027, 3, 31), date(2027, 2, 28)),
        ("8u", date(2027, 2, 8), date(2027, 4, 5)),
        ("-60d", date(2027, 2, 8), date(2026, 12, 10)),
        ("0d", date(2027, 2, 8), date(2027, 2, 8)),
        ("-9999m", date(2027, 2, 8), date(1193, 11, 8)),
    ],
)
def test_an_offset_counts_from_the_local_date(text: str, today: date, day: date) -> None:
    when = read_when(text)
    assert when is not None
    assert on_date(when, today) == day
