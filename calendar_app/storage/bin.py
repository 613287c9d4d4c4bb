"""The bin: events that were deleted, whole and out of every other table, for 90 days."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from tortoise.models import Model

from calendar_app.domain.event import Workflow
from calendar_app.domain.naming import Named
from calendar_app.domain.versions import fitted, named_in, slugs_of, version_of
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.changes import changing
from calendar_app.storage.details import details_columns
from calendar_app.storage.event_rows import batches, read_stored
from calendar_app.storage.fields import LocalDateField, UTCDatetimeField
from calendar_app.storage.mapping import event_of, occurrence_columns, occurrence_of
from calendar_app.storage.rows import (
    AttendanceRow,
    BinRow,
    EventAgeBandRow,
    EventCategoryRow,
    EventCommunityRow,
    EventCoOrganiserRow,
    EventRow,
    OccurrenceRow,
    RevisionRow,
    SignUpRow,
    StaffRow,
)
from calendar_app.storage.vocabulary import load_vocabulary

KEPT = timedelta(days=90)
"""So long a deleted event can be had back."""

_LARGEST_ID = 2**31 - 1
_LINKS: Mapping[str, tuple[type[Model], str]] = {
    "co_organiser_ids": (EventCoOrganiserRow, "library_id"),
    "category_ids": (EventCategoryRow, "category_id"),
    "age_band_ids": (EventAgeBandRow, "age_band_id"),
    "community_ids": (EventCommunityRow, "community_id"),
}
_ON_DATES: Mapping[str, type[Model]] = {"attendance": AttendanceRow, "sign_ups": SignUpRow}


@dataclass(frozen=True, slots=True, kw_only=True)
class Binned:
    """A deleted event as the bin lists it; `deleted_at` in UTC."""

    id: int
    event_id: int
    organiser_id: int
    title: str
    staff_id: int | None
    deleted_at: datetime

    @property
    def gone_at(self) -> datetime:
        """Give the moment from which it cannot be had back."""
        return self.deleted_at + KEPT


async def move_to_bin(event_id: int, *, staff_id: int | None, now: datetime) -> None:
    """Take an event out of every table and keep it whole; called inside `changing`."""
    [row] = await EventRow.filter(id=event_id).values()
    dates = await OccurrenceRow.filter(event_id=event_id).order_by("id").values()
    content: dict[str, Any] = {"event": _plain(row), "dates": [_plain(one) for one in dates]}
    for name, (table, column) in _LINKS.items():
        links = table.filter(event_id=event_id).order_by("position")
        content[name] = [link[column] for link in await links.values(column)]
    for name, table in _ON_DATES.items():
        rows = table.filter(occurrence__event_id=event_id).order_by("id")
        content[name] = [_plain(one) for one in await rows.values()]
    content["slugs"] = await _slugs(event_id)
    for name, table in _ON_DATES.items():
        for batch in batches([one["id"] for one in content[name]]):
            await table.filter(id__in=batch).delete()
    await EventRow.filter(id=event_id).delete()
    await BinRow.create(
        event_id=event_id,
        organiser_id=row["organiser_id"],
        title=row["title"],
        staff_id=staff_id,
        deleted_at=now,
        content=content,
    )


async def binned_events(library_ids: Collection[int], *, now: datetime) -> list[Binned]:
    """List what these libraries deleted and can have back, the newest first."""
    rows = BinRow.filter(organiser_id__in=list(library_ids), deleted_at__gt=now - KEPT)
    found = await rows.order_by("-deleted_at", "-id").values(*Binned.__slots__)
    return [Binned(**row) for row in found]


async def find_binned(bin_id: int, *, now: datetime) -> Binned | None:
    """Find what was deleted; any number may be asked for."""
    if not 0 < bin_id <= _LARGEST_ID:
        return None
    rows = await BinRow.filter(id=bin_id, deleted_at__gt=now - KEPT).values(*Binned.__slots__)
    return Binned(**rows[0]) if rows else None


async def restore_from_bin(bin_id: int, *, staff_id: int | None, now: datetime) -> int | None:
    """Put an event back as a draft, with its id, its uid and those of its dates.

    Gives its id; None when it is no longer in the bin. What it named and is gone is left out.
    """
    async with changing(action="unbinned", staff_id=staff_id, now=now) as change:
        kept = await BinRow.filter(id=bin_id).select_for_update().get_or_none()
        if kept is None:
            return None
        await _put_back(kept.content, organiser_id=kept.organiser_id, now=now)
        change.made(kept.event_id)
        await BinRow.filter(id=bin_id).delete()
    return kept.event_id


async def empty_bin(*, now: datetime) -> int:
    """Let go for good of what was deleted 90 days ago, its history too; gives how many."""
    rows = await BinRow.filter(deleted_at__lte=now - KEPT).values("id", "event_id")
    for row in rows:
        async with changing(now=now):
            await RevisionRow.filter(event_id=row["event_id"]).delete()
            await BinRow.filter(id=row["id"]).delete()
    return len(rows)


async def _slugs(event_id: int) -> dict[str, dict[str, str]]:
    """Say what everything is called that the event names: it may be merged meanwhile."""
    stored = (await read_stored([event_id]))[event_id]
    called = slugs_of(await load_vocabulary())
    named = named_in(stored.event.details, tuple(one.overrides for one in stored.occurrences))
    return {
        kind.value: {str(one): called[kind][one] for one in ids if one in called[kind]}
        for kind, ids in named.items()
    }


async def _put_back(content: Mapping[str, Any], *, organiser_id: int, now: datetime) -> None:
    vocabulary = await load_vocabulary()
    row = _revived(EventRow, content["event"])
    columns, links, dates = _as_of_today(row, content, vocabulary, organiser_id=organiser_id)
    columns |= {
        "workflow": Workflow.DRAFT.value,
        "proposed_at": None,
        "proposed_by": None,
        "version": row["version"] + 1,
        "updated_at": now,
        **await _keys_still_free(row),
    }
    event_id = row["id"]
    await EventRow.create(**{**row, **columns})
    for name, (table, column) in _LINKS.items():
        for position, linked_id in enumerate(links[name]):
            link: dict[str, Any] = {column: linked_id}
            await table.create(event_id=event_id, position=position, **link)
    for one in dates:
        await OccurrenceRow.create(**one)
    people = {one["id"] for one in await StaffRow.all().values("id")}
    for name, table in _ON_DATES.items():
        for one in content[name]:
            if one.get("staff_id") is None or one["staff_id"] in people:
                await table.create(**_revived(table, one))


def _as_of_today(
    row: Mapping[str, Any],
    content: Mapping[str, Any],
    vocabulary: Vocabulary,
    *,
    organiser_id: int,
) -> tuple[dict[str, Any], dict[str, Sequence[int]], list[dict[str, Any]]]:
    """Give columns, links and dates that name only what there is today."""
    event = event_of(row, **{name: content[name] for name in _LINKS})
    dates = tuple(occurrence_of(_revived(OccurrenceRow, one)) for one in content["dates"])
    slugs = {
        Named(kind): {int(one): slug for one, slug in called.items()}
        for kind, called in content["slugs"].items()
    }
    was = replace(version_of(event, dates), slugs=slugs)
    then = fitted(was, vocabulary, organiser_id=organiser_id).version
    details = then.details
    links: dict[str, Sequence[int]] = {
        "co_organiser_ids": details.co_organiser_ids,
        "category_ids": details.category_ids,
        "age_band_ids": details.age_band_ids,
        "community_ids": details.gathering.community_ids,
    }
    rows = [{"id": one.id, **occurrence_columns(one)} for one in then.dates]
    return details_columns(details), links, rows


async def _keys_still_free(row: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what names the event to its form or its source, when another has it by now."""
    taken: dict[str, Any] = {}
    for name in ("submission", "source_key"):
        if row[name] is not None and await EventRow.filter(**{name: row[name]}).exists():
            taken[name] = None
    return taken


def _plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Write moments and dates as text: JSON has neither."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in columns.items()
    }


def _revived(table: type[Model], columns: Mapping[str, Any]) -> dict[str, Any]:
    """Read moments and dates of the columns that hold them."""
    kinds = table._meta.fields_map
    return {
        name: kinds[name].to_python_value(value)
        if isinstance(kinds.get(name), UTCDatetimeField | LocalDateField)
        else value
        for name, value in columns.items()
    }
