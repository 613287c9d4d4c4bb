"""A nested transaction: a savepoint, on both databases."""

from types import TracebackType

from tortoise.backends.base.client import NestedTransactionContext


class Savepoint(NestedTransactionContext):
    """Undone whatever the body raised.

    The stock one keeps the half-done work when the body raises `TransactionManagementError`,
    which is PostgreSQL's answer to any statement after a failed one.
    """

    __slots__ = ()

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """Keep what the body did, or undo it."""
        if self.client._finalized:
            return
        if exc_type is None:
            await self.client.release_savepoint()
        else:
            await self.client.savepoint_rollback()
