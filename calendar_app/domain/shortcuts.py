"""Periods that people ask for by name: this weekend, and the next school holiday."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.timing import DAY, monday_of

MOST_HOLIDAYS = 2

_SHORTEST = timedelta(days=1)
"""Between first and last day: a single day off is nothing that people call a holiday."""

_SATURDAY = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class NextHoliday:
    """A school holiday with a name, of those libraries; local dates, both included."""

    name: str
    first: date
    last: date
    library_ids: tuple[int, ...] = ()


def weekend(today: date) -> tuple[date, date]:
    """Give the Saturday and Sunday of this week; on a Sunday only what is left of it."""
    saturday = monday_of(today) + _SATURDAY
    return max(today, saturday), saturday + DAY


def next_holidays(
    periods: Iterable[Period], library_ids: Collection[int], today: date
) -> list[NextHoliday]:
    """Give the next school holiday of each library, or the one that is now; each only once.

    Where municipalities differ there are several, at most two, in order of their first day.
    """
    found: dict[int, tuple[date, date, str]] = {}
    for one in sorted(periods, key=lambda period: (period.first, period.last)):
        if one.kind is not PeriodKind.SCHOOL_HOLIDAY or one.last < today:
            continue
        if one.last - one.first < _SHORTEST:
            continue
        if one.library_id is not None and one.library_id in library_ids:
            found.setdefault(one.library_id, (one.first, one.last, one.name))
    return [
        NextHoliday(name, first, last, tuple(one for one in found if found[one] == days))
        for days in sorted(set(found.values()))[:MOST_HOLIDAYS]
        for first, last, name in [days]
    ]
