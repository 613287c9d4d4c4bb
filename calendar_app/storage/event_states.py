"""How an event stands: columns that its steps and its calling off change.

Called inside `calendar_app.storage.changes.changing`.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from calendar_app.domain.event import Event, State, Workflow
from calendar_app.domain.published import CALLED_OFF, effective_state
from calendar_app.domain.timing import local_date
from calendar_app.storage.dates import read_dates, settle_dates, write_date
from calendar_app.storage.rows import EventRow


def workflow_columns(event: Event, workflow: Workflow, now: datetime) -> dict[str, Any]:
    """Give what a step changes; whoever asked for publication has their answer, but for a plan."""
    columns: dict[str, Any] = {"workflow": workflow.value}
    if workflow is not Workflow.PLANNED:
        columns |= {"proposed_at": None, "proposed_by": None}
    if workflow is Workflow.PUBLISHED and event.published_at is None:
        columns["published_at"] = now
    return columns


async def call_off(event: Event, *, reason: str, now: datetime) -> None:
    """Cancel what is still to come; once more it only gets the new reason."""
    columns: dict[str, Any] = {"state": State.CANCELLED.value, "state_reason": reason}
    if event.state not in CALLED_OFF:
        columns |= {"state_from": local_date(now), "previous_state": event.state.value}
    await update_event(event, columns, now=now)


async def reinstate(event: Event, *, now: datetime) -> None:
    """Undo a cancellation for what is still to come; an open series goes on."""
    if event.state not in CALLED_OFF:
        return
    await keep_called_off(event, local_date(now))
    state = event.previous_state or State.SCHEDULED
    columns = {"state": state.value, "state_reason": "", "state_from": None}
    await update_event(event, columns, now=now)
    await settle_dates(event, event.schedule, now=now, announce_move=False)


async def keep_called_off(event: Event, today: date) -> None:
    """Let past dates say for themselves what their event will no longer say for them."""
    for row in await read_dates(event.id):
        state = effective_state(event, row)
        if row.span.last < today and state in CALLED_OFF and row.overrides.state not in CALLED_OFF:
            own = replace(row.overrides, state=state, state_reason=event.state_reason)
            await write_date(replace(row, overrides=own))


async def update_event(event: Event, columns: dict[str, Any], *, now: datetime) -> None:
    """Write columns of an event, and count its version up."""
    rows = EventRow.filter(id=event.id)
    await rows.update(**columns, version=event.version + 1, updated_at=now.astimezone(UTC))
