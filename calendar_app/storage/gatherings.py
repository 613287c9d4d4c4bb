"""Gatherings with all their dates: few queries, and few events next to those for the public."""

from calendar_app.domain.event import Visibility, Workflow
from calendar_app.storage.event_rows import StoredEvent, batches, read_stored
from calendar_app.storage.rows import EventRow

_FOR_STAFF = [Visibility.STAFF.value, Visibility.COMMUNITY.value]


async def stored_gatherings() -> list[StoredEvent]:
    """Read every gathering that is not withdrawn, in no order; the caller judges who sees which."""
    rows = EventRow.filter(visibility__in=_FOR_STAFF)
    rows = rows.exclude(workflow=Workflow.WITHDRAWN.value)
    ids = [row["id"] for row in await rows.order_by("id").values("id")]
    found: list[StoredEvent] = []
    for batch in batches(ids):
        found += (await read_stored(batch)).values()
    return found
