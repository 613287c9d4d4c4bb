"""RSS 2.0, for feed readers and for web editors' modules that read nothing else.

It has no times of its own, so each item begins by saying when and where. Written as text: seven
elements, all of whose contents pass `_text`.
"""

import html
import re
from collections.abc import Iterable
from datetime import UTC, date
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.text import clean_line
from feeds.description import facts_text
from feeds.labels import Labels
from feeds.location import location
from feeds.standing import prefix, standing
from feeds.text import without_tags
from feeds.values import own_address
from feeds.vcalendar import CalendarHead
from feeds.vevent import EventAddress

_TTL = 60
"""Minutes; the same hour as REFRESH-INTERVAL."""

_DOCS = "https://www.rssboard.org/rss-specification"
_TAG_START = re.compile("<(?=[A-Za-z/!?])")
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n'
)


def render_item(
    occurrence: PublishedOccurrence, *, labels: Labels, event_url: EventAddress, today: date
) -> bytes:
    """Render one date as an item on one line.

    `guid` is its uid, `pubDate` the last change, so a reader shows it anew when it changed.
    `today` is the local date: a date that moved loses its mark once it has passed. Raises
    ValueError when `event_url` gives no address: leave that one date out and keep the feed.
    """
    stands = standing(occurrence, called_off=CalledOff.STATUS, today=today)
    title = prefix(stands.marked, labels) + clean_line(occurrence.title)
    place = location(occurrence.place) if occurrence.place else ""
    told = facts_text(occurrence, standing=stands, labels=labels)
    said = "\n".join(part for part in (labels.when(occurrence.span), place) if part)
    categories = [label.name(labels.language) for label in occurrence.categories]
    parts = [
        _element("title", _untagged(title)),
        _element("link", own_address(event_url(occurrence))),
        f'<guid isPermaLink="false">{_text(clean_line(occurrence.uid))}</guid>',
        _element("pubDate", format_datetime(occurrence.last_modified.astimezone(UTC), usegmt=True)),
        _element("description", _as_html(f"{said}\n\n{told}")),
        *(_element("category", _untagged(clean_line(name))) for name in categories),
    ]
    language = quoteattr(clean_line(occurrence.content_language))
    return f"<item xml:lang={language}>{''.join(parts)}</item>\n".encode()


def join_rss(head: CalendarHead, items: Iterable[bytes]) -> bytes:
    """Put a head and rendered items together: the body of a feed.

    There is no clock in it, so no lastBuildDate (FC-4). Raises ValueError for an address that
    is none.
    """
    parts = [
        _element("title", _untagged(clean_line(head.name))),
        _element("link", own_address(head.page_url)),
        _element("description", _untagged(clean_line(head.description))),
        _element("language", clean_line(head.language)),
        _element("docs", _DOCS),
        _element("generator", "Lesekalender"),
        _element("ttl", str(_TTL)),
    ]
    if head.source_url:
        source = quoteattr(own_address(head.source_url))
        parts.append(f'<atom:link href={source} rel="self" type="application/rss+xml"/>')
    channel = "\n".join(parts)
    opening = f"{_OPENING}<channel>\n{channel}\n".encode()
    return b"".join((opening, *items, b"</channel>\n</rss>\n"))


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    return escape(text)


def _untagged(text: str) -> str:
    """Let no reader find a tag in a title: some take titles for HTML, some do not (T-4)."""
    return _TAG_START.sub("‹", without_tags(text))


def _as_html(text: str) -> str:
    """Give plain text as the HTML that a description is, in one line; nothing in it is a tag."""
    return "<br> ".join(html.escape(line, quote=False) for line in text.split("\n"))
