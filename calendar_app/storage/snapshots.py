"""Versions of events as JSON: written into the history, and read out of it again.

Each revision holds the whole event before and after it, and only those of its dates that
differ; the rest of a picture is found by walking back from now.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from calendar_app.domain.event import (
    Event,
    EventDetails,
    Occurrence,
    State,
    Workflow,
)
from calendar_app.domain.naming import Named
from calendar_app.domain.versions import Slugs, Version, named_in, slugs_of
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.details import details_columns, details_of
from calendar_app.storage.event_rows import StoredEvent
from calendar_app.storage.mapping import (
    occurrence_columns,
    occurrence_of,
    schedule_columns,
    schedule_of,
)

Snapshot = Mapping[str, Any]

_MOMENTS = (
    "registration_opens_at",
    "registration_closes_at",
    "starts_at",
    "ends_at",
    "last_modified",
    "created_at",
)
_DATES = ("state_from", "recurrence_date", "start_date", "end_date")
_NOTHING_SAID = details_columns(EventDetails(title="", organiser_id=0))
"""What columns said that were not there yet when an old snapshot was written."""


def snapshot(
    stored: StoredEvent | None, *, besides: StoredEvent | None, vocabulary: Vocabulary
) -> Any:
    """Describe an event and those of its dates that are not the same on the other side."""
    if stored is None:
        return None
    same = set(besides.occurrences) if besides else set()
    dates = [one for one in stored.occurrences if one not in same]
    return {
        "event": _plain(_event_columns(stored.event)),
        "dates": [{"id": one.id, **_plain(occurrence_columns(one))} for one in dates],
        "slugs": _slugs(stored.event, dates, vocabulary),
    }


def version_in(snapshot: Snapshot, dates: Iterable[Occurrence] = ()) -> Version:
    """Read what an event said; `dates` are those it had."""
    row = {**_NOTHING_SAID, **_revived(snapshot["event"])}
    previous = row.get("previous_state")
    return Version(
        details=details_of(
            row,
            row["co_organiser_ids"],
            row["category_ids"],
            row["age_band_ids"],
            row.get("community_ids", ()),
        ),
        schedule=schedule_of(row),
        workflow=Workflow(row["workflow"]),
        state=State(row["state"]),
        state_reason=row["state_reason"],
        state_from=row["state_from"],
        previous_state=State(previous) if previous else None,
        number=row.get("version"),
        dates=tuple(sorted(dates, key=_start)),
        slugs=_read_slugs(snapshot),
    )


def dates_in(snapshot: Snapshot | None) -> dict[int, Occurrence]:
    """Read the dates that a snapshot holds, by id."""
    found = (occurrence_of(_revived(one)) for one in (snapshot["dates"] if snapshot else ()))
    return {one.id: one for one in found}


def merged_slugs(snapshots: Iterable[Snapshot | None]) -> Slugs:
    """Give what things were called in any of the snapshots; those that come first win."""
    found: dict[Named, dict[int, str]] = {}
    for one in snapshots:
        for kind, slugs in _read_slugs(one or {}).items():
            found[kind] = {**slugs, **found.get(kind, {})}
    return found


def _start(one: Occurrence) -> tuple[date, bool, str, int]:
    span = one.span
    time = f"{span.start:%H%M}" if hasattr(span, "start") else ""
    return span.first, bool(time), time, one.id


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
        "previous_state": event.previous_state.value if event.previous_state else None,
        "series_slug": event.series_slug,
        "version": event.version,
    }


def _slugs(event: Event, dates: Iterable[Occurrence], vocabulary: Vocabulary) -> dict[str, Any]:
    """Write what everything is called that the snapshot names by id."""
    called = slugs_of(vocabulary)
    named = named_in(event.details, tuple(one.overrides for one in dates))
    return {
        kind.value: {str(one): called[kind][one] for one in sorted(ids) if one in called[kind]}
        for kind, ids in named.items()
        if ids
    }


def _read_slugs(snapshot: Snapshot) -> dict[Named, dict[int, str]]:
    return {
        Named(kind): {int(row_id): slug for row_id, slug in slugs.items()}
        for kind, slugs in snapshot.get("slugs", {}).items()
    }


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    """Write moments and dates as text: JSON has neither."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in columns.items()
    }


def _revived(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Read moments and dates of the columns that hold them."""
    read = dict(columns)
    for name in _MOMENTS:
        if read.get(name):
            read[name] = datetime.fromisoformat(read[name])
    for name in _DATES:
        if read.get(name):
            read[name] = date.fromisoformat(read[name])
    return read
