"""asyncpg's own errors, turned into those that the rest of the program knows."""

from collections.abc import Callable
from typing import Any

import asyncpg
from tortoise.exceptions import DBConnectionError, OperationalError

from calendar_app.storage.errors import DiskFullError, RetryableError

LOST_RACE = (
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.SerializationError,
)
GONE = (
    asyncpg.AdminShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.CrashShutdownError,
    asyncpg.InternalClientError,  # "another operation (2) is in progress": dead, not yet closed
    asyncpg.PostgresConnectionError,
    asyncpg.TooManyConnectionsError,
    OSError,
)


class TranslatesErrors:
    """Lets no asyncpg exception out of a query, except one that means a programming error."""

    async def _translate_exceptions(
        self, func: Callable[..., Any], *args: Any, **kwargs: Any
    ) -> Any:
        try:
            return await super()._translate_exceptions(func, *args, **kwargs)  # type: ignore[misc]
        except DBConnectionError:  # an OSError, too
            raise
        except LOST_RACE as exc:
            raise RetryableError(exc) from exc
        except TimeoutError as exc:
            raise DBConnectionError("the database did not answer in time") from exc
        except GONE as exc:
            raise DBConnectionError(exc) from exc
        except asyncpg.DiskFullError as exc:
            raise DiskFullError(exc) from exc
        except asyncpg.PostgresError as exc:
            raise OperationalError(exc) from exc
        except asyncpg.InterfaceError as exc:
            if self._lost(exc):
                raise DBConnectionError(exc) from exc
            raise

    def _lost(self, error: asyncpg.InterfaceError) -> bool:
        """Tell a lost connection from a programming error; asyncpg has one class for both."""
        return "is closed" in str(error) or "is closing" in str(error)
