"""Templates for new events: kept, listed, found, deleted. The public never sees any of it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from tortoise.expressions import Q

from calendar_app.domain.event_template import EventTemplate
from calendar_app.storage.events import MAX_ID
from calendar_app.storage.rows import EventTemplateRow, LibraryRow
from calendar_app.storage.transaction import transaction


class TemplateNameTakenError(Exception):
    """The library, or all of them together, have another template of this name."""


async def templates_of(library_ids: Collection[int]) -> list[EventTemplate]:
    """List the templates of these libraries and those for all, by name; without their texts."""
    rows = EventTemplateRow.filter(Q(library_id__in=list(library_ids)) | Q(library_id=None))
    found = await rows.values("id", "name", "library_id", "created_by", "created_at")
    return sorted(
        (EventTemplate(**row) for row in found), key=lambda one: (one.name.casefold(), one.id)
    )


async def find_template(template_id: int) -> EventTemplate | None:
    """Find one with its texts; any number may be asked for."""
    if not 0 < template_id <= MAX_ID:
        return None
    rows = await EventTemplateRow.filter(id=template_id).values()
    return _template(rows[0]) if rows else None


async def add_template(
    name: str,
    texts: Mapping[str, tuple[str, ...]],
    *,
    library_id: int | None,
    staff_id: int | None,
    now: datetime,
) -> int:
    """Keep a template and give its id; the same one sent twice is kept once.

    The library is locked meanwhile. Raises `TemplateNameTakenError` when another one of the
    library is called so.
    """
    async with transaction():
        libraries = LibraryRow.all() if library_id is None else LibraryRow.filter(id=library_id)
        await libraries.order_by("id").select_for_update().only("id")
        row = await EventTemplateRow.get_or_none(name=name, library_id=library_id)
        if row is None:
            row = await EventTemplateRow.create(
                name=name,
                library_id=library_id,
                texts=_json(texts),
                created_by=staff_id,
                created_at=now,
            )
        elif row.texts != _json(texts) or row.created_by != staff_id:
            raise TemplateNameTakenError(name)
    return row.id


async def delete_template(template_id: int) -> None:
    """Delete one; events that began from it stay as they are."""
    await EventTemplateRow.filter(id=template_id).delete()


def _json(texts: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {name: list(given) for name, given in texts.items()}


def _template(row: dict[str, Any]) -> EventTemplate:
    texts = {name: tuple(given) for name, given in row.pop("texts").items()}
    return EventTemplate(**row, texts=texts)
