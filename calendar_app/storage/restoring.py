"""Brings an event back to what it said at an earlier time, as a new step of its history."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from calendar_app.domain.event import Event, Occurrence
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.timing import local_date
from calendar_app.domain.versions import Version, fitted, version_of
from calendar_app.storage.changes import changing
from calendar_app.storage.dates import read_dates, recorded_dates, settle_dates, write_date
from calendar_app.storage.event_rows import batches
from calendar_app.storage.event_states import keep_called_off
from calendar_app.storage.events import GoneError, find_event, get_event, take_version, write_event
from calendar_app.storage.history import version_at
from calendar_app.storage.mapping import occurrence_columns
from calendar_app.storage.rows import EventRow, OccurrenceRow
from calendar_app.storage.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoration:
    """What a restoration makes of an event: from `now` to `then`.

    Workflow, organiser and tour of `then` are those of now: they are not texts to be put back.
    `lost` names the fields that named something which is gone. When `is_split`, some of the
    dates of then belong to another event by now, and the schedule stays as it is.
    """

    event: Event
    now: Version
    then: Version
    lost: frozenset[str]
    is_split: bool


async def find_restoration(
    event_id: int, revision_id: int, *, before: bool = False
) -> Restoration | None:
    """Tell what restoring would make of an event; None when there is nothing to restore."""
    event = await find_event(event_id)
    found = await version_at(event_id, revision_id, before=before) if event else None
    if event is None or found is None:
        return None
    organiser_id = event.details.organiser_id
    fit = fitted(found, await load_vocabulary(), organiser_id=organiser_id)
    others = (one for one in fit.version.details.co_organiser_ids if one != organiser_id)
    details = replace(
        fit.version.details,
        organiser_id=organiser_id,
        co_organiser_ids=tuple(others),
        tour_id=event.details.tour_id,
    )
    then = replace(fit.version, details=details, workflow=event.workflow)
    dates = await read_dates(event_id)
    is_split = await _are_elsewhere(event_id, then.dates)
    if is_split:
        present = {one.id for one in dates}
        kept = tuple(one for one in then.dates if one.id in present)
        then = replace(then, schedule=event.schedule, dates=kept)
    return Restoration(
        event=event,
        now=version_of(event, tuple(dates)),
        then=then,
        lost=fit.lost - {"tour"},
        is_split=is_split,
    )


async def restore_revision(
    event_id: int,
    revision_id: int,
    *,
    before: bool = False,
    expected_version: int | None = None,
    staff_id: int | None,
    now: datetime,
) -> Event:
    """Let an event and its dates say what they said after a revision, or just before it.

    Texts, schedule, state and what single dates said for themselves come back; dates that were
    dropped come back with their uids, and their change signals move on. What has taken place
    of a series stays, and so does a date with attendance or sign-ups. The workflow stays.
    Raises `GoneError` when there is no such event or version, and `StaleEditError` when the
    event is no longer at `expected_version`.
    """
    async with changing([event_id], action="restored", staff_id=staff_id, now=now):
        found = await find_restoration(event_id, revision_id, before=before)
        if found is None:
            raise GoneError(event_id)
        version = found.event.version if expected_version is None else expected_version
        await take_version(event_id, version, now=now)
        today = local_date(now)
        if found.event.state in CALLED_OFF and found.then.state not in CALLED_OFF:
            await keep_called_off(found.event, today)
        await write_event(event_id, found.then.details, found.then.schedule)
        await EventRow.filter(id=event_id).update(**_state_columns(found, today))
        await _restore_dates(found, today)
        part = replace(found.event, schedule=found.then.schedule)
        await settle_dates(part, found.then.schedule, now=now, announce_move=False)
    return await get_event(event_id)


def _state_columns(found: Restoration, today: date) -> dict[str, Any]:
    """Give how the event stands again; what took place meanwhile is not called off after all."""
    event, then = found.event, found.then
    columns: dict[str, Any] = {"state": then.state.value, "state_reason": then.state_reason}
    if then.state not in CALLED_OFF:
        return columns | {"state_from": None, "previous_state": None}
    if event.state in CALLED_OFF:
        return columns
    return columns | {"state_from": today, "previous_state": event.state.value}


async def _restore_dates(found: Restoration, today: date) -> None:
    """Let the dates be what they were; what else the schedule wants is settled afterwards."""
    event, then = found.event, found.then
    is_series = event.schedule.is_series or then.schedule.is_series
    wanted = {one.id: one for one in then.dates if not (is_series and one.span.last < today)}
    present = {one.id: one for one in await read_dates(event.id)}
    for row in present.values():
        if row.id in wanted and not (is_series and row.span.last < today):
            signals = {"sequence": row.sequence, "last_modified": row.last_modified}
            await write_date(replace(wanted[row.id], event_id=event.id, **signals))  # type: ignore[arg-type]
    extra = [row for row in present.values() if row.id not in wanted]
    gone = [one for one in wanted.values() if one.id not in present]
    await _bring_back(event.id, gone, extra, recorded=await recorded_dates(event.id))


async def _bring_back(
    event_id: int,
    gone: Sequence[Occurrence],
    extra: Sequence[Occurrence],
    *,
    recorded: Collection[int],
) -> None:
    """Put dropped dates back, in the place of those that stand there now without a word."""
    firm = {row.recurrence_date for row in extra if row.is_changed or row.id in recorded}
    back = [one for one in gone if one.recurrence_date not in firm]
    days = {one.recurrence_date for one in back}
    ousted = [row.id for row in extra if row.recurrence_date in days]
    for batch in batches(ousted):
        await OccurrenceRow.filter(id__in=batch).delete()
    for one in back:
        columns = occurrence_columns(replace(one, event_id=event_id))
        await OccurrenceRow.create(id=one.id, **columns)


async def _are_elsewhere(event_id: int, dates: Sequence[Occurrence]) -> bool:
    """Tell whether another event has some of the dates by now: the series was cut in two."""
    for batch in batches([one.id for one in dates]):
        rows = OccurrenceRow.filter(id__in=batch).exclude(event_id=event_id)
        if await rows.exists():
            return True
    return False
