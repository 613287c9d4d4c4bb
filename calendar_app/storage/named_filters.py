"""Named filters: `/f/<name>`, whose query staff may change while the address stays.

They are part of what is published: each change moves the version and the stamp (SEL-45).
"""

from datetime import datetime
from typing import Any
from uuid import uuid4

from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import NamedFilter
from calendar_app.storage.changes import changing
from calendar_app.storage.errors import StorageRefusedError
from calendar_app.storage.events import MAX_ID
from calendar_app.storage.rows import NamedFilterRow
from calendar_app.storage.slugs import call_it
from calendar_app.storage.used_slugs import aliases_by_slug, hold_slugs, require_free


class FilterChangedError(StorageRefusedError):
    """Somebody else has changed the filter since it was read, or it is gone."""


async def find_named_filter(filter_id: int) -> NamedFilter | None:
    """Read one filter."""
    if not 0 < filter_id <= MAX_ID:
        return None
    rows = await NamedFilterRow.filter(id=filter_id).values()
    if not rows:
        return None
    aliases = (await aliases_by_slug())[Named.FILTER]
    return NamedFilter(**rows[0], aliases=aliases.get(rows[0]["slug"], ()))


async def add_named_filter(
    slug: str, title: str, query: str, library_id: int | None, *, now: datetime
) -> int:
    """Add a named filter, `query` in canonical form; gives its id.

    Raises `SlugRefusedError` when it cannot be called so.
    """
    columns = _columns(title, query, library_id, now)
    async with changing(vocabulary=True, now=now):
        await hold_slugs()
        await require_free(Named.FILTER, slug)
        row = await NamedFilterRow.create(slug=slug, notice_uid=str(uuid4()), **columns)
    return row.id


async def change_named_filter(
    filter_id: int,
    *,
    slug: str,
    title: str,
    query: str,
    library_id: int | None,
    read_at: datetime,
    now: datetime,
) -> None:
    """Change what a filter says and is called; its old address keeps working.

    Raises `FilterChangedError` when it is no longer as it was when `changed_at` was `read_at`,
    and `SlugRefusedError`.
    """
    async with changing(vocabulary=True, now=now):
        await hold_slugs()
        row = await NamedFilterRow.get_or_none(id=filter_id, changed_at=read_at)
        if row is None:
            raise FilterChangedError
        await NamedFilterRow.filter(id=filter_id).update(**_columns(title, query, library_id, now))
        if slug != row.slug:
            await call_it(Named.FILTER, row.slug, slug)


async def retire_named_filter(filter_id: int, *, now: datetime) -> None:
    """End a filter: its feeds then say so, for ever; retired already, it stays as it was."""
    async with changing(vocabulary=True, now=now):
        rows = NamedFilterRow.filter(id=filter_id, retired_at=None)
        await rows.update(retired_at=now, changed_at=now)


async def revive_named_filter(filter_id: int, *, now: datetime) -> None:
    """Undo the end of a filter."""
    async with changing(vocabulary=True, now=now):
        rows = NamedFilterRow.filter(id=filter_id, retired_at__not_isnull=True)
        await rows.update(retired_at=None, changed_at=now)


def _columns(title: str, query: str, library_id: int | None, now: datetime) -> dict[str, Any]:
    return {"title": title, "query": query, "library_id": library_id, "changed_at": now}
