"""One VEVENT: its texts, its time, and what makes it unreadable, each with its line."""

from datetime import date
from typing import Any

import pytest

from calendar_app.domain.event import State
from calendar_app.domain.timing import AllDay, Timed
from calendar_app.importing.limits import EXTRA_DATES, LINE_BYTES
from calendar_app.importing.readers import ics
from tests.importing.calendars import TODAY, left_out, oslo, read, remarks, spans, the_event, vevent


def timed(start: str, end: str) -> str:
    return vevent(start=f"DTSTART:{start}", end=f"DTEND:{end}" if end else "")


def test_an_event_with_everything() -> None:
    event = the_event(
        vevent(
            r"DESCRIPTION:Vi leser\, synger og\nspiser boller.",
            r"LOCATION:Hamar bibliotek\, barneavdelingen",
            "URL:https://example.org/lesestund",
            r"CATEGORIES:Barn,Lesestund\, ute",
            "CATEGORIES:Barn,Gratis",
            "STATUS:CONFIRMED",
            "CLASS:PUBLIC",
            "ATTACH:https://example.org/bilde.jpg",
            "IMAGE;VALUE=URI:https://example.org/bilde.jpg",
            "ORGANIZER;CN=Bibliotekaren:mailto:librarian@example.org",
            summary="Lesestund &amp\\; boller",
        )
    )
    assert (event.title, event.description) == (
        "Lesestund & boller",
        "Vi leser, synger og\nspiser boller.",
    )
    assert event.place_text == "Hamar bibliotek, barneavdelingen"
    assert event.url == "https://example.org/lesestund"
    assert event.categories == ("Barn", "Lesestund, ute", "Gratis")
    assert event.state is State.SCHEDULED
    assert event.schedule.first == Timed(oslo(2026, 12, 1, 11), oslo(2026, 12, 1, 12))
    assert (event.uid, event.lines) == ("1@example.org", (3, 18))
    assert "bilde" not in repr(event)
    assert "librarian" not in repr(event).lower()


def test_html_in_another_property_is_the_description_when_there_is_none() -> None:
    event = the_event(vevent("X-ALT-DESC;FMTTYPE=text/html:<p>Velkommen</p>"))
    assert event.description == "Velkommen"


def test_a_place_that_is_an_address_is_where_it_takes_place_online() -> None:
    event = the_event(vevent("LOCATION:https://example.org/moterom"))
    assert (event.place_text, event.online_url) == ("", "https://example.org/moterom")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("CANCELLED", State.CANCELLED),
        ("Cancelled", State.CANCELLED),
        ("TENTATIVE", State.SCHEDULED),
        ("NONSENSE", State.SCHEDULED),
    ],
)
def test_status(status: str, state: State) -> None:
    assert the_event(vevent(f"STATUS:{status}")).state is state


@pytest.mark.parametrize("lines", [('CLASS;X="a:PUBLIC',), ("CLASS:PUBLIC", "CLASS:PRIVATE")])
def test_a_class_that_is_not_plainly_public_is_private(lines: tuple[str, ...]) -> None:
    reading = read(vevent(*lines, summary="Hemmelig plan"))
    assert [code for _, _, code in left_out(reading)] == ["import_private"]
    assert "Hemmelig" not in repr(reading)


@pytest.mark.parametrize("secrecy", ["PRIVATE", "CONFIDENTIAL", "X-STAFF", "private"])
def test_private_events_are_left_out_without_their_title(secrecy: str) -> None:
    """RFC 5545 §3.8.1.3: an unknown class is treated as private."""
    reading = read(vevent(f"CLASS:{secrecy}", summary="Hemmelig plan"), vevent(uid="2"))
    assert left_out(reading) == [(3, 9, "import_private")]
    assert [event.uid for event in reading.events] == ["2"]
    assert "Hemmelig" not in repr(reading)


def test_an_unreadable_event_with_a_class_does_not_tell_its_title() -> None:
    reading = read(vevent("CLASS:PRIVATE", summary="Hemmelig plan", start="DTSTART:x"))
    assert left_out(reading) == [(6, 6, "import_value_unreadable")]
    assert "Hemmelig" not in repr(reading)


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("20261201", "20261203", AllDay(date(2026, 12, 1), date(2026, 12, 2))),
        ("20261201", "20261201", AllDay(date(2026, 12, 1), date(2026, 12, 1))),
        ("20261201", "", AllDay(date(2026, 12, 1), date(2026, 12, 1))),
        (
            "20261201T100000Z",
            "20261201T113000Z",
            Timed(oslo(2026, 12, 1, 11), oslo(2026, 12, 1, 12, 30)),
        ),
        (
            "20261025T003000Z",
            "20261025T013000Z",
            Timed(oslo(2026, 10, 25, 2, 30), oslo(2026, 10, 25, 2, 30, fold=1)),
        ),
        (
            "20260328T210000Z",
            "20260329T070000Z",
            Timed(oslo(2026, 3, 28, 22), oslo(2026, 3, 29, 9)),
        ),
    ],
)
def test_start_and_end(start: str, end: str, span: AllDay | Timed) -> None:
    reading = read(timed(start, end))
    assert [spans(event) for event in reading.events] == [[span]]
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("duration", "hours"), [("PT2H", 2), ("P1D", 24), ("P1W", 168), ("PT0S", 1), ("P0D", 1)]
)
def test_a_duration_in_place_of_an_end(duration: str, hours: int) -> None:
    event = the_event(vevent(end=f"DURATION:{duration}"))
    first = event.schedule.first
    assert isinstance(first, Timed)
    assert (first.ends_at - first.starts_at).total_seconds() == hours * 3600


@pytest.mark.parametrize("end", ["", "DTEND:20261201T100000Z", "DTEND;VALUE=DATE:20261202"])
def test_without_a_usable_end_it_lasts_an_hour_and_that_is_told(end: str) -> None:
    reading = read(vevent(start="DTSTART:20261201T100000Z", end=end))
    assert spans(reading.events[0]) == [Timed(oslo(2026, 12, 1, 11), oslo(2026, 12, 1, 12))]
    assert [code for _, _, code in remarks(reading)] == ["import_end_assumed"]


def test_what_is_told_of_many_events_is_told_once() -> None:
    reading = read(*[vevent(uid=str(number), end="") for number in range(7)])
    (finding,) = reading.findings
    assert (finding.first_line, finding.problem.details) == (3, {"count": 7})


UNREADABLE: list[tuple[dict[str, str], tuple[int, int, str]]] = [
    ({"start": ""}, (3, 7, "import_no_start")),
    ({"start": "DTSTART:"}, (6, 6, "import_value_unreadable")),
    ({"start": "DTSTART:20261301T100000"}, (6, 6, "import_value_unreadable")),
    ({"start": "DTSTART:00000101T100000"}, (6, 6, "import_value_unreadable")),
    ({"start": "DTSTART:19691231T100000"}, (6, 6, "import_year_out_of_range")),
    ({"start": "DTSTART:21010101T100000"}, (6, 6, "import_year_out_of_range")),
    ({"start": "DTSTART:PT1H"}, (6, 6, "import_value_unreadable")),
    ({"end": "DTEND:20261201T"}, (7, 7, "import_value_unreadable")),
    ({"end": "DTEND:20261130T100000Z"}, (7, 7, "end_before_start")),
    ({"end": "DURATION:-PT1H"}, (3, 8, "end_before_start")),
    ({"end": "DURATION:P999999999D"}, (3, 8, "import_year_out_of_range")),
    ({"end": "DURATION:20261201"}, (7, 7, "import_value_unreadable")),
    ({"summary": ""}, (3, 7, "import_no_title")),
    ({"summary": " \\n "}, (3, 8, "import_no_title")),
]


@pytest.mark.parametrize(("changes", "finding"), UNREADABLE)
def test_an_unreadable_event_is_told_by_line_and_the_rest_is_read(
    changes: dict[str, Any], finding: tuple[int, int, str]
) -> None:
    reading = read(vevent(**changes), vevent(uid="2"))
    assert left_out(reading) == [finding]
    assert [event.uid for event in reading.events] == ["2"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("RRULE:FREQ=SECONDLY", "import_rule_too_frequent"),
        ("RRULE:FREQ=WEEKLY;BYEASTER=1", "import_rule_unsupported"),
        ("RRULE:FREQ=FORTNIGHTLY", "import_rule_unreadable"),
        ("RRULE:FREQ=DAILY;COUNT=" + "9" * 5000, "import_rule_unreadable"),
        ("RRULE:rubbish", "import_rule_unreadable"),
        ("EXDATE:2026", "import_value_unreadable"),
        ('EXDATE;X="a:20261208T110000', "import_value_unreadable"),
        ('RRULE;X="a:FREQ=DAILY', "import_rule_unreadable"),
        ('STATUS;X="a:CANCELLED', "import_value_unreadable"),
        ("RDATE:20261399", "import_value_unreadable"),
        ("RDATE:" + "x" * LINE_BYTES, "import_line_too_long"),
    ],
)
def test_a_bad_line_about_dates_is_told_by_its_number(line: str, code: str) -> None:
    reading = read(vevent(line), vevent(uid="2"))
    assert left_out(reading) == [(8, 8, code)]
    assert [event.uid for event in reading.events] == ["2"]


def test_a_text_that_cannot_be_read_is_told() -> None:
    reading = read(vevent('LOCATION;ALTREP="x:Vang', "DESCRIPTION:Velkommen"))
    assert remarks(reading) == [(8, 8, "import_line_unreadable")]
    assert reading.events[0].description == "Velkommen"


def test_an_excluding_rule_is_not_read_half() -> None:
    reading = read(vevent("RRULE:FREQ=DAILY;COUNT=9", "EXRULE:FREQ=WEEKLY;COUNT=9"))
    assert left_out(reading) == [(9, 9, "import_rule_unsupported")]


def test_rules_of_one_event_are_counted() -> None:
    rules = ["RRULE:FREQ=DAILY;COUNT=3"]
    assert left_out(read(vevent(*rules * 5))) == []
    assert left_out(read(vevent(*rules * 6))) == [(13, 13, "import_rule_unsupported")]


@pytest.mark.parametrize("form", ["one line", "many lines"])
def test_extra_dates_are_counted_before_they_are_parsed(form: str) -> None:
    """T-8: 200,000 EXDATE lines."""

    def event(number: int) -> str:
        dates = ["20261201T110000"] * number
        exdates = [",".join(dates[:1000]), ",".join(dates[1000:])] if form == "one line" else dates
        return vevent("RDATE:20270101T110000", *(f"EXDATE:{one}" for one in exdates))

    assert left_out(read(event(EXTRA_DATES - 1))) == []
    reading = read(event(EXTRA_DATES))
    assert [code for _, _, code in left_out(reading)] == ["import_too_many_extra_dates"]


@pytest.mark.parametrize(
    ("name", "field", "limit"),
    [
        ("SUMMARY", "title", 200),
        ("LOCATION", "place_text", 200),
        ("DESCRIPTION", "description", 20_000),
    ],
)
def test_texts_are_whole_at_the_limit_of_the_form_and_cut_beyond_it(
    name: str, field: str, limit: int
) -> None:
    def reading_of(length: int) -> Any:
        text = "x" * length
        return read(vevent(f"{name}:{text}", summary="" if name == "SUMMARY" else "Lesestund"))

    whole, cut = reading_of(limit), reading_of(limit + 1)
    assert (getattr(whole.events[0], field), whole.findings) == ("x" * limit, ())
    assert getattr(cut.events[0], field) == "x" * (limit - 1) + "…"
    assert [code for _, _, code in remarks(cut)] == ["import_text_shortened"]
    assert cut.findings[0].problem.details == {"field": name, "max": limit}


def test_a_long_line_of_a_property_that_is_not_read_says_nothing() -> None:
    reading = read(vevent("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QQ==" * LINE_BYTES))
    assert (len(reading.events), reading.findings) == (1, ())


def test_texts_cannot_start_lines_of_their_own() -> None:
    """T-1."""
    event = the_event(
        vevent("DESCRIPTION:A\x0bATTENDEE:mailto:x@e\x0cB\x1b[31m\x00C", summary="A\rB\u2028C")
    )
    assert event.title == "A B C"
    assert event.description == "A\nATTENDEE:mailto:x@e\nB[31mC"


def test_latin_1_is_understood() -> None:
    from_old_program = vevent(summary="Bokprat på Gjøvik").encode("cp1252")
    data = b"BEGIN:VCALENDAR\r\n" + from_old_program + b"\r\nEND:VCALENDAR\r\n"
    (event,) = ics.read(data, today=TODAY).events
    assert event.title == "Bokprat på Gjøvik"
