"""A transaction on PostgreSQL that can be cancelled at any moment.

Three faults of the stock transaction in Tortoise 1.1.9 are mended here:

1. A task cancelled (or failing) while it enters a transaction never gives its pooled
   connection back: with the default pool of five, the sixth query hangs for ever.
2. A task cancelled while it leaves a transaction may keep using a connection that the pool
   has already taken back.
3. When the body has swallowed an error, PostgreSQL answers COMMIT with a silent ROLLBACK:
   the caller believes that everything was saved.
"""

import contextlib
from types import TracebackType
from typing import TYPE_CHECKING

import asyncpg
from tortoise.backends.asyncpg.client import TransactionWrapper
from tortoise.backends.base.client import (
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.backends.base_postgres.client import translate_exceptions
from tortoise.connection import get_connections

from calendar_app.storage.asyncpg_errors import GONE, TranslatesErrors
from calendar_app.storage.background import finish
from calendar_app.storage.savepoint import Savepoint

if TYPE_CHECKING:
    from calendar_app.storage.asyncpg_engine import SafeAsyncpgClient


class SafeAsyncpgTransaction(TranslatesErrors, TransactionWrapper):
    """One transaction on one pooled connection, or one savepoint in it."""

    cancellation_safe = True

    def _in_transaction(self) -> TransactionContext:
        return Savepoint(SafeAsyncpgTransaction(self))

    @translate_exceptions
    async def commit(self) -> None:
        """Commit, with errors translated (a deferred constraint fails here).

        The statement before it fails in a transaction that an earlier error has spoilt, as
        COMMIT itself should. It costs 0.1 ms on the same machine.
        """
        try:
            await self._connection.execute("SELECT 1")
        except asyncpg.InFailedSQLTransactionError:
            await super().rollback()
            raise
        await super().commit()

    @translate_exceptions
    async def rollback(self) -> None:
        """Roll back, with errors translated (the server may be gone)."""
        await super().rollback()

    def _lost(self, error: asyncpg.InterfaceError) -> bool:
        """Know one sign more: the pool takes a connection back when the server ends it.

        After the transaction the same words mean a task that was started inside and outlived it.
        """
        taken_back = "has been released back to the pool" in str(error)
        return super()._lost(error) or (taken_back and not self._finalized)


class SafeAsyncpgTransactionContext(TransactionContextPooled):
    """Takes a connection from the pool and always gives it back."""

    __slots__ = ("_owner",)
    client: SafeAsyncpgTransaction

    def __init__(self, owner: "SafeAsyncpgClient") -> None:
        super().__init__(SafeAsyncpgTransaction(owner), owner._pool_init_lock)
        self._owner = owner

    async def __aenter__(self) -> TransactionalDBClient:
        """Begin; when that fails or is cancelled, give the connection back."""
        await self.ensure_connection()
        self.client._connection = await self._owner.acquire_from_pool()
        try:
            await self.client.begin()
            self.token = get_connections().set(self.connection_name, self.client)
        except BaseException:
            await self._give_back()
            raise
        return self.client

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
            if self.client._finalized:
                return
            if failed:
                await self.client.rollback()
            else:
                await self.client.commit()
        finally:
            await self._give_back()

    async def _give_back(self) -> None:
        """Release the connection; asyncpg shields this against cancellation itself.

        A dead connection fails here too. The pool closes it, and its death has been reported.
        """
        pool = self._owner._pool
        if pool:
            with contextlib.suppress(*GONE, asyncpg.InterfaceError):
                await pool.release(self.client._connection)
