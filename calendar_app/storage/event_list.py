"""Events as lines of a list: few columns, few queries, whatever their number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tortoise.expressions import Q, Subquery
from tortoise.functions import Count

from calendar_app.domain.event import State, Visibility, Workflow
from calendar_app.domain.text import fold
from calendar_app.domain.timing import AllDay, Span, minute_of
from calendar_app.storage.event_rows import batches
from calendar_app.storage.mapping import occurrence_of
from calendar_app.storage.rows import (
    EventCommunityRow,
    EventCoOrganiserRow,
    EventRow,
    OccurrenceRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """`next_span` is the first date from today on; None when all dates are past."""

    event_id: int
    title: str
    organiser_id: int
    co_organiser_ids: tuple[int, ...]
    community_ids: tuple[int, ...]
    workflow: Workflow
    visibility: Visibility
    state: State
    is_series: bool
    next_span: Span | None
    date_count: int
    updated_at: datetime


async def event_lines(
    *,
    today: date,
    library_ids: Collection[int] | None = None,
    workflow: Workflow | None = None,
    past: bool = False,
    search: str = "",
) -> list[EventLine]:
    """List events with a date from `today` on (or with none), or those that are past.

    `library_ids` are those that arrange or take part; None is all. Upcoming ones come in order
    of their next date, past ones those changed last first. Who may see what is judged by
    the caller.
    """
    rows = await _rows(library_ids, workflow)
    if search:
        rows = [row for row in rows if fold(search) in fold(row["title"])]
    ids = [row["id"] for row in rows]
    upcoming, counts = await _next_dates(ids, today), await _counts(ids)
    partners = await _linked(EventCoOrganiserRow, "library_id", ids)
    communities = await _linked(EventCommunityRow, "community_id", ids)
    lines = [
        EventLine(
            event_id=row["id"],
            title=row["title"],
            organiser_id=row["organiser_id"],
            co_organiser_ids=tuple(partners.get(row["id"], ())),
            community_ids=tuple(communities.get(row["id"], ())),
            workflow=Workflow(row["workflow"]),
            visibility=Visibility(row["visibility"]),
            state=State(row["state"]),
            is_series=row["rrule"] is not None or bool(row["rdates"]),
            next_span=upcoming.get(row["id"]),
            date_count=counts.get(row["id"], 0),
            updated_at=row["updated_at"],
        )
        for row in rows
        if past == (row["id"] not in upcoming and counts.get(row["id"], 0) > 0)
    ]
    if past:
        return sorted(lines, key=lambda line: (line.updated_at, line.event_id), reverse=True)
    return sorted(lines, key=lambda line: (*_start(line), line.title, line.event_id))


def _start(line: EventLine) -> tuple[date, int]:
    """Sort by the next date, whole days before hours; what has no date needs one first of all."""
    span = line.next_span
    if span is None:
        return date.min, 0
    return span.first, -1 if isinstance(span, AllDay) else minute_of(span.start)


async def _rows(
    library_ids: Collection[int] | None, workflow: Workflow | None
) -> list[dict[str, Any]]:
    wanted = EventRow.all()
    if library_ids is not None:
        taking_part = EventCoOrganiserRow.filter(library_id__in=list(library_ids))
        wanted = wanted.filter(
            Q(organiser_id__in=list(library_ids))
            | Q(id__in=Subquery(taking_part.values("event_id")))
        )
    if workflow is not None:
        wanted = wanted.filter(workflow=workflow.value)
    return await wanted.order_by("id").values(
        "id",
        "title",
        "organiser_id",
        "workflow",
        "visibility",
        "state",
        "rrule",
        "rdates",
        "updated_at",
    )


async def _next_dates(event_ids: list[int], today: date) -> dict[int, Span]:
    found: dict[int, Span] = {}
    for batch in batches(event_ids):
        rows = OccurrenceRow.filter(event_id__in=batch, end_date__gte=today)
        for row in await rows.order_by("start_date", "start_minute").values():
            found.setdefault(row["event_id"], occurrence_of(row).span)
    return found


async def _counts(event_ids: list[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for batch in batches(event_ids):
        rows = OccurrenceRow.filter(event_id__in=batch).annotate(dates=Count("id"))
        found |= dict(await rows.group_by("event_id").values_list("event_id", "dates"))
    return found


async def _linked(
    table: type[EventCoOrganiserRow | EventCommunityRow], column: str, event_ids: list[int]
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for batch in batches(event_ids):
        rows = table.filter(event_id__in=batch).order_by("position")
        for event_id, linked_id in await rows.values_list("event_id", column):
            found.setdefault(event_id, []).append(linked_id)
    return found
