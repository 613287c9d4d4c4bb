"""Giving a thing another slug, and merging two things; old addresses keep their meaning.

Both show in every event that uses the thing, so they move its change signals.
"""

from datetime import datetime

from calendar_app.domain.naming import Named
from calendar_app.storage.access_changes import note_access_change
from calendar_app.storage.changes import changing, public_event_ids
from calendar_app.storage.merging import count_versions_up, move_references, users
from calendar_app.storage.rows import EventRow, NamedFilterRow, SlugAliasRow, StaffRoleRow
from calendar_app.storage.used_slugs import (
    TABLES,
    SlugRefusedError,
    hold_slugs,
    require_free,
    require_present,
)


async def rename_slug(kind: Named, old: str, new: str, *, now: datetime) -> None:
    """Call a thing `new` in addresses; `old`, and what it was called before, still mean it.

    Raises `SlugRefusedError` when there is no `old`, or `new` cannot be had.
    """
    event_ids = {*await public_event_ids(), *await users(kind, old)}
    async with changing(event_ids, action="renamed", vocabulary=True, now=now):
        await hold_slugs()
        await require_present(kind, old)
        _require_two(old, new)
        await call_it(kind, old, new)
        if kind is Named.FILTER:
            # A form that was open before must not call it by its old name again.
            await NamedFilterRow.filter(slug=new).update(changed_at=now)


async def call_it(kind: Named, old: str, new: str) -> None:
    """Do what `rename_slug` does, within a change that also does something else.

    Raises `SlugRefusedError` when `new` cannot be had.
    """
    await require_free(kind, new, own=old)
    if kind is Named.SERIES:
        await EventRow.filter(series_slug=old).update(series_slug=new)
    else:
        await TABLES[kind].filter(slug=old).update(slug=new)
    await SlugAliasRow.filter(kind=kind.value, alias=new).delete()
    await _let_mean(kind, old, new)


async def merge(kind: Named, old: str, into: str, *, now: datetime) -> None:
    """Make one thing of two: whatever points at `old` points at `into`, addresses too.

    Raises `SlugRefusedError` when one of them does not exist, or both are the same.
    """
    event_ids = {*await public_event_ids(), *await users(kind, old)}
    async with changing(event_ids, action="merged", vocabulary=True, now=now):
        await hold_slugs()
        await require_present(kind, old)
        await require_present(kind, into)
        _require_two(old, into)
        await _merge(kind, old, into, now)
        await _let_mean(kind, old, into)


async def _merge(kind: Named, old: str, into: str, now: datetime) -> None:
    if kind is Named.SERIES:
        await EventRow.filter(series_slug=old).update(series_slug=into)
        return
    rows = await TABLES[kind].filter(slug__in=[old, into]).values("id", "slug")
    ids = {row["slug"]: row["id"] for row in rows}
    await count_versions_up(await users(kind, old), now=now)
    if kind is Named.LIBRARY:
        for role in await StaffRoleRow.filter(library_id=ids[old]).values("staff_id"):
            await note_access_change(role["staff_id"], now=now)
    await move_references(kind, ids[old], ids[into])
    await TABLES[kind].filter(id=ids[old]).delete()


def _require_two(old: str, new: str) -> None:
    if old == new:
        raise SlugRefusedError("slug_taken", f"'{old}' and '{new}' are one and the same.")


async def _let_mean(kind: Named, old: str, new: str) -> None:
    """Let an old slug, and all that meant the same, mean the new one."""
    await SlugAliasRow.filter(kind=kind.value, slug=old).update(slug=new)
    await SlugAliasRow.create(kind=kind.value, alias=old, slug=new)
