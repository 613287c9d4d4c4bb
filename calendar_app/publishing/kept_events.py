"""Events packed for the kept file: in memory until they are written, and in the file after."""

import logging
from asyncio import to_thread
from collections.abc import Collection, Mapping
from pathlib import Path

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.published_series import PublishedSeries
from calendar_app.publishing.kept_form import KeptEvent, pack_event, unpack_event
from calendar_app.storage.kept_file import KeptFile, write_draft

log = logging.getLogger(__name__)


class KeptEvents:
    """The events of one state of the publication, by id."""

    def __init__(self) -> None:
        self.file: KeptFile | None = None
        """What was written last; events that changed since are no more what it says."""
        self._packed: dict[int, bytes] = {}
        self._changed: frozenset[int] = frozenset()

    def forget(self, event_ids: Collection[int]) -> None:
        """Forget what an edit made untrue."""
        for event_id in event_ids:
            self._packed.pop(event_id, None)
        if self.file is not None:
            self._changed |= frozenset(event_ids)

    def forget_everything(self) -> None:
        self.rest_on(None)

    def rest_on(self, file: KeptFile | None) -> None:
        """Let the file hold all that memory held so far."""
        self.file = file
        self._packed = {}
        self._changed = frozenset()

    def put(self, packed: Mapping[int, bytes]) -> None:
        """Remember events as they are now."""
        self._packed |= packed

    async def of(self, event_ids: Collection[int]) -> dict[int, KeptEvent]:
        """Give those of these events that are kept and can be read."""
        return await to_thread(self._read, list(event_ids), self.file, self._changed)

    async def draft(
        self,
        path: Path,
        head: Mapping[str, str | int],
        event_ids: Collection[int],
        more: Mapping[int, bytes],
    ) -> Path:
        """Write those of these events that are kept, and `more` blocks, as a whole file.

        Raises OSError.
        """
        packed = {**self._packed, **more}
        wanted = sorted({*event_ids, *more})
        return await to_thread(_write, path, head, wanted, packed, self.file, self._changed)

    def _read(
        self, event_ids: Collection[int], file: KeptFile | None, changed: frozenset[int]
    ) -> dict[int, KeptEvent]:
        found = {}
        for event_id in event_ids:
            try:
                block = self._packed.get(event_id) or _block(event_id, file, changed)
                if block:
                    found[event_id] = unpack_event(block)
            except (OSError, ValueError) as error:
                log.warning("Event %d was kept and cannot be read: %s", event_id, error)
        return found


def packed_events(
    event_ids: Collection[int],
    dates: Collection[PublishedOccurrence],
    series: Mapping[int, PublishedSeries],
) -> dict[int, bytes]:
    """Pack events; one that cannot be packed is absent, and the log names it (R18)."""
    by_event: dict[int, list[PublishedOccurrence]] = {event_id: [] for event_id in event_ids}
    for one in dates:
        by_event[one.event_id].append(one)
    packed = {}
    for event_id, ones in by_event.items():
        try:
            event = KeptEvent(dates=tuple(ones), series=series.get(event_id))
            packed[event_id] = pack_event(event)
        except ValueError:
            log.exception("Event %d cannot be kept", event_id)
    return packed


def _write(
    path: Path,
    head: Mapping[str, str | int],
    wanted: list[int],
    packed: Mapping[int, bytes],
    file: KeptFile | None,
    changed: frozenset[int],
) -> Path:
    sizes = {}
    for key in wanted:
        size = len(packed[key]) if key in packed else _size(key, file, changed)
        if size:
            sizes[key] = size
    blocks = (packed.get(key) or _block(key, file, changed) for key in sizes)
    return write_draft(path, head, sizes, blocks)


def _size(key: int, file: KeptFile | None, changed: frozenset[int]) -> int:
    return file.size(key) if file is not None and key not in changed else 0


def _block(key: int, file: KeptFile | None, changed: frozenset[int]) -> bytes:
    return file.block(key) if file is not None and key not in changed else b""
