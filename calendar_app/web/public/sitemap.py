"""`/sitemap.xml`: every public page that is worth finding, each with its languages.

Made of what is published alone, so what is a draft, planned or for staff leaves no trace (FC-20).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, feed_window
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import LANGUAGES, NamedFilter
from calendar_app.web.parts import parts_of

MOST_ENTRIES = 50_000
"""What the protocol allows in one file (sitemaps.org)."""

_TYPE = "application/xml; charset=utf-8"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)

Path = Callable[[str], str]
"""Makes the path of a page from the query that asks for a language."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page; `changed` (UTC) is when what it shows last changed, None where nobody knows."""

    path: Path
    changed: datetime | None = None


async def show(request: Request) -> Response:
    """List the calendar, its named filters, its events in the window of feeds, and the rest."""
    parts = parts_of(request)
    index = await parts.publisher.current.index()
    window = feed_window(local_date(parts.now()))
    dates = await parts.publisher.dates(Selection(), window)
    entries = [
        *_standing(parts.addresses, index.state.stamp),
        *_named(index.vocabulary.filters.values(), parts.addresses),
        *_events(dates, parts.addresses),
    ]
    body = sitemap(entries[:MOST_ENTRIES], parts.addresses)
    return Response(body, headers={"Content-Type": _TYPE})


def sitemap(entries: Iterable[Entry], addresses: Addresses) -> str:
    """Write entries as a sitemap in which each page names itself in every language."""
    return "".join((_HEAD, *(_written(one, addresses) for one in entries), "</urlset>\n"))


def _written(entry: Entry, addresses: Addresses) -> str:
    own = {
        language: escape(addresses.absolute(entry.path(canonical(Selection(ui=language)) or "")))
        for language in LANGUAGES
    }
    changed = entry.changed and f"<lastmod>{entry.changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>\n'
        for language, address in [*own.items(), ("x-default", own[LANGUAGES[0]])]
    )
    told = f"{changed}</lastmod>\n" if changed else ""
    return f"<url>\n<loc>{own[LANGUAGES[0]]}</loc>\n{told}{links}</url>\n"


def _standing(addresses: Addresses, published: datetime) -> Iterator[Entry]:
    """Give the pages that are always there; the calendar changes with all that is published."""
    yield Entry(addresses.calendar, published)
    pages = (addresses.subscribe, addresses.build, addresses.about, addresses.privacy)
    for page in (*pages, addresses.accessibility):
        yield Entry(page)


def _named(filters: Iterable[NamedFilter], addresses: Addresses) -> Iterator[Entry]:
    for one in filters:
        if one.retired_at is None:
            yield Entry(_of_filter(one.slug, addresses), one.changed_at)


def _events(dates: Iterable[PublishedOccurrence], addresses: Addresses) -> Iterator[Entry]:
    """Give each event once, with the newest change that any of its dates shows."""
    changed: dict[tuple[int, str], datetime] = {}
    for one in dates:
        key = one.event_id, one.event_slug
        changed[key] = max(one.last_modified, changed.get(key, one.last_modified))
    for (event_id, slug), moment in changed.items():
        yield Entry(_of_event(slug, event_id, addresses), moment)


def _of_filter(slug: str, addresses: Addresses) -> Path:
    return lambda query: addresses.named_filter(slug, query)


def _of_event(slug: str, event_id: int, addresses: Addresses) -> Path:
    def path(query: str) -> str:
        own = addresses.event(slug, event_id)
        return f"{own}?{query}" if query else own

    return path
