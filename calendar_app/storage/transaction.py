"""The only door to a transaction.

Nothing else in the program imports `in_transaction`; a lint rule says so. Inside the block:
no HTTP request, no password hashing, no rendering, no `asyncio.create_task`. On SQLite every
other query of the process waits until the block ends.
"""

from tortoise.backends.base.client import TransactionContext
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction  # noqa: TID251  the one place that may


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
