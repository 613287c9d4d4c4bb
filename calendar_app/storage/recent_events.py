"""What somebody made last: the usual start of something new."""

from collections.abc import Collection
from dataclasses import dataclass

from calendar_app.domain.text import fold
from calendar_app.storage.rows import EventRow

_LOOKED_AT = 5_000
"""So many of the newest events are looked at: who made none of them remembers no older one."""

_READ = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentEvent:
    event_id: int
    title: str


async def recent_events(
    staff_id: int, *, library_ids: Collection[int], most: int
) -> list[RecentEvent]:
    """List the newest events that a person made for these libraries, one of each title."""
    newest = await EventRow.all().order_by("-id").limit(1).values("id")
    if not newest:
        return []
    rows = EventRow.filter(
        id__gt=newest[0]["id"] - _LOOKED_AT,
        created_by=staff_id,
        organiser_id__in=list(library_ids),
    )
    found: dict[str, RecentEvent] = {}
    for row in await rows.order_by("-id").limit(_READ).values("id", "title"):
        found.setdefault(fold(row["title"]), RecentEvent(event_id=row["id"], title=row["title"]))
    return list(found.values())[:most]
