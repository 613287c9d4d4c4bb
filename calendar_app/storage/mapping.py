"""Rows to domain objects and back. Nothing here runs a query."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from calendar_app.domain.event import (
    Event,
    Occurrence,
    Overrides,
    Provenance,
    Schedule,
    State,
    Workflow,
)
from calendar_app.domain.rrule import read_rrule, rrule_text
from calendar_app.storage.details import details_of
from calendar_app.storage.spans import Row, span_columns, span_json, span_of, span_of_row


def event_of(
    row: Row,
    *,
    co_organiser_ids: Sequence[int],
    category_ids: Sequence[int],
    age_band_ids: Sequence[int],
    community_ids: Sequence[int],
) -> Event:
    """Build an event of its row and the rows that hang on it, in their order."""
    return Event(
        id=row["id"],
        uid=row["uid"],
        slug=row["slug"],
        details=details_of(row, co_organiser_ids, category_ids, age_band_ids, community_ids),
        schedule=schedule_of(row),
        workflow=Workflow(row["workflow"]),
        state=State(row["state"]),
        state_reason=row["state_reason"],
        state_from=row["state_from"],
        previous_state=_state(row["previous_state"]),
        version=row["version"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        published_at=row["published_at"],
        created_by=row["created_by"],
        proposed_at=row["proposed_at"],
        proposed_by=row["proposed_by"],
        provenance=_provenance(row),
        series_slug=row["series_slug"],
        series_sequence=row["series_sequence"],
        series_modified=row["series_modified"],
    )


def schedule_columns(schedule: Schedule) -> dict[str, Any]:
    """Give the columns of the event table that hold the schedule."""
    return {
        "first_span": span_json(schedule.first),
        "rrule": rrule_text(schedule.rule) if schedule.rule else None,
        "rdates": [span_json(one) for one in schedule.rdates],
        "exdates": sorted(day.isoformat() for day in schedule.exdates),
    }


def occurrence_of(row: Row) -> Occurrence:
    """Build an occurrence of its row."""
    return Occurrence(
        id=row["id"],
        uid=row["uid"],
        event_id=row["event_id"],
        recurrence_date=row["recurrence_date"],
        span=span_of_row(row),
        has_own_time=row["has_own_time"],
        moved_from=span_of(row["moved_from"]) if row["moved_from"] else None,
        overrides=Overrides(
            title=row["title"],
            summary=row["summary"],
            note=row["note"],
            venue_id=row["venue_id"],
            room_id=row["room_id"],
            place_text=row["place_text"],
            state=_state(row["state"]),
            state_reason=row["state_reason"],
            previous_state=_state(row["previous_state"]),
            capacity=row["capacity"],
            registration_url=row["registration_url"],
        ),
        sequence=row["sequence"],
        last_modified=row["last_modified"],
        created_at=row["created_at"],
    )


def occurrence_columns(occurrence: Occurrence) -> dict[str, Any]:
    """Give the columns of the occurrence table, but for the id."""
    own = occurrence.overrides
    return {
        "uid": occurrence.uid,
        "event_id": occurrence.event_id,
        "recurrence_date": occurrence.recurrence_date,
        **span_columns(occurrence.span),
        "has_own_time": occurrence.has_own_time,
        "moved_from": span_json(occurrence.moved_from) if occurrence.moved_from else None,
        "title": own.title,
        "summary": own.summary,
        "note": own.note,
        "venue_id": own.venue_id,
        "room_id": own.room_id,
        "place_text": own.place_text,
        "state": own.state.value if own.state else None,
        "state_reason": own.state_reason,
        "previous_state": own.previous_state.value if own.previous_state else None,
        "capacity": own.capacity,
        "registration_url": own.registration_url,
        "sequence": occurrence.sequence,
        "last_modified": occurrence.last_modified,
        "created_at": occurrence.created_at,
    }


def _state(value: str | None) -> State | None:
    return State(value) if value else None


def schedule_of(row: Row) -> Schedule:
    """Build a schedule of the columns that `schedule_columns` gives."""
    return Schedule(
        first=span_of(row["first_span"]),
        rule=read_rrule(row["rrule"]) if row["rrule"] else None,
        rdates=tuple(span_of(one) for one in row["rdates"]),
        exdates=frozenset(date.fromisoformat(day) for day in row["exdates"]),
    )


def _provenance(row: Row) -> Provenance | None:
    if row["source_uid"] is None:
        return None
    return Provenance(uid=row["source_uid"], name=row["source_name"], digest=row["source_digest"])
