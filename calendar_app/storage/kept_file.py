"""The file by which the last answer outlives the database: blocks of bytes, whole or not there.

It holds what the public may know. Whoever takes something from the public takes the file away
before saying so (`take_away`), in whatever process; and a server may be writing it at that very
moment. So a server writes a draft, looks at the version of the publication, and only then gives
the draft its name. `take_away` removes drafts too: one that was begun before cannot be named
any more, and a look after it sees the new version. No crash in between leaves the old file.
"""

import json
import logging
import os
import tempfile
import weakref
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from calendar_app.storage.config import Config
from calendar_app.storage.sqlite_copy import sync

NAME = "published.kept"

_MAGIC = b"lesekalender-published-1"
_FIRST_LINE = 128
_KEY = "kept_file"

log = logging.getLogger(__name__)
_known: list[Path] = []
_times_taken_away = [0]


def with_kept_file(config: Config, folder: Path) -> Config:
    """Name the folder of the file in a configuration; Tortoise reads past it."""
    return {**config, _KEY: folder / NAME}


def kept_path(config: Config) -> Path | None:
    """Tell where the file is, None when the configuration names none."""
    path: Path | None = config.get(_KEY)
    return path


@contextmanager
def known(config: Config) -> Iterator[None]:
    """Let `take_away` find the file for as long as the block has the database open."""
    path = kept_path(config)
    if path is None:
        yield
        return
    _known.append(path)
    try:
        yield
    finally:
        _known.remove(path)


def take_away(*, for_good: bool) -> None:
    """Remove the file that is known, if it is there.

    With `for_good` no power cut brings it back; that may take a while, and blocks.
    """
    _times_taken_away[0] += 1
    for path in set(_known):
        remove(path, for_good=for_good)


def times_taken_away() -> int:
    """Count how often this process has taken something from the public, file or no file."""
    return _times_taken_away[0]


def forget_kept(config: Config) -> None:
    """Remove the file of a database that is replaced or changed as a whole. Blocking."""
    path = kept_path(config)
    if path is not None:
        remove(path)


def remove(path: Path, *, for_good: bool = True) -> None:
    """Remove a file and its drafts; those first, so that one that is named meanwhile goes too.

    A file that cannot be removed is no reason to keep something public: the log says what to do.
    """
    try:
        for one in (*_drafts(path), path):
            one.unlink(missing_ok=True)
        if for_good and path.parent.exists():
            sync(path.parent)
    except OSError as error:
        log.error("%s holds what is public no more: delete it (%s)", path, error.strerror)


def drop_drafts(path: Path) -> None:
    """Remove what a killed process left half-written."""
    with suppress(OSError):
        for draft in _drafts(path):
            draft.unlink(missing_ok=True)


def write_draft(
    path: Path, head: Mapping[str, Any], sizes: Mapping[int, int], blocks: Iterable[bytes]
) -> Path:
    """Write a whole file beside `path` and wait until it is on the disk; gives its own path.

    `sizes` tells the length of each block by its key, in ascending order of keys, and `blocks`
    gives them in that order. Only the owner may read the file. Raises OSError, and leaves
    nothing behind then.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_beginning(head, sizes))
            file.writelines(blocks)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def name_draft(draft: Path, path: Path) -> bool:
    """Let a draft take the place of the file; False when it was taken away meanwhile."""
    try:
        os.replace(draft, path)
    except FileNotFoundError:
        return False
    sync(path.parent)
    return True


class KeptFile:
    """A whole file, open for as long as somebody holds this; its name may be gone by then."""

    def __init__(self, descriptor: int, head: Mapping[str, Any], start: int) -> None:
        self.head: Mapping[str, Any] = head["head"]
        self.keys = array("q", head["keys"])
        self._ends = array("q", _running_sum(head["sizes"], start))
        self._descriptor = descriptor
        self._start = start
        weakref.finalize(self, os.close, descriptor)

    @property
    def is_in_place(self) -> bool:
        """Tell whether it still has its name, or at least one."""
        return os.fstat(self._descriptor).st_nlink > 0

    def size(self, key: int) -> int:
        """Give the length of one block, 0 when there is none with that key."""
        begin, end = self._place(key)
        return end - begin

    def block(self, key: int) -> bytes:
        """Read one block, b"" when there is none with that key. Raises OSError."""
        begin, end = self._place(key)
        return os.pread(self._descriptor, end - begin, begin)

    def _place(self, key: int) -> tuple[int, int]:
        place = bisect_left(self.keys, key)
        if place == len(self.keys) or self.keys[place] != key:
            return 0, 0
        return self._ends[place - 1] if place else self._start, self._ends[place]


def open_kept(path: Path) -> KeptFile | None:
    """Open the file if it is there, whole and of this program's making; else None, and a word.

    Whoever reads a block finds out for itself whether its bytes are sound.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        log.warning("%s cannot be read (%s)", path, error.strerror)
        return None
    try:
        head, start = _read_beginning(descriptor)
        if start + sum(head["sizes"]) != os.fstat(descriptor).st_size:
            raise ValueError("it is cut off")
    except (OSError, ValueError) as error:
        log.warning("%s is of no use: %s", path, error)
        os.close(descriptor)
        return None
    return KeptFile(descriptor, head, start)


def _beginning(head: Mapping[str, Any], sizes: Mapping[int, int]) -> bytes:
    """Write the first line, which guards the second part, and that: where each block lies."""
    text = {"head": head, "keys": list(sizes), "sizes": list(sizes.values())}
    table = json.dumps(text, separators=(",", ":")).encode()
    return b"%s %s %d\n%s" % (_MAGIC, _digest(table), len(table), table)


def _read_beginning(descriptor: int) -> tuple[dict[str, Any], int]:
    line, newline, _ = os.pread(descriptor, _FIRST_LINE, 0).partition(b"\n")
    words = line.split(b" ")
    if not newline or len(words) != 3 or words[0] != _MAGIC:
        raise ValueError("it is of another kind, or of another version of the program")
    start, length = len(line) + 1, int(words[2])
    if length > os.fstat(descriptor).st_size:
        raise ValueError("it is cut off")
    table = os.pread(descriptor, length, start)
    if _digest(table) != words[1]:
        raise ValueError("it is damaged")
    head: dict[str, Any] = json.loads(table)
    return head, start + length


def _digest(table: bytes) -> bytes:
    return blake2b(table, digest_size=16).hexdigest().encode()


def _running_sum(sizes: Sequence[int], start: int) -> Iterator[int]:
    for size in sizes:
        start += size
        yield start


def _drafts(path: Path) -> list[Path]:
    return list(path.parent.glob(f"{_prefix(path)}*"))


def _prefix(path: Path) -> str:
    return f".{path.name}."
