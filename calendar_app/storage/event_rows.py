"""Events and their dates, read whole: a fixed number of queries for any number of events."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from calendar_app.domain.event import Event, Occurrence, Visibility, Workflow
from calendar_app.domain.timing import Window
from calendar_app.storage.mapping import event_of, occurrence_of
from calendar_app.storage.rows import (
    EventAgeBandRow,
    EventCategoryRow,
    EventCommunityRow,
    EventCoOrganiserRow,
    EventRow,
    OccurrenceRow,
)

BATCH = 500
"""Ids in one statement (facts/stack.md, ST-25)."""

PUBLIC = {"workflow": Workflow.PUBLISHED.value, "visibility": Visibility.PUBLIC.value}
"""The columns of an event that the public may know of (`calendar_app.domain.published`)."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event with its dates in order of start."""

    event: Event
    occurrences: tuple[Occurrence, ...]


async def read_stored(
    event_ids: Collection[int], *, window: Window | None = None, only_public: bool = False
) -> dict[int, StoredEvent]:
    """Read events with their dates, or those in `window`; ids that do not exist are absent.

    With `only_public` an event that the public may not know of is as absent as a missing one,
    and costs as little.
    """
    events = await read_events(event_ids, only_public=only_public)
    dates: dict[int, list[Occurrence]] = defaultdict(list)
    for batch in batches(sorted(events)):
        rows = OccurrenceRow.filter(event_id__in=batch)
        if window:
            rows = rows.filter(end_date__gte=window.start, start_date__lt=window.end)
        for row in await rows.order_by("start_date", "start_minute", "id").values():
            dates[row["event_id"]].append(occurrence_of(row))
    return {one: StoredEvent(events[one], tuple(dates[one])) for one in events}


async def read_events(event_ids: Collection[int], *, only_public: bool = False) -> dict[int, Event]:
    """Read events without their dates."""
    found: dict[int, Event] = {}
    for batch in batches(sorted(set(event_ids))):
        rows = await EventRow.filter(id__in=batch, **(PUBLIC if only_public else {})).values()
        if not rows:
            continue
        co_organisers = await _linked(EventCoOrganiserRow, "library_id", batch)
        categories = await _linked(EventCategoryRow, "category_id", batch)
        bands = await _linked(EventAgeBandRow, "age_band_id", batch)
        communities = await _linked(EventCommunityRow, "community_id", batch)
        for row in rows:
            found[row["id"]] = event_of(
                row,
                co_organiser_ids=co_organisers[row["id"]],
                category_ids=categories[row["id"]],
                age_band_ids=bands[row["id"]],
                community_ids=communities[row["id"]],
            )
    return found


async def _linked(
    table: type[EventCoOrganiserRow | EventCategoryRow | EventAgeBandRow | EventCommunityRow],
    column: str,
    event_ids: Sequence[int],
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = table.filter(event_id__in=event_ids).order_by("event_id", "position")
    for event_id, linked_id in await rows.values_list("event_id", column):
        found[event_id].append(linked_id)
    return found


def batches(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """Cut a list into pieces that fit into one statement."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
