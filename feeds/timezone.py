"""The one VTIMEZONE of every feed: fixed bytes, never generated (facts/feeds.md, section 3).

What libraries generate reads wrongly in Thunderbird, Outlook and Google; this form with yearly
rules is right in all of them. A test compares it with zoneinfo for the years of the window.
"""

TZID = "Europe/Oslo"

VTIMEZONE = b"""\
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")
