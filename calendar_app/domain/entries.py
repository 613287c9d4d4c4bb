"""`Entries`: the dates of an index as one immutable value, ready to be filtered and edited.

Filters judge each `Facets` once, not each date: of 200,000 dates they look at 20,000 events and
at the dates of those that pass.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from calendar_app.domain.facets import Facets
from calendar_app.domain.index import IndexEntry, in_order
from calendar_app.domain.timing import Window

_FEW = 8
"""Up to one of so many, sorting what passes is quicker than going through all (measured)."""


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Dates in the order of every list, with their distinct facets in no particular order.

    `lasting` are the dates of more than one day; they may be going on when a window begins.
    """

    dates: tuple[IndexEntry, ...] = ()
    facets: tuple[Facets, ...] = ()
    by_event: Mapping[int, tuple[IndexEntry, ...]] = field(default_factory=dict, repr=False)
    lasting: tuple[IndexEntry, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, entries: Iterable[IndexEntry]) -> "Entries":
        """Arrange entries, given in any order."""
        return cls().replacing((), entries)

    def __len__(self) -> int:
        """Count the dates."""
        return len(self.dates)

    def of_events(self, event_ids: Iterable[int]) -> list[IndexEntry]:
        """Give the entries of some events, in no particular order."""
        return [one for event_id in set(event_ids) for one in self.by_event.get(event_id, ())]

    def replacing(self, event_ids: Iterable[int], fresh: Iterable[IndexEntry]) -> "Entries":
        """Give the same with some events as they are now; `fresh` are all entries of those."""
        new = list(fresh)
        ids = {*event_ids, *(one.event_id for one in new)}
        gone = self.of_events(ids)
        facets = [one for one in self.facets if one.event_id not in ids]
        by_event = dict(self.by_event)
        for event_id in ids:
            by_event.pop(event_id, None)
        by_event.update(_by_event(new))
        return Entries(
            dates=_edited(self.dates, gone, new),
            facets=(*facets, *dict.fromkeys(one.facets for one in new)),
            by_event=by_event,
            lasting=_edited(self.lasting, filter(_lasts, gone), filter(_lasts, new)),
        )

    def having(self, facets: Sequence[Facets], window: Window) -> list[IndexEntry]:
        """Give the dates in the window that have one of the facets, in order.

        `facets` are some of its own.
        """
        if len(facets) == len(self.facets):
            return self._within(window)
        wanted = frozenset(facets)
        if len(facets) * _FEW > len(self.facets):
            return [one for one in self._within(window) if one.facets in wanted]
        found = [
            one
            for one in self.of_events(one.event_id for one in facets)
            if one.facets in wanted and window.overlaps(one.first, one.last)
        ]
        return sorted(found, key=in_order)

    def _within(self, window: Window) -> list[IndexEntry]:
        begin = bisect_left(self.dates, window.start, key=_first)
        end = bisect_left(self.dates, window.end, key=_first)
        before = self.lasting[: bisect_left(self.lasting, window.start, key=_first)]
        going_on = (one for one in before if one.last >= window.start)
        return [*going_on, *self.dates[begin:end]]


def _edited(
    dates: Sequence[IndexEntry], gone: Iterable[IndexEntry], new: Iterable[IndexEntry]
) -> tuple[IndexEntry, ...]:
    """Take entries out of dates in order, and put others in; `gone` are all there.

    One edit moves a few pieces of a long row: sorting 200,000 dates anew takes half a second.
    """
    added = sorted(new, key=in_order)
    if not dates:
        return tuple(added)
    steps = [(_place(dates, one), False, one) for one in added]
    steps += [(_place(dates, one), True, one) for one in gone]
    edited: list[IndexEntry] = []
    start = 0
    for place, is_gone, one in sorted(steps, key=_step):
        edited += dates[start:place]
        start = place + is_gone
        if not is_gone:
            edited.append(one)
    edited += dates[start:]
    return tuple(edited)


def _first(entry: IndexEntry) -> date:
    return entry.first


def _by_event(entries: Iterable[IndexEntry]) -> dict[int, tuple[IndexEntry, ...]]:
    found: dict[int, list[IndexEntry]] = {}
    for one in entries:
        found.setdefault(one.event_id, []).append(one)
    return {event_id: tuple(ones) for event_id, ones in found.items()}


def _place(dates: Sequence[IndexEntry], entry: IndexEntry) -> int:
    return bisect_left(dates, in_order(entry), key=in_order)


def _step(step: tuple[int, bool, IndexEntry]) -> tuple[int, bool]:
    return step[:2]


def _lasts(entry: IndexEntry) -> bool:
    return entry.last > entry.first
