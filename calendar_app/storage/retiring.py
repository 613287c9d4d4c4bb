"""Taking things out of use: what is used is never deleted, only no longer offered.

Whatever names a retired thing goes on naming it, so nothing public changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.exceptions import IntegrityError
from tortoise.queryset import QuerySet

from calendar_app.domain.naming import Named
from calendar_app.domain.setup import KIND_OF, Thing, slug_of
from calendar_app.domain.vocabulary import Community, FundingLine, Library, Venue
from calendar_app.storage.changes import changing
from calendar_app.storage.communities import retire_community
from calendar_app.storage.events import GoneError
from calendar_app.storage.merging import users
from calendar_app.storage.rows import (
    BinRow,
    BorrowRequestRow,
    CommunityMemberRow,
    CommunityRow,
    EventCommunityRow,
    EventRow,
    EventTemplateRow,
    FundingLineRow,
    NamedFilterRow,
    OccurrenceRow,
    PeriodRow,
    RoomRow,
    SlugAliasRow,
    StaffRoleRow,
    VenueRow,
)
from calendar_app.storage.used_slugs import TABLES, hold_slugs


class InUseError(Exception):
    """Something points at it, or has pointed at it: it can only be retired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """What points at a thing: how many events, and whether anything else does."""

    events: int
    is_used_otherwise: bool

    @property
    def are_none(self) -> bool:
        """Tell whether it may be deleted."""
        return not self.events and not self.is_used_otherwise


async def uses_of(thing: Thing, *, staff_id: int) -> Uses:
    """Tell what points at a thing; the role of `staff_id` at a library is no use of it.

    A name that was given up counts: somebody may have it in an address.
    """
    if isinstance(thing, FundingLine):
        events = await EventRow.filter(funding_line_id=thing.id).count()
        return Uses(events=events, is_used_otherwise=False)
    if isinstance(thing, Community):
        events = await EventCommunityRow.filter(community_id=thing.id).count()
        members = CommunityMemberRow.filter(community_id=thing.id)
        return Uses(events=events, is_used_otherwise=await members.exists())
    kind, slug = KIND_OF[type(thing)], slug_of(thing)
    others = await _any(_others(thing, staff_id))
    aliases = await SlugAliasRow.filter(kind=kind.value, slug=slug).exists()
    return Uses(
        events=len(await users(kind, slug)),
        is_used_otherwise=others or aliases or await _is_in_a_filter(kind, slug),
    )


async def retire(thing: Thing, *, is_retired: bool, now: datetime) -> None:
    """Take a thing out of the forms, or bring it back. Raises `GoneError` when it is gone."""
    if isinstance(thing, Community):
        await retire_community(thing.id, is_retired=is_retired, now=now)
        return
    async with changing(vocabulary=True, now=now):
        if not await _rows(thing).update(retired_at=now if is_retired else None):
            raise GoneError(thing.id)


async def delete_unused(thing: Thing, *, staff_id: int, now: datetime) -> None:
    """Delete what nothing points at. Raises `InUseError`, and `GoneError` when it is gone."""
    try:
        async with changing(vocabulary=True, now=now):
            await hold_slugs()
            if not (await uses_of(thing, staff_id=staff_id)).are_none:
                raise InUseError
            if not await _rows(thing).delete():
                raise GoneError(thing.id)
    except IntegrityError:  # somebody has just begun to use it
        raise InUseError from None


async def retire_room(venue_id: int, room_id: int, *, is_retired: bool, now: datetime) -> None:
    """Take a room out of the forms, or bring it back. Raises `GoneError` when it is gone."""
    async with changing(vocabulary=True, now=now):
        rows = RoomRow.filter(id=room_id, venue_id=venue_id)
        if not await rows.update(retired_at=now if is_retired else None):
            raise GoneError(room_id)


async def is_room_used(room_id: int) -> bool:
    """Tell whether an event or a date of one is in the room."""
    return await _any([EventRow.filter(room_id=room_id), OccurrenceRow.filter(room_id=room_id)])


async def delete_room(venue_id: int, room_id: int, *, now: datetime) -> None:
    """Delete a room that no event is in. Raises `InUseError` and `GoneError`."""
    try:
        async with changing(vocabulary=True, now=now):
            if await is_room_used(room_id):
                raise InUseError
            if not await RoomRow.filter(id=room_id, venue_id=venue_id).delete():
                raise GoneError(room_id)
    except IntegrityError:  # somebody has just begun to use it
        raise InUseError from None


def _rows(thing: Thing) -> QuerySet[Any]:
    if isinstance(thing, FundingLine):
        return FundingLineRow.filter(id=thing.id)
    if isinstance(thing, Community):
        return CommunityRow.filter(id=thing.id)
    return TABLES[KIND_OF[type(thing)]].filter(id=thing.id)


def _others(thing: Thing, staff_id: int) -> Sequence[QuerySet[Any]]:
    """Give what may point at a thing besides events."""
    if isinstance(thing, Venue):
        return [RoomRow.filter(venue_id=thing.id)]
    if not isinstance(thing, Library):
        return []
    tables = (VenueRow, NamedFilterRow, PeriodRow, EventTemplateRow, BorrowRequestRow)
    return [
        *(table.filter(library_id=thing.id) for table in tables),
        StaffRoleRow.filter(library_id=thing.id).exclude(staff_id=staff_id),
        BinRow.filter(organiser_id=thing.id),
    ]


async def _any(queries: Sequence[QuerySet[Any]]) -> bool:
    for one in queries:
        if await one.exists():
            return True
    return False


async def _is_in_a_filter(kind: Named, slug: str) -> bool:
    """Tell whether a named filter speaks of it."""
    for row in await NamedFilterRow.all().values("query"):
        for part in row["query"].split("&"):
            key, _, values = part.partition("=")
            if key == kind.value and slug in [one.lstrip("-") for one in values.split(",")]:
                return True
    return False
