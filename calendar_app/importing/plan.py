"""What an import would do, decided before anything is written."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from calendar_app.domain.imported import ImportedEvent

Known = Mapping[str, tuple[int, str]]
"""Earlier imported events of a library: source uid -> (event id, digest)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Events to add, to change (with their ids), to keep as they are, and our own.

    A one-off import never deletes: what a file does not name may be in another file.
    """

    add: tuple[ImportedEvent, ...] = ()
    change: tuple[tuple[int, ImportedEvent], ...] = ()
    keep: tuple[int, ...] = ()
    own: tuple[ImportedEvent, ...] = ()


def plan(
    imported: Sequence[ImportedEvent], known: Known, *, own_uids: Container[str] = ()
) -> ImportPlan:
    """Compare what a file says with what was imported before.

    `own_uids` are uids that this calendar itself has given out: a file of ours coming back
    makes nothing new.
    """
    add: list[ImportedEvent] = []
    change: list[tuple[int, ImportedEvent]] = []
    keep: list[int] = []
    own: list[ImportedEvent] = []
    for event in imported:
        earlier = known.get(event.uid)
        if event.uid in own_uids:
            own.append(event)
        elif earlier is None:
            add.append(event)
        elif earlier[1] == event.digest:
            keep.append(earlier[0])
        else:
            change.append((earlier[0], event))
    return ImportPlan(add=tuple(add), change=tuple(change), keep=tuple(keep), own=tuple(own))
