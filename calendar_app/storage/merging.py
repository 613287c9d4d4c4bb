"""Moves everything that points at one row to another one, so that the first can go."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from tortoise.expressions import F
from tortoise.models import Model

from calendar_app.domain.access import Role
from calendar_app.domain.naming import Named
from calendar_app.storage.event_rows import batches
from calendar_app.storage.imports import source_key
from calendar_app.storage.rows import (
    BinRow,
    BorrowRequestRow,
    EventAgeBandRow,
    EventCategoryRow,
    EventCoOrganiserRow,
    EventRow,
    EventTemplateRow,
    NamedFilterRow,
    OccurrenceRow,
    PeriodRow,
    RoomRow,
    StaffRoleRow,
    VenueRow,
)
from calendar_app.storage.used_slugs import TABLES

_Link = type[EventCoOrganiserRow | EventCategoryRow | EventAgeBandRow]

_USES: Mapping[Named, tuple[tuple[type[Model], str, str], ...]] = {
    Named.LIBRARY: (
        (EventRow, "id", "organiser_id"),
        (EventRow, "id", "host_id"),
        (EventCoOrganiserRow, "event_id", "library_id"),
    ),
    Named.VENUE: ((EventRow, "id", "venue_id"), (OccurrenceRow, "event_id", "venue_id")),
    Named.AGE_BAND: ((EventAgeBandRow, "event_id", "age_band_id"),),
    Named.CATEGORY: ((EventCategoryRow, "event_id", "category_id"),),
    Named.SERIES: ((EventRow, "id", "series_slug"),),
    Named.TOUR: ((EventRow, "id", "tour_id"),),
    Named.FILTER: (),
}
"""Which events use a row: the table that says so, its column for the event, and for the row."""


async def users(kind: Named, slug: str) -> set[int]:
    """Name the events that use what is called so, public or not."""
    key: int | str | None = slug
    if kind is not Named.SERIES:
        row = await TABLES[kind].get_or_none(slug=slug)
        key = row.pk if row else None
    found: set[int] = set()
    for table, event, column in _USES[kind] if key is not None else ():
        rows = table.filter(**{column: key})
        found |= {row[event] for row in await rows.values(event)}
    return found


async def count_versions_up(event_ids: set[int], *, now: datetime) -> None:
    """Let a form that was opened before find that the event is another one by now.

    Both versions of an imported event, so that it does not pass for one that staff have edited.
    """
    for batch in batches(sorted(event_ids)):
        await EventRow.filter(id__in=batch).update(
            version=F("version") + 1, source_version=F("source_version") + 1, updated_at=now
        )


async def move_references(kind: Named, old: int, into: int) -> None:
    """Let whatever points at the row `old` of this kind point at the row `into`."""
    await _MOVES[kind](old, into)


async def _move_library(old: int, into: int) -> None:
    await EventRow.filter(organiser_id=old).update(organiser_id=into)
    await _move_links(EventCoOrganiserRow, "library_id", old, into)
    await EventCoOrganiserRow.filter(library_id=into, event__organiser_id=into).delete()
    await EventRow.filter(host_id=old).update(host_id=into)
    for table in (VenueRow, NamedFilterRow, PeriodRow, EventTemplateRow, BorrowRequestRow):
        await table.filter(library_id=old).update(library_id=into)
    await BinRow.filter(organiser_id=old).update(organiser_id=into)
    await _move_roles(old, into)
    await _move_sources(old, into)


async def _move_venue(old: int, into: int) -> None:
    for room in await RoomRow.filter(venue_id=old):
        same = await RoomRow.get_or_none(venue_id=into, slug=room.slug)
        if same is None:
            await RoomRow.filter(id=room.id).update(venue_id=into)
        else:
            for table in (EventRow, OccurrenceRow):
                await table.filter(room_id=room.id).update(room_id=same.id)
            await RoomRow.filter(id=room.id).delete()
    for table in (EventRow, OccurrenceRow):
        await table.filter(venue_id=old).update(venue_id=into)


async def _move_age_band(old: int, into: int) -> None:
    await _move_links(EventAgeBandRow, "age_band_id", old, into)


async def _move_category(old: int, into: int) -> None:
    await _move_links(EventCategoryRow, "category_id", old, into)


async def _move_tour(old: int, into: int) -> None:
    await EventRow.filter(tour_id=old).update(tour_id=into)


async def _move_nothing(old: int, into: int) -> None:
    """Do nothing: nothing points at a named filter but its address."""


_MOVES: Mapping[Named, Callable[[int, int], Awaitable[None]]] = {
    Named.LIBRARY: _move_library,
    Named.VENUE: _move_venue,
    Named.AGE_BAND: _move_age_band,
    Named.CATEGORY: _move_category,
    Named.TOUR: _move_tour,
    Named.FILTER: _move_nothing,
}


async def _move_links(table: _Link, column: str, old: int, into: int) -> None:
    """Move links; of an event that had both, the first stays: the first category is the main."""
    seen: set[int] = set()
    twice: list[int] = []
    links = table.filter(**{f"{column}__in": [old, into]}).order_by("position", "id")
    for row in await links.values("id", "event_id"):
        if row["event_id"] in seen:
            twice.append(row["id"])
        seen.add(row["event_id"])
    for batch in batches(twice):
        await table.filter(id__in=batch).delete()
    columns: dict[str, Any] = {column: into}
    await table.filter(**{column: old}).update(**columns)


async def _move_roles(old: int, into: int) -> None:
    """Give staff of the one library their role at the other, or the higher of the two."""
    rank = {role.value: number for number, role in enumerate(Role)}
    for row in await StaffRoleRow.filter(library_id=old):
        there = await StaffRoleRow.get_or_none(staff_id=row.staff_id, library_id=into)
        if there is None:
            await StaffRoleRow.filter(id=row.id).update(library_id=into)
            continue
        highest = max(row.role, there.role, key=lambda role: rank[role])
        await StaffRoleRow.filter(id=there.id).update(role=highest)
        await StaffRoleRow.filter(id=row.id).delete()


async def _move_sources(old: int, into: int) -> None:
    """Let the next import of the same file know its events again under the other library."""
    imported = EventRow.filter(source_uid__not_isnull=True)
    rows = await imported.values("id", "source_uid", "source_key")
    taken = {row["source_key"] for row in rows}
    for row in rows:
        was, key = (source_key(one, row["source_uid"]) for one in (old, into))
        if row["source_key"] == was and key not in taken:
            await EventRow.filter(id=row["id"]).update(source_key=key)
