"""Approval: an event is proposed for publication, the proposal is taken back or sent back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.judge import TEXT_MAX
from calendar_app.storage.changes import changing
from calendar_app.storage.event_states import update_event
from calendar_app.storage.events import get_event
from calendar_app.storage.rows import EventRow, StaffRow

_NOBODY = {"proposed_at": None, "proposed_by": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An event that waits for a coordinator; `proposed_by` is a name, "" when unknown."""

    event_id: int
    title: str
    organiser_id: int
    proposed_at: datetime
    proposed_by: str


async def propose_event(event_id: int, *, staff_id: int | None, now: datetime) -> Event:
    """Ask for publication; asked for already, nothing changes. Raises `GoneError`."""
    async with changing([event_id], action="proposed", staff_id=staff_id, now=now):
        event = await get_event(event_id)
        if event.proposed_at is None and event.workflow is not Workflow.PUBLISHED:
            columns = {"proposed_at": now, "proposed_by": staff_id}
            await update_event(event, columns, now=now)
    return await get_event(event_id)


async def withdraw_proposal(event_id: int, *, staff_id: int | None, now: datetime) -> Event:
    """Ask no longer. Raises `GoneError`."""
    async with changing([event_id], action="proposal_withdrawn", staff_id=staff_id, now=now):
        event = await get_event(event_id)
        if event.proposed_at is not None:
            await update_event(event, dict(_NOBODY), now=now)
    return await get_event(event_id)


async def decline_proposal(
    event_id: int, *, note: str, staff_id: int | None, now: datetime
) -> Event:
    """Send a proposal back; `note` says why and goes before the internal note.

    There the editor sees it, and so it is in the history too. Raises `GoneError`.
    """
    async with changing([event_id], action="declined", staff_id=staff_id, now=now):
        event = await get_event(event_id)
        if event.proposed_at is not None:
            kept = event.details.internal_note
            text = f"{note}\n\n{kept}" if kept else note
            columns = {**_NOBODY, "internal_note": text[:TEXT_MAX]}
            await update_event(event, columns, now=now)
    return await get_event(event_id)


async def proposals(library_ids: Collection[int]) -> list[Proposal]:
    """List what waits for a coordinator of these libraries, the longest waiting first.

    What was withdrawn may be asked for again.
    """
    rows = EventRow.filter(
        workflow__in=[one.value for one in Workflow if one is not Workflow.PUBLISHED],
        organiser_id__in=sorted(library_ids),
        proposed_at__not_isnull=True,
    )
    found = await rows.order_by("proposed_at", "id").values(
        "id", "title", "organiser_id", "proposed_at", "proposed_by"
    )
    asking = sorted({row["proposed_by"] for row in found if row["proposed_by"]})
    people = await StaffRow.filter(id__in=asking).values("id", "name")
    names = {row["id"]: row["name"] for row in people}
    return [
        Proposal(
            event_id=row["id"],
            title=row["title"],
            organiser_id=row["organiser_id"],
            proposed_at=row["proposed_at"],
            proposed_by=names.get(row["proposed_by"], ""),
        )
        for row in found
    ]


async def name_of_proposer(event: Event) -> str:
    """Name who asked for publication, "" when nobody did or nobody knows."""
    if event.proposed_by is None:
        return ""
    rows = await StaffRow.filter(id=event.proposed_by).values("name")
    return rows[0]["name"] if rows else ""
