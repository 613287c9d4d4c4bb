"""The only door to a transaction.

Nothing else in the program imports `in_transaction`; a lint rule says so. Inside the block:
no HTTP request, no password hashing, no rendering, no `asyncio.create_task`. On SQLite every
other query of the process waits until the block ends.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction  # noqa: TID251  the one place that may

from calendar_app.storage.errors import RetryableError

_Result = TypeVar("_Result")


class UnsafeEngineError(RuntimeError):
    """The configuration names a stock Tortoise engine."""


def transaction() -> TransactionContext:
    """Open a transaction, or a savepoint when one is open already.

    Usage: `async with transaction(): ...`. Put a nested block round any statement whose
    IntegrityError you mean to catch: PostgreSQL refuses all that follows without it, the
    COMMIT too (`TransactionManagementError`).
    """
    connection = get_connection("default")
    if not getattr(connection, "cancellation_safe", False):
        raise UnsafeEngineError(
            f"{type(connection).__name__} is not cancellation-safe; "
            "build the configuration with calendar_app.storage.config.tortoise_config()"
        )
    return in_transaction("default")


async def retrying(
    work: Callable[[], Awaitable[_Result]], *, attempts: int = 3, within_seconds: float = 2.0
) -> _Result:
    """Run `work`, which opens its own transaction, again when it lost a race.

    A deadlock or a serialization failure is told at once, and the next try mostly works. A busy
    SQLite file has already been waited for (busy_timeout), so that is not tried again: after
    `within_seconds` the `RetryableError` goes to the caller. `work` must be safe to run twice.
    """
    if isinstance(get_connection("default"), TransactionalDBClient):
        raise RuntimeError("retrying() inside a transaction: only the whole one can run again")
    started = time.monotonic()
    for attempt in range(1, attempts):
        try:
            return await work()
        except RetryableError:
            if time.monotonic() - started > within_seconds:
                raise
            await asyncio.sleep(0.02 * attempt)
    return await work()
