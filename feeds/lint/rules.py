"""Every rule the linter knows: where it stands, and one sentence for whoever broke it.

`FC-` numbers are the feed contract of this project: what calendar programs need beyond the
standards, or what only a good feed for the public has.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    source: str
    sentence: str


RULES: dict[str, Rule] = {
    # Bytes
    "byte_order_mark": Rule("FC-1", "The file begins with a byte order mark"),
    "not_utf_8": Rule("RFC 5545 §3.1.4", "The bytes are not UTF-8, first at this position"),
    "line_end_not_crlf": Rule("RFC 5545 §3.1", "The line does not end with CR and LF"),
    "does_not_end_with_end_vcalendar": Rule("FC-1", "The file does not end with END:VCALENDAR"),
    "line_too_long": Rule("RFC 5545 §3.1", "The line is longer than 75 octets"),
    "fold_inside_character": Rule("RFC 5545 §3.1", "The line is folded inside a character"),
    "control_character": Rule("RFC 5545 §3.3.11", "There is a control character"),
    "line_separator": Rule("FC-3", "There is a line separator that some programs break lines at"),
    "too_many_bytes": Rule("FC-22", "The file is longer than 900,000 bytes"),
    "too_many_lines": Rule("FC-22", "The file has more than 200,000 lines; the rest is not read"),
    # Lines and components
    "no_content_line": Rule("RFC 5545 §3.1", "This is no line of the form NAME:value"),
    "name_not_upper_case": Rule("FC-15", "The name of the property is not in upper case"),
    "end_without_begin": Rule("RFC 5545 §3.6", "An END has no BEGIN"),
    "missing_end": Rule("RFC 5545 §3.6", "A BEGIN has no END"),
    "not_exactly_one_vcalendar": Rule("RFC 5545 §3.4", "The file is not exactly one VCALENDAR"),
    "unexpected_component": Rule("FC-12", "A feed holds VTIMEZONE and VEVENT and nothing else"),
    "nested_component": Rule("FC-14", "An event has a component inside it"),
    "missing_property": Rule("RFC 5545 §3.6", "A property that the standard asks for is missing"),
    "missing_feed_property": Rule("FC-6, FC-9", "A property that a good feed has is missing"),
    "repeated_property": Rule("RFC 5545 §3.6", "A property stands more than once"),
    "empty_property": Rule("FC-9", "The property has no text"),
    # The calendar
    "version_not_2_0": Rule("RFC 5545 §3.7.4", "VERSION is not 2.0"),
    "calscale_not_gregorian": Rule("RFC 5545 §3.7.1", "CALSCALE is not GREGORIAN"),
    "method": Rule("FC-6", "METHOD makes programs take the feed for an invitation"),
    "names_differ": Rule("FC-6", "NAME and X-WR-CALNAME are not the same"),
    "name_too_long": Rule("FC-6", "The name of the calendar is longer than 60 characters"),
    "calendar_zone_without_vtimezone": Rule("FC-6", "X-WR-TIMEZONE names no VTIMEZONE of the file"),
    "refresh_interval": Rule(
        "RFC 7986 §5.7", "REFRESH-INTERVAL needs ;VALUE=DURATION and a duration above nothing"
    ),
    "not_a_duration": Rule("RFC 5545 §3.3.6", "This is no duration"),
    "source_without_value_uri": Rule("RFC 7986 §5.8", "SOURCE needs ;VALUE=URI"),
    "address_not_absolute": Rule("FC-15", "This is no absolute http or https address"),
    "color_not_a_name": Rule("RFC 7986 §5.9", "COLOR is not one of the names of CSS"),
    "apple_color_not_hex": Rule("FC-6", "X-APPLE-CALENDAR-COLOR is not of the form #rrggbb"),
    "too_many_events": Rule("FC-22", "The file has more than 1,000 events"),
    # The time zone
    "no_vtimezone": Rule("FC-7", "There is no VTIMEZONE"),
    "several_vtimezones": Rule("FC-7", "There is more than one VTIMEZONE"),
    "repeated_tzid": Rule("RFC 5545 §3.6.5", "Two VTIMEZONEs have the same TZID"),
    "tzid_unknown": Rule("FC-7", "The TZID is no name of the Olson database"),
    "vtimezone_after_event": Rule("FC-7", "The VTIMEZONE stands after an event"),
    "vtimezone_too_long": Rule("FC-7", "The VTIMEZONE has more than 20 lines"),
    "not_one_rule_each": Rule("FC-7", "The VTIMEZONE does not have exactly one of these"),
    "rdate_in_vtimezone": Rule("FC-7", "Some programs read only the first RDATE of a VTIMEZONE"),
    "vtimezone_rule_without_one_numbered_day": Rule(
        "FC-7", "The rule does not have exactly one numbered weekday, such as BYDAY=-1SU"
    ),
    "vtimezone_rule_not_yearly": Rule("FC-7", "The rule is not FREQ=YEARLY;BYMONTH=n;BYDAY=nDD"),
    "not_an_offset": Rule("RFC 5545 §3.3.14", "This is no offset from UTC"),
    "vtimezone_starts_too_late": Rule(
        "RFC 5545 §3.6.5", "The VTIMEZONE begins after the first event does"
    ),
    "vtimezone_tells_wrong_times": Rule(
        "FC-8", "The VTIMEZONE differs from the Olson database, first in this year"
    ),
    # An event
    "repeated_uid": Rule("RFC 5545 §3.8.4.7", "Two events have the same UID"),
    "forbidden_property": Rule("FC-14", "This makes programs treat readers as invited"),
    "inline_data": Rule("FC-14", "Data stands inside the feed and not behind an address"),
    "stamp_not_utc": Rule("RFC 5545 §3.8.7", "The stamp is no time in UTC, such as …T120000Z"),
    "stamps_differ": Rule("FC-16", "Without METHOD, DTSTAMP has to be LAST-MODIFIED"),
    "sequence_not_a_number": Rule("RFC 5545 §3.8.7.4", "SEQUENCE is no whole number from 0"),
    "unknown_status": Rule("RFC 5545 §3.8.1.11", "STATUS is not one of those an event may have"),
    "class_not_public": Rule("FC-9", "CLASS of a public event is not PUBLIC"),
    "not_transparent": Rule("FC-9", "TRANSP is not TRANSPARENT: the event makes readers busy"),
    "geo_not_two_numbers": Rule("RFC 5545 §3.8.1.6", "GEO is not latitude;longitude"),
    "cancelled_without_prefix": Rule(
        "FC-19", "The title of a cancelled event does not begin with AVLYST: or CANCELLED:"
    ),
    # Times
    "not_a_date": Rule("RFC 5545 §3.3.4", "This is no date of the form YYYYMMDD"),
    "not_a_time": Rule("RFC 5545 §3.3.5", "This is no time of the form YYYYMMDDTHHMMSS"),
    "tzid_without_vtimezone": Rule("RFC 5545 §3.2.19", "The TZID has no VTIMEZONE in the file"),
    "tzid_with_utc": Rule("RFC 5545 §3.2.19", "A time in UTC has a TZID"),
    "floating_time": Rule("FC-12", "The time has no time zone"),
    "utc_time": Rule("FC-11", "The time is in UTC, which some programs show as it stands"),
    "time_does_not_exist": Rule(
        "RFC 5545 §3.3.5", "The clock never shows this time: it goes forward that night"
    ),
    "rdate": Rule("FC-12", "Many programs do not show what an RDATE adds"),
    "start_and_end_differ_in_kind": Rule(
        "RFC 5545 §3.8.2.2", "DTSTART and DTEND are not of the same type and time zone"
    ),
    "end_not_after_start": Rule("RFC 5545 §3.8.2.2", "DTEND is not later than DTSTART"),
    "end_and_duration": Rule("RFC 5545 §3.6.1", "The event has both DTEND and DURATION"),
    # Texts
    "unescaped_character": Rule("RFC 5545 §3.3.11", "A comma or semicolon lacks its backslash"),
    "unknown_escape": Rule(
        "RFC 5545 §3.3.11", "A backslash stands before something else than \\;,n"
    ),
    "html_tag": Rule("FC-13", "The text holds HTML, which programs show as it stands"),
    "description_too_long": Rule("FC-13", "DESCRIPTION is longer than 2,000 characters"),
    "description_without_address": Rule(
        "FC-13", "DESCRIPTION does not end with the address in URL, which Google does not show"
    ),
    # Series
    "series_in_subscription_feed": Rule("FC-12", "A subscription feed has one event for each date"),
    "rule_unreadable": Rule("RFC 5545 §3.3.10", "This is no recurrence rule"),
    "until_not_utc": Rule(
        "RFC 5545 §3.3.10", "UNTIL is not a time in UTC, or a date where DTSTART is one"
    ),
    "start_outside_rule": Rule("RFC 5545 §3.8.5.3", "The rule does not name the day of DTSTART"),
    "exdate_of_no_date": Rule("RFC 5545 §3.8.5.1", "EXDATE leaves out what the rule does not name"),
    "override_before_master": Rule("FC-12", "A changed date stands before its series, or alone"),
    "override_of_no_date": Rule(
        "RFC 5545 §3.8.4.4", "RECURRENCE-ID names no date that the series has"
    ),
    "rule_in_override": Rule("FC-12", "A changed date has a rule of its own"),
    "override_sequence_too_low": Rule("FC-12", "SEQUENCE of a changed date is below its series'"),
    "override_newer_than_master": Rule("FC-18", "A changed date was modified after its series"),
    "two_dates_on_one_day": Rule("FC-12", "Two dates of a series are on one day"),
    # The answer of a server
    "content_type": Rule("FC-24", "Content-Type is not text/calendar"),
    "charset": Rule("FC-24", "Content-Type does not say charset=utf-8"),
    "no_content_length": Rule("FC-24", "Content-Length is missing"),
    "no_validator": Rule("FC-24", "Both ETag and Last-Modified are missing"),
    "not_revalidated": Rule("FC-26", "Asked for what is new, the server sent all of it again"),
    "address_too_long": Rule(
        "FC-36", "As webcal:// the address is longer than the 256 characters that Google takes"
    ),
}
"""By code. Every code has a sample in the tests that breaks this rule and no other."""
