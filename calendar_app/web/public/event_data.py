"""What search engines are told of an event, with our own addresses in it."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from calendar_app.addresses import Addresses
from calendar_app.domain.keys import LIBRARY, TOUR
from calendar_app.domain.published import PublishedOccurrence
from feeds.jsonld import LinkedAddresses, events_data
from feeds.labels import Labels


def structured_data(
    dates: Sequence[PublishedOccurrence],
    *,
    series_name: str,
    addresses: Addresses,
    labels: Labels,
    today: date,
) -> object:
    """Describe these dates of one event; templates write it with `tojson`, which escapes."""

    def calendar(key: str, slug: str) -> str:
        return addresses.absolute(addresses.calendar(f"{key}={quote(slug)}"))

    linked = LinkedAddresses(
        event=lambda one: addresses.absolute(addresses.event(one.event_slug, one.event_id)),
        organiser=lambda one: calendar(LIBRARY, one.slug),
        tour=lambda one: calendar(TOUR, one.slug),
        image=lambda digest: addresses.absolute(addresses.image(digest)),
    )
    return events_data(dates, series_name=series_name, labels=labels, addresses=linked, today=today)
