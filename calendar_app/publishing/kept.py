"""What is public, kept for when storage is away: for this process, and in a file for another.

Any selection can be answered from it (FC-33). It follows the index: an event that changed is
kept again when it was read again, and the file of an older state is removed before anybody is
answered from a newer one, so that no later start goes back behind what subscribers saw.

Whoever takes something from the public removes the file of its own host (`storage.changes`). On
another host, with a DATA_DIR of its own, the server does so when it sees the change: within a
second of a request, and within ten when nobody asks.
"""

import asyncio
import logging
from asyncio import to_thread
from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from time import monotonic

from calendar_app.domain.timing import Window
from calendar_app.publishing.index import PublishedIndex
from calendar_app.publishing.kept_events import KeptEvents, packed_events
from calendar_app.publishing.kept_form import KeptEvent, pack_vocabulary, shape
from calendar_app.publishing.kept_index import (
    VOCABULARY,
    head_of,
    index_of,
    is_readable,
    recut,
    state_of,
    window_of,
)
from calendar_app.storage.config import Config, described
from calendar_app.storage.errors import DatabaseUnavailableError
from calendar_app.storage.kept_file import (
    KeptFile,
    drop_drafts,
    kept_path,
    name_draft,
    open_kept,
    remove,
)
from calendar_app.storage.published import PublicationState, publication_state, published_dates
from calendar_app.storage.published_series import published_series_of

_AT_ONCE = 100
"""Dates read and packed at a time: some milliseconds, between which requests are answered."""

RETRY = 60.0
"""Seconds until a full disk is tried again: what room it has belongs to the database."""

_REST = 20
"""Times as long as the last writing took until the next: at most a twentieth goes into it."""

log = logging.getLogger(__name__)


class Kept:
    """What one process keeps. `path` is the file, `database` names whose publication it is.

    Saves come in bursts: the file is written when it has been quiet for `settle_seconds`.
    """

    def __init__(
        self,
        path: Path,
        *,
        database: str,
        settle_seconds: float = 2.0,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        self._path = path
        self._database = database
        self._ticks = ticks
        self._settle_seconds = settle_seconds
        self.behind = asyncio.Event()
        """Set when there is something to catch up with."""
        self._index: PublishedIndex | None = None
        self._events = KeptEvents()
        self._unread: set[int] = set()
        self._read_window: Window | None = None
        """What was asked of storage: an index that is cut for another day knows no more."""
        self._pause_until = 0.0
        self._has_complained = False

    @classmethod
    def of(cls, config: Config) -> "Kept":
        """Keep what a server with this configuration publishes."""
        path = kept_path(config)
        assert path is not None
        return cls(path, database=described(config))

    async def follow(self, index: PublishedIndex, event_ids: Collection[int] | None) -> None:
        """Take note of a newer index, before anybody is answered from it.

        `event_ids` are the events that differ, None when any may.
        """
        before, self._index = self._index, index
        here = index.entries.by_event
        if before is not None and before.state == index.state:
            stale = _entering(index, self._read_window or before.window)
            self._events.forget(stale)
        elif before is not None and event_ids is not None:
            stale = set(event_ids)
            self._events.forget(stale)
        else:
            stale = set(here)
            self._events.forget_everything()
        self._unread = (self._unread | stale) & here.keys()
        self._read_window = index.window
        if before is None:
            await to_thread(self._tidy)
        if before is None or before.state != index.state:
            await to_thread(self._remove_unless_of, index.state)
        self.behind.set()

    async def catch_up(self) -> None:
        """Read what is not kept yet, and write the file once nothing has changed for a moment.

        Needs storage, and raises what that raises.
        """
        self.behind.clear()
        while self._unread:
            await self._read_some()
        if self._index is None or await self._is_written(self._index):
            return
        await asyncio.sleep(self._settle_seconds)
        if not self.behind.is_set() and self._ticks() >= self._pause_until:
            await self._write(self._index)

    async def events(self, event_ids: Collection[int]) -> dict[int, KeptEvent]:
        """Give events with all their dates of the window: every one of them, or none.

        Raises `DatabaseUnavailableError` when that is not kept.
        """
        here = self._index.entries.by_event if self._index else {}
        found = await self._events.of(event_ids)
        for event_id in event_ids:
            uids = {one.uid for one in found[event_id].dates} if event_id in found else set()
            if event_id not in here or not uids.issuperset(one.uid for one in here[event_id]):
                raise DatabaseUnavailableError(f"Event {event_id} is not kept.")
        return found

    async def standing(self, index: PublishedIndex | None, today: date) -> PublishedIndex:
        """Give the index to go on with while storage is away, for the local date `today`.

        That is `index`, what this process knows, unless another process has written a newer
        one. When the file that this process wrote of it is gone, somebody has taken something
        from the public of which this process has not heard: then nothing stands. Raises
        `DatabaseUnavailableError`.
        """
        file = self._events.file
        in_place = file is not None and file.is_in_place
        found = None if in_place else await to_thread(self._opened)
        if index is not None and (found is None or not _is_newer(found, index.state)):
            was_written = file is not None and state_of(file) == index.state
            if was_written and not in_place and found is None:
                raise DatabaseUnavailableError("What was published last was taken back.")
            self._index = recut(index, today)
            return self._index
        read = await to_thread(index_of, found, today) if found else None
        if found is None or read is None:
            raise DatabaseUnavailableError("Nothing is kept of what was published last.")
        self._index, self._unread = read, set()
        self._read_window = window_of(found)
        self._events.rest_on(found)
        return read

    def is_there(self) -> bool:
        """Tell whether there is a file that a server may begin with. Blocking."""
        return self._opened() is not None

    def _tidy(self) -> None:
        """Remove what a killed process left half-written, and do what takes long only once."""
        drop_drafts(self._path)
        shape()

    def _opened(self) -> KeptFile | None:
        found = open_kept(self._path)
        return found if found and is_readable(found, self._database) else None

    def _remove_unless_of(self, state: PublicationState) -> None:
        found = self._opened()
        if found is None or state_of(found) != state:
            remove(self._path, for_good=self._path.exists())

    async def _is_written(self, index: PublishedIndex) -> bool:
        """Tell whether the file says what this process knows, whoever wrote it."""
        file, head = self._events.file, head_of(index, self._database)
        if file is not None and file.head == head and file.is_in_place:
            return True
        found = await to_thread(self._opened)
        if found is None or found.head != head or self._index is not index:
            return False
        self._events.rest_on(found)
        return True

    async def _read_some(self) -> None:
        index = self._index
        assert index is not None
        ids = _some(self._unread, index)
        dates = await published_dates(ids, index.vocabulary, window=index.window)
        packed = await to_thread(packed_events, ids, dates, await published_series_of(ids))
        if self._index is index:
            self._events.put(packed)
            self._unread.difference_update(ids)

    async def _write(self, index: PublishedIndex) -> None:
        """Write a draft, and let it be the file if it is still true then."""
        began = self._ticks()
        head, more = head_of(index, self._database), {VOCABULARY: pack_vocabulary(index.vocabulary)}
        try:
            draft = await self._events.draft(self._path, head, index.entries.by_event, more)
        except OSError as error:
            self._put_off(error)
            return
        try:
            is_true = await publication_state() == index.state and self._index is index
            file = await to_thread(self._named, draft) if is_true else None
        finally:
            await to_thread(draft.unlink, missing_ok=True)
        if file is not None and self._index is index:
            self._events.rest_on(file)
            self._has_complained = False
            self._pause_until = self._ticks() + _REST * (self._ticks() - began)

    def _named(self, draft: Path) -> KeptFile | None:
        """Let a draft be the file, unless it was taken away meanwhile."""
        file = open_kept(draft)
        try:
            return file if name_draft(draft, self._path) else None
        except OSError as error:
            self._put_off(error)
            return None

    def _put_off(self, error: OSError) -> None:
        self._pause_until = self._ticks() + RETRY
        if not self._has_complained:
            self._has_complained = True
            log.warning(
                "%s cannot be written (%s): a server that starts while the database is away "
                "will have nothing to serve",
                self._path,
                error.strerror,
            )


def _some(event_ids: Iterable[int], index: PublishedIndex) -> list[int]:
    """Take so many of these events that a server stays quick while they are read."""
    found, dates = [], 0
    for event_id in event_ids:
        found.append(event_id)
        dates += len(index.entries.by_event[event_id])
        if dates >= _AT_ONCE:
            break
    return found


def _entering(index: PublishedIndex, before: Window) -> set[int]:
    """Name the events that have dates which the window did not reach before."""
    dates = index.entries.dates
    return {one.event_id for one in dates if not before.overlaps(one.first, one.last)}


def _is_newer(file: KeptFile, state: PublicationState) -> bool:
    return state_of(file).version > state.version
