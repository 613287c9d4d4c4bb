"""What one member of staff may see of the programme, and how to tell that it has changed."""

from dataclasses import dataclass
from datetime import datetime

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Workflow
from calendar_app.domain.personal_feed import StaffDate, is_shown, seen
from calendar_app.domain.revision import stamp_after
from calendar_app.domain.timing import Window
from calendar_app.storage.event_rows import StoredEvent, batches, read_stored
from calendar_app.storage.published import publication_state
from calendar_app.storage.rows import OccurrenceRow, RevisionRow
from calendar_app.storage.vocabulary import load_vocabulary

_LATEST = 50
"""More changes than are ever being saved at once: on PostgreSQL a lower id may appear later."""

_SHOWN = [one.value for one in Workflow if one is not Workflow.WITHDRAWN]


@dataclass(frozen=True, slots=True)
class ProgrammeState:
    """Equal as long as nothing has changed that any member of staff may see.

    `version` is the publication's, which also counts changed names of venues and the like;
    `revisions` are the ids of the latest changes of events. `stamp` (UTC, whole seconds) is
    later than all of them, and moves backwards only when the server's clock does.
    """

    version: int
    revisions: tuple[int, ...]
    stamp: datetime


async def programme_state() -> ProgrammeState:
    """Read it: two short queries."""
    public = await publication_state()
    latest = await RevisionRow.all().order_by("-id").limit(_LATEST).values_list("id", "at")
    stamp = public.stamp
    for _, at in latest:
        stamp = stamp_after(at, previous=stamp)
    return ProgrammeState(public.version, tuple(number for number, _ in latest), stamp)


async def staff_dates(person: StaffMember, *, window: Window) -> list[StaffDate]:
    """Read the dates in `window` that belong in a person's feed, in no particular order."""
    in_window = OccurrenceRow.filter(end_date__gte=window.start, start_date__lt=window.end)
    rows = in_window.filter(event__workflow__in=_SHOWN).distinct()
    event_ids = sorted(row["event_id"] for row in await rows.values("event_id"))
    found: list[StoredEvent] = []
    for batch in batches(event_ids):
        stored = await read_stored(batch, window=window)
        found += [one for one in stored.values() if is_shown(person, one.event)]
    # Read last: whatever row an event names is there by now.
    vocabulary = await load_vocabulary()
    return [seen(one.event, date, vocabulary) for one in found for date in one.occurrences]
