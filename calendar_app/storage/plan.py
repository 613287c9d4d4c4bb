"""The plan, read lean: a year of four libraries in six queries, whatever is stored besides."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from calendar_app.domain.access import StaffMember, may_see
from calendar_app.domain.event import Mode, Person, State, Visibility, Workflow
from calendar_app.domain.event_ages import ages_said
from calendar_app.domain.plan import PlannedDate, PlannedEvent, guest_names, young_ages
from calendar_app.domain.published import state_on
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.rows import (
    EventAgeBandRow,
    EventCommunityRow,
    EventCoOrganiserRow,
    EventRow,
    OccurrenceRow,
)
from calendar_app.storage.spans import Row, span_of_row

_EVENT_COLUMNS = (
    "id", "title", "content_language", "organiser_id", "workflow", "visibility", "state",
    "state_reason", "state_from", "mode", "venue_id", "room_id", "place_text", "age_from",
    "age_to", "people", "tour_id", "rrule", "rdates", "source_key",
)  # fmt: skip
_DATE_COLUMNS = (
    "id", "event_id", "start_date", "start_minute", "end_date", "end_minute", "starts_at",
    "ends_at", "title", "state", "state_reason", "venue_id", "room_id", "place_text",
)  # fmt: skip

_Links = Mapping[int, list[int]]


async def read_plan(
    person: StaffMember, *, window: Window, vocabulary: Vocabulary
) -> list[PlannedDate]:
    """Read the dates that touch the window and that the person may see, in order of start.

    Planned and published ones of all libraries, drafts of one's own; nothing withdrawn.
    """
    rows = OccurrenceRow.filter(end_date__gte=window.start, start_date__lt=window.end)
    events = await _events(person, rows, vocabulary)
    seen = [row for row in await rows.values(*_DATE_COLUMNS) if row["event_id"] in events]
    return [_date(row, *events[row["event_id"]]) for row in sorted(seen, key=_order)]


def _order(row: Row) -> tuple[date, int, int]:
    """Put whole days first; the databases disagree about where nothing stands."""
    minute = row["start_minute"]
    return row["start_date"], -1 if minute is None else minute, row["id"]


async def _events(
    person: StaffMember, dates: QuerySet[OccurrenceRow], vocabulary: Vocabulary
) -> dict[int, tuple[Row, PlannedEvent]]:
    """Read the events of some dates, those that the person may see, each with its row.

    Each row's state is read once, not once per date. What is withdrawn is left out here: SQLite
    would take the index of the workflow for it, and so walk through every published event.
    """
    event_ids = Subquery(dates.values("event_id"))
    rows = await EventRow.filter(id__in=event_ids).values(*_EVENT_COLUMNS)
    partners = await _linked(EventCoOrganiserRow, "library_id", event_ids)
    bands = await _linked(EventAgeBandRow, "age_band_id", event_ids)
    communities = await _linked(EventCommunityRow, "community_id", event_ids)
    return {
        row["id"]: (
            {**row, "state": State(row["state"])},
            _event(row, partners[row["id"]], bands[row["id"]], vocabulary),
        )
        for row in rows
        if row["workflow"] != Workflow.WITHDRAWN.value
        and may_see(
            person,
            organiser_id=row["organiser_id"],
            co_organiser_ids=partners[row["id"]],
            workflow=Workflow(row["workflow"]),
            visibility=Visibility(row["visibility"]),
            community_ids=communities[row["id"]],
        )
    }


async def _linked(
    table: type[EventCoOrganiserRow | EventAgeBandRow | EventCommunityRow],
    column: str,
    event_ids: Subquery,
) -> _Links:
    found: dict[int, list[int]] = defaultdict(list)
    rows = table.filter(event_id__in=event_ids)
    for event_id, linked_id in await rows.values_list("event_id", column):
        found[event_id].append(linked_id)
    return found


def _event(
    row: Row, partners: list[int], band_ids: list[int], vocabulary: Vocabulary
) -> PlannedEvent:
    bands = [vocabulary.age_bands[one] for one in band_ids if one in vocabulary.age_bands]
    low, high = ages_said(row["age_from"], row["age_to"], bands)
    return PlannedEvent(
        id=row["id"],
        title=row["title"],
        organiser_id=row["organiser_id"],
        library_ids=frozenset((row["organiser_id"], *partners)),
        content_language=row["content_language"],
        workflow=Workflow(row["workflow"]),
        visibility=Visibility(row["visibility"]),
        mode=Mode(row["mode"]),
        is_series=row["rrule"] is not None or bool(row["rdates"]),
        young=young_ages(low, high),
        says_ages=low is not None or high is not None,
        guests=guest_names(Person(name=one["name"]) for one in row["people"]),
        tour_id=row["tour_id"],
        is_imported=row["source_key"] is not None,
    )


def _date(row: Row, of_event: Row, event: PlannedEvent) -> PlannedDate:
    span = span_of_row(row)
    own = State(row["state"]) if row["state"] else None
    state = state_on(span.last, own=own, state=of_event["state"], state_from=of_event["state_from"])
    return PlannedDate(
        id=row["id"],
        event=event,
        span=span,
        title=row["title"] or event.title,
        state=state,
        state_reason=row["state_reason"] if own is state else of_event["state_reason"],
        room_id=_room(row, of_event),
        has_place=_has_place(row, of_event),
    )


def _room(row: Row, of_event: Row) -> int | None:
    """Find the room as `calendar_app.domain.published` does: a date elsewhere has its own."""
    if of_event["mode"] == Mode.ONLINE.value:
        return None
    own_venue = row["venue_id"]
    if own_venue is None and row["place_text"]:
        return None
    moved_house = own_venue is not None and own_venue != of_event["venue_id"]
    room: int | None = row["room_id"] or (None if moved_house else of_event["room_id"])
    return room


def _has_place(row: Row, of_event: Row) -> bool:
    """Tell whether somebody would find it."""
    said: tuple[Any, ...] = (
        row["venue_id"], row["place_text"], of_event["venue_id"], of_event["place_text"]
    )  # fmt: skip
    return of_event["mode"] == Mode.ONLINE.value or any(said)
