"""The names of series in addresses, given when the public first sees them.

What is a draft, or for staff alone, has no name yet: one that was in use because of it would
tell that there is something.
"""

from collections.abc import Iterable

from calendar_app.domain.event import Event
from calendar_app.domain.naming import Named, series_prefix, series_slug
from calendar_app.domain.published import is_public
from calendar_app.storage.rows import EventRow, SlugAliasRow
from calendar_app.storage.used_slugs import hold_slugs


async def name_series(events: Iterable[Event]) -> bool:
    """Name those that are public series without a name; tells whether there were any.

    The name never changes with the title. Called inside a transaction that holds the events.
    """
    unnamed = [one for one in events if _lacks_name(one)]
    if unnamed:
        await hold_slugs()
    for event in unnamed:
        used = await _used(series_prefix(event.details.title))
        slug = series_slug(event.details.title, used=used)
        await EventRow.filter(id=event.id).update(series_slug=slug)
    return bool(unnamed)


def _lacks_name(event: Event) -> bool:
    return not event.series_slug and event.schedule.is_series and is_public(event)


async def _used(prefix: str) -> set[str]:
    """Give the names in use, now or once, that begin so."""
    present = EventRow.filter(series_slug__startswith=prefix).distinct()
    aliases = SlugAliasRow.filter(kind=Named.SERIES.value, alias__startswith=prefix)
    return {
        *[row["series_slug"] for row in await present.values("series_slug")],
        *[row["alias"] for row in await aliases.values("alias")],
    }
