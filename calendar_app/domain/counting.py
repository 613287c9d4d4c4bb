"""How many dates each option of a filter would give together with all else that is chosen.

Counted with the same `Selection` and `Choice` that select, so a count is always the length of
the list that it leads to.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from calendar_app.domain.choice import Choice, Value
from calendar_app.domain.entries import Entries
from calendar_app.domain.facets import Facets
from calendar_app.domain.index import IndexEntry, in_order
from calendar_app.domain.keys import LIST_KEYS
from calendar_app.domain.next_dates import next_dates
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import Window

Options = Mapping[str, Sequence[Value]]
"""What is offered of each list key."""

Counts = Mapping[str, Mapping[str, int]]
"""Dates by key and slug."""


def with_option(selection: Selection, key: str, value: Value) -> Selection:
    """Give the selection in which a key includes this option alone; what it excludes stays."""
    chosen = {choice.key: choice for choice in selection.choices}
    chosen[key] = _alone(chosen.get(key), key, value)
    ordered = (chosen[one] for one in LIST_KEYS if one in chosen)
    return replace(selection, choices=tuple(ordered))


def option_counts(
    entries: Entries, selection: Selection, options: Options, today: date, window: Window
) -> Counts:
    """Count for each option what `with_option` would select in the window.

    The dates are gone through once; then only the facets of each event are judged.
    """
    wanted = selection.window(today, default=window, limit=window)
    dates = selection.shown(entries.having(entries.facets, wanted), today)
    tally = _Tally.of(dates, today) if selection.next_only else _Tally(Counter(map(_facets, dates)))
    own = {choice.key: choice for choice in selection.choices}
    counts = {}
    for key, values in options.items():
        others = tuple(choice for choice in selection.choices if choice.key != key)
        rest = replace(selection, choices=others).passing(tally.facets)
        counts[key] = {
            value.slug: tally.count(_alone(own.get(key), key, value).passing(rest), today)
            for value in values
        }
    return counts


def _alone(choice: Choice | None, key: str, value: Value) -> Choice:
    return Choice(key=key, included=(value,), excluded=choice.excluded if choice else ())


@dataclass(frozen=True, slots=True)
class _Tally:
    """The dates of a window: how many of each facets, and those among which the next are picked."""

    many: Counter[Facets]
    series: Sequence[IndexEntry] = ()

    @classmethod
    def of(cls, dates: Iterable[IndexEntry], today: date) -> "_Tally":
        """Set apart what may be the next date of a series: of each facets only its own next.

        Most series have the same facets on all dates: then what is picked is known already.
        """
        many: Counter[Facets] = Counter()
        by_series: dict[str, dict[Facets, list[IndexEntry]]] = {}
        for one in dates:
            if one.facets.series:
                alike = by_series.setdefault(one.facets.series, {})
                alike.setdefault(one.facets, []).append(one)
            else:
                many[one.facets] += 1
        differing: list[IndexEntry] = []
        for alike in by_series.values():
            picked = {facets: next_dates(group, today) for facets, group in alike.items()}
            if len(picked) == 1:
                many.update({facets: len(group) for facets, group in picked.items()})
            else:
                differing += (one for group in picked.values() for one in group)
        return cls(many, sorted(differing, key=in_order))

    @property
    def facets(self) -> list[Facets]:
        return list(dict.fromkeys([*self.many, *map(_facets, self.series)]))

    def count(self, facets: Sequence[Facets], today: date) -> int:
        """Count the dates that have any of the facets; of a series those that are picked."""
        found = sum(self.many[one] for one in facets)
        if not self.series:
            return found
        wanted = frozenset(facets)
        return found + len(next_dates((e for e in self.series if e.facets in wanted), today))


def _facets(entry: IndexEntry) -> Facets:
    return entry.facets
