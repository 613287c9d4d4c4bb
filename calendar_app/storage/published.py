"""What is public, for the index and for rendering; and the version by which changes are seen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from tortoise.expressions import F

from calendar_app.domain.published import PublishedOccurrence, published
from calendar_app.domain.revision import RESTORE_STEP, stamp_after, whole_seconds
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.event_rows import PUBLIC
from calendar_app.storage.public_rows import read_public
from calendar_app.storage.rows import (
    EventRow,
    OccurrenceRow,
    PublicationChangeRow,
    PublicationRow,
)
from calendar_app.storage.transaction import transaction

KEPT_VERSIONS = 1000
"""A process that is further behind reads everything anew."""


class OutdatedVocabularyError(Exception):
    """Events are newer than the vocabulary they are read with: read that anew."""


@dataclass(frozen=True, slots=True)
class PublicationState:
    """`version` counts public changes; `stamp` (UTC, whole seconds) never moves backwards."""

    version: int
    stamp: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a version: events, and whether the vocabulary did."""

    event_ids: frozenset[int]
    vocabulary: bool


async def publication_state() -> PublicationState:
    """Read the version and the stamp: one row."""
    row = await PublicationRow.get_or_none(id=1)
    if row is None:
        return PublicationState(0, datetime(1970, 1, 1, tzinfo=UTC))
    return PublicationState(row.version, row.stamp)


async def changes_since(version: int, *, upto: int) -> Changes | None:
    """Tell what changed after `version` up to `upto`; None when nobody can tell.

    It is too long ago, or the versions go another way since a backup was restored.
    """
    if not 0 < upto - version <= KEPT_VERSIONS:
        return None
    rows = PublicationChangeRow.filter(version__gt=version, version__lte=upto)
    ids = {row["event_id"] for row in await rows.values("event_id")}
    return Changes(frozenset(ids - {None}), None in ids)


async def events_in(window: Window) -> list[int]:
    """Name the public events that have a date in the window."""
    rows = OccurrenceRow.filter(
        end_date__gte=window.start,
        start_date__lt=window.end,
        **{f"event__{column}": value for column, value in PUBLIC.items()},
    )
    return sorted(row["event_id"] for row in await rows.distinct().values("event_id"))


async def published_dates(
    event_ids: Collection[int], vocabulary: Vocabulary, *, window: Window | None = None
) -> list[PublishedOccurrence]:
    """Read the public dates of events, or those in `window`; ids of others give nothing.

    An event whose rows are broken gives nothing either, and the log names it (R18). Raises
    `OutdatedVocabularyError` when an event names a row that `vocabulary` lacks.
    """
    stored = await read_public(event_ids, window=window)
    try:
        dates = [
            published(one.event, date, vocabulary)
            for one in stored.values()
            for date in one.occurrences
        ]
    except KeyError as missing:
        raise OutdatedVocabularyError(*missing.args) from missing
    return [one for one in dates if one is not None]


async def after_restore(now: datetime) -> None:
    """Raise SEQUENCE and the stamps of all that was ever public, after a backup was restored.

    Subscribers may hold a newer past than the backup (FC-17): of dates, of whole series, and of
    what is in personal feeds, whose SEQUENCE is the version of the event. A server that runs
    meanwhile reads everything anew.
    """
    moment = whole_seconds(now)
    async with transaction():
        await OccurrenceRow.filter(last_modified__not_isnull=True).update(
            sequence=F("sequence") + RESTORE_STEP, last_modified=moment
        )
        await EventRow.filter(series_modified__not_isnull=True).update(
            series_sequence=F("series_sequence") + RESTORE_STEP, series_modified=moment
        )
        # The two versions of an imported event together: that they are equal means that no
        # staff have edited it, and that its source may still change it.
        # What is not public has no other stamp than `updated_at`.
        await EventRow.all().update(
            version=F("version") + RESTORE_STEP,
            source_version=F("source_version") + RESTORE_STEP,
            updated_at=moment,
        )
        stamp = stamp_after(now, previous=moment)
        await PublicationRow.filter(id=1).update(version=F("version") + 1, stamp=stamp)
        await PublicationChangeRow.all().delete()
        state = await publication_state()
        await PublicationChangeRow.create(version=state.version, event_id=None)


async def forget_old_changes() -> None:
    """Drop the rows by which no process learns anything any more."""
    state = await publication_state()
    oldest = state.version - KEPT_VERSIONS
    await PublicationChangeRow.filter(version__lte=oldest).delete()
