"""Public events as series, for the form of a feed that tells rules instead of dates."""

from collections.abc import Collection, Sequence

from calendar_app.domain.published_series import PublishedSeries, published_series
from calendar_app.storage.event_rows import read_events
from calendar_app.storage.public_rows import without_broken


async def published_series_of(event_ids: Collection[int]) -> dict[int, PublishedSeries]:
    """Give those of some events that are public and have a rule, by event id.

    Broken ones are absent, and the log names them (R18).
    """

    async def read(some: Sequence[int]) -> dict[int, PublishedSeries | None]:
        events = await read_events(some, only_public=True)
        return {event_id: published_series(event) for event_id, event in events.items()}

    found = await without_broken(event_ids, read)
    return {event_id: series for event_id, series in found.items() if series is not None}
