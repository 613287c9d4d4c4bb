"""Dates, times and numbers as they are typed."""

from datetime import UTC, date, datetime

import pytest

from calendar_app.web.forms.reading import (
    Clock,
    DateLine,
    lines_of,
    read_clock,
    read_date,
    read_date_line,
    read_number,
)

DAY = date(2027, 2, 8)


@pytest.mark.parametrize(
    "text",
    [
        "2027-02-08",
        "8.2.2027",
        "08.02.2027",
        "8. 2. 2027",
        "8.2.27",
        "8/2-2027",
        "8/2/2027",
        "8. februar 2027",
        "8 februar 2027",
        "8. feb. 2027",
        " 8. Februar 2027 ",
        "mandag 8. februar 2027",
        "Man. 8.2.2027",
        "måndag 8.2.2027",
    ],
)
def test_a_date_is_read_in_the_forms_people_use(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8.2",
        "30. februar 2027",
        "31.4.2027",
        "2027-13-01",
        "8. ju 2027",
        "8. jxx 2027",
        "8. mandag 2027",
        "1969-12-31",
        "2101-01-01",
        "９.2.2027",
        "8.2.2027 kl. 18",
        "8.2.20277",
        "i morgen",
        "0.0.0000",
        "8" * 5_000,
    ],
)
def test_what_is_no_date_is_not_understood(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text",
    ["18:00", "18.00", "kl. 18.00", "kl 18", "Kl. 18", "klokka 18.00", "18", "1800", "18,00"],
)
def test_a_time_is_read_in_the_forms_people_use(text: str) -> None:
    """D-6."""
    assert read_clock(text) == Clock(18 * 60)


@pytest.mark.parametrize(
    ("text", "minute"), [("0.00", 0), ("9", 540), ("930", 570), ("9.05", 545), ("24.00", 1440)]
)
def test_times_from_midnight_to_midnight(text: str, minute: int) -> None:
    assert read_clock(text) == Clock(minute)


@pytest.mark.parametrize(
    "text", ["", "25", "24.01", "18.60", "18.0", "-1", "１８", "1e3", "6 pm", "18.00.00"]
)
def test_what_is_no_time_is_not_understood(text: str) -> None:
    assert read_clock(text) is None


def test_the_autumn_hour_is_asked_about_until_somebody_says_which() -> None:
    night = date(2026, 10, 25)
    asked = Clock(150)
    assert asked.must_be_asked(night)
    assert not asked.must_be_asked(date(2026, 10, 24))
    summer, winter = read_clock("02.30 sommertid"), read_clock("kl. 02.30 vintertid")
    assert summer is not None
    assert winter is not None
    assert not summer.must_be_asked(night)
    assert summer.on(night).astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert winter.on(night).astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_reading_changes_nothing_on_an_ordinary_day() -> None:
    assert Clock(150, "vintertid").on(DAY).fold == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8.2.2027", DateLine(DAY)),
        ("mandag 8. februar 2027", DateLine(DAY)),
        ("8.2.2027 kl. 18.00–19.00", DateLine(DAY, Clock(1080), Clock(1140))),
        ("8.2.2027 18-19", DateLine(DAY, Clock(1080), Clock(1140))),
        ("8. februar 2027, 18:00 til 19:30", DateLine(DAY, Clock(1080), Clock(1170))),
        ("2027-02-08: 18.00 — 19.00", DateLine(DAY, Clock(1080), Clock(1140))),
        (
            "27.3.2027 kl. 20.00 – søndag 28.3.2027 kl. 09.00",
            DateLine(date(2027, 3, 27), Clock(1200), Clock(540), last=date(2027, 3, 28)),
        ),
        ("8.2.2027 hele dagen", DateLine(DAY, is_whole_days=True)),
        (
            "8.2.2027 – 2027-02-10 hele dagen",
            DateLine(DAY, last=date(2027, 2, 10), is_whole_days=True),
        ),
        (
            "25.10.2026 02.30 sommertid - 02.30 vintertid",
            DateLine(date(2026, 10, 25), Clock(150, "sommertid"), Clock(150, "vintertid")),
        ),
    ],
)
def test_a_line_holds_a_date_and_perhaps_times(text: str, expected: DateLine) -> None:
    assert read_date_line(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hver mandag",
        "8.2.2027 kl. 18",
        "8.2.2027 18-19-20",
        "8.2.2027 –",
        "8.2.2027 18.00 hele dagen",
        "8.2.2027 – 9.2.2027",
        "hele dagen",
    ],
)
def test_a_line_with_anything_else_is_not_understood(text: str) -> None:
    assert read_date_line(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("25", 25), (" 25 ", 25), ("-1", -1), ("0", 0), (str(2**59), 2**59)]
    + [(bad, None) for bad in ("", "1e3", "１", "0x1", "1.5", "tjue", "9" * 19, "1 000")],
)
def test_a_number_is_whole_and_in_ascii(text: str, expected: int | None) -> None:
    """T-11."""
    assert read_number(text) == expected


def test_empty_lines_are_no_lines() -> None:
    assert lines_of(" a \r\n\r\n\tb\n") == ["a", "b"]


@pytest.mark.parametrize("text", [" " * 100_000, "8." * 50_000, "mandag " * 20_000])
def test_long_texts_are_refused_quickly(text: str) -> None:
    """A-29."""
    assert read_date_line(text) is None
    assert read_clock(text) is None
