"""Events: found, made, edited, cancelled, published and withdrawn. One call, one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from calendar_app.domain.event import (
    Event,
    EventDetails,
    Provenance,
    Schedule,
    State,
    Workflow,
)
from calendar_app.domain.reconcile import UNSETTLED, Settlement
from calendar_app.domain.series import horizon, normalised
from calendar_app.domain.text import slugify
from calendar_app.domain.timing import local_date
from calendar_app.storage.bin import move_to_bin
from calendar_app.storage.changes import changing
from calendar_app.storage.dates import DateSettings, place_dates, settle_dates
from calendar_app.storage.details import details_columns
from calendar_app.storage.event_rows import read_events
from calendar_app.storage.event_states import call_off, reinstate, update_event, workflow_columns
from calendar_app.storage.mapping import schedule_columns
from calendar_app.storage.rows import (
    BorrowRequestRow,
    EventAgeBandRow,
    EventCategoryRow,
    EventCommunityRow,
    EventCoOrganiserRow,
    EventRow,
)
from calendar_app.storage.transaction import transaction

MAX_ID = 2**31 - 1
"""What an id column holds on PostgreSQL; a larger number names nothing."""


class StaleEditError(Exception):
    """Somebody else saved the event meanwhile; `current` is what they saved."""

    def __init__(self, current: Event) -> None:
        super().__init__(f"event {current.id} is at version {current.version}")
        self.current = current


class GoneError(KeyError):
    """The event or the date was deleted between two looks at it."""


class NotDeletableError(Exception):
    """The event was public once: people may have it in their calendars, so it is cancelled."""


class LentError(NotDeletableError):
    """Another library has asked to borrow the event, or has borrowed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event to make. `submission` names the sent form, so that sending twice makes one.

    `dates` says what single dates say for themselves, by recurrence date. `series_slug` is the
    name of the series that it is cut from; others get theirs when they are first public.
    """

    details: EventDetails
    schedule: Schedule
    workflow: Workflow = Workflow.DRAFT
    state: State = State.SCHEDULED
    state_reason: str = ""
    submission: str = ""
    provenance: Provenance | None = None
    source_key: str | None = None
    series_slug: str = ""
    dates: Mapping[date, DateSettings] = field(default_factory=dict)


async def find_event(event_id: int) -> Event | None:
    """Find an event; any number may be asked for."""
    if not 0 < event_id <= MAX_ID:
        return None
    return (await read_events([event_id])).get(event_id)


async def get_event(event_id: int) -> Event:
    """Give an event that must exist. Raises `GoneError`."""
    found = await read_events([event_id])
    if event_id not in found:
        raise GoneError(event_id)
    return found[event_id]


async def create_event(new: NewEvent, *, staff_id: int | None, now: datetime) -> Event:
    """Make an event with its dates; the same submission again gives the first one's event."""
    try:
        async with transaction():
            event_id = await _create(new, staff_id=staff_id, now=now)
    except IntegrityError:
        twin = await _twin(new)
        if twin is None:
            raise
        event_id = twin
    return await get_event(event_id)


async def save_event(
    event_id: int,
    *,
    details: EventDetails,
    schedule: Schedule,
    expected_version: int,
    announce_move: bool,
    workflow: Workflow | None = None,
    settlement: Settlement = UNSETTLED,
    staff_id: int | None,
    now: datetime,
) -> Event:
    """Save an edit and bring the dates into line with the schedule.

    With `announce_move`, dates that get another time are marked as moved; with `workflow` the
    event also takes that step; `settlement` decides of dates that say something else than the
    series. Raises `StaleEditError` when `expected_version` is no longer
    the event's, and `GoneError` when the event is gone.
    """
    today = local_date(now)
    schedule = normalised(schedule, horizon=horizon(today))
    async with changing([event_id], action="edited", staff_id=staff_id, now=now):
        await take_version(event_id, expected_version, now=now)
        event = await get_event(event_id)
        await write_event(event_id, details, schedule)
        if workflow is not None:
            await EventRow.filter(id=event_id).update(**workflow_columns(event, workflow, now))
        await settle_dates(
            event, schedule, now=now, announce_move=announce_move, settlement=settlement
        )
    return await get_event(event_id)


async def set_workflow(
    event_id: int, workflow: Workflow, *, staff_id: int | None, now: datetime
) -> Event:
    """Plan, publish, withdraw, or take back to draft."""
    async with changing([event_id], action=workflow.value, staff_id=staff_id, now=now):
        event = await get_event(event_id)
        await update_event(event, workflow_columns(event, workflow, now), now=now)
    return await get_event(event_id)


async def cancel_event(event_id: int, *, reason: str, staff_id: int | None, now: datetime) -> Event:
    """Cancel every date from today on; what has taken place stays as it was.

    Cancelled once more it gets the new reason, from the date it was cancelled from before.
    """
    async with changing([event_id], action="cancelled", staff_id=staff_id, now=now):
        await call_off(await get_event(event_id), reason=reason, now=now)
    return await get_event(event_id)


async def reinstate_event(event_id: int, *, staff_id: int | None, now: datetime) -> Event:
    """Undo the cancellation of a whole event, for the dates still to come.

    Dates cancelled by themselves stay cancelled, and so do those that passed meanwhile: they
    did not take place.
    """
    async with changing([event_id], action="reinstated", staff_id=staff_id, now=now):
        await reinstate(await get_event(event_id), now=now)
    return await get_event(event_id)


async def leave_event(
    event_id: int, library_id: int, *, staff_id: int | None, now: datetime
) -> Event:
    """Take a co-organising library off the event."""
    async with changing([event_id], action="left", staff_id=staff_id, now=now):
        await EventCoOrganiserRow.filter(event_id=event_id, library_id=library_id).delete()
        await update_event(await get_event(event_id), {}, now=now)
    return await get_event(event_id)


async def delete_event(event_id: int, *, staff_id: int | None, now: datetime) -> None:
    """Move what was never public to the bin. Raises `NotDeletableError` for anything else.

    That is `LentError` when another library has asked to borrow it, or it is a stop of a loan.
    """
    async with changing([event_id], action="deleted", staff_id=staff_id, now=now):
        event = await get_event(event_id)
        if event.published_at is not None:
            raise NotDeletableError
        if await BorrowRequestRow.filter(Q(event_id=event_id) | Q(stop_id=event_id)).exists():
            raise LentError
        await move_to_bin(event_id, staff_id=staff_id, now=now)


async def take_version(event_id: int, expected: int, *, now: datetime) -> None:
    """Count the version up if it still is the expected one, else raise `StaleEditError`."""
    row = EventRow.filter(id=event_id, version=expected)
    if not await row.update(version=expected + 1, updated_at=now):
        raise StaleEditError(await get_event(event_id))


async def write_event(event_id: int, details: EventDetails, schedule: Schedule) -> None:
    """Write what an event says and when, without its version and its dates."""
    columns = {**details_columns(details), **schedule_columns(schedule)}
    await EventRow.filter(id=event_id).update(**columns)
    await _write_links(event_id, details)


async def insert_event(new: NewEvent, *, staff_id: int | None, now: datetime) -> int:
    """Write the row of a new event and what hangs on it, without its dates."""
    provenance = new.provenance
    row = await EventRow.create(
        uid=str(uuid4()),
        slug=slugify(new.details.title),
        version=1,
        created_at=now,
        updated_at=now,
        created_by=staff_id,
        published_at=now if new.workflow is Workflow.PUBLISHED else None,
        workflow=new.workflow.value,
        state=new.state.value,
        state_reason=new.state_reason,
        submission=new.submission or None,
        source_key=new.source_key,
        source_uid=provenance.uid if provenance else None,
        source_name=provenance.name if provenance else None,
        source_digest=provenance.digest if provenance else None,
        source_version=1 if provenance else None,
        series_slug=new.series_slug,
        **details_columns(new.details),
        **schedule_columns(new.schedule),
    )
    await _write_links(row.id, new.details)
    return row.id


async def _twin(new: NewEvent) -> int | None:
    """Find the event that the same form, or the same entry of a source, has made already."""
    if new.submission:
        row = await EventRow.get_or_none(submission=new.submission)
    elif new.source_key:
        row = await EventRow.get_or_none(source_key=new.source_key)
    else:
        return None
    return row.id if row else None


async def _create(new: NewEvent, *, staff_id: int | None, now: datetime) -> int:
    today = local_date(now)
    new = replace(new, schedule=normalised(new.schedule, horizon=horizon(today)))
    async with changing(action="created", staff_id=staff_id, now=now) as change:
        event_id = await insert_event(new, staff_id=staff_id, now=now)
        change.made(event_id)
        await place_dates(event_id, new.schedule, today=today, now=now, settings=new.dates)
    return event_id


async def _write_links(event_id: int, details: EventDetails) -> None:
    for table, column, ids in (
        (EventCoOrganiserRow, "library_id", details.co_organiser_ids),
        (EventCategoryRow, "category_id", details.category_ids),
        (EventAgeBandRow, "age_band_id", details.age_band_ids),
        (EventCommunityRow, "community_id", details.gathering.community_ids),
    ):
        await table.filter(event_id=event_id).delete()
        for position, linked_id in enumerate(ids):
            columns: dict[str, Any] = {column: linked_id}
            await table.create(event_id=event_id, position=position, **columns)
