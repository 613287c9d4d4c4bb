"""Adding and changing libraries, venues, age bands, categories and tours.

Rows are found by their slug; `calendar_app.storage.slugs` is the one place that changes it. A
rename shows in every event that uses the row, so it moves their change signals in the same
transaction. Each function raises `SlugRefusedError` when a new row cannot be called so, and
gives the id of the row; the id of its argument is not looked at. Aliases are only ever added.
"""

from datetime import datetime
from typing import Any

from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import (
    ACCESS_FLAGS,
    AgeBand,
    Category,
    Label,
    Library,
    Tour,
    Venue,
)
from calendar_app.storage.changes import changing, public_event_ids
from calendar_app.storage.rows import RoomRow
from calendar_app.storage.used_slugs import (
    TABLES,
    add_aliases,
    hold_slugs,
    is_present,
    require_free,
)


async def save_library(library: Library, *, now: datetime) -> int:
    """Add a library, or change the one with its slug."""
    return await _save(Named.LIBRARY, columns_of(library), library.aliases, now)


async def save_age_band(band: AgeBand, *, now: datetime) -> int:
    """Add an age band, or change the one with its slug."""
    return await _save(Named.AGE_BAND, columns_of(band), band.aliases, now)


async def save_category(category: Category, *, now: datetime) -> int:
    """Add a category, or change the one with its slug."""
    return await _save(Named.CATEGORY, columns_of(category), category.aliases, now)


async def save_tour(tour: Tour, *, now: datetime) -> int:
    """Add a tour, or change the one with its slug; its stops are events that name it."""
    return await _save(Named.TOUR, _columns(tour), tour.aliases, now)


async def save_venue(venue: Venue, *, now: datetime) -> int:
    """Add a venue with its rooms, or change the one with its slug; rooms are never removed."""
    async with changing(await public_event_ids(), now=now, vocabulary=True):
        venue_id = await _write(Named.VENUE, columns_of(venue), venue.aliases)
        for room in venue.rooms:
            await RoomRow.update_or_create({"name": room.name}, venue_id=venue_id, slug=room.slug)
    return venue_id


def columns_of(thing: Library | Venue | AgeBand | Category) -> dict[str, Any]:
    """Give the columns of what a thing says, but for its aliases and its rooms."""
    if isinstance(thing, Library):
        return _columns(thing) | {"kind": thing.kind.value}
    if isinstance(thing, Venue):
        return _venue_columns(thing)
    columns = {**_label_columns(thing.label), "retired_at": thing.retired_at}
    if isinstance(thing, AgeBand):
        columns |= {"low": thing.low, "high": thing.high}
    return columns


async def _save(
    kind: Named, columns: dict[str, Any], aliases: tuple[str, ...], now: datetime
) -> int:
    async with changing(await public_event_ids(), now=now, vocabulary=True):
        return await _write(kind, columns, aliases)


async def _write(kind: Named, columns: dict[str, Any], aliases: tuple[str, ...]) -> int:
    slug = columns["slug"]
    await hold_slugs()
    if not await is_present(kind, slug):
        await require_free(kind, slug)
    row, _ = await TABLES[kind].update_or_create(columns, slug=slug)
    await add_aliases(kind, slug, aliases)
    return int(row.pk)


def _columns(value: Library | Venue | Tour) -> dict[str, Any]:
    names = set(value.__slots__) - {"id", "aliases"}
    return {name: getattr(value, name) for name in names}


def _venue_columns(venue: Venue) -> dict[str, Any]:
    columns = _columns(venue)
    for name in ("access", "rooms"):
        del columns[name]
    columns |= {name: getattr(venue.access, name) for name in ACCESS_FLAGS}
    return columns | {"access_note": venue.access.note}


def _label_columns(label: Label) -> dict[str, Any]:
    return {"slug": label.slug, "nb": label.nb, "nn": label.nn, "en": label.en}
