"""The published index as the kept file tells it: of which state it is, and what is in it."""

import logging
from dataclasses import replace
from datetime import date, datetime

from calendar_app.domain.entries import Entries
from calendar_app.domain.index import IndexEntry, entries_of
from calendar_app.domain.selection import feed_window
from calendar_app.domain.timing import Window
from calendar_app.publishing.index import PublishedIndex
from calendar_app.publishing.kept_form import shape, unpack_event, unpack_vocabulary
from calendar_app.storage.kept_file import KeptFile
from calendar_app.storage.published import PublicationState

VOCABULARY = 0
"""The block of the vocabulary; the key of every other block is the id of its event."""

log = logging.getLogger(__name__)


def head_of(index: PublishedIndex, database: str) -> dict[str, str | int]:
    """Say what a file holds: in which form, of which database, and in which state on what day."""
    return {
        "shape": shape(),
        "database": database,
        "version": index.state.version,
        "stamp": index.state.stamp.isoformat(),
        "today": index.today.isoformat(),
    }


def is_readable(file: KeptFile, database: str) -> bool:
    """Tell whether a file is of this database, and of the form that this release reads."""
    head = file.head
    return head.get("shape") == shape() and head.get("database") == database


def state_of(file: KeptFile) -> PublicationState:
    """Read the state of the publication that a file holds."""
    stamp = datetime.fromisoformat(file.head["stamp"])
    return PublicationState(file.head["version"], stamp)


def window_of(file: KeptFile) -> Window:
    """Give the window whose dates a file holds."""
    return feed_window(date.fromisoformat(file.head["today"]))


def index_of(file: KeptFile, today: date) -> PublishedIndex | None:
    """Make the index for the local date `today` of a whole file; None when it is damaged.

    Blocking: about 50 µs per date.
    """
    window = feed_window(today)
    found: list[IndexEntry] = []
    try:
        vocabulary = unpack_vocabulary(file.block(VOCABULARY))
        for key in file.keys:
            if key != VOCABULARY:
                found += entries_of(unpack_event(file.block(key)).dates)
    except (OSError, ValueError) as error:
        log.warning("What was kept of the publication cannot be read: %s", error)
        return None
    entries = Entries.of(one for one in found if window.overlaps(one.first, one.last))
    return PublishedIndex(state_of(file), vocabulary, today, window, entries)


def recut(index: PublishedIndex, today: date) -> PublishedIndex:
    """Give the same index for another local date, as far as it is known."""
    if index.today == today:
        return index
    window = feed_window(today)
    inside = (one for one in index.entries.dates if window.overlaps(one.first, one.last))
    return replace(index, today=today, window=window, entries=Entries.of(inside))
