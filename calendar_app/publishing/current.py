"""Keeps one process's published index of today and no older than a second (FC-20).

Nothing here asks the database when nothing changed: the version is looked up at most once a
second, and at once after a write of our own. While the database is away, what was published
last stands (FC-33).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from time import monotonic
from typing import TypeVar

from calendar_app.domain.revision import later
from calendar_app.domain.timing import last_midnight, local_date, next_midnight
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.index import PublishedIndex, Update, load_index, updated
from calendar_app.publishing.source import Source
from calendar_app.storage.errors import AWAY, DatabaseUnavailableError
from calendar_app.storage.kept_file import times_taken_away
from calendar_app.storage.published import OutdatedVocabularyError

_LOOK_EVERY = 1.0
"""Seconds between two looks at the version."""

_LOOK_UNASKED = 10.0
"""Seconds between two looks while nobody asks for anything."""

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")


class CurrentIndex:
    """The published index as it is now; `changed` is told what became of the one before.

    `changed(None)` means that nothing remembered is true any more: a new day, or the start.
    """

    def __init__(
        self,
        *,
        source: Source,
        now: Callable[[], datetime],
        changed: Callable[[Update | None], None],
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        self._source = source
        self._now = now
        self._ticks = ticks
        self._changed = changed
        self._index: PublishedIndex | None = None
        self._is_from_storage = False
        self._is_refused = False
        self._look_again = 0.0
        self._midnight = now()
        self._last_modified = datetime.min.replace(tzinfo=UTC)
        self._busy = asyncio.Lock()
        self._taken_away = times_taken_away()
        self.generation = 0
        """Counts up whenever a remembered answer may no longer be the right one."""

    @property
    def is_away(self) -> bool:
        """Tell whether the database is away, so that nothing can be saved."""
        return self._source.is_away

    def lost(self, error: Exception) -> None:
        """Take note that somebody else's read found the database away; the next look decides."""
        self._source.lost(error)

    @property
    def is_fresh(self) -> bool:
        """Tell whether the last look at the version still counts, so that nobody need wait."""
        return self._has_looked and not self._is_refused

    @property
    def _has_looked(self) -> bool:
        return self._ticks() < self._look_again and self._now() < self._midnight

    def note_own_write(self) -> None:
        """Look at the version at the next request, because this process has just written."""
        self._look_again = 0.0

    def last_modified(self) -> datetime:
        """Give the later of the last public change and the most recent local midnight.

        It never moves backwards (facts/feeds.md, 5.3). Call it after an answer was given.
        """
        assert self._index is not None
        stamp = max(self._index.state.stamp, last_midnight(self._now()))
        self._last_modified = max(self._last_modified, stamp)
        return self._last_modified

    @property
    def known_vocabulary(self) -> Vocabulary:
        """Give the vocabulary as last seen, without waiting; empty before the start."""
        return self._index.vocabulary if self._index else Vocabulary()

    def is_current(self, index: PublishedIndex) -> bool:
        """Tell whether an index is still the newest, so that what was made of it may be kept."""
        return index is self._index

    async def index(self) -> PublishedIndex:
        """Give the index, no older than a second and of today; the last one without a database.

        Raises `DatabaseUnavailableError` when the database is away and nothing stands.
        """
        stands = self._index is not None and not self._is_refused
        others_look = stands and self.is_away and self._busy.locked()
        if self._index is None or not (self._has_looked or others_look):
            async with self._busy:
                await self._refresh()
        if self._is_refused or self._index is None:
            raise DatabaseUnavailableError("Nothing that was published stands without it.")
        return self._index

    async def used_by(self, work: Callable[[PublishedIndex], Awaitable[_Result]]) -> _Result:
        """Work with the index; once more with the newest one when rows are newer than its words.

        Another process may have added a venue within this second, and an event in it.
        """
        try:
            return await work(await self.index())
        except OutdatedVocabularyError:
            self.note_own_write()
            return await work(await self.index())

    async def run(self) -> None:
        """Look also when nobody asks, and keep what is published, until cancelled."""
        while True:
            try:
                await self.index()
                if not self.is_away:
                    await self._source.catch_up()
            except AWAY as error:
                self._source.lost(error)
            except OutdatedVocabularyError:
                self.note_own_write()
            except Exception:
                log.exception("What is published could not be kept; it is tried again")
            await self._source.wait(_LOOK_EVERY if self.is_away else _LOOK_UNASKED)

    async def _refresh(self) -> None:
        if self._index is not None and self._has_looked:
            return
        now, looked = self._now(), self._ticks()
        try:
            await self._look(local_date(now))
        except AWAY as error:
            await self._go_on(error, local_date(now))
            looked = self._ticks()  # it may have taken long, and those who waited wait no more
        else:
            self._source.found()
            self._is_refused = False
        self._midnight = next_midnight(now)
        self._look_again = looked + _LOOK_EVERY

    async def _look(self, today: date) -> None:
        """Take in what has changed in storage."""
        taken_away = times_taken_away()
        state = await self._source.state()
        index = self._index
        if index is None or index.today != today or not self._is_from_storage:
            await self._take(await load_index(today), None)
        elif state != index.state:
            update = await updated(index, state)
            await self._take(update.index, None if update.everything else update)
        self._taken_away = taken_away

    async def _take(self, index: PublishedIndex, update: Update | None) -> None:
        await self._source.follow(index, update.event_ids if update else None)
        if self._index is not None and index.state.stamp < self._index.state.stamp:
            # A backup was restored under us: those who ask by date alone must not get a 304.
            self._last_modified = later(self._now(), than=self.last_modified())
        self._is_from_storage = True
        self._replace(index, update)

    async def _go_on(self, error: Exception, today: date) -> None:
        """Let what was published last stand; the first index must be there, or the error is."""
        self._source.lost(error)
        try:
            # What this process took from the public since it last looked must not come back.
            heard_of_all = self._taken_away == times_taken_away()
            index = await self._source.standing(self._index if heard_of_all else None, today)
        except DatabaseUnavailableError as refusal:
            if self._index is None:
                raise error from None
            if not self._is_refused:
                log.warning("Feeds and lists are answered with 503: %s", refusal)
            self._is_refused = True
            return
        self._is_refused = False
        if index is not self._index:
            self._is_from_storage = False
            self._replace(index, None)

    def _replace(self, index: PublishedIndex, update: Update | None) -> None:
        self._index = index
        self.generation += 1
        self._changed(update)
