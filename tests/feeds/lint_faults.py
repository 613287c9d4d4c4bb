"""For every rule of the linter a feed that breaks this one and no other."""

from feeds.timezone import VTIMEZONE
from tests.feeds.lint_samples import EMPTY, GOOD, crlf, swapped

TIMED_START = b"DTSTART;TZID=Europe/Oslo:20270209T110000\n"
_TIMED_END = b"DTEND;TZID=Europe/Oslo:20270209T114500\n"
_RULE = b"RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=6\n"
_MOVED = b"RECURRENCE-ID;TZID=Europe/Oslo:20270308T100000\n"
_MOVED_HEAD = _MOVED + b"DTSTAMP:20270101T000000Z\nLAST-MODIFIED:20270101T000000Z\n"
_MOVED_START = b"DTSTART;TZID=Europe/Oslo:20270309T100000\nDTEND;TZID=Europe/Oslo:20270309T110000\n"
_DAYLIGHT = b"BEGIN:DAYLIGHT\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\n"
_SUMMER_RULE = b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
_NAMES = b"NAME:Hamar\\, barn\nX-WR-CALNAME:Hamar\\, barn\n"
_LONG_NAME = b"x" * 61
_LONG_TEXT = b"".join(b" " + b"x" * 73 + b"\n" for _ in range(28))
_TEXT = b"DESCRIPTION:Vi synger"
_ADDRESS = b"https://kalender.example/arrangement/17"
_BASE64 = b"ATTACH;ENCODING=BASE64;VALUE=BINARY:aGVp\n"
_OTHER_ZONE = VTIMEZONE.replace(b"Europe/Oslo", b"Europe/Paris")
_LAST_END = crlf(b"END:VEVENT\nEND:VCALENDAR\n")
_EVENT = swapped(b"UID:timed\n", b"UID:timed\n").split(b"END:VTIMEZONE\r\n")[1]
_TIMED_EVENT = _EVENT[: _EVENT.index(b"END:VEVENT\r\n") + 12]


def _inside(line: bytes) -> bytes:
    """Put a line into the event of whole days."""
    return swapped(b"UID:week\n", b"UID:week\n" + line + b"\n")


def _of_head(line: bytes) -> bytes:
    """Put a line into the head of the calendar."""
    return swapped(b"VERSION:2.0\n", b"VERSION:2.0\n" + line + b"\n")


def _many_events() -> bytes:
    more = (_TIMED_EVENT.replace(b"UID:timed", b"UID:%d" % number) for number in range(1_000))
    return GOOD.replace(_TIMED_EVENT, b"".join(more), 1)


def _summer_event() -> bytes:
    """Two more hours of the night in which the clock goes forward."""
    return swapped(
        TIMED_START + _TIMED_END,
        TIMED_START.replace(b"0209T110000", b"0328T023000")
        + _TIMED_END.replace(b"0209T114500", b"0328T040000"),
    )


FAULTS: list[tuple[str, bytes]] = [
    # Bytes
    ("byte_order_mark", b"\xef\xbb\xbf" + GOOD),
    ("not_utf_8", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:Vinterf\xf8re")),
    ("line_end_not_crlf", GOOD.replace(b"\r\n", b"\n").removesuffix(b"\n") + b"\r\n"),
    ("does_not_end_with_end_vcalendar", GOOD.removesuffix(b"\r\n")),
    ("line_too_long", swapped(b"UID:timed\n", b"UID:" + b"x" * 72 + b"\n")),
    ("fold_inside_character", swapped(b"s\n \xc3\xb8sken", b"s\xc3\n \xb8sken")),
    ("control_character", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:Vinter\x0bferie")),
    ("control_character", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:Vinter\xc2\x9bferie")),
    ("line_separator", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:Vinter\xe2\x80\xa8ferie")),
    ("line_separator", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:Vinter\xc2\x85ferie")),
    ("too_many_bytes", _inside(b"X-A:bcdefgh\n" * 74_999 + b"X-A:b")),
    ("too_many_lines", GOOD.replace(_LAST_END, b"A:\r\n" * 200_000 + _LAST_END)),
    # Lines and components
    ("no_content_line", _inside(b"None")),
    ("no_content_line", b" " + GOOD),
    ("name_not_upper_case", _inside(b"X-Link:a")),
    ("end_without_begin", _inside(b"END:VALARM")),
    ("missing_end", GOOD.removesuffix(_LAST_END) + b"END:VCALENDAR\r\n"),
    ("not_exactly_one_vcalendar", GOOD + EMPTY),
    ("not_exactly_one_vcalendar", b"X-BEFORE:a\r\n" + GOOD),
    ("unexpected_component", swapped(b"BEGIN:VEVENT\n", b"BEGIN:VTODO\nEND:VTODO\nBEGIN:VEVENT\n")),
    ("nested_component", _inside(b"BEGIN:VLOCATION\nEND:VLOCATION")),
    ("missing_property", swapped(b"PRODID:-//Lesekalender//Lesekalender//NO\n", b"")),
    ("missing_property", GOOD.replace(b"DTSTART:19700329T020000\r\n", b"")),
    ("missing_feed_property", swapped(b"CALSCALE:GREGORIAN\n", b"")),
    ("missing_feed_property", swapped(b"SEQUENCE:3\n", b"")),
    ("missing_feed_property", swapped(_TIMED_END, b"")),
    ("repeated_property", _of_head(b"VERSION:2.0")),
    ("repeated_property", _inside(b"UID:week")),
    ("empty_property", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:")),
    ("empty_property", swapped(_NAMES, b"NAME:\nX-WR-CALNAME:\n")),
    # The calendar
    ("version_not_2_0", swapped(b"VERSION:2.0", b"VERSION:1.0")),
    ("calscale_not_gregorian", swapped(b"CALSCALE:GREGORIAN", b"CALSCALE:JULIAN")),
    ("method", _of_head(b"METHOD:PUBLISH")),
    ("names_differ", swapped(_NAMES, _NAMES.replace(b"X-WR-CALNAME:Hamar", b"X-WR-CALNAME:Gjvik"))),
    ("name_too_long", swapped(_NAMES, _NAMES.replace(b"Hamar\\, barn", _LONG_NAME))),
    ("calendar_zone_without_vtimezone", swapped(b"ZONE:Europe/Oslo", b"ZONE:Europe/Paris")),
    ("refresh_interval", swapped(b"INTERVAL;VALUE=DURATION:", b"INTERVAL:VALUE=DURATION:")),
    ("refresh_interval", swapped(b"DURATION:PT1H", b"DURATION:P")),
    ("refresh_interval", swapped(b"DURATION:PT1H", b"DURATION:PT0S")),
    ("not_a_duration", swapped(b"TTL:PT1H", b"TTL:1 hour")),
    ("source_without_value_uri", swapped(b"SOURCE;VALUE=URI:", b"SOURCE:")),
    ("address_not_absolute", swapped(b"URL:" + _ADDRESS, b"URL:/arrangement/17")),
    ("address_not_absolute", _inside(b"IMAGE;VALUE=URI:javascript:alert(1)")),
    ("color_not_a_name", swapped(b"COLOR:steelblue", b"COLOR:#4682B4")),
    ("apple_color_not_hex", swapped(b"COLOR:#4682B4", b"COLOR:steelblue")),
    ("too_many_events", _many_events()),
    # The time zone
    ("no_vtimezone", EMPTY.replace(VTIMEZONE, b"")),
    ("several_vtimezones", GOOD.replace(VTIMEZONE, VTIMEZONE + _OTHER_ZONE)),
    ("repeated_tzid", GOOD.replace(VTIMEZONE, VTIMEZONE * 2)),
    ("tzid_unknown", GOOD.replace(b"Europe/Oslo", b"W. Europe Standard Time")),
    ("tzid_unknown", GOOD.replace(b"Europe/Oslo", b"../../etc/passwd")),
    ("tzid_unknown", GOOD.replace(b"Europe/Oslo", b"Europe")),
    (
        "vtimezone_after_event",
        GOOD.replace(VTIMEZONE, b"").replace(b"END:VCAL", VTIMEZONE + b"END:VCAL"),
    ),
    ("vtimezone_too_long", swapped(b"TZNAME:CET\n", b"TZNAME:CET\n" * 5)),
    ("not_one_rule_each", GOOD.replace(b":STANDARD", b":DAYLIGHT")),
    ("rdate_in_vtimezone", swapped(_DAYLIGHT, _DAYLIGHT + b"RDATE:20270328T020000\n")),
    ("vtimezone_rule_without_one_numbered_day", swapped(b"BYDAY=-1SU", b"BYDAY=SU")),
    ("vtimezone_rule_without_one_numbered_day", swapped(_SUMMER_RULE, b"")),
    ("vtimezone_rule_not_yearly", swapped(b"BYDAY=-1SU", b"BYDAY=-1SU;UNTIL=20370101T000000Z")),
    ("vtimezone_rule_not_yearly", swapped(b"BYMONTH=3;", b"BYMONTH=13;")),
    ("not_an_offset", swapped(b"FROM:+0100", b"FROM:1")),
    ("vtimezone_starts_too_late", swapped(b"DTSTART:19700329", b"DTSTART:20270328")),
    (
        "vtimezone_tells_wrong_times",
        swapped(b"DTSTART:19700329T020000", b"DTSTART:19700329T030000"),
    ),
    ("vtimezone_tells_wrong_times", swapped(b"TO:+0200", b"TO:+0300")),
    # An event
    ("repeated_uid", swapped(b"UID:week\n", b"UID:timed\n")),
    ("forbidden_property", _inside(b"ORGANIZER:mailto:post@example.org")),
    ("forbidden_property", _inside(b"ATTENDEE:mailto:post@example.org")),
    ("inline_data", _inside(_BASE64.strip())),
    ("inline_data", _inside(b"IMAGE;VALUE=URI:data:image/png;base64,aGVp")),
    ("stamp_not_utc", swapped(b"CREATED:20261201T000000Z", b"CREATED:20261201T000000")),
    ("stamp_not_utc", swapped(b"CREATED:20261201T000000Z", b"CREATED:20261301T000000Z")),
    ("stamps_differ", swapped(b"DTSTAMP:20270101T000000Z", b"DTSTAMP:20270102T000000Z")),
    ("sequence_not_a_number", swapped(b"SEQUENCE:3", b"SEQUENCE:-1")),
    ("sequence_not_a_number", swapped(b"SEQUENCE:3", b"SEQUENCE:2147483648")),
    ("sequence_not_a_number", swapped(b"SEQUENCE:3", "SEQUENCE:٣".encode())),
    ("unknown_status", swapped(b"STATUS:CONFIRMED", b"STATUS:FULL")),
    ("class_not_public", swapped(b"CLASS:PUBLIC", b"CLASS:PRIVATE")),
    ("not_transparent", swapped(b"TRANSP:TRANSPARENT", b"TRANSP:OPAQUE")),
    ("geo_not_two_numbers", swapped(b"GEO:60.794512;11.067981", b"GEO:60\\,79;11\\,06")),
    ("geo_not_two_numbers", swapped(b"GEO:60.794512;11.067981", b"GEO:91;11.06")),
    ("cancelled_without_prefix", swapped(b"AVLYST: Konsert", b"Konsert")),
    # Times
    ("not_a_date", swapped(b"DTSTART;VALUE=DATE:20270222", b"DTSTART;VALUE=DATE:20270222T100000")),
    ("not_a_date", swapped(b"DTSTART;VALUE=DATE:20270222", b"DTSTART;VALUE=DATE:20260229")),
    ("not_a_time", swapped(TIMED_START, b"DTSTART;TZID=Europe/Oslo:20270209\n")),
    ("tzid_without_vtimezone", GOOD.replace(b"Oslo:20270209", b"Paris:20270209")),
    (
        "tzid_with_utc",
        swapped(
            TIMED_START + _TIMED_END,
            TIMED_START.replace(b"9T110000", b"9T110000Z")
            + _TIMED_END.replace(b"9T114500", b"9T114500Z"),
        ),
    ),
    (
        "floating_time",
        swapped(TIMED_START + _TIMED_END, b"DTSTART:20270209T110000\nDTEND:20270209T114500\n"),
    ),
    (
        "utc_time",
        swapped(TIMED_START + _TIMED_END, b"DTSTART:20270209T100000Z\nDTEND:20270209T104500Z\n"),
    ),
    ("time_does_not_exist", _summer_event()),
    ("rdate", swapped(TIMED_START, TIMED_START + b"RDATE;TZID=Europe/Oslo:20270210T110000\n")),
    ("start_and_end_differ_in_kind", swapped(_TIMED_END, b"DTEND;VALUE=DATE:20270210\n")),
    ("end_not_after_start", swapped(b"20270209T114500", b"20270209T110000")),
    ("end_not_after_start", swapped(b"DATE:20270227", b"DATE:20270222")),
    ("end_and_duration", swapped(_TIMED_END, _TIMED_END + b"DURATION:PT45M\n")),
    # Texts
    ("unescaped_character", swapped(b"sang\\, med teppe\\;", b"sang, med teppe;")),
    ("unescaped_character", _inside(b"CATEGORIES:Bok;film")),
    ("unknown_escape", swapped(b"SUMMARY:Vinterferie", b"SUMMARY:C:\\temp")),
    ("html_tag", swapped(_TEXT, b"DESCRIPTION:<p>Vi</p>")),
    ("description_too_long", swapped(_TEXT, b"DESCRIPTION:Vi synger\n" + _LONG_TEXT + b" ")),
    ("description_without_address", swapped(b"\\n\\n" + _ADDRESS, b"")),
    # Series
    ("rule_unreadable", swapped(_RULE, b"RRULE:FREQ=WEEKLY;COUNT=6;UNTIL=20280101T000000Z\n")),
    ("rule_unreadable", swapped(_RULE, b"RRULE:FREQ=WEEKLY;BYDAY=MA\n")),
    ("until_not_utc", swapped(b"COUNT=6", b"UNTIL=20270405T100000")),
    ("until_not_utc", swapped(b"COUNT=6", b"UNTIL=20270405")),
    (
        "start_outside_rule",
        swapped(b"DTSTART;TZID=Europe/Oslo:20270301", b"DTSTART;TZID=Europe/Oslo:20270228"),
    ),
    (
        "exdate_of_no_date",
        swapped(b"EXDATE;TZID=Europe/Oslo:20270329T10", b"EXDATE;TZID=Europe/Oslo:20270329T00"),
    ),
    ("exdate_of_no_date", swapped(b"COUNT=6", b"COUNT=3")),
    ("override_before_master", swapped(b"UID:weekly\n" + _MOVED, b"UID:other\n" + _MOVED)),
    ("override_of_no_date", swapped(_MOVED, _MOVED.replace(b"0308", b"0310"))),
    ("override_of_no_date", swapped(_MOVED, b"RECURRENCE-ID;VALUE=DATE:20270308\n")),
    ("override_of_no_date", swapped(_MOVED, _MOVED.replace(b"0308", b"0329"))),
    ("rule_in_override", swapped(_MOVED, b"RRULE:FREQ=DAILY\n" + _MOVED)),
    (
        "override_sequence_too_low",
        swapped(
            _MOVED_HEAD + b"CREATED:20261201T000000Z\nSEQUENCE:1\n",
            _MOVED_HEAD + b"CREATED:20261201T000000Z\nSEQUENCE:0\n",
        ),
    ),
    ("override_newer_than_master", swapped(_MOVED_HEAD, _MOVED_HEAD.replace(b"0101T", b"0102T"))),
    ("two_dates_on_one_day", swapped(_MOVED_START, _MOVED_START.replace(b"0309", b"0322"))),
    ("two_dates_on_one_day", swapped(_MOVED_START, _MOVED_START.replace(b"0309", b"0315"))),
]
