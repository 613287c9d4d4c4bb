"""The one way to change events: a transaction that also keeps what must never drift from them.

It reads the events before and after, and writes what follows from the difference: the name of
a new series, the history, the change signals of every date that now looks different to the
public, and the version of the publication by which every process learns of it.
"""

from asyncio import to_thread
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from tortoise.expressions import F

from calendar_app.domain.published import PublishedOccurrence, published
from calendar_app.domain.revision import stamp_after, written_at
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.event_rows import PUBLIC, StoredEvent, batches, read_stored
from calendar_app.storage.history import record
from calendar_app.storage.kept_file import take_away
from calendar_app.storage.rows import EventRow, PublicationChangeRow, PublicationRow
from calendar_app.storage.series_slugs import name_series
from calendar_app.storage.stamps import stamp
from calendar_app.storage.transaction import transaction
from calendar_app.storage.vocabulary import load_vocabulary


@dataclass(slots=True)
class Change:
    """What the block says of itself: the events it made, and what the history calls it."""

    event_ids: set[int]
    action: str = ""

    def made(self, event_id: int) -> None:
        """Name an event that did not exist before."""
        self.event_ids.add(event_id)


@asynccontextmanager
async def changing(
    event_ids: Iterable[int] = (),
    *,
    action: str = "",
    staff_id: int | None = None,
    now: datetime,
    vocabulary: bool = False,
) -> AsyncIterator[Change]:
    """Change the named events in one transaction; `vocabulary` says that its rows change too.

    The rows of the events are locked first, so two changes of one event never mix.
    """
    change = Change(set(event_ids), action)
    began = monotonic()
    async with transaction():
        await _lock(change.event_ids)
        words = words_before = await load_vocabulary()
        before = await _picture(change.event_ids, words)
        yield change
        if vocabulary:
            words = await load_vocabulary()
        after = await _picture(change.event_ids, words)
        if await name_series(one.event for one in after.stored.values()):
            after = await _picture(change.event_ids, words)
        await record(
            before.stored,
            after.stored,
            vocabularies=(words_before, words),
            action=change.action,
            staff_id=staff_id,
            at=now,
        )
        changed = _changed_events(before.public, after.public)
        if changed or vocabulary:
            publication = await _next_publication(now)
            # Who had to wait writes later than `now` says, and others were answered meanwhile.
            waited = timedelta(seconds=monotonic() - began)
            moment = written_at(now, waited=waited, previous=publication.stamp)
            await stamp(
                after.stored,
                was=before.public,
                now_public=after.public,
                changed=changed,
                now=moment,
            )
            await _publish(publication, changed, now=moment, vocabulary=vocabulary)
        is_narrowed = bool(before.public.keys() - after.public.keys())
        if is_narrowed:
            take_away(for_good=False)
    if is_narrowed:
        # Once more: from here on a server that is just writing it sees the new version first.
        await to_thread(take_away, for_good=True)


async def public_event_ids() -> list[int]:
    """Name the events that the public may know of."""
    return [row["id"] for row in await EventRow.filter(**PUBLIC).values("id")]


@dataclass(frozen=True, slots=True)
class _Picture:
    stored: Mapping[int, StoredEvent]
    public: Mapping[str, PublishedOccurrence]


async def _lock(event_ids: Iterable[int]) -> None:
    """Lock the rows in order of id, so that two changes cannot wait for each other.

    Rows, not values: Tortoise leaves FOR UPDATE out when `.values()` follows.
    """
    for batch in batches(sorted(event_ids)):
        await EventRow.filter(id__in=batch).order_by("id").select_for_update().only("id")


async def _picture(event_ids: Iterable[int], vocabulary: Vocabulary) -> _Picture:
    stored = await read_stored(list(event_ids))
    dates = (
        published(one.event, date, vocabulary)
        for one in stored.values()
        for date in one.occurrences
    )
    return _Picture(stored, {date.uid: date for date in dates if date is not None})


def _changed_events(
    before: Mapping[str, PublishedOccurrence], after: Mapping[str, PublishedOccurrence]
) -> set[int]:
    return {
        date.event_id
        for uid in before.keys() | after.keys()
        if before.get(uid) != after.get(uid)
        for date in (before.get(uid), after.get(uid))
        if date is not None
    }


async def _next_publication(now: datetime) -> PublicationRow:
    """Count the version up; the row's lock lets versions appear in the order of their commits.

    The stamp is still that of the version before.
    """
    await PublicationRow.filter(id=1).update(version=F("version") + 1)
    row = await PublicationRow.get_or_none(id=1)
    return row or await PublicationRow.create(id=1, version=1, stamp=now)


async def _publish(
    publication: PublicationRow, event_ids: set[int], *, now: datetime, vocabulary: bool
) -> None:
    """Write the stamp of the new version, and what it changed."""
    stamp = stamp_after(now, previous=publication.stamp)
    await PublicationRow.filter(id=1).update(stamp=stamp)
    changed: list[int | None] = [*sorted(event_ids), *([None] if vocabulary else [])]
    await PublicationChangeRow.bulk_create(
        PublicationChangeRow(version=publication.version, event_id=one) for one in changed
    )
