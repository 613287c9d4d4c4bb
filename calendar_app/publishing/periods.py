"""Periods besides that of feeds, for pages that look further back or ahead."""

import asyncio
from datetime import date

from calendar_app.domain.entries import Entries
from calendar_app.domain.timing import DAY, Window
from calendar_app.publishing.index import PublishedIndex
from calendar_app.publishing.memo import Memo
from calendar_app.publishing.source import Source
from calendar_app.storage.published import PublicationState

_MOST = 2
"""Each may be as large as the index of feeds."""

_LAST_MONTH = date(date.max.year, 12, 1)


class OtherPeriods:
    """Reads a period when a page asks for it, and remembers the latest ones.

    Whole months, so that pages that differ by days share one; one reading at a time, so that
    many who ask for something else do not hold up everybody.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._busy = asyncio.Lock()
        self._read: Memo[tuple[PublicationState, date, Window], Entries] = Memo(
            limit=_MOST, size=lambda _: 1
        )

    async def entries(self, window: Window, index: PublishedIndex) -> Entries:
        """Give what is public in a window, and around it; as new as `index`."""
        months = Window(window.start.replace(day=1), _next_month(window.end))
        key = (index.state, index.today, months)
        async with self._busy:
            found = self._read.get(key)
            if found is None:
                found = (await self._source.index_of(months, index.today)).entries
                self._read.put(key, found)
        return found


def _next_month(day: date) -> date:
    """Give the first of a month that is not before `day`, as far as there are months."""
    if day > _LAST_MONTH:
        return date.max
    return day if day.day == 1 else (day.replace(day=28) + 4 * DAY).replace(day=1)
