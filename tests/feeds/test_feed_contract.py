"""What holds for the bytes of every feed, whatever it is about: read line by line, no parser."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import State
from calendar_app.domain.timing import AllDay
from feeds.timezone import VTIMEZONE
from tests.feeds.formats import FORMATS
from tests.feeds.golden_feeds import cases, series_cases
from tests.feeds.hostile_texts import FIELDS, HOSTILE
from tests.feeds.occurrences import HEAD, TODAY, occurrence, vevent

ALL = cases() | series_cases()

ONCE = {
    *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LAST-MODIFIED", "CREATED", "SEQUENCE"),
    *("STATUS", "CLASS", "TRANSP", "URL", "DESCRIPTION", "X-MICROSOFT-CDO-BUSYSTATUS"),
}
OFTEN = {"LOCATION", "GEO", "CATEGORIES"}
SERIES = {"RRULE", "EXDATE", "RECURRENCE-ID"}
HEAD_ONCE = {
    *("VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC"),
    *("X-WR-TIMEZONE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE", "URL", "COLOR"),
    "X-APPLE-CALENDAR-COLOR",
}
PARAMETERS = {
    ("TZID", "Europe/Oslo"),
    ("VALUE", "DATE"),
    ("VALUE", "DURATION"),
    ("VALUE", "URI"),
}

Line = tuple[str, str, str]
"""Name, parameters and value of a content line."""

every_feed = pytest.mark.parametrize("name", ALL)


def _content(body: bytes) -> list[Line]:
    unfolded = body.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    return [_line(line) for line in unfolded]


def _line(text: str) -> Line:
    found = re.fullmatch(r"([^;:]+)((?:;[^;:=]+=[^;:]+)*):(.*)", text, re.DOTALL)
    assert found, text
    return found[1], found[2], found[3]


def _head(body: bytes) -> list[Line]:
    return _content(body[: body.index(VTIMEZONE)])


def _events(body: bytes) -> Iterator[list[Line]]:
    for text in body.split(b"BEGIN:VEVENT\r\n")[1:]:
        yield _content(text.partition(b"END:VEVENT\r\n")[0])


def _value(lines: list[Line], name: str) -> tuple[str, str]:
    (found,) = [(params, value) for named, params, value in lines if named == name]
    return found


@every_feed
def test_body_is_utf_8_in_lines_that_end_crlf(name: str) -> None:
    """FC-1."""
    body = ALL[name]
    assert body.decode("utf-8").startswith("BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"\r\nEND:VCALENDAR\r\n")
    assert body.count(b"\n") == body.count(b"\r") == body.count(b"\r\n")


@every_feed
def test_lines_are_short_and_broken_between_characters(name: str) -> None:
    """FC-2."""
    lines = ALL[name].split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])


@every_feed
def test_head_has_every_property_once_and_no_method(name: str) -> None:
    """FC-6."""
    _, *lines = _head(ALL[name])
    assert Counter(line[0] for line in lines) == Counter(HEAD_ONCE)
    assert _value(lines, "VERSION") == ("", "2.0")
    assert _value(lines, "CALSCALE") == ("", "GREGORIAN")
    assert _value(lines, "X-WR-TIMEZONE") == ("", "Europe/Oslo")
    assert _value(lines, "REFRESH-INTERVAL") == (";VALUE=DURATION", "PT1H")
    assert _value(lines, "X-PUBLISHED-TTL") == ("", "PT1H")
    assert _value(lines, "NAME") == _value(lines, "X-WR-CALNAME")
    assert len(_value(lines, "NAME")[1].replace("\\", "")) <= 60


@every_feed
def test_time_zone_is_the_fixed_block_before_any_event(name: str) -> None:
    """FC-7: also where there is no event; at most 20 lines and no RDATE."""
    body = ALL[name]
    assert body.count(b"BEGIN:VTIMEZONE") == body.count(VTIMEZONE) == 1
    assert b"BEGIN:VEVENT" not in body[: body.index(VTIMEZONE)]
    assert VTIMEZONE.count(b"\r\n") <= 20


@every_feed
def test_event_has_every_property_once_and_nothing_inside(name: str) -> None:
    """FC-9, FC-14: no alarm, no attendee, no organiser, no attachment, nothing nested."""
    for lines in _events(ALL[name]):
        names = Counter(line[0] for line in lines if line[0] != "EXDATE")
        assert set(names) - ONCE <= OFTEN | (SERIES if name in series_cases() else set())
        assert set(names) >= ONCE
        assert set(names.values()) == {1}
        assert _value(lines, "CLASS") == ("", "PUBLIC")
        assert _value(lines, "TRANSP") == ("", "TRANSPARENT")
        assert _value(lines, "STATUS")[1] in ("CONFIRMED", "CANCELLED")


@every_feed
def test_times_are_local_with_their_zone_or_whole_days(name: str) -> None:
    """FC-11, FC-12: never floating, never a zone together with Z, never an RDATE."""
    for lines in _events(ALL[name]):
        times = [line for line in lines if line[0] in ("DTSTART", "DTEND", *SERIES - {"RRULE"})]
        kinds = {params for _, params, _ in times}
        assert kinds in ({";TZID=Europe/Oslo"}, {";VALUE=DATE"})
        form = "[0-9]{8}" if kinds == {";VALUE=DATE"} else "[0-9]{8}T[0-9]{6}"
        assert [value for *_, value in times if not re.fullmatch(form, value)] == []
        assert _value(lines, "DTEND")[1] > _value(lines, "DTSTART")[1]


@pytest.mark.parametrize("name", cases())
def test_subscription_feed_has_one_event_with_its_own_uid_per_date(name: str) -> None:
    """FC-12."""
    events = list(_events(cases()[name]))
    uids = {_value(lines, "UID")[1] for lines in events}
    assert len(uids) == len(events)
    assert [line for lines in events for line in lines if line[0] in {*SERIES, "RDATE"}] == []


@every_feed
def test_description_is_plain_and_ends_with_the_address(name: str) -> None:
    """FC-13."""
    for lines in _events(ALL[name]):
        text = re.sub(r"\\(.)", r"\1", _value(lines, "DESCRIPTION")[1].replace("\\n", "\n"))
        assert len(text) <= 2_000
        assert text.split("\n")[-1] == _value(lines, "URL")[1]
        assert re.search("</?[A-Za-z!][^<>]*>", text) is None


@every_feed
def test_names_are_in_upper_case_and_addresses_absolute(name: str) -> None:
    """FC-15."""
    lines = _content(ALL[name])
    assert [line[0] for line in lines if line[0] != line[0].upper()] == []
    addresses = [value for named, _, value in lines if named in ("URL", "SOURCE")]
    assert [one for one in addresses if not one.startswith("https://kalender.example/")] == []


@every_feed
def test_no_parameter_comes_from_what_people_write(name: str) -> None:
    """T-2: so nothing has to be written as RFC 6868 asks."""
    assert _parameters(ALL[name]) <= PARAMETERS


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("form", ["ics", "rule"])
def test_no_text_becomes_a_parameter(form: str, field: str) -> None:
    """T-2."""
    quoted = ['a"b', "a^b", "a\r\nX:1", "a;b:c,d", ';VALUE=TEXT:"x"']
    for text in [*HOSTILE, *quoted]:
        entry = FORMATS[form].entry(occurrence(**FIELDS[field](text)))
        assert _parameters(FORMATS[form].joined(HEAD, [entry])) <= PARAMETERS


def _parameters(body: bytes) -> set[tuple[str, str]]:
    found = (re.findall(";([^=]+)=([^;]+)", params) for _, params, _ in _content(body))
    return {pair for pairs in found for pair in pairs}


MOVED = {"state": State.MOVED, "moved_from": AllDay(TODAY, TODAY)}


@pytest.mark.parametrize(
    ("changes", "called_off", "title", "status"),
    [
        ({"state": State.CANCELLED}, CalledOff.STATUS, "AVLYST: Babysang", "CANCELLED"),
        ({"state": State.CANCELLED}, CalledOff.VISIBLE, "AVLYST: Babysang", "CONFIRMED"),
        ({"state": State.POSTPONED}, CalledOff.STATUS, "UTSATT: Babysang", "CONFIRMED"),
        ({"state": State.POSTPONED}, CalledOff.VISIBLE, "UTSATT: Babysang", "CONFIRMED"),
        ({"state": State.FULL}, CalledOff.STATUS, "FULLT: Babysang", "CONFIRMED"),
        ({"state": State.FULL}, CalledOff.VISIBLE, "FULLT: Babysang", "CONFIRMED"),
        ({"state": State.FULL}, CalledOff.HIDDEN, "FULLT: Babysang", "CONFIRMED"),
        (MOVED, CalledOff.STATUS, "NY TID: Babysang", "CONFIRMED"),
        (MOVED, CalledOff.VISIBLE, "NY TID: Babysang", "CONFIRMED"),
        (MOVED, CalledOff.HIDDEN, "NY TID: Babysang", "CONFIRMED"),
    ],
)
def test_state_is_told_as_decided_under_the_same_uid(
    changes: dict[str, object], called_off: CalledOff, title: str, status: str
) -> None:
    """FC-19, SEL-40: `nei` leaves out what is called off before anything is rendered."""
    (lines,) = _events(vevent(occurrence(**changes), called_off=called_off))
    assert (_value(lines, "SUMMARY")[1], _value(lines, "STATUS")[1]) == (title, status)
    (plain,) = _events(vevent(occurrence()))
    assert _value(lines, "UID") == _value(plain, "UID")
    assert _value(lines, "DTSTART") == _value(plain, "DTSTART")
