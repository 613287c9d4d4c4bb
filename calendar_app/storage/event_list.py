"""Events as lines of a list: few columns, few queries, whatever their number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tortoise.expressions import Q, Subquery
from tortoise.functions import Count, Min
from tortoise.queryset import QuerySet

from calendar_app.domain.event import State, Visibility, Workflow
from calendar_app.domain.text import fold
from calendar_app.domain.timing import ZONE, Span, minute_of
from calendar_app.storage.event_rows import batches
from calendar_app.storage.mapping import occurrence_of
from calendar_app.storage.rows import (
    EventCommunityRow,
    EventCoOrganiserRow,
    EventRow,
    OccurrenceRow,
)

_NO_DATE = (date.min, 0)
_HEAD = ("id", "title", "organiser_id", "workflow", "visibility", "updated_at")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHead:
    """What decides whether and where an event stands in a list, before the page is cut.

    `start` is the local date and the minute of its next date (-1 for whole days), or where it
    stands among those that are past.
    """

    event_id: int
    title: str
    organiser_id: int
    co_organiser_ids: tuple[int, ...]
    community_ids: tuple[int, ...]
    workflow: Workflow
    visibility: Visibility
    start: tuple[date, int]


async def event_heads(
    *,
    today: date,
    library_ids: Collection[int] | None = None,
    workflow: Workflow | None = None,
    past: bool = False,
    search: str = "",
) -> list[EventHead]:
    """List events with a date from `today` on (or with none), or those that are past.

    `library_ids` are those that arrange or take part; None is all. Upcoming ones come in order
    of their next date, past ones those changed last first. Who may see what is judged by
    the caller. Four queries, whatever there is.
    """
    wanted = _wanted(library_ids, workflow, today=today, past=past)
    rows = await wanted.values(*_HEAD)
    if search:
        rows = [row for row in rows if fold(search) in fold(row["title"])]
    starts = await _starts(wanted, today)
    partners = await _linked(EventCoOrganiserRow, "library_id", wanted)
    communities = await _linked(EventCommunityRow, "community_id", wanted)
    if past:
        rows.sort(key=lambda row: (row["updated_at"], row["id"]), reverse=True)
    else:
        # What has no date needs one first of all.
        rows.sort(key=lambda row: (starts.get(row["id"], _NO_DATE), row["title"], row["id"]))
    return [
        EventHead(
            event_id=row["id"],
            title=row["title"],
            organiser_id=row["organiser_id"],
            co_organiser_ids=tuple(partners.get(row["id"], ())),
            community_ids=tuple(communities.get(row["id"], ())),
            workflow=Workflow(row["workflow"]),
            visibility=Visibility(row["visibility"]),
            start=starts.get(row["id"], _NO_DATE),
        )
        for row in rows
    ]


async def lines_of(heads: Sequence[EventHead], *, today: date) -> list[EventLine]:
    """Give the lines of one page of a list, in the same order: three queries."""
    ids = [head.event_id for head in heads]
    rows = {row["id"]: row for row in await _rows(ids)}
    upcoming, counts = await _next_dates(ids, today), await _counts(ids)
    return [
        EventLine(
            event_id=head.event_id,
            title=head.title,
            organiser_id=head.organiser_id,
            co_organiser_ids=head.co_organiser_ids,
            community_ids=head.community_ids,
            workflow=head.workflow,
            visibility=head.visibility,
            state=State(rows[head.event_id]["state"]),
            is_series=rows[head.event_id]["rrule"] is not None
            or bool(rows[head.event_id]["rdates"]),
            next_span=upcoming.get(head.event_id),
            date_count=counts.get(head.event_id, 0),
            updated_at=rows[head.event_id]["updated_at"],
        )
        for head in heads
        if head.event_id in rows
    ]


def _wanted(
    library_ids: Collection[int] | None,
    workflow: Workflow | None,
    *,
    today: date,
    past: bool,
) -> QuerySet[EventRow]:
    upcoming = OccurrenceRow.filter(end_date__gte=today).values("event_id")
    dated = OccurrenceRow.all().values("event_id")
    if past:
        wanted = EventRow.filter(id__in=Subquery(dated), id__not_in=Subquery(upcoming))
    else:
        wanted = EventRow.filter(Q(id__in=Subquery(upcoming)) | Q(id__not_in=Subquery(dated)))
    if library_ids is not None:
        taking_part = EventCoOrganiserRow.filter(library_id__in=list(library_ids))
        wanted = wanted.filter(
            Q(organiser_id__in=list(library_ids))
            | Q(id__in=Subquery(taking_part.values("event_id")))
        )
    return wanted.filter(workflow=workflow.value) if workflow is not None else wanted


async def _starts(wanted: QuerySet[EventRow], today: date) -> dict[int, tuple[date, int]]:
    """Give when each event begins next; one of whole days stands before the hours of its day."""
    rows = OccurrenceRow.filter(
        end_date__gte=today, event_id__in=Subquery(wanted.values("id"))
    ).annotate(day=Min("start_date"), moment=Min("starts_at"))
    found: dict[int, tuple[date, int]] = {}
    for event_id, day, moment in await rows.group_by("event_id").values_list(
        "event_id", "day", "moment"
    ):
        start = moment.astimezone(ZONE) if moment else None
        is_then = start is not None and start.date() == day
        found[event_id] = (day, minute_of(start) if start and is_then else -1)
    return found


async def _rows(event_ids: Sequence[int]) -> list[dict[str, Any]]:
    columns = ("id", "state", "rrule", "rdates", "updated_at")
    return [
        row
        for batch in batches(event_ids)
        for row in await EventRow.filter(id__in=batch).values(*columns)
    ]


async def _next_dates(event_ids: Sequence[int], today: date) -> dict[int, Span]:
    found: dict[int, Span] = {}
    for batch in batches(event_ids):
        rows = OccurrenceRow.filter(event_id__in=batch, end_date__gte=today)
        for row in await rows.order_by("start_date", "start_minute").values():
            if row["event_id"] not in found:
                found[row["event_id"]] = occurrence_of(row).span
    return found


async def _counts(event_ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for batch in batches(event_ids):
        rows = OccurrenceRow.filter(event_id__in=batch).annotate(dates=Count("id"))
        found |= dict(await rows.group_by("event_id").values_list("event_id", "dates"))
    return found


async def _linked(
    table: type[EventCoOrganiserRow | EventCommunityRow], column: str, wanted: QuerySet[EventRow]
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = table.filter(event_id__in=Subquery(wanted.values("id"))).order_by("position")
    for event_id, linked_id in await rows.values_list("event_id", column):
        found.setdefault(event_id, []).append(linked_id)
    return found
