"""The published index: one immutable value with an entry per public date of the window."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from calendar_app.domain.index import IndexEntry, entry_of
from calendar_app.domain.selection import feed_window
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.published import (
    PublicationState,
    changes_since,
    events_in,
    publication_state,
    published_dates,
)
from calendar_app.storage.vocabulary import load_vocabulary

_EVENTS_AT_ONCE = 200
"""Whole events in memory while an index is built; the entries that stay are much smaller."""

_TRIES = 5


@dataclass(frozen=True, slots=True)
class PublishedIndex:
    """What is public on the local date `today`, in the order of every list."""

    state: PublicationState
    vocabulary: Vocabulary
    today: date
    window: Window
    entries: tuple[IndexEntry, ...]

    def entries_of(self, event_ids: Iterable[int]) -> list[IndexEntry]:
        """Give the entries of some events."""
        wanted = frozenset(event_ids)
        return [entry for entry in self.entries if entry.event_id in wanted]


@dataclass(frozen=True, slots=True)
class Update:
    """A newer index, and what became of the old one's entries; `everything` when unknown."""

    index: PublishedIndex
    event_ids: frozenset[int]
    touched: tuple[IndexEntry, ...]
    everything: bool


async def load_index(today: date, *, window: Window | None = None) -> PublishedIndex:
    """Read an index from storage, for feeds on `today`, or for another window."""
    window = window or feed_window(today)
    for _ in range(_TRIES):
        state = await publication_state()
        vocabulary = await load_vocabulary()
        entries = await _read_entries(await events_in(window), vocabulary, window)
        # Nothing changed meanwhile, so all of it is of one version.
        if (await publication_state()).version == state.version:
            break
    return PublishedIndex(state, vocabulary, today, window, tuple(_sorted(entries)))


async def updated(index: PublishedIndex, state: PublicationState) -> Update:
    """Take in what changed since the index was made, and only that."""
    changes = await changes_since(index.state.version, upto=state.version)
    if changes is None or changes.vocabulary:
        new = await load_index(index.today)
        return Update(new, frozenset(), (), everything=True)
    fresh = await _read_entries(changes.event_ids, index.vocabulary, index.window)
    gone = index.entries_of(changes.event_ids)
    kept = (entry for entry in index.entries if entry.event_id not in changes.event_ids)
    entries = tuple(_sorted([*kept, *fresh]))
    new = replace(index, state=state, entries=entries)
    return Update(new, changes.event_ids, (*gone, *fresh), everything=False)


async def _read_entries(
    event_ids: Iterable[int], vocabulary: Vocabulary, window: Window
) -> list[IndexEntry]:
    ids = sorted(event_ids)
    found: list[IndexEntry] = []
    for start in range(0, len(ids), _EVENTS_AT_ONCE):
        batch = ids[start : start + _EVENTS_AT_ONCE]
        dates = await published_dates(batch, vocabulary, window=window)
        found += [entry_of(one) for one in dates]
    return [entry for entry in found if window.overlaps(entry.first, entry.last)]


def _sorted(entries: Iterable[IndexEntry]) -> list[IndexEntry]:
    return sorted(entries, key=lambda entry: entry.sort_key)
