"""The published index: one immutable value with an entry per public date of the window."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from calendar_app.domain.entries import Entries
from calendar_app.domain.index import IndexEntry, entries_of
from calendar_app.domain.selection import feed_window
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.public_names import PublicNames, public_names
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

_Name = TypeVar("_Name")


@dataclass(frozen=True, slots=True)
class PublishedIndex:
    """What is public on the local date `today`, in the order of every list."""

    state: PublicationState
    vocabulary: Vocabulary
    today: date
    window: Window
    entries: Entries


@dataclass(frozen=True, slots=True)
class Update:
    """A newer index, and what became of the old one's entries; `everything` when unknown.

    `renamed` tells that series or tours are called otherwise, or others can be named now.
    """

    index: PublishedIndex
    event_ids: frozenset[int]
    touched: tuple[IndexEntry, ...]
    everything: bool
    renamed: bool = False


async def load_index(today: date, *, window: Window | None = None) -> PublishedIndex:
    """Read an index from storage, for feeds on `today`, or for another window."""
    window = window or feed_window(today)
    with _collecting_later():
        for _ in range(_TRIES):
            state = await publication_state()
            names = await public_names()
            vocabulary = replace(await load_vocabulary(), series=names.series, stops=names.stops)
            entries = await _read_entries(await events_in(window), vocabulary, window)
            # Nothing changed meanwhile, so all of it is of one version.
            if (await publication_state()).version == state.version:
                break
        return PublishedIndex(state, vocabulary, today, window, Entries.of(entries))


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Look for no cycles of garbage meanwhile: there are none, and it is a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


async def updated(index: PublishedIndex, state: PublicationState) -> Update:
    """Take in what changed since the index was made, and only that."""
    changes = await changes_since(index.state.version, upto=state.version)
    if changes is None or changes.vocabulary:
        new = await load_index(index.today)
        return Update(new, frozenset(), (), everything=True)
    vocabulary = await _with_names(index.vocabulary, changes.event_ids)
    fresh = await _read_entries(changes.event_ids, vocabulary, index.window)
    gone = index.entries.of_events(changes.event_ids)
    entries = index.entries.replacing(changes.event_ids, fresh)
    new = replace(index, state=state, vocabulary=vocabulary, entries=entries)
    return Update(
        new,
        changes.event_ids,
        (*gone, *fresh),
        everything=False,
        renamed=vocabulary is not index.vocabulary,
    )


async def _with_names(vocabulary: Vocabulary, changed: frozenset[int]) -> Vocabulary:
    """Bring the names that changed events have up to date; the same object when none differs."""
    names = await public_names(changed)
    if names == PublicNames(_only(vocabulary.series, changed), _only(vocabulary.stops, changed)):
        return vocabulary
    return replace(
        vocabulary,
        series=_without(vocabulary.series, changed) | names.series,
        stops=_without(vocabulary.stops, changed) | names.stops,
    )


async def _read_entries(
    event_ids: Iterable[int], vocabulary: Vocabulary, window: Window
) -> list[IndexEntry]:
    ids = sorted(event_ids)
    found: list[IndexEntry] = []
    for start in range(0, len(ids), _EVENTS_AT_ONCE):
        batch = ids[start : start + _EVENTS_AT_ONCE]
        dates = await published_dates(batch, vocabulary, window=window)
        found += entries_of(dates)
    return [entry for entry in found if window.overlaps(entry.first, entry.last)]


def _only(names: Mapping[int, _Name], event_ids: Iterable[int]) -> dict[int, _Name]:
    return {one: names[one] for one in event_ids if one in names}


def _without(names: Mapping[int, _Name], event_ids: Collection[int]) -> dict[int, _Name]:
    return {one: name for one, name in names.items() if one not in event_ids}
