"""Where public dates are read: from storage, and while that is away from what is kept."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from datetime import date
from typing import TypeVar

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.published_series import PublishedSeries
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.index import PublishedIndex, load_index
from calendar_app.publishing.kept import Kept
from calendar_app.publishing.kept_form import KeptEvent
from calendar_app.publishing.kept_index import recut
from calendar_app.storage.errors import AWAY, DatabaseUnavailableError
from calendar_app.storage.published import PublicationState, publication_state, published_dates
from calendar_app.storage.published_series import published_series_of

PATIENCE = 2.0
"""Seconds for a look at the version; one that takes longer means that storage is away (R8)."""

log = logging.getLogger(__name__)

_Read = TypeVar("_Read")


class Source:
    """Storage as it is read for the public. `kept` None keeps nothing for when it is away."""

    def __init__(self, kept: Kept | None = None) -> None:
        self._kept = kept
        self.is_away = False
        self._asked: asyncio.Task[PublicationState] | None = None

    async def state(self) -> PublicationState:
        """Look at the version of the publication, but not for long.

        A look that takes too long is not cancelled: it would cost a connection. The next one
        waits for the same answer.
        """
        if self._asked is None or self._asked.done():
            asker = asyncio.current_task()  # tells whose look it is, in a list of tasks
            self._asked = asyncio.create_task(
                publication_state(), name=asker.get_name() if asker else None
            )
            self._asked.add_done_callback(_nobody_waits)
        asked = self._asked
        done, _ = await asyncio.wait({asked}, timeout=PATIENCE)
        if not done:
            raise DatabaseUnavailableError(f"It does not answer within {PATIENCE:.0f} seconds.")
        return asked.result()

    async def dates(
        self,
        event_ids: Collection[int],
        vocabulary: Vocabulary,
        *,
        window: Window | None = None,
    ) -> list[PublishedOccurrence]:
        """Read the public dates of events, as `storage.published.published_dates` does.

        While storage is away these are the dates in the window of feeds, and all of the events
        must be kept. Raises `DatabaseUnavailableError` then.
        """
        if not self.is_away:
            try:
                return await published_dates(event_ids, vocabulary, window=window)
            except AWAY as error:
                self.lost(error)
        kept = await self._kept_events(event_ids)
        return [one for event in kept.values() for one in event.dates]

    async def series(self, event_ids: Collection[int]) -> dict[int, PublishedSeries]:
        """Read events as series, as `storage.published_series.published_series_of` does."""
        if not self.is_away:
            try:
                return await published_series_of(event_ids)
            except AWAY as error:
                self.lost(error)
        kept = await self._kept_events(event_ids)
        return {event_id: event.series for event_id, event in kept.items() if event.series}

    async def all_dates(
        self, event_ids: Collection[int], vocabulary: Vocabulary
    ) -> list[PublishedOccurrence]:
        """Read all public dates of events, also those outside the window, which are never kept."""
        return await self._of_storage(lambda: published_dates(event_ids, vocabulary))

    async def index_of(self, window: Window, today: date) -> PublishedIndex:
        """Read an index of another period than that of feeds, of which nothing is kept."""
        return await self._of_storage(lambda: load_index(today, window=window))

    async def follow(self, index: PublishedIndex, event_ids: Collection[int] | None) -> None:
        """Keep what a newer index tells of, before anybody is answered from it."""
        if self._kept:
            await self._kept.follow(index, event_ids)

    async def standing(self, index: PublishedIndex | None, today: date) -> PublishedIndex:
        """Give the index to go on with while storage is away (`Kept.standing`)."""
        if self._kept:
            return await self._kept.standing(index, today)
        if index is None:
            raise DatabaseUnavailableError("Nothing is kept of what was published last.")
        return recut(index, today)

    async def catch_up(self) -> None:
        """Bring what is kept up to date; raises what storage raises."""
        if self._kept:
            await self._kept.catch_up()

    async def wait(self, seconds: float) -> None:
        """Wait for so long, or until there is something to keep and storage to read it from."""
        if self._kept is None or self.is_away:
            await asyncio.sleep(seconds)
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._kept.behind.wait()

    def lost(self, error: Exception) -> None:
        """Take note that storage is away."""
        if not self.is_away:
            self.is_away = True
            log.warning(
                "The database is away: until it is back, feeds and lists say what was published "
                "last (%s)",
                error,
            )

    def found(self) -> None:
        """Take note that storage is there."""
        if self.is_away:
            self.is_away = False
            log.warning("The database is back")

    async def _of_storage(self, read: Callable[[], Awaitable[_Read]]) -> _Read:
        """Read what only storage has. Raises `DatabaseUnavailableError` when it is away."""
        if self.is_away:
            raise DatabaseUnavailableError("What was published last does not tell this.")
        try:
            return await read()
        except AWAY as error:
            self.lost(error)
            raise DatabaseUnavailableError(str(error)) from error

    async def _kept_events(self, event_ids: Collection[int]) -> dict[int, KeptEvent]:
        if not event_ids:
            return {}
        if self._kept is None:
            raise DatabaseUnavailableError("Nothing is kept of what was published last.")
        return await self._kept.events(event_ids)


def _nobody_waits(asked: asyncio.Task[PublicationState]) -> None:
    """Look at the error of a late answer, which nobody may ever ask for."""
    if not asked.cancelled():
        asked.exception()
