"""Tortoise's asyncpg engine, made safe for a web server.

Besides the transactions (`asyncpg_transaction`), two faults of the stock engine in Tortoise
1.1.9 are mended here:

1. Waiting for a free connection has no time limit, for plain queries and transactions alike.
2. The driver's own errors leak: a restarted server, a deadlock, a failed COMMIT.

The word "asyncpg" must stay in this module's name: Tortoise's migration executor chooses its
schema editor by it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.base.client import PoolConnectionWrapper, TransactionContext
from tortoise.backends.base_postgres.client import translate_exceptions
from tortoise.exceptions import DBConnectionError

from calendar_app.storage.asyncpg_errors import TranslatesErrors
from calendar_app.storage.asyncpg_transaction import SafeAsyncpgTransactionContext


@contextmanager
def _connecting() -> Iterator[None]:
    """Take whatever the server says to somebody who connects for what it means: no database.

    It may have been dropped or closed to connections, or know the password no more.
    """
    try:
        yield
    except asyncpg.PostgresError as exc:
        raise DBConnectionError(exc) from exc


class SafeAsyncpgClient(TranslatesErrors, AsyncpgDBClient):
    """The engine: name this module as `engine` in the Tortoise configuration."""

    cancellation_safe = True
    may_connect = True
    """A server's is False until it holds its locks (`serving.serving_database`)."""

    def __init__(self, *args: Any, acquire_timeout: float = 10.0, **kwargs: Any) -> None:
        """Accept one credential more than the stock engine: seconds to wait for a connection."""
        super().__init__(*args, **kwargs)
        self.acquire_timeout = float(acquire_timeout)

    @translate_exceptions
    async def create_connection(self, with_db: bool) -> None:
        """Open the pool, with errors translated (the server may be away)."""
        if not self.may_connect:
            raise DBConnectionError("the database has not been opened yet")
        with _connecting():
            await super().create_connection(with_db)

    @translate_exceptions
    async def acquire_from_pool(self) -> asyncpg.Connection:
        """Wait for a free connection, but not for ever."""
        assert self._pool is not None
        with _connecting():
            return await self._pool.acquire(timeout=self.acquire_timeout)

    def acquire_connection(self) -> PoolConnectionWrapper[asyncpg.Connection]:
        """Lend a connection to one plain query."""
        return _TimedPoolConnectionWrapper(self, self._pool_init_lock)

    def _in_transaction(self) -> TransactionContext:
        return SafeAsyncpgTransactionContext(self)


class _TimedPoolConnectionWrapper(PoolConnectionWrapper[asyncpg.Connection]):
    """A pooled connection for one plain query, waited for no longer than `acquire_timeout`."""

    __slots__ = ()
    client: SafeAsyncpgClient

    async def __aenter__(self) -> asyncpg.Connection:
        await self.ensure_connection()
        self.connection = await self.client.acquire_from_pool()
        return self.connection


client_class = SafeAsyncpgClient
