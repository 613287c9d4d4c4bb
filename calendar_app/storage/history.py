"""The append-only history of events: who changed what and when, with before and after."""

from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from calendar_app.domain.event import Occurrence
from calendar_app.domain.versions import Version
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.dates import read_dates
from calendar_app.storage.event_rows import StoredEvent, batches
from calendar_app.storage.rows import RevisionRow, StaffRow
from calendar_app.storage.snapshots import dates_in, merged_slugs, snapshot, version_in

PAGE = 50
"""Revisions on one page, and in one query when somebody walks back through them."""

_LARGEST_ID = 2**31 - 1


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

    def version_before(self) -> Version | None:
        """Read what the event said before, with the dates that differ."""
        return version_in(self.before, dates_in(self.before).values()) if self.before else None

    def version_after(self) -> Version | None:
        """Read what the event said after, with the dates that differ."""
        return version_in(self.after, dates_in(self.after).values()) if self.after else None


async def record(
    before: Mapping[int, StoredEvent],
    after: Mapping[int, StoredEvent],
    *,
    vocabularies: tuple[Vocabulary, Vocabulary],
    action: str,
    staff_id: int | None,
    at: datetime,
) -> None:
    """Append a revision for every event that differs.

    `vocabularies` are those before and after: a snapshot also says what things were called.
    """
    words_before, words_after = vocabularies
    rows = [
        RevisionRow(
            event_id=event_id,
            staff_id=staff_id,
            at=at,
            action=action,
            before=snapshot(before.get(event_id), besides=new, vocabulary=words_before),
            after=snapshot(new, besides=before.get(event_id), vocabulary=words_after),
        )
        for event_id in sorted(before.keys() | after.keys())
        if before.get(event_id) != (new := after.get(event_id))
    ]
    for batch in batches(rows):
        await RevisionRow.bulk_create(batch)


async def revisions_of(event_id: int) -> list[Revision]:
    """Give the history of an event, newest first."""
    rows = await RevisionRow.filter(event_id=event_id).order_by("-id").values()
    return [Revision(**row) for row in rows]


async def revision_page(
    event_id: int, *, older_than: int | None = None, limit: int = PAGE
) -> list[Revision]:
    """Give a part of the history of an event, newest first; `older_than` is a revision's id."""
    found = RevisionRow.filter(event_id=event_id)
    if older_than is not None:
        found = found.filter(id__lt=min(max(older_than, 0), _LARGEST_ID))
    rows = await found.order_by("-id").limit(limit).values()
    return [Revision(**row) for row in rows]


async def find_revision(event_id: int, revision_id: int) -> Revision | None:
    """Find one revision of one event; any number may be asked for."""
    if not 0 < revision_id <= _LARGEST_ID:
        return None
    rows = await RevisionRow.filter(id=revision_id, event_id=event_id).values()
    return Revision(**rows[0]) if rows else None


async def version_at(event_id: int, revision_id: int, *, before: bool = False) -> Version | None:
    """Give all that an event and its dates said after a revision, or just before it.

    None when there was no event then, or no such revision. Dates that have gone since carry
    the change signals that they had last.
    """
    walk = _Walk(await read_dates(event_id))
    async for revision in _newest_first(event_id):
        if revision.id < revision_id:
            return None
        if revision.id == revision_id and not before:
            return walk.version(revision.after)
        walk.undo(revision)
        if revision.id == revision_id:
            return walk.version(revision.before)
    return None


async def version_numbered(event_id: int, number: int) -> Version | None:
    """Give all that an event said at the version that a form was opened with.

    None when the history is too old to know, or there never was such a version.
    """
    walk = _Walk(await read_dates(event_id))
    async for revision in _newest_first(event_id):
        found = (revision.after or {}).get("event", {}).get("version")
        if found == number:
            return walk.version(revision.after)
        if found is not None and found < number:
            return None
        walk.undo(revision)
    return None


async def staff_names(staff_ids: Collection[int]) -> dict[int, str]:
    """Give the names of people by id, those who have left too."""
    rows = StaffRow.filter(id__in=list(staff_ids))
    return {row["id"]: row["name"] for row in await rows.values("id", "name")}


class _Walk:
    """The way back from what the dates are now, one revision at a time."""

    def __init__(self, dates: Collection[Occurrence]) -> None:
        self._dates = {one.id: one for one in dates}
        self._newest = dict(self._dates)
        self._snapshots: list[Mapping[str, Any] | None] = []

    def undo(self, revision: Revision) -> None:
        """Go back to before a revision."""
        for gone in dates_in(revision.after):
            self._dates.pop(gone, None)
        for one in dates_in(revision.before).values():
            newest = self._newest.setdefault(one.id, one)
            signals = {"sequence": newest.sequence, "last_modified": newest.last_modified}
            self._dates[one.id] = replace(one, **signals)  # type: ignore[arg-type]
        self._snapshots += [revision.before, revision.after]

    def version(self, snapshot: Mapping[str, Any] | None) -> Version | None:
        """Put together what the event said here."""
        if snapshot is None:
            return None
        found = version_in(snapshot, self._dates.values())
        slugs = merged_slugs([snapshot, *reversed(self._snapshots)])
        return replace(found, slugs=slugs)


async def _newest_first(event_id: int) -> AsyncIterator[Revision]:
    older_than: int | None = None
    while found := await revision_page(event_id, older_than=older_than):
        for one in found:
            yield one
        older_than = found[-1].id
