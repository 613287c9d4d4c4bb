"""A reading survives its way out of the limited process unchanged."""

import json
from datetime import date

import pytest

from calendar_app.domain.problems import Problem
from calendar_app.importing import document
from calendar_app.importing.reading import Finding, Reading
from tests.importing.calendars import read, vevent

EVERYTHING = read(
    vevent(
        "RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=5",
        "EXDATE;TZID=Europe/Oslo:20270105T110000",
        "RDATE;TZID=Europe/Oslo:20261210T180000",
        "DESCRIPTION:Æøå 🎈\\n\\nto",
        "LOCATION:Vang",
        "URL:https://example.org",
        "CATEGORIES:a,b",
        "STATUS:CANCELLED",
    ),
    vevent("RECURRENCE-ID;TZID=Europe/Oslo:20270202T110000", start="DTSTART;VALUE=DATE:20270203"),
    vevent(uid="2", start="DTSTART;VALUE=DATE:20261201", end=""),
    vevent("LOCATION:https://example.org/rom", uid="3", start="DTSTART:20261025T013000Z", end=""),
    vevent("RRULE:FREQ=SECONDLY", uid="4"),
    vevent("RRULE:FREQ=DAILY", "RDATE:20261201T230000", uid="5", end="", start="DTSTART:20261201"),
    vevent("RRULE:FREQ=DAILY;UNTIL=99991231", uid="6", start="DTSTART:20200101", end=""),
)


def test_a_reading_comes_back_as_it_was() -> None:
    assert len(EVERYTHING.events) >= 5
    assert len(EVERYTHING.findings) >= 3
    assert document.parse(document.write(EVERYTHING)) == EVERYTHING


def test_problems_findings_and_dates_in_details_come_back() -> None:
    finding = Finding(
        first_line=1,
        last_line=9,
        problem=Problem("", "import_series_cut", {"last": date(2031, 11, 23), "max": 3}),
        is_left_out=True,
        title="«Lesestund»",
    )
    reading = Reading(findings=(finding,), unlisted=7, problem=Problem("", "import_nothing_read"))
    assert document.parse(document.write(reading)) == reading


def test_only_data_is_written() -> None:
    assert set(json.loads(document.write(Reading()))) == {
        "events",
        "findings",
        "unlisted",
        "problem",
    }


@pytest.mark.parametrize(
    "text", [b"", b"null", b"[]", b"{}", b'{"events": [{}]}', b"\xff", b"gASVBQAAAAAAAACMAWGULg=="]
)
def test_anything_else_is_refused(text: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        document.parse(text)
