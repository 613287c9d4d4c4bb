"""SQLite's own errors, turned into those that the rest of the program knows."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tortoise.exceptions import (
    BaseORMException,
    DBConnectionError,
    IntegrityError,
    OperationalError,
)

from calendar_app.storage.errors import DiskFullError, RetryableError

_AWAY = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOTADB,
)
"""The file cannot be reached, or is no database any more: as good as a server that is away."""


def translated(error: sqlite3.Error) -> BaseORMException:
    """Name one driver error."""
    if isinstance(error, sqlite3.IntegrityError):
        return IntegrityError(error)
    primary_code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary_code == sqlite3.SQLITE_BUSY:
        return RetryableError(error)
    if primary_code == sqlite3.SQLITE_FULL:
        return DiskFullError(error)
    if primary_code in _AWAY:
        return DBConnectionError(error)
    return OperationalError(error)


@contextmanager
def translating() -> Iterator[None]:
    """Let no driver error out, except one that means a programming error."""
    try:
        yield
    except OperationalError as exc:  # Tortoise's name for all of them
        if isinstance(exc.__context__, sqlite3.Error):
            raise translated(exc.__context__) from exc.__context__
        raise
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as exc:
        raise translated(exc) from exc


class TranslatesErrors:
    """The query methods of a client, with errors translated."""

    async def execute_insert(self, query: str, values: list[Any]) -> int:
        """Insert one row."""
        with translating():
            inserted: int = await super().execute_insert(query, values)  # type: ignore[misc]
            return inserted

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Run one statement for many rows."""
        with translating():
            await super().execute_many(query, values)  # type: ignore[misc]

    async def execute_query(
        self, query: str, values: list[Any] | None = None
    ) -> tuple[int, Sequence[dict[str, Any]]]:
        """Run one statement."""
        with translating():
            answer: tuple[int, Sequence[dict[str, Any]]] = await super().execute_query(  # type: ignore[misc]
                query, values
            )
            return answer

    async def execute_query_dict(
        self, query: str, values: list[Any] | None = None
    ) -> list[dict[str, Any]]:
        """Run one statement and give its rows as dictionaries."""
        with translating():
            rows: list[dict[str, Any]] = await super().execute_query_dict(query, values)  # type: ignore[misc]
            return rows
