"""Adding and changing libraries, venues, age bands and categories.

Rows are found by their slug, which never changes. A rename shows in every event that uses the
row, so it moves their change signals in the same transaction.
"""

from datetime import datetime
from typing import Any

from tortoise.models import Model

from calendar_app.domain.vocabulary import (
    ACCESS_FLAGS,
    AgeBand,
    Category,
    Label,
    Library,
    Venue,
)
from calendar_app.storage.changes import changing, public_event_ids
from calendar_app.storage.rows import AgeBandRow, CategoryRow, LibraryRow, RoomRow, VenueRow


async def save_library(library: Library, *, now: datetime) -> int:
    """Add a library, or change the one with its slug; `library.id` is not looked at."""
    return await _save(LibraryRow, _columns(library) | {"kind": library.kind.value}, now)


async def save_age_band(band: AgeBand, *, now: datetime) -> int:
    """Add an age band, or change the one with its slug."""
    columns = {**_label_columns(band.label), "low": band.low, "high": band.high}
    return await _save(AgeBandRow, columns, now)


async def save_category(category: Category, *, now: datetime) -> int:
    """Add a category, or change the one with its slug."""
    columns = {**_label_columns(category.label), "aliases": list(category.aliases)}
    return await _save(CategoryRow, columns, now)


async def save_venue(venue: Venue, *, now: datetime) -> int:
    """Add a venue with its rooms, or change the one with its slug; rooms are never removed."""
    columns = _columns(venue)
    for name in ("access", "rooms"):
        del columns[name]
    columns |= {name: getattr(venue.access, name) for name in ACCESS_FLAGS}
    columns["access_note"] = venue.access.note
    async with changing(await public_event_ids(), now=now, vocabulary=True):
        venue_id = await _write(VenueRow, columns)
        for room in venue.rooms:
            await RoomRow.update_or_create({"name": room.name}, venue_id=venue_id, slug=room.slug)
    return venue_id


async def _save(table: type[Model], columns: dict[str, Any], now: datetime) -> int:
    async with changing(await public_event_ids(), now=now, vocabulary=True):
        return await _write(table, columns)


async def _write(table: type[Model], columns: dict[str, Any]) -> int:
    row, _ = await table.update_or_create(columns, slug=columns["slug"])
    return int(row.pk)


def _columns(value: Library | Venue) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__ if name != "id"}


def _label_columns(label: Label) -> dict[str, Any]:
    return {"slug": label.slug, "nb": label.nb, "nn": label.nn, "en": label.en}
