"""The dates that a page shows: of the index, or of another period read for one page alone."""

from datetime import date

from calendar_app.domain.index import IndexEntry
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, select
from calendar_app.domain.timing import DAY, Window
from calendar_app.publishing.dates import Dates
from calendar_app.publishing.index import PublishedIndex
from calendar_app.publishing.periods import OtherPeriods
from calendar_app.publishing.source import Source

_LONGEST_LIST = 500 * DAY
"""An older period is read from storage, so it is bounded."""


async def dates_in(
    window: Window,
    selection: Selection,
    index: PublishedIndex,
    *,
    dates: Dates,
    periods: OtherPeriods,
    source: Source,
) -> list[PublishedOccurrence]:
    """Give the dates of a selection in `window`, in order."""
    entries = await _entries(index, selection, window, periods)
    found = await dates.of(entries, index.vocabulary, index.window)
    if len(found) == len(entries):
        return found
    read = await source.all_dates({one.event_id for one in entries}, index.vocabulary)
    by_uid = {one.uid: one for one in read}
    return [by_uid[one.uid] for one in entries if one.uid in by_uid]


async def _entries(
    index: PublishedIndex, selection: Selection, window: Window, periods: OtherPeriods
) -> list[IndexEntry]:
    wanted = selection.window(index.today, default=window)
    if wanted.start >= wanted.end:
        return []
    longest = date.max - wanted.start
    wanted = Window(wanted.start, min(wanted.end, wanted.start + min(_LONGEST_LIST, longest)))
    known = index.entries
    if wanted.start < index.window.start or wanted.end > index.window.end:
        known = await periods.entries(wanted, index)
    return select(known, selection, index.today, wanted)
