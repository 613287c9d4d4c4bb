"""Links to events that keep the language of the page they stand on."""

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection


def event_href(occurrence: PublishedOccurrence, *, addresses: Addresses, language: str) -> str:
    """Give the path of the page of a date's event."""
    path = addresses.event(occurrence.event_slug, occurrence.event_id)
    return in_language(path, language)


def in_language(path: str, language: str) -> str:
    """Ask for the language of the page; `ui` is the last key of an address."""
    query = canonical(Selection(ui=language))
    return f"{path}{'&' if '?' in path else '?'}{query}" if query else path
