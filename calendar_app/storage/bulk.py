"""One change of many events, in one transaction, and the one undo of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tortoise.expressions import F
from tortoise.functions import Max

from calendar_app.domain.access import StaffMember, may_write
from calendar_app.domain.bulk import (
    MOST_EVENTS,
    BulkAction,
    BulkOrder,
    LeftOut,
    fingerprint,
    ordered,
    why_left_out,
)
from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Library, Vocabulary
from calendar_app.storage.changes import changing
from calendar_app.storage.dates import settle_dates
from calendar_app.storage.event_rows import read_events
from calendar_app.storage.event_states import keep_called_off
from calendar_app.storage.events import MAX_ID
from calendar_app.storage.rows import BulkChangeRow, EventCategoryRow, EventRow, RevisionRow
from calendar_app.storage.transaction import transaction
from calendar_app.storage.vocabulary import load_vocabulary

_ACTIONS = {
    BulkAction.PUBLISH: "published",
    BulkAction.CANCEL: "cancelled",
    BulkAction.PLACE: "edited",
    BulkAction.CATEGORY: "edited",
}
"""What the history calls it: the same as when it is done to one event."""

_TOUCHED: Mapping[BulkAction, tuple[str, ...]] = {
    BulkAction.PUBLISH: ("workflow", "proposed_at", "proposed_by"),
    BulkAction.CANCEL: ("state", "state_reason", "state_from", "previous_state"),
    BulkAction.PLACE: ("venue_id", "room_id", "place_text"),
    BulkAction.CATEGORY: (),
}
"""The columns that an action changes, for its undo. Once published stays once published."""


class ChangedMeanwhileError(Exception):
    """The events are no longer as they were when somebody said yes."""


class UndoneError(Exception):
    """The change was undone before, or never was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """A change that was made; `event_ids` in the order in which they were chosen.

    `left_ids` are those that its undo left as they were.
    """

    id: int
    staff_id: int | None
    action: BulkAction
    at: datetime
    event_ids: tuple[int, ...]
    left_ids: frozenset[int]
    undone_at: datetime | None


async def find_events(event_ids: Sequence[int]) -> list[Event]:
    """Read the events that there are among the ids, in their order and each once."""
    wanted = list(dict.fromkeys(one for one in event_ids if 0 < one <= MAX_ID))
    found = await read_events(wanted)
    return [found[one] for one in wanted if one in found]


async def change_many(
    event_ids: Sequence[int],
    order: BulkOrder,
    *,
    confirmed: str,
    person: StaffMember,
    organisers: Mapping[int, Library],
    now: datetime,
) -> int:
    """Do it to every event that the order does not leave out: all or nothing. Gives its id.

    Rights are judged again here, event by event, under the locks of their rows. Raises
    `ChangedMeanwhileError` when what would be done is not what `confirmed` names, or is nothing.
    """
    assert len(event_ids) <= MOST_EVENTS, "the page takes no more"
    async with transaction():
        async with changing(event_ids, action=_ACTIONS[order.action], staff_id=person.id, now=now):
            events = [
                one
                for one in await find_events(event_ids)
                if not _left_out(one, order, person, organisers)
            ]
            if not events or fingerprint(order, events) != confirmed:
                raise ChangedMeanwhileError
            was = await _columns_before([one.id for one in events], order.action)
            await _do(events, order, now)
        row = await BulkChangeRow.create(
            staff_id=person.id,
            action=order.action.value,
            at=now,
            revisions=await _revisions(events, was),
        )
    return row.id


async def find_bulk_change(change_id: int) -> BulkChange | None:
    """Find a change of many events; any number may be asked for."""
    if not 0 < change_id <= MAX_ID:
        return None
    row = await BulkChangeRow.get_or_none(id=change_id)
    if row is None:
        return None
    return BulkChange(
        id=row.id,
        staff_id=row.staff_id,
        action=BulkAction(row.action),
        at=row.at,
        event_ids=tuple(one["event_id"] for one in row.revisions),
        left_ids=frozenset(one["event_id"] for one in row.revisions if one.get("left")),
        undone_at=row.undone_at,
    )


async def undo_many(change_id: int, *, person: StaffMember, now: datetime) -> tuple[int, ...]:
    """Put back every event that nobody has changed since; gives the ids of the others.

    Also left are those that the person may no longer change. Once only: raises `UndoneError`.
    Change signals move forward here as by any change.
    """
    row = await BulkChangeRow.get_or_none(id=change_id)
    if row is None:
        raise UndoneError
    told = {one["event_id"]: one for one in row.revisions}
    async with changing(told, action="bulk_undone", staff_id=person.id, now=now):
        mine = BulkChangeRow.filter(id=change_id, undone_at=None)
        if not await mine.update(undone_at=now):
            raise UndoneError
        found = await read_events(list(told))
        words = await load_vocabulary()
        same = {
            one.id: one
            for one in found.values()
            if one.version == told[one.id]["version"]
            and may_write(person, one)
            and _is_known(told[one.id]["was"], words)
        }
        for event in same.values():
            await _put_back(event, told[event.id]["was"], now)
        revisions = [{**one, "left": one["event_id"] not in same} for one in row.revisions]
        await BulkChangeRow.filter(id=change_id).update(revisions=revisions)
    return tuple(one for one in told if one not in same)


def _left_out(
    event: Event, order: BulkOrder, person: StaffMember, organisers: Mapping[int, Library]
) -> LeftOut | None:
    organiser = organisers[event.details.organiser_id]
    return why_left_out(event, order, person=person, organiser=organiser)


async def _columns_before(event_ids: list[int], action: BulkAction) -> dict[int, dict[str, Any]]:
    names = _TOUCHED[action]
    if action is BulkAction.CATEGORY:
        before: dict[int, dict[str, Any]] = {one: {"category_ids": []} for one in event_ids}
        links = EventCategoryRow.filter(event_id__in=event_ids).order_by("position")
        for event_id, category_id in await links.values_list("event_id", "category_id"):
            before[event_id]["category_ids"].append(category_id)
        return before
    rows = await EventRow.filter(id__in=event_ids).values("id", *names)
    return {row["id"]: {name: _plain(row[name]) for name in names} for row in rows}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


async def _do(events: Sequence[Event], order: BulkOrder, now: datetime) -> None:
    """Change all events in few statements: every other writer waits."""
    ids = [one.id for one in events]
    if order.action is BulkAction.PUBLISH:
        first_time = EventRow.filter(id__in=ids, published_at=None)
        await first_time.update(published_at=now)
        published = {"workflow": Workflow.PUBLISHED.value}
        await _write(ids, {**published, "proposed_at": None, "proposed_by": None}, now)
    elif order.action is BulkAction.CANCEL:
        await _call_off(events, order.reason, now)
    elif order.action is BulkAction.PLACE:
        place = {"venue_id": order.venue_id, "room_id": order.room_id, "place_text": ""}
        await _write(ids, place, now)
    else:
        await _write_categories(
            {one.id: ordered(one.details, order).category_ids for one in events}
        )
        await _write(ids, {}, now)


async def _call_off(events: Sequence[Event], reason: str, now: datetime) -> None:
    """Cancel what is still to come, as `event_states.call_off` does for one."""
    cancelled = {"state": "cancelled", "state_reason": reason}
    groups: dict[str | None, list[int]] = defaultdict(list)
    for event in events:
        groups[None if event.state in CALLED_OFF else event.state.value].append(event.id)
    for previous, ids in groups.items():
        since = {"state_from": local_date(now), "previous_state": previous} if previous else {}
        await _write(ids, {**cancelled, **since}, now)


async def _write_categories(categories: Mapping[int, Collection[int]]) -> None:
    await EventCategoryRow.filter(event_id__in=list(categories)).delete()
    await EventCategoryRow.bulk_create(
        EventCategoryRow(event_id=event_id, category_id=one, position=position)
        for event_id, ids in categories.items()
        for position, one in enumerate(ids)
    )


async def _write(ids: Collection[int], columns: dict[str, Any], now: datetime) -> None:
    rows = EventRow.filter(id__in=list(ids))
    await rows.update(**columns, version=F("version") + 1, updated_at=now.astimezone(UTC))


async def _revisions(
    events: Sequence[Event], was: Mapping[int, dict[str, Any]]
) -> list[dict[str, Any]]:
    """Name the revision that each event got, its version after it, and what to put back."""
    ids = [one.id for one in events]
    newest = RevisionRow.filter(event_id__in=ids).annotate(newest=Max("id")).group_by("event_id")
    revisions = dict(await newest.values_list("event_id", "newest"))
    return [
        {
            "event_id": one.id,
            "revision_id": revisions[one.id],
            "version": one.version + 1,
            "was": was[one.id],
        }
        for one in events
    ]


def _is_known(was: Mapping[str, Any], words: Vocabulary) -> bool:
    """Tell whether what an event pointed at is still there: it may have been merged away."""
    venue_id, room_id = was.get("venue_id"), was.get("room_id")
    venue = words.venues.get(venue_id) if venue_id is not None else None
    if (venue_id is not None and venue is None) or (
        room_id and not (venue and venue.room(room_id))
    ):
        return False
    return set(was.get("category_ids", ())) <= words.categories.keys()


async def _put_back(event: Event, was: Mapping[str, Any], now: datetime) -> None:
    columns = dict(was)
    if "category_ids" in columns:
        await _write_categories({event.id: columns.pop("category_ids")})
    for name, read in (("state_from", date.fromisoformat), ("proposed_at", datetime.fromisoformat)):
        if columns.get(name):
            columns[name] = read(columns[name])
    if "state" in columns and columns["state"] not in CALLED_OFF:
        # What passed meanwhile did not take place; an open series goes on.
        await keep_called_off(event, local_date(now))
        await _write([event.id], columns, now)
        await settle_dates(event, event.schedule, now=now, announce_move=False)
        return
    await _write([event.id], columns, now)
