"""How many dates a page would show: for each option of a filter, and for other selections."""

from collections.abc import Sequence

from calendar_app.domain.counting import Counts, Options, option_counts
from calendar_app.domain.selection import Selection, select
from calendar_app.domain.timing import Window
from calendar_app.publishing.index import PublishedIndex
from calendar_app.publishing.page_dates import entries_around
from calendar_app.publishing.periods import OtherPeriods


async def counts_in(
    window: Window,
    selection: Selection,
    options: Options,
    index: PublishedIndex,
    *,
    periods: OtherPeriods,
) -> Counts:
    """Count the dates in `window` that each option would give with all else that is chosen."""
    entries, wanted = await entries_around(index, selection, window, periods)
    return option_counts(entries, selection, options, index.today, wanted)


async def totals_in(
    window: Window,
    selections: Sequence[Selection],
    index: PublishedIndex,
    *,
    periods: OtherPeriods,
) -> list[int]:
    """Count the dates of some selections in `window`."""
    totals = []
    for one in selections:
        entries, wanted = await entries_around(index, one, window, periods)
        totals.append(len(select(entries, one, index.today, wanted)))
    return totals
