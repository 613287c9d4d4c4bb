"""Writes the change signals that follow from a change: of its dates, and of whole series."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.revision import series_stamped, stamped
from calendar_app.storage.event_rows import StoredEvent, batches
from calendar_app.storage.rows import EventRow, OccurrenceRow

Signals = tuple[int, datetime | None]
"""SEQUENCE and LAST-MODIFIED."""

Public = Mapping[str, PublishedOccurrence]
"""What the public sees, by uid."""


async def stamp(
    after: Mapping[int, StoredEvent],
    *,
    was: Public,
    now_public: Public,
    changed: Collection[int],
    now: datetime,
) -> None:
    """Stamp the dates that the public sees differently, and the events that they belong to.

    `changed` names those events, also ones that only lost dates.
    """
    fresh = {
        event_id: _stamped_dates(stored, was=was, now_public=now_public, now=now)
        for event_id, stored in after.items()
    }
    await _write_dates(after, fresh)
    await _write_series([fresh[one] for one in changed if one in fresh], now=now)


def _stamped_dates(
    stored: StoredEvent, *, was: Public, now_public: Public, now: datetime
) -> StoredEvent:
    dates = tuple(
        stamped(one, old=was.get(one.uid), new=now_public.get(one.uid), now=now)
        for one in stored.occurrences
    )
    return replace(stored, occurrences=dates)


async def _write_dates(before: Mapping[int, StoredEvent], after: Mapping[int, StoredEvent]) -> None:
    """Write what differs, the same signals of many dates in one statement."""
    ids: dict[Signals, list[int]] = defaultdict(list)
    for event_id, stored in after.items():
        pairs = zip(before[event_id].occurrences, stored.occurrences, strict=True)
        for old, new in pairs:
            if new != old:
                ids[new.sequence, new.last_modified].append(new.id)
    for (sequence, modified), found in ids.items():
        for batch in batches(found):
            rows = OccurrenceRow.filter(id__in=batch)
            await rows.update(sequence=sequence, last_modified=modified)


async def _write_series(changed: Collection[StoredEvent], *, now: datetime) -> None:
    ids: dict[Signals, list[int]] = defaultdict(list)
    for stored in changed:
        event = series_stamped(stored.event, dates=stored.occurrences, now=now)
        ids[event.series_sequence, event.series_modified].append(event.id)
    for (sequence, modified), found in ids.items():
        for batch in batches(found):
            rows = EventRow.filter(id__in=batch)
            await rows.update(series_sequence=sequence, series_modified=modified)
