"""`serie=neste`: of each series only its next date, so that the weekly does not drown the rest."""

from collections.abc import Iterable
from datetime import date

from calendar_app.domain.index import IndexEntry


def next_dates(dates: Iterable[IndexEntry], today: date) -> list[IndexEntry]:
    """Keep, of dates in order, the next that takes place in each series on `today` or later.

    Dates before it that are called off stay too while they are to come: whoever waits for them
    must be told. What is no series stays. `today` is the local date, so that a feed turns over
    at local midnight alone (SEL-39).
    """
    kept = []
    found: set[str] = set()
    for one in dates:
        series = one.facets.series
        if series and (one.last < today or series in found):
            continue
        if series and not one.called_off:
            found.add(series)
        kept.append(one)
    return kept
