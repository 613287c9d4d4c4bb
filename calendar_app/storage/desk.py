"""What only the desk asks: drafts that wait, dates without numbers, and one's own sign-ups."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Mode, Workflow
from calendar_app.domain.timing import Window
from calendar_app.storage.event_rows import batches
from calendar_app.storage.rows import AttendanceRow, EventRow, RevisionRow, SignUpRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDraft:
    """A draft of a library; `updated_at` in UTC."""

    event_id: int
    title: str
    content_language: str
    organiser_id: int
    updated_at: datetime
    is_imported: bool


async def waiting_drafts(person: StaffMember) -> list[WaitingDraft]:
    """Read the drafts of a person's libraries, the newest first.

    Own ones and those of a source in one: asked apart, SQLite would look through all events that
    came from none.
    """
    rows = EventRow.filter(workflow=Workflow.DRAFT.value, organiser_id__in=list(person.library_ids))
    found = await rows.order_by("-updated_at", "-id").values(
        "id", "title", "content_language", "organiser_id", "updated_at", "source_key"
    )
    return [
        WaitingDraft(
            event_id=row["id"],
            title=row["title"],
            content_language=row["content_language"],
            organiser_id=row["organiser_id"],
            updated_at=row["updated_at"],
            is_imported=row["source_key"] is not None,
        )
        for row in found
    ]


async def counted_dates(window: Window) -> set[int]:
    """Give the ids of dates in the window of which somebody has said how many came.

    Empty numbers say nothing (D-30), unless the date is to be left out of the statistics.
    """
    rows = AttendanceRow.filter(
        occurrence__end_date__gte=window.start, occurrence__start_date__lt=window.end
    )
    said = await rows.values_list("occurrence_id", "participants", "counts")
    return {number for number, people, counts in said if people is not None or not counts}


async def gone_through(event_ids: Collection[int]) -> set[int]:
    """Give those of the events that a member of staff has saved in the form."""
    found: set[int] = set()
    for batch in batches(sorted(event_ids)):
        rows = RevisionRow.filter(event_id__in=batch, action="edited", staff_id__not_isnull=True)
        found |= {row["event_id"] for row in await rows.values("event_id")}
    return found


async def own_sign_ups(person: StaffMember, *, today: date) -> dict[int, Mode]:
    """Give the coming dates that a person has signed up for, by id, and how they take part."""
    rows = SignUpRow.filter(staff_id=person.id, occurrence__end_date__gte=today)
    said = await rows.values_list("occurrence_id", "mode")
    return {number: Mode(mode) for number, mode in said}
