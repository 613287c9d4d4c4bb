"""Open series go on: their dates are kept up to the horizon."""

from collections.abc import Callable
from datetime import datetime

from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.published import CALLED_OFF
from calendar_app.storage.changes import changing
from calendar_app.storage.dates import settle_dates
from calendar_app.storage.event_rows import read_events
from calendar_app.storage.rows import EventRow


async def extend_open_series(*, now: Callable[[], datetime]) -> int:
    """Add the dates that the horizon has reached since last time; gives how many events grew.

    One transaction for each series, so that nobody waits long, and each with its own moment:
    feeds are fetched in between. A series that was cancelled or
    withdrawn does not go on.
    """
    rows = EventRow.filter(rrule__not_isnull=True).exclude(rrule__contains="COUNT=")
    ids = [row["id"] for row in await rows.order_by("id").values("id")]
    return sum([await _extend(event_id, now()) for event_id in ids])


async def _extend(event_id: int, now: datetime) -> bool:
    """Read the event under its lock: somebody may have changed it since it was listed."""
    async with changing([event_id], action="extended", now=now):
        event = (await read_events([event_id])).get(event_id)
        if event is None or not _goes_on(event):
            return False
        result = await settle_dates(event, event.schedule, now=now, announce_move=False)
    return bool(result.added)


def _goes_on(event: Event) -> bool:
    rule = event.schedule.rule
    is_open = rule is not None and rule.is_open
    return is_open and event.state not in CALLED_OFF and event.workflow is not Workflow.WITHDRAWN
