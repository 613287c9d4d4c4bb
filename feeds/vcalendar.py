"""The calendar around the events: its head, and ready VEVENTs joined into a body."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from icalendar import Calendar
from icalendar.prop import vDuration

from calendar_app.domain.text import clean_line, clean_text
from feeds.colour import css_name
from feeds.lines import serialised
from feeds.text import shortened, without_tags
from feeds.timezone import TZID, VTIMEZONE
from feeds.values import Text, uri

MAX_NAME = 60
"""Characters of the calendar's name (FC-6)."""

MAX_CALENDAR_DESCRIPTION = 500
"""Characters of the calendar's description: it is written twice in every feed."""

_REFRESH = timedelta(hours=1)
_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarHead:
    """What a feed says of itself.

    `name` names the filter; what is longer than `MAX_NAME` is cut. `description` also says
    what was trimmed. `source_url` is the canonical address of the feed, "" when it has none
    (a filter that matches nothing); `page_url` the page with the same selection. `colour` is
    `#rrggbb`. `language` is that of the words.
    """

    name: str
    description: str
    source_url: str
    page_url: str
    colour: str
    language: str = "nb"


def render_head(head: CalendarHead) -> bytes:
    """Render all that stands before the first VEVENT, the VTIMEZONE included (FC-6, FC-7).

    No METHOD: with one, DTSTAMP changes meaning and clients ask for an ORGANIZER. No version
    number in PRODID: a release alone must not change bytes. Raises ValueError for an address
    or a colour that is none.
    """
    name = Text(shortened(clean_line(head.name), MAX_NAME))
    description = Text(
        shortened(without_tags(clean_text(head.description)), MAX_CALENDAR_DESCRIPTION)
    )
    calendar = Calendar()
    calendar["VERSION"] = Text("2.0")
    calendar["PRODID"] = Text("-//Lesekalender//Lesekalender//NO")
    calendar["CALSCALE"] = Text("GREGORIAN")
    # RFC 7986 names, each beside the older one that most programs read.
    calendar["NAME"] = calendar["X-WR-CALNAME"] = name
    calendar["DESCRIPTION"] = calendar["X-WR-CALDESC"] = description
    calendar["X-WR-TIMEZONE"] = Text(TZID)
    # Exactly this form: Nextcloud waits a week without it, Home Assistant stops at another.
    calendar["REFRESH-INTERVAL"] = vDuration(_REFRESH, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(_REFRESH)
    if head.source_url:
        calendar["SOURCE"] = uri(head.source_url, params={"VALUE": "URI"})
    calendar["URL"] = uri(head.page_url)
    calendar["COLOR"] = Text(css_name(head.colour))
    calendar["X-APPLE-CALENDAR-COLOR"] = Text(head.colour)
    return serialised(calendar).removesuffix(_END) + VTIMEZONE


def join_calendar(head: bytes, vevents: Iterable[bytes]) -> bytes:
    """Put a rendered head and rendered VEVENTs together: the body of a feed (FC-1).

    With no VEVENT it is still a valid calendar, as the VTIMEZONE is there (RFC 5545 §3.6).
    """
    return b"".join((head, *vevents, _END))
