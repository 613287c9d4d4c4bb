"""Tortoise's SQLite engine, made safe for a web server.

Besides the transactions (`sqlite_transaction`), three faults of the stock engine in Tortoise
1.1.9 are mended here:

1. A file that cannot be opened keeps the lock: the first query fails, the second hangs.
2. A cancelled `bulk_create()` leaves a transaction open on the shared connection.
3. A PRAGMA that SQLite cannot obey is taken for obeyed.

The word "sqlite" must stay in this module's name: Tortoise's migration executor chooses its
schema editor by it.
"""

import asyncio
import sqlite3
from typing import Any

import aiosqlite
from tortoise.backends.base.client import ConnectionWrapper, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient
from tortoise.exceptions import DBConnectionError

from calendar_app.storage.sqlite_errors import TranslatesErrors
from calendar_app.storage.sqlite_transaction import (
    SafeSqliteTransaction,
    SafeSqliteTransactionContext,
)

_CHECKED_PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")


class SafeSqliteClient(TranslatesErrors, SqliteClient):
    """The engine: name this module as `engine` in the Tortoise configuration."""

    cancellation_safe = True
    may_connect = True
    """A server's is False until it holds its locks (`serving.serving_database`)."""

    async def create_connection(self, with_db: bool) -> None:
        """Open the file with every PRAGMA in force, or not at all."""
        if self._connection:
            return
        if not self.may_connect:
            raise DBConnectionError("the database has not been opened yet")
        connection = aiosqlite.connect(self.filename, isolation_level=None)
        try:
            self._connection = await connection
            connection.row_factory = sqlite3.Row
            for name, value in self.pragmas.items():
                await connection.execute_fetchall(f"PRAGMA {name} = {value}")
            await self._check_pragmas()
            await self._post_connect()
        except BaseException as exc:
            self._connection = None  # half-open it lacks PRAGMAs, perhaps foreign_keys
            await _stop(connection)
            if isinstance(exc, sqlite3.Error):
                raise DBConnectionError(exc) from exc
            raise

    def acquire_connection(self) -> ConnectionWrapper[aiosqlite.Connection]:
        """Lend the connection to one plain query."""
        return _UnlockingConnectionWrapper(self._lock, self)

    def _in_transaction(self) -> TransactionContext:
        return SafeSqliteTransactionContext(SafeSqliteTransaction(self), self._lock)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Insert many rows in a transaction of the safe kind (`bulk_create()` ends here)."""
        async with self._in_transaction() as transaction:
            await transaction.execute_many(query, values)

    async def _check_pragmas(self) -> None:
        """Refuse to run with less safety than asked for.

        SQLite ignores a PRAGMA it cannot obey: WAL, for instance, on some network file systems.
        """
        for name in _CHECKED_PRAGMAS:
            wanted = str(self.pragmas.get(name, "")).upper()
            got = await _read_pragma(self, name)
            if wanted and got != wanted:
                raise DBConnectionError(
                    f"SQLite answers {name}={got} instead of {wanted}; "
                    "the file must be on a local disk"
                )


class _UnlockingConnectionWrapper(ConnectionWrapper[aiosqlite.Connection]):
    """The lock for one plain query; the stock one keeps it when the file cannot be opened."""

    __slots__ = ()

    async def __aenter__(self) -> aiosqlite.Connection:
        await self._lock.acquire()
        try:
            await self.ensure_connection()
        except BaseException:
            self._lock.release()
            raise
        return self.connection


_PRAGMA_WORDS = {
    "synchronous": {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"},
    "foreign_keys": {0: "OFF", 1: "ON"},
}


async def _read_pragma(client: SqliteClient, name: str) -> str:
    """Read one PRAGMA in the words that set it."""
    assert client._connection is not None
    rows = list(await client._connection.execute_fetchall(f"PRAGMA {name}"))
    value = rows[0][0]
    return _PRAGMA_WORDS.get(name, {}).get(value, str(value)).upper()


async def _stop(connection: aiosqlite.Connection) -> None:
    """Wait for the thread of a connection that failed to open.

    aiosqlite lets it run on. Once the loop is closed, as when a command ends with this very
    error, the thread finds nobody to report to and prints a traceback.
    """
    connection.stop()
    await asyncio.shield(asyncio.to_thread(connection._thread.join))


client_class = SafeSqliteClient
