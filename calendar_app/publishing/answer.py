"""Finished bytes with their ETag; a feed, with what its headers need to know."""

import gzip
from dataclasses import dataclass, field
from hashlib import blake2b

from calendar_app.domain.selection import Selection
from calendar_app.publishing.formats import Format
from feeds.trim import Trimming

_LEVEL = 6


@dataclass(slots=True, eq=False)
class Content:
    """The bytes of a page or a feed.

    The ETag is a weak hash of the identity body, so a proxy may compress; no two formats share a
    body, so none shares an ETag (T-13).
    """

    body: bytes
    etag: str = field(init=False)
    _gzipped: bytes | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        digest = blake2b(self.body, digest_size=16).hexdigest()
        self.etag = f'W/"{digest}"'

    @property
    def size(self) -> int:
        """Bytes held in memory, with room for the compressed form: calendars shrink to a sixth."""
        return len(self.body) * 5 // 4

    @property
    def gzipped(self) -> bytes:
        """The body compressed; the same bytes in every process, since no time is in it.

        Costs some milliseconds the first time, so ask in a thread.
        """
        if self._gzipped is None:
            self._gzipped = gzip.compress(self.body, _LEVEL, mtime=0)
        return self._gzipped


@dataclass(slots=True, eq=False)
class Answer(Content):
    """The bytes of one feed in one version of the publication.

    `address` is the path of the feed's own canonical address, "" when it has none. `selection`
    is what it holds, None for the feed of one event, which `event_id` names, and for one that
    no event can change.
    """

    filename: str
    form: Format = Format.ICS
    address: str = ""
    selection: Selection | None = None
    event_id: int | None = None
    trimming: Trimming = Trimming()  # noqa: RUF009 - frozen, and of another package
