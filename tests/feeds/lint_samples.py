"""A good feed in the series form and thirteen ways to break it (facts/feeds.md, section 11)."""

from icalendar import Timezone

from feeds.timezone import VTIMEZONE

_HEAD = b"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Lesekalender//Lesekalender//NO
CALSCALE:GREGORIAN
NAME:Hamar\\, barn
X-WR-CALNAME:Hamar\\, barn
X-WR-TIMEZONE:Europe/Oslo
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
"""

_EVENTS = b"""\
BEGIN:VEVENT
UID:timed
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
SEQUENCE:0
DTSTART;TZID=Europe/Oslo:20270209T110000
DTEND;TZID=Europe/Oslo:20270209T114500
SUMMARY:Babysang\\, med teppe\\; for de minste
DESCRIPTION:Vi synger og leser. Ta med teppe, besteforeldre og s
 \xc3\xb8sken.
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
END:VEVENT
BEGIN:VEVENT
UID:weekly
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
SEQUENCE:1
DTSTART;TZID=Europe/Oslo:20270301T100000
DTEND;TZID=Europe/Oslo:20270301T110000
RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=6
EXDATE;TZID=Europe/Oslo:20270329T100000
SUMMARY:Lesestund
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
END:VEVENT
BEGIN:VEVENT
UID:weekly
RECURRENCE-ID;TZID=Europe/Oslo:20270308T100000
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
SEQUENCE:1
DTSTART;TZID=Europe/Oslo:20270309T100000
DTEND;TZID=Europe/Oslo:20270309T110000
SUMMARY:NY TID: Lesestund
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
END:VEVENT
BEGIN:VEVENT
UID:weekly
RECURRENCE-ID;TZID=Europe/Oslo:20270315T100000
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
SEQUENCE:1
DTSTART;TZID=Europe/Oslo:20270315T100000
DTEND;TZID=Europe/Oslo:20270315T110000
SUMMARY:AVLYST: Lesestund
STATUS:CANCELLED
TRANSP:TRANSPARENT
CLASS:PUBLIC
END:VEVENT
BEGIN:VEVENT
UID:week
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20270222
DTEND;VALUE=DATE:20270227
SUMMARY:Vinterferie
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
END:VEVENT
BEGIN:VEVENT
UID:cancelled
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
SEQUENCE:3
DTSTART;TZID=Europe/Oslo:20270410T180000
DTEND;TZID=Europe/Oslo:20270410T190000
SUMMARY:AVLYST: Konsert
STATUS:CANCELLED
TRANSP:TRANSPARENT
CLASS:PUBLIC
END:VEVENT
"""


def crlf(text: bytes) -> bytes:
    """End lines as a feed does."""
    return text.replace(b"\n", b"\r\n")


def swapped(old: bytes, new: bytes) -> bytes:
    """Give the good feed with one place changed (written with LF); fail if it is not there."""
    assert crlf(old) in GOOD
    return GOOD.replace(crlf(old), crlf(new), 1)


_GOOD_TEXT = _EVENTS.replace(b"Ta med teppe, beste", b"Ta med teppe\\, beste")
EMPTY = crlf(_HEAD) + VTIMEZONE + b"END:VCALENDAR\r\n"
GOOD = crlf(_HEAD) + VTIMEZONE + crlf(_GOOD_TEXT) + b"END:VCALENDAR\r\n"

_ALARM = b"BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT1H\nEND:VALARM\n"

BROKEN: dict[str, tuple[bytes, str]] = {
    "automatic VTIMEZONE": (
        GOOD.replace(VTIMEZONE, Timezone.from_tzid("Europe/Oslo").to_ical()),
        "rdate_in_vtimezone",
    ),
    "DISPLAY alarm without DESCRIPTION": (
        swapped(b"END:VEVENT\n", _ALARM + b"END:VEVENT\n"),
        "nested_component",
    ),
    "all-day with DTEND = DTSTART": (
        swapped(b"DATE:20270227", b"DATE:20270222"),
        "end_not_after_start",
    ),
    "same UID on two events": (swapped(b"UID:week\n", b"UID:timed\n"), "repeated_uid"),
    "HTML page": (b"<!doctype html>\n<title>Vedlikehold</title>\n", "not_exactly_one_vcalendar"),
    "LF line ends": (GOOD.replace(b"\r\n", b"\n"), "line_end_not_crlf"),
    "no DTSTAMP": (swapped(b"DTSTAMP:20270101T000000Z\n", b""), "missing_property"),
    "no PRODID": (swapped(b"PRODID:-//Lesekalender//Lesekalender//NO\n", b""), "missing_property"),
    "no UID": (swapped(b"UID:timed\n", b""), "missing_property"),
    "no VTIMEZONE": (GOOD.replace(VTIMEZONE, b""), "no_vtimezone"),
    "unescaped comma and semicolon": (
        swapped(b"sang\\, med teppe\\;", b"sang, med teppe;"),
        "unescaped_character",
    ),
    "REFRESH-INTERVAL with a colon": (
        swapped(b"INTERVAL;VALUE=DURATION:", b"INTERVAL:VALUE=DURATION:"),
        "refresh_interval",
    ),
    "cut after two thirds": (GOOD[: len(GOOD) * 2 // 3], "does_not_end_with_end_vcalendar"),
}
"""The thirteen broken variants, each with the finding that names its fault."""

_DAYLIGHT_END = b"DTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
_SINGLE = b"DTSTART;TZID=Europe/Oslo:20270209T110000\n"

FAULTS: list[tuple[str, bytes]] = [
    ("byte_order_mark", b"\xef\xbb\xbf" + GOOD),
    ("not_utf_8", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:Vinterf\xf8re")),
    ("line_end_not_crlf", swapped(b"UID:timed\n", b"UID:timed\r\r\n")),
    ("line_too_long", swapped(b"UID:timed\n", b"UID:" + b"x" * 72 + b"\n")),
    ("fold_inside_character", swapped(b"s\n \xc3\xb8sken", b"s\xc3\n \xb8sken")),
    ("control_character", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:Vinter\x0bferie")),
    ("too_many_bytes", swapped(b"BEGIN:VEVENT\n", b"X-A:b\n" * 129_000 + b"BEGIN:VEVENT\n")),
    ("no_content_line", swapped(b"UID:week\n", b"UID:week\nNone\n")),
    ("name_not_upper_case", swapped(b"UID:week\n", b"UID:week\nX-Link:a\n")),
    ("end_without_begin", swapped(b"UID:week\n", b"UID:week\nEND:VALARM\n")),
    ("missing_end", swapped(b"END:VEVENT\n", b"")),
    ("not_exactly_one_vcalendar", GOOD + EMPTY),
    ("repeated_property", swapped(b"VERSION:2.0\n", b"VERSION:2.0\nVERSION:2.0\n")),
    ("version_not_2_0", swapped(b"VERSION:2.0", b"VERSION:1.0")),
    ("method", swapped(b"VERSION:2.0\n", b"VERSION:2.0\nMETHOD:PUBLISH\n")),
    ("refresh_interval", swapped(b"DURATION:PT1H", b"DURATION:P")),
    ("unexpected_component", swapped(b"BEGIN:VEVENT\n", b"BEGIN:VTODO\nEND:VTODO\nBEGIN:VEVENT\n")),
    (
        "too_many_events",
        swapped(b"BEGIN:VEVENT\n", b"BEGIN:VEVENT\nEND:VEVENT\n" * 1000 + b"BEGIN:VEVENT\n"),
    ),
    ("repeated_tzid", GOOD.replace(VTIMEZONE, VTIMEZONE * 2)),
    (
        "vtimezone_after_event",
        GOOD.replace(VTIMEZONE, b"").replace(b"END:VCAL", VTIMEZONE + b"END:VCAL"),
    ),
    ("not_one_rule_each", swapped(b"BEGIN:STANDARD", b"BEGIN:DAYLIGHT")),
    ("vtimezone_rule_without_one_numbered_day", swapped(b"BYDAY=-1SU", b"BYDAY=SU")),
    ("missing_property", swapped(_DAYLIGHT_END, _DAYLIGHT_END[24:])),
    ("stamp_not_utc", swapped(b"DTSTAMP:20270101T000000Z", b"DTSTAMP:20270101T000000")),
    ("tzid_without_vtimezone", swapped(_SINGLE, _SINGLE.replace(b"Oslo", b"Paris"))),
    ("tzid_with_utc", swapped(_SINGLE, _SINGLE.replace(b"0000\n", b"0000Z\n"))),
    ("floating_time", swapped(_SINGLE, b"DTSTART:20270209T110000\n")),
    ("floating_time", swapped(b"EXDATE;TZID=Europe/Oslo:", b"EXDATE:")),
    ("floating_time", swapped(b"RECURRENCE-ID;TZID=Europe/Oslo:", b"RECURRENCE-ID:")),
    ("not_a_time", swapped(_SINGLE, b"DTSTART;TZID=Europe/Oslo:20270209\n")),
    ("not_a_date", swapped(b"DATE:20270222", b"DATE:20270222T100000")),
    ("rdate", swapped(_SINGLE, _SINGLE + b"RDATE;TZID=Europe/Oslo:20270210T110000\n")),
    ("start_and_end_differ_in_kind", swapped(_SINGLE, b"DTSTART:20270209T100000Z\n")),
    ("end_not_after_start", swapped(b"20270209T114500", b"20270209T110000")),
    ("unknown_escape", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:C:\\temp")),
    ("html_tag", swapped(b"DESCRIPTION:Vi", b"DESCRIPTION:<p>Vi</p>")),
    ("cancelled_without_prefix", swapped(b"AVLYST: Konsert", b"Konsert")),
    ("override_before_master", swapped(b"UID:weekly\nDTSTAMP", b"UID:other\nDTSTAMP")),
    ("rule_in_override", swapped(b"UID:weekly\nREC", b"UID:weekly\nRRULE:FREQ=DAILY\nREC")),
]
"""One more fault each, so that no rule of the linter is without a test that needs it."""
