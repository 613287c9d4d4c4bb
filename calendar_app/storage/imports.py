"""Events that came from elsewhere: which are known, and how a source's change is taken in."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from calendar_app.domain.event import (
    Event,
    EventDetails,
    Occurrence,
    Overrides,
    Provenance,
    Schedule,
    State,
    Workflow,
)
from calendar_app.domain.imported import ImportedDate, ImportedEvent
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.reconcile import moved
from calendar_app.domain.series import horizon, normalised, planned_dates
from calendar_app.domain.timing import Span, local_date, same_span
from calendar_app.storage.changes import changing
from calendar_app.storage.dates import DateSettings, read_dates, settle_dates, write_date
from calendar_app.storage.event_rows import batches
from calendar_app.storage.events import (
    NewEvent,
    create_event,
    get_event,
    take_version,
    write_event,
)
from calendar_app.storage.rows import EventRow, OccurrenceRow

_UID_LENGTH = 36
"""Characters of a UUID: a longer text is no uid of ours, and no column takes it."""


async def imported_events(library_id: int, uids: Collection[str]) -> dict[str, tuple[int, str]]:
    """Find what a library imported of a source: source uid -> (event id, digest).

    Also those that another library arranges by now: the import is who brought them.
    """
    uid_of = {source_key(library_id, uid): uid for uid in uids}
    found: dict[str, tuple[int, str]] = {}
    for batch in batches(sorted(uid_of)):
        rows = EventRow.filter(source_key__in=batch)
        for row in await rows.values("id", "source_key", "source_digest"):
            found[uid_of[row["source_key"]]] = row["id"], row["source_digest"]
    return found


async def own_uids(uids: Collection[str]) -> set[str]:
    """Tell which of these uids this calendar itself has given out."""
    found: set[str] = set()
    for batch in batches(sorted(uid for uid in uids if len(uid) == _UID_LENGTH)):
        for table in (OccurrenceRow, EventRow):
            found |= {row["uid"] for row in await table.filter(uid__in=batch).values("uid")}
    return found


async def add_imported(
    imported: ImportedEvent,
    details: EventDetails,
    *,
    library_id: int,
    source: str,
    workflow: Workflow,
    now: datetime,
) -> Event:
    """Store an event that is new; `source` names the file. It gets a uid of its own."""
    new = NewEvent(
        details=details,
        schedule=imported.schedule,
        workflow=workflow,
        state=imported.state,
        provenance=Provenance(uid=imported.uid, name=source, digest=imported.digest),
        source_key=source_key(library_id, imported.uid),
        dates={
            one.recurrence_date: DateSettings(span=one.span, overrides=one.overrides)
            for one in imported.dates
        },
    )
    return await create_event(new, staff_id=None, now=now)


async def change_imported(
    event_id: int, imported: ImportedEvent, details: EventDetails, *, source: str, now: datetime
) -> bool:
    """Let the source's texts and dates stand; False when staff have edited the event since."""
    today = local_date(now)
    schedule = normalised(imported.schedule, horizon=horizon(today))
    async with changing([event_id], action="imported", now=now):
        row = await EventRow.get(id=event_id)
        if row.version != row.source_version:
            return False
        event = await get_event(event_id)
        await take_version(event_id, event.version, now=now)
        await write_event(event_id, details, schedule)
        await EventRow.filter(id=event_id).update(
            state=imported.state.value,
            state_from=_state_from(event, imported, today),
            source_name=source,
            source_digest=imported.digest,
            source_version=event.version + 1,
        )
        await settle_dates(event, schedule, now=now, announce_move=True)
        await _write_settings(event_id, imported, schedule, today)
    return True


async def imported_details(event_id: int) -> EventDetails:
    """Give what a stored event says now, for the source's texts to stand in."""
    return (await get_event(event_id)).details


def source_key(library_id: int, uid: str) -> str:
    """Name library and source uid together in one column that is unique."""
    return sha256(f"{library_id}\n{uid}".encode()).hexdigest()


def _state_from(event: Event, imported: ImportedEvent, today: date) -> date | None:
    """Let a source that cancels a running series cancel what is still to come."""
    if imported.state not in CALLED_OFF:
        return None
    return event.state_from if event.state in CALLED_OFF else today


async def _write_settings(
    event_id: int, imported: ImportedEvent, schedule: Schedule, today: date
) -> None:
    """Say of each date what the source says of it, and no more; past ones stay as they were."""
    said = {one.recurrence_date: one for one in imported.dates}
    dates = planned_dates(schedule, horizon=horizon(today))
    planned = {one.recurrence_date: one.span for one in dates}
    for row in await read_dates(event_id):
        if schedule.is_series and row.span.last < today:
            continue
        wanted = _as_said(row, said.get(row.recurrence_date), planned.get(row.recurrence_date))
        if wanted != row or not same_span(wanted.span, row.span):
            await write_date(wanted)


def _as_said(row: Occurrence, said: ImportedDate | None, planned: Span | None) -> Occurrence:
    span = (said.span if said else None) or planned or row.span
    if not same_span(span, row.span):
        row = moved(row, span, announce=True)
    overrides = said.overrides if said else Overrides()
    if row.moved_from is not None and overrides.state is None:
        overrides = replace(overrides, state=State.MOVED)
    return replace(row, has_own_time=bool(said and said.span), overrides=overrides)
