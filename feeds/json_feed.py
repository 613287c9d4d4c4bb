"""The JSON feed: what a calendar says of itself, and ready entries joined into a body."""

from collections.abc import Iterable, Mapping
from datetime import date

from calendar_app.domain.text import clean_line, clean_text
from calendar_app.domain.timing import DAY, Window
from feeds.json_text import dumped
from feeds.trim import Trimming
from feeds.values import own_address
from feeds.vcalendar import CalendarHead

VERSION = 1
"""Raised when a key changes its meaning; keys may be added without."""

_NOTHING: Mapping[str, object] = {}


def join_json(
    head: CalendarHead,
    entries: Iterable[bytes],
    *,
    window: Window,
    trimming: Trimming,
    extra: Mapping[str, object] = _NOTHING,
) -> bytes:
    """Put a head and rendered entries together: the body of a feed, one entry a line.

    `window` is what was looked at (local dates), `trimming` what did not fit; that descriptions
    were shortened does not concern this format. `extra` are keys of one address alone, which
    come last. There is no clock in it (FC-4). Raises ValueError for an address that is none.
    """
    events = list(entries)
    told = {
        "version": VERSION,
        "name": clean_line(head.name),
        "description": clean_text(head.description),
        "language": head.language,
        "url": own_address(head.page_url),
        "feed": own_address(head.source_url) if head.source_url else None,
        "window": {"from": window.start.isoformat(), "to": (window.end - DAY).isoformat()},
        "trimmed": _trimmed(trimming),
        "count": len(events),
    }
    tail = dumped(extra)[1:-1]
    return b"".join(
        (
            dumped(told)[:-1],
            b',"events":[\n' if events else b',"events":[',
            b",\n".join(events),
            b"\n]" if events else b"]",
            b"," + tail if tail else b"",
            b"}\n",
        )
    )


def _trimmed(trimming: Trimming) -> Mapping[str, object] | None:
    if trimming.past_from is None and trimming.until is None:
        return None
    return {"past_from": _day(trimming.past_from), "until": _day(trimming.until)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
