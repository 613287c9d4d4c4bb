"""Tours: a programme that comes to several libraries, and the events that are its stops."""

from collections import defaultdict
from datetime import date, datetime

from calendar_app.domain.naming import Named, series_prefix, series_slug
from calendar_app.storage.changes import changing
from calendar_app.storage.event_rows import StoredEvent, read_stored
from calendar_app.storage.events import MAX_ID
from calendar_app.storage.merging import users
from calendar_app.storage.rows import EventRow, SlugAliasRow, TourRow
from calendar_app.storage.used_slugs import hold_slugs


async def tour_events() -> dict[int, list[StoredEvent]]:
    """Give the events of every tour by its id, in order of their first date, drafts too.

    Who may see which is judged by the caller.
    """
    return await _events(tour_id__not_isnull=True)


async def events_of_tour(tour_id: int) -> list[StoredEvent]:
    """Give the events of one tour in order of their first date; any number may be asked for."""
    if not 0 < tour_id <= MAX_ID:
        return []
    found = await _events(tour_id=tour_id)
    return found.get(tour_id, [])


async def make_tour(title: str) -> int:
    """Make a tour with a slug of its own, and give its id.

    Called inside a transaction that also makes its first stop.
    """
    await hold_slugs()
    used = await _used(series_prefix(title))
    row = await TourRow.create(slug=series_slug(title, used=used), title=title)
    return row.id


async def set_tour_title(tour_id: int, title: str, *, staff_id: int | None, now: datetime) -> None:
    """Give a tour another title; what it is called in addresses stays."""
    row = await TourRow.get(id=tour_id)
    event_ids = await users(Named.TOUR, row.slug)
    async with changing(event_ids, action="renamed", staff_id=staff_id, now=now, vocabulary=True):
        await TourRow.filter(id=tour_id).update(title=title)


async def _events(**wanted: object) -> dict[int, list[StoredEvent]]:
    ids = [row["id"] for row in await EventRow.filter(**wanted).values("id")]
    found: dict[int, list[StoredEvent]] = defaultdict(list)
    for one in sorted((await read_stored(ids)).values(), key=_order):
        if one.event.details.tour_id is not None:
            found[one.event.details.tour_id].append(one)
    return found


def _order(stored: StoredEvent) -> tuple[date, int]:
    """Sort by the first date; what has none needs one, and comes first."""
    first = stored.occurrences[0].span.first if stored.occurrences else date.min
    return first, stored.event.id


async def _used(prefix: str) -> set[str]:
    """Give the slugs of tours, present and past, that begin so."""
    present = await TourRow.filter(slug__startswith=prefix).values("slug")
    past = await SlugAliasRow.filter(kind=Named.TOUR.value, alias__startswith=prefix).values(
        "alias"
    )
    return {*(row["slug"] for row in present), *(row["alias"] for row in past)}
