"""The append-only history of events: who changed what and when, with before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from calendar_app.domain.event import Event
from calendar_app.storage.details import details_columns
from calendar_app.storage.event_rows import StoredEvent
from calendar_app.storage.mapping import occurrence_columns, schedule_columns
from calendar_app.storage.rows import RevisionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change of one event. `before`/`after` hold the event and the dates that differ.

    `before` is None when the event was made, `after` None when it was deleted. `staff_id` is
    None for what a command or the daily task did.
    """

    id: int
    event_id: int
    staff_id: int | None
    at: datetime
    action: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


async def record(
    before: Mapping[int, StoredEvent],
    after: Mapping[int, StoredEvent],
    *,
    action: str,
    staff_id: int | None,
    at: datetime,
) -> None:
    """Append a revision for every event that differs."""
    for event_id in sorted(before.keys() | after.keys()):
        old, new = before.get(event_id), after.get(event_id)
        if old != new:
            await RevisionRow.create(
                event_id=event_id,
                staff_id=staff_id,
                at=at,
                action=action,
                before=_snapshot(old, besides=new),
                after=_snapshot(new, besides=old),
            )


async def revisions_of(event_id: int) -> list[Revision]:
    """Give the history of an event, newest first."""
    rows = await RevisionRow.filter(event_id=event_id).order_by("-id").values()
    return [Revision(**row) for row in rows]


def _snapshot(stored: StoredEvent | None, *, besides: StoredEvent | None) -> Any:
    """Describe an event and those of its dates that are not the same on the other side."""
    if stored is None:
        return None
    same = set(besides.occurrences) if besides else set()
    return {
        "event": _plain(_event_columns(stored.event)),
        "dates": [
            {"id": one.id, **_plain(occurrence_columns(one))}
            for one in stored.occurrences
            if one not in same
        ],
    }


def _event_columns(event: Event) -> dict[str, Any]:
    details = event.details
    return {
        **details_columns(details),
        **schedule_columns(event.schedule),
        "co_organiser_ids": list(details.co_organiser_ids),
        "category_ids": list(details.category_ids),
        "age_band_ids": list(details.age_band_ids),
        "community_ids": list(details.gathering.community_ids),
        "proposed_at": event.proposed_at,
        "workflow": event.workflow.value,
        "state": event.state.value,
        "state_reason": event.state_reason,
        "state_from": event.state_from,
        "series_slug": event.series_slug,
    }


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    """Write moments and dates as text: JSON has neither."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in columns.items()
    }
