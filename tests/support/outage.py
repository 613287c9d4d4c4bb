"""Databases that a test takes away and gives back, under a server that goes on.

A PostgreSQL database lies behind a small proxy that can be stopped or made deaf; a SQLite file is
overwritten in place with something that is no database.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from calendar_app.storage.address import read_address

_CHUNK = 65536


class Outage(Protocol):
    """A database with an address of its own, which can be away."""

    @property
    def url(self) -> str: ...

    async def begin(self) -> None: ...

    async def end(self) -> None: ...


@asynccontextmanager
async def outage_of(url: str) -> AsyncIterator[Outage]:
    """Have the power over a database, at an address to be used instead of its own."""
    if url.startswith("sqlite"):
        yield BrokenFile(url)
        return
    proxy = Proxy(url)
    await proxy.end()
    try:
        yield proxy
    finally:
        await proxy.begin()


class BrokenFile:
    """A SQLite file that is overwritten, and written back as it was; nothing is saved between.

    Another process writes: closing the file in this one would drop the locks of SQLite.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._path = Path(read_address(url, ssl="prefer").path)  # type: ignore[union-attr]
        self._good = self._path.with_suffix(".good")
        self._garbage = self._path.with_suffix(".garbage")

    async def begin(self) -> None:
        await asyncio.to_thread(self._empty_caches)
        await _copy(self._path, self._good)
        size = self._good.stat().st_size
        self._garbage.write_bytes(b"garbage " * (size // 8))
        await _copy(self._garbage, self._path)

    async def end(self) -> None:
        await _copy(self._good, self._path)
        await asyncio.to_thread(self._empty_caches)

    def _empty_caches(self) -> None:
        """Move all rows into the file, and let every connection forget the pages it has read."""
        with closing(sqlite3.connect(self._path, isolation_level=None, timeout=5)) as connection:
            while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                pass  # somebody reads
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version = {version + 1}")


async def _copy(source: Path, target: Path) -> None:
    process = await asyncio.create_subprocess_exec("cp", source, target)
    assert await process.wait() == 0


class Proxy:
    """Stands before a PostgreSQL server; without it nobody answers at its port."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._target = address.hostname, address.port
        self._user, self._name = address.username, address.path
        self._port = 0
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.Task[None]] = set()
        self.is_deaf = False
        """Takes connections and bytes, and passes nothing on: a network that loses everything."""

    @property
    def url(self) -> str:
        return f"postgres://{self._user}@127.0.0.1:{self._port}{self._name}"

    async def begin(self) -> None:
        """Hang up, and answer nobody."""
        assert self._server
        self._server.close()
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    async def end(self) -> None:
        """Answer, at the same port as before."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = asyncio.ensure_future(self._connect(reader, writer))
        self._lines.add(line)
        line.add_done_callback(self._lines.discard)
        with suppress(asyncio.CancelledError):
            await line

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._target)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pass(reader, back))
                both.create_task(self._pass(there, writer))
        except* OSError:
            pass
        finally:
            for end in (writer, back):
                end.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(_CHUNK):
            if not self.is_deaf:
                writer.write(data)
                await writer.drain()
        raise ConnectionResetError
