"""A transaction on SQLite that can be cancelled at any moment.

Tortoise 1.1.9 keeps one connection per process behind one lock. Four faults of the stock
transaction are mended here:

1. A task cancelled while it enters a transaction keeps the lock: every later query hangs.
2. `BEGIN` is deferred, so a transaction that reads and then writes fails at once with
   "database is locked" when another process writes; busy_timeout does not help. `BEGIN
   IMMEDIATE` waits its turn instead.
3. A failed COMMIT or a body that raises `TransactionManagementError` leaves the transaction
   open on the shared connection. Later queries silently join it: what they save is lost, or
   half a change is saved with it.
4. `execute_script()` inside a transaction commits that transaction.
"""

import contextlib
import sqlite3
from types import TracebackType
from typing import NoReturn

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

from calendar_app.storage.background import finish, in_background
from calendar_app.storage.savepoint import Savepoint
from calendar_app.storage.sqlite_errors import TranslatesErrors, translating


class SafeSqliteTransaction(TranslatesErrors, SqliteTransactionWrapper):
    """One transaction, or one savepoint in it, on the process's only connection."""

    cancellation_safe = True

    def _in_transaction(self) -> TransactionContext:
        return Savepoint(SafeSqliteTransaction(self))

    async def begin(self) -> None:
        """Take the write lock now, so that a later write cannot fail for want of it."""
        with translating():
            await self._connection.execute("BEGIN IMMEDIATE")

    async def commit(self) -> None:
        """Commit, or undo: a failed COMMIT would otherwise stay open for the next query."""
        if not self._connection.in_transaction:
            raise OperationalError("SQLite has undone this transaction after an earlier error")
        try:
            with translating():
                await super().commit()
        except OperationalError:
            await self.rollback()
            raise

    async def savepoint(self) -> None:
        """Begin a savepoint, with errors translated."""
        with translating():
            await super().savepoint()

    async def savepoint_rollback(self) -> None:
        """Undo to the savepoint, unless SQLite has undone the whole transaction already.

        It does so by itself when the disk is full or fails.
        """
        if self._connection.in_transaction:
            with translating():
                await super().savepoint_rollback()

    async def release_savepoint(self) -> None:
        """Keep what was done since the savepoint, with errors translated."""
        with translating():
            await super().release_savepoint()

    async def execute_script(self, query: str) -> NoReturn:
        """Refuse: sqlite3 commits whatever is open before it runs a script."""
        raise OperationalError(
            "execute_script() would commit the open transaction on SQLite; "
            "use execute_query() once per statement"
        )


class SafeSqliteTransactionContext(SqliteTransactionContext):
    """Takes the process's database lock and always gives it back."""

    __slots__ = ()
    connection: SafeSqliteTransaction

    async def __aenter__(self) -> TransactionalDBClient:
        """Begin; when that fails or is cancelled, clean up before anyone else gets the lock."""
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
            self.token = get_connections().set(self.connection_name, self.connection)
        except BaseException:
            in_background(self._undo_begin())
            raise
        return self.connection

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """Commit or roll back to the end, even if the caller is cancelled while it waits."""
        try:
            get_connections().reset(self.token)
        finally:
            await finish(self._end(failed=exc_type is not None))

    async def _end(self, *, failed: bool) -> None:
        try:
            if self.connection._finalized:
                return
            if failed:
                await self.connection.rollback()
            else:
                await self.connection.commit()
        finally:
            self._trxlock.release()

    async def _undo_begin(self) -> None:
        """Put a ROLLBACK behind the BEGIN that may still wait in the driver's queue.

        The driver runs its queue in order, and ROLLBACK without a transaction does nothing.
        """
        try:
            if self.connection._connection:
                with contextlib.suppress(sqlite3.Error, ValueError):
                    await self.connection._connection.rollback()
        finally:
            self._trxlock.release()
