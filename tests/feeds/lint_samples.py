"""A good feed in the series form and thirteen ways to break it (facts/feeds.md, section 11).

Six VEVENTs: timed, weekly series with a date left out, moved date, cancelled date, a week of
whole days, cancelled event.
"""

from icalendar import Timezone

from feeds.timezone import VTIMEZONE

_HEAD = b"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Lesekalender//Lesekalender//NO
CALSCALE:GREGORIAN
NAME:Hamar\\, barn
X-WR-CALNAME:Hamar\\, barn
X-WR-CALDESC:Arrangementer for barn i Hamar.
X-WR-TIMEZONE:Europe/Oslo
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
SOURCE;VALUE=URI:https://kalender.example/kalender.ics?bibliotek=hamar
URL:https://kalender.example/kalender?bibliotek=hamar
COLOR:steelblue
X-APPLE-CALENDAR-COLOR:#4682B4
"""

_EVENTS = b"""\
BEGIN:VEVENT
UID:timed
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
CREATED:20261201T000000Z
SEQUENCE:0
DTSTART;TZID=Europe/Oslo:20270209T110000
DTEND;TZID=Europe/Oslo:20270209T114500
SUMMARY:Babysang\\, med teppe\\; for de minste
DESCRIPTION:Vi synger og leser. Ta med teppe, besteforeldre og s
 \xc3\xb8sken.\\n\\nhttps://kalender.example/arrangement/17
GEO:60.794512;11.067981
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
URL:https://kalender.example/arrangement/17
END:VEVENT
BEGIN:VEVENT
UID:weekly
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
CREATED:20261201T000000Z
SEQUENCE:1
DTSTART;TZID=Europe/Oslo:20270301T100000
DTEND;TZID=Europe/Oslo:20270301T110000
RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=6
EXDATE;TZID=Europe/Oslo:20270329T100000
SUMMARY:Lesestund
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
URL:https://kalender.example/arrangement/17
END:VEVENT
BEGIN:VEVENT
UID:weekly
RECURRENCE-ID;TZID=Europe/Oslo:20270308T100000
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
CREATED:20261201T000000Z
SEQUENCE:1
DTSTART;TZID=Europe/Oslo:20270309T100000
DTEND;TZID=Europe/Oslo:20270309T110000
SUMMARY:NY TID: Lesestund
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
URL:https://kalender.example/arrangement/17
END:VEVENT
BEGIN:VEVENT
UID:weekly
RECURRENCE-ID;TZID=Europe/Oslo:20270315T100000
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
CREATED:20261201T000000Z
SEQUENCE:1
DTSTART;TZID=Europe/Oslo:20270315T100000
DTEND;TZID=Europe/Oslo:20270315T110000
SUMMARY:AVLYST: Lesestund
STATUS:CANCELLED
TRANSP:TRANSPARENT
CLASS:PUBLIC
URL:https://kalender.example/arrangement/17
END:VEVENT
BEGIN:VEVENT
UID:week
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
CREATED:20261201T000000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20270222
DTEND;VALUE=DATE:20270227
SUMMARY:Vinterferie
STATUS:CONFIRMED
TRANSP:TRANSPARENT
CLASS:PUBLIC
URL:https://kalender.example/arrangement/17
END:VEVENT
BEGIN:VEVENT
UID:cancelled
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
CREATED:20261201T000000Z
SEQUENCE:3
DTSTART;TZID=Europe/Oslo:20270410T180000
DTEND;TZID=Europe/Oslo:20270410T190000
SUMMARY:AVLYST: Konsert
STATUS:CANCELLED
TRANSP:TRANSPARENT
CLASS:PUBLIC
URL:https://kalender.example/arrangement/17
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
