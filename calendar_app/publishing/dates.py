"""Dates as they were read, remembered until their event changes."""

from collections.abc import Collection, Sequence

from calendar_app.domain.index import IndexEntry
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.memo import Memo
from calendar_app.publishing.source import Source

_MOST_DATES = 20_000


class Dates:
    """Reads the dates of index entries, and each event only once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: Memo[int, dict[str, PublishedOccurrence]] = Memo(limit=_MOST_DATES, size=len)

    def forget(self, event_ids: Collection[int]) -> None:
        """Forget what an edit made untrue, also what is being read at this moment."""
        self._known.forget_all(event_ids)

    def forget_everything(self) -> None:
        """Forget all of it: another window, or new words for what events point at."""
        self._known.clear()

    async def of(
        self, entries: Sequence[IndexEntry], vocabulary: Vocabulary, window: Window
    ) -> list[PublishedOccurrence]:
        """Give the dates of entries, in their order; reads only events not yet in memory."""
        wanted = {entry.event_id for entry in entries}
        remembered = {event_id: self._known.get(event_id) for event_id in wanted}
        known = {key: dates for key, dates in remembered.items() if dates is not None}
        missing = wanted - known.keys()
        epoch = self._known.epoch
        read: dict[int, dict[str, PublishedOccurrence]] = {event_id: {} for event_id in missing}
        for one in await self._source.dates(missing, vocabulary, window=window):
            read[one.event_id][one.uid] = one
        if epoch == self._known.epoch:
            for event_id, dates in read.items():
                self._known.put(event_id, dates)
        known |= read
        found = (known[entry.event_id].get(entry.uid) for entry in entries)
        return [one for one in found if one is not None]
