"""The dates that a page shows: of the index, or of another period read for one page alone."""

from datetime import date

from calendar_app.domain.entries import Entries
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
    known, wanted = await entries_around(index, selection, window, periods)
    entries = select(known, selection, index.today, wanted)
    found = await dates.of(entries, index.vocabulary, index.window)
    if len(found) == len(entries):
        return found
    read = await source.all_dates({one.event_id for one in entries}, index.vocabulary)
    by_uid = {one.uid: one for one in read}
    return [by_uid[one.uid] for one in entries if one.uid in by_uid]


async def entries_around(
    index: PublishedIndex, selection: Selection, window: Window, periods: OtherPeriods
) -> tuple[Entries, Window]:
    """Give the entries to select from, and the dates that are asked for, at most 500 days."""
    wanted = selection.window(index.today, default=window)
    if wanted.start >= wanted.end:
        return Entries(), wanted
    longest = date.max - wanted.start
    wanted = Window(wanted.start, min(wanted.end, wanted.start + min(_LONGEST_LIST, longest)))
    if wanted.start >= index.window.start and wanted.end <= index.window.end:
        return index.entries, wanted
    return await periods.entries(wanted, index), wanted
