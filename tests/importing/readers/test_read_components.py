"""The structure of a file: every event on its own, and which files are refused whole."""

import pytest

from calendar_app.importing.limits import EVENTS
from calendar_app.importing.readers import ics
from tests.importing.calendars import TODAY, calendar, left_out, lines, read, remarks, vevent


def problem_of(data: bytes) -> str | None:
    reading = ics.read(data, today=TODAY)
    return reading.problem.code if reading.problem else None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import_empty"),
        (b" \r\n\t\r\n", "import_empty"),
        (b"<!DOCTYPE html>\n<html><body>Just a moment...", "import_html"),
        (b"\n  <html lang=nb>", "import_html"),
        (b"<?xml version='1.0'?><rss/>", "import_not_a_calendar"),
        (b'{"errors": "not found"}', "import_not_a_calendar"),
        (b"BEGIN:VEVENT\r\nSUMMARY:alone\r\nEND:VEVENT\r\n", "import_not_a_calendar"),
        (calendar(vevent()).decode().encode("utf-16"), "import_utf16"),
        (calendar(vevent()).decode().encode("utf-16-le"), "import_utf16"),
        (calendar(vevent()).decode().encode("utf-16-be"), "import_utf16"),
        (b"PK\x03\x04rest of an archive", "import_archive"),
        (b"\x1f\x8b\x08rest", "import_archive"),
        (calendar(), "import_no_events"),
    ],
)
def test_what_is_no_calendar_is_told_apart(data: bytes, code: str) -> None:
    assert problem_of(data) == code


@pytest.mark.parametrize("cut", [5, 20, 60, 150])
def test_a_truncated_file_is_refused_whole(cut: int) -> None:
    data = calendar(vevent(uid="1"), vevent(uid="2"))
    reading = ics.read(data[:-cut], today=TODAY)
    assert reading.problem is not None
    assert (reading.problem.code, reading.events) == ("import_truncated", ())


def test_several_calendars_in_one_file_are_read() -> None:
    data = calendar(vevent(uid="1")) + calendar(vevent(uid="2"))
    assert [event.uid for event in ics.read(data, today=TODAY).events] == ["1", "2"]


def test_one_bad_line_of_the_calendar_refuses_nothing() -> None:
    reading = read("X-PUBLISHED-TTL:P15M", "REFRESH-INTERVAL;VALUE=DURATION:x", "rubbish", vevent())
    assert (len(reading.events), reading.findings) == (1, ())


def test_a_time_zone_with_two_names_refuses_nothing() -> None:
    zone = ("BEGIN:VTIMEZONE", "TZID:A", "TZID:B", "END:VTIMEZONE")
    assert len(read(*zone, vevent()).events) == 1


def test_a_line_that_is_no_property_is_told_and_the_event_read() -> None:
    reading = read(vevent("og en linje til"))
    assert remarks(reading) == [(8, 8, "import_line_unreadable")]
    assert len(reading.events) == 1


def test_names_in_lower_case_and_with_blanks_are_known() -> None:
    data = lines(
        "begin:vcalendar",
        "Begin:VEvent ",
        "uid:1",
        "Summary :Bokprat",
        "dtstart:20261201T110000",
        "dtend:20261201T120000",
        "end:vevent",
        "end:vcalendar",
    )
    (event,) = ics.read(data, today=TODAY).events
    assert event.title == "Bokprat"


def test_an_event_without_its_end_is_left_out_and_the_next_one_read() -> None:
    cut_off = vevent(uid="1").removesuffix("\r\nEND:VEVENT")
    reading = read(cut_off, vevent(uid="2"))
    assert left_out(reading) == [(3, 7, "import_event_cut_off")]
    assert [event.uid for event in reading.events] == ["2"]


def test_an_event_after_a_part_without_its_end_is_read() -> None:
    (event,) = read("BEGIN:VTIMEZONE", "TZID:A", "BEGIN:STANDARD", vevent(), "END:X").events
    assert event.title == "Lesestund"


def test_an_event_closed_by_its_calendar_is_left_out() -> None:
    reading = read(vevent(uid="1"), vevent(uid="2").removesuffix("\r\nEND:VEVENT"))
    assert left_out(reading) == [(9, 14, "import_event_cut_off")]


def test_a_stray_end_says_nothing() -> None:
    assert len(read("END:VEVENT", "END:VALARM", vevent("END:VALARM")).events) == 1


def test_nested_parts_are_skipped_with_everything_in_them() -> None:
    event = vevent(
        "BEGIN:VALARM",
        "TRIGGER:-PT15M",
        "REPEAT:999999999",
        "DURATION:PT1S",
        "SUMMARY:Varsel",
        "END:VALARM",
        "BEGIN:VLOCATION",
        "LOCATION:Et annet sted",
        "END:VLOCATION",
    )
    (read_event,) = read(event).events
    assert (read_event.title, read_event.place_text) == ("Lesestund", "")


def test_nesting_is_taken_at_the_limit_and_refused_beyond_it() -> None:
    at_limit = vevent("BEGIN:A", "BEGIN:B", "END:B", "END:A", uid="1")
    beyond = vevent("BEGIN:A", "BEGIN:B", "BEGIN:C", "END:C", "END:B", "END:A", uid="2")
    reading = read(at_limit, beyond, vevent(uid="3"))
    assert [event.uid for event in reading.events] == ["1", "3"]
    assert left_out(reading) == [(13, 24, "import_too_deep")]


def test_a_file_of_nothing_readable_says_why() -> None:
    bomb, nameless = vevent("RRULE:FREQ=SECONDLY"), vevent(uid="2", summary="")
    assert problem_of(calendar(bomb)) == "import_rule_too_frequent"
    assert problem_of(calendar(bomb, nameless)) == "import_nothing_read"


def test_five_thousand_events_are_taken_and_one_more_refuses_the_file() -> None:
    short = "BEGIN:VEVENT\r\nEND:VEVENT"
    assert problem_of(calendar(*[short] * EVENTS)) == "import_nothing_read"
    assert problem_of(calendar(*[short] * (EVENTS + 1))) == "import_too_many_events"


def test_the_list_of_findings_is_bounded_and_the_rest_counted() -> None:
    reading = read(*["BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT"] * 600)
    assert (len(reading.findings), reading.unlisted) == (500, 100)
    assert reading.problem is not None
    assert reading.problem.details == {"count": 600}
