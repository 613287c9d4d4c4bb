"""What staff set up for all events, added and changed by id: the other side of the set-up pages.

A name in addresses that is given up goes on meaning the thing (SEL-27). What shows in an event
moves that event's change signals, in the same transaction.
"""

from datetime import datetime
from typing import Any

from calendar_app.domain.access import Role
from calendar_app.domain.naming import Named
from calendar_app.domain.setup import KIND_OF, Thing, slug_of
from calendar_app.domain.text import slugify
from calendar_app.domain.vocabulary import AgeBand, Category, Community, FundingLine, Library, Venue
from calendar_app.storage.access_changes import note_access_change
from calendar_app.storage.changes import changing
from calendar_app.storage.communities import save_community
from calendar_app.storage.events import GoneError
from calendar_app.storage.merging import users
from calendar_app.storage.rows import EventRow, FundingLineRow, OccurrenceRow, RoomRow, StaffRoleRow
from calendar_app.storage.slugs import call_it
from calendar_app.storage.used_slugs import (
    TABLES,
    SlugRefusedError,
    hold_slugs,
    is_present,
    require_free,
)
from calendar_app.storage.vocabulary_changes import columns_of


async def add_thing(thing: Thing, *, staff_id: int, now: datetime) -> int:
    """Add a thing; gives its id. Whoever adds a library answers for it, and for its people.

    Raises `SlugRefusedError` when it cannot be called so.
    """
    if isinstance(thing, Community):
        return await save_community(thing)
    async with changing(vocabulary=True, now=now):
        await hold_slugs()
        if isinstance(thing, FundingLine):
            await _require_free_name(thing)
            return (await FundingLineRow.create(name=thing.name, text=thing.text)).id
        kind, slug = KIND_OF[type(thing)], slug_of(thing)
        if await is_present(kind, slug):
            raise SlugRefusedError("slug_taken", f"'{slug}' is taken.")
        await require_free(kind, slug)
        row_id = int((await TABLES[kind].create(None, **_said(thing))).pk)
        if kind is Named.LIBRARY:
            role = Role.ADMIN.value
            await StaffRoleRow.create(staff_id=staff_id, library_id=row_id, role=role)
            await note_access_change(staff_id, now=now)
    return row_id


async def change_thing(thing: Thing, *, now: datetime) -> None:
    """Change the thing of this id, its name in addresses too; rooms are changed by themselves.

    Raises `SlugRefusedError`, and `GoneError` when it is gone.
    """
    if isinstance(thing, Community):
        await save_community(thing)
    elif isinstance(thing, FundingLine):
        await _change_line(thing, now=now)
    else:
        await _change_named(thing, now=now)


async def add_room(venue_id: int, name: str, *, now: datetime) -> None:
    """Give a venue a room."""
    async with changing(vocabulary=True, now=now):
        await hold_slugs()
        slug = await _free_room_slug(venue_id, name)
        await RoomRow.create(venue_id=venue_id, slug=slug, name=name)


async def rename_room(venue_id: int, room_id: int, name: str, *, now: datetime) -> None:
    """Call a room otherwise. Raises `GoneError` when the venue has no such room."""
    event_ids = await _room_users(room_id)
    async with changing(event_ids, action="renamed", vocabulary=True, now=now):
        if not await RoomRow.filter(id=room_id, venue_id=venue_id).update(name=name):
            raise GoneError(room_id)


async def _change_named(thing: Library | Venue | AgeBand | Category, *, now: datetime) -> None:
    kind = KIND_OF[type(thing)]
    row = await TABLES[kind].get_or_none(id=thing.id).values("slug")
    if row is None:
        raise GoneError(thing.id)
    event_ids = await users(kind, row["slug"])
    async with changing(event_ids, action="renamed", vocabulary=True, now=now):
        await hold_slugs()
        held = await TABLES[kind].get_or_none(id=thing.id).values("slug")
        if held is None:
            raise GoneError(thing.id)
        columns = _said(thing)
        slug = columns.pop("slug")
        await TABLES[kind].filter(id=thing.id).update(**columns)
        if slug != held["slug"]:
            await call_it(kind, held["slug"], slug)


async def _change_line(line: FundingLine, *, now: datetime) -> None:
    rows = await EventRow.filter(funding_line_id=line.id).values("id")
    event_ids = {row["id"] for row in rows}
    async with changing(event_ids, action="renamed", vocabulary=True, now=now):
        await hold_slugs()
        await _require_free_name(line)
        if not await FundingLineRow.filter(id=line.id).update(name=line.name, text=line.text):
            raise GoneError(line.id)


def _said(thing: Library | Venue | AgeBand | Category) -> dict[str, Any]:
    """Give what a form says of a thing: whether it is in use is said elsewhere."""
    columns = columns_of(thing)
    del columns["retired_at"]
    return columns


async def _require_free_name(line: FundingLine) -> None:
    if await FundingLineRow.filter(name=line.name).exclude(id=line.id).exists():
        raise SlugRefusedError("name_taken", f"'{line.name}' is taken.")


async def _room_users(room_id: int) -> set[int]:
    found: set[int] = set()
    for rows, column in (
        (EventRow.filter(room_id=room_id), "id"),
        (OccurrenceRow.filter(room_id=room_id), "event_id"),
    ):
        found |= {row[column] for row in await rows.values(column)}
    return found


async def _free_room_slug(venue_id: int, name: str) -> str:
    rows = await RoomRow.filter(venue_id=venue_id).values("slug")
    used = {row["slug"] for row in rows}
    stem = slugify(name)[:50]
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(used) + 2))
    return next(slug for slug in names if slug not in used)
