"""A feed that has ended says so in one event (FC-23).

A 404 leaves the old events on the phone for ever, and a calendar without events does not purge
Evolution; one notice takes their place.
"""

from datetime import date, datetime

from icalendar import Event

from calendar_app.domain.text import clean_line, clean_text
from calendar_app.domain.timing import AllDay
from feeds.audience import EVERYBODY, Audience
from feeds.description import MAX_DESCRIPTION
from feeds.lines import serialised
from feeds.properties import set_audience, set_stamps, set_time
from feeds.text import shortened, without_tags
from feeds.values import Text, uri


def render_notice(
    uid: str,
    *,
    day: date,
    title: str,
    description: str,
    url: str,
    stamp: datetime,
    audience: Audience = EVERYBODY,
) -> bytes:
    """Render a whole day on the local date `day`, with the same properties as any date.

    `uid` is stored with what has ended and `stamp` is when that was (UTC), so the bytes are the
    same at every request. `url` is an absolute address of ours that leads on, "" for none.
    Raises ValueError for an address that is none.
    """
    room = MAX_DESCRIPTION - len(url) - 2
    told = without_tags(shortened(clean_text(description), room))
    event = Event()
    event["UID"] = Text(uid)
    set_stamps(event, sequence=0, modified=stamp, created=stamp)
    set_time(event, AllDay(day, day))
    event["SUMMARY"] = Text(clean_line(title))
    event["STATUS"] = Text("CONFIRMED")
    event["DESCRIPTION"] = Text("\n\n".join(part for part in (told, url) if part))
    if url:
        event["URL"] = uri(url)
    set_audience(event, audience)
    return serialised(event)
