"""A lock on a file: held by one process alone, or shared by many.

flock(2) is used because the kernel drops it when the process ends, however it ends: no stale
lock is left after kill -9. The lock file itself stays; deleting it would let two processes
lock two different files of the same name.
"""

import asyncio
import fcntl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import FileIO
from pathlib import Path

_POLL_SECONDS = 0.05


class FileHeldError(Exception):
    """Somebody else holds the file. `holder` is what they wrote into it, or nothing."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@asynccontextmanager
async def exclusive_file(
    path: Path, *, holder: str, patience: Callable[[str], float]
) -> AsyncIterator[None]:
    """Hold `path` alone for as long as the block runs, or raise `FileHeldError`.

    `holder` is left in the file for those who are refused; `patience` tells from the present
    holder's own text how many seconds to wait for it.
    """
    with FileIO(path, "a+") as file:
        await _lock(file, fcntl.LOCK_EX, patience)
        file.truncate(0)
        file.write(holder.encode())
        yield


@asynccontextmanager
async def shared_file(path: Path, *, wait_seconds: float) -> AsyncIterator[None]:
    """Hold `path` together with others, keeping out who wants it alone, or raise."""
    with FileIO(path, "a+") as file:
        await _lock(file, fcntl.LOCK_SH, lambda _: wait_seconds)
        yield


async def _lock(file: FileIO, kind: int, patience: Callable[[str], float]) -> None:
    """Ask again and again: a blocking flock in a thread could not be cancelled."""
    started = time.monotonic()
    while not _try_lock(file, kind):
        holder = _read_holder(file)
        if time.monotonic() - started >= patience(holder):
            raise FileHeldError(holder)
        await asyncio.sleep(_POLL_SECONDS)


def _try_lock(file: FileIO, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read_holder(file: FileIO) -> str:
    file.seek(0)
    return file.read(100).decode(errors="replace")
