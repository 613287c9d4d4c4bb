"""Who may touch the database: one server per SQLite file, one migration at a time anywhere.

Two files beside a SQLite database carry the locks:

* `….lock` has one owner: `serve`, or a `migrate` or `restore`, which must not run under a server.
* `….users` is shared by everyone who has the database open (`connect.connected`). `migrate` and
  `restore` hold it alone, so that no command writes into a file that is just being replaced.

Tortoise takes no lock when it migrates. Two processes that start together both apply
migration 0001, and the loser dies with "relation ... already exists".
"""

import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

import asyncpg

from calendar_app.storage.config import Config, credentials, described, sqlite_file
from calendar_app.storage.errors import DatabaseInUseError, DatabaseUnavailableError
from calendar_app.storage.file_lock import FileHeldError, exclusive_file, shared_file

_MIGRATION_KEY = 715517
"""Any number, as long as every version of the program uses the same one."""

AT_ONCE = 0.5
"""Seconds to wait for somebody who does not end by itself: a server."""


@asynccontextmanager
async def serving_lock(config: Config, *, wait_seconds: float = AT_ONCE) -> AsyncIterator[None]:
    """Own the SQLite file while serving; a second server is refused within a second.

    PostgreSQL takes any number of servers.
    """
    path = sqlite_file(config)
    async with AsyncExitStack() as stack:
        if path:
            await _enter(stack, _owner_lock(path, role="serve", wait_seconds=wait_seconds), path)
        yield


@asynccontextmanager
async def use_lock(config: Config, *, wait_seconds: float = 5.0) -> AsyncIterator[None]:
    """Keep `migrate` and `restore` away while the block has the SQLite file open."""
    path = sqlite_file(config)
    async with AsyncExitStack() as stack:
        if path:
            await _enter(stack, shared_file(_users_file(path), wait_seconds=wait_seconds), path)
        yield


@asynccontextmanager
async def sole_use_lock(
    config: Config, *, role: str, wait_seconds: float = 30.0
) -> AsyncIterator[None]:
    """Be alone with the database, to migrate or replace it.

    Waits for other commands to end, but not for a server. On PostgreSQL it keeps other
    migrations out and nobody else.
    """
    path = sqlite_file(config)
    async with AsyncExitStack() as stack:
        if path:
            await _enter(stack, _owner_lock(path, role=role, wait_seconds=wait_seconds), path)
            alone = exclusive_file(
                _users_file(path), holder=_holder(role), patience=lambda _: wait_seconds
            )
            await _enter(stack, alone, path)
        else:
            await stack.enter_async_context(_advisory_lock(config, wait_seconds=wait_seconds))
        yield


def _owner_lock(
    database: Path, *, role: str, wait_seconds: float
) -> AbstractAsyncContextManager[None]:
    def patience(holder: str) -> float:
        return min(wait_seconds, AT_ONCE) if holder.startswith("serve ") else wait_seconds

    return exclusive_file(
        database.with_name(database.name + ".lock"), holder=_holder(role), patience=patience
    )


def _users_file(database: Path) -> Path:
    return database.with_name(database.name + ".users")


def _holder(role: str) -> str:
    return f"{role} {os.getpid()}"


async def _enter(
    stack: AsyncExitStack, lock: AbstractAsyncContextManager[None], database: Path
) -> None:
    """Take the lock, or say in one sentence why it cannot be had."""
    try:
        await stack.enter_async_context(lock)
    except FileHeldError as exc:
        raise DatabaseInUseError(_refusal(database, exc.holder)) from exc
    except OSError as exc:
        raise DatabaseUnavailableError(
            f"Cannot open the database {database}: {exc.strerror} ({exc.filename})."
        ) from exc


def _refusal(database: Path, holder: str) -> str:
    role, _, process = holder.partition(" ")
    if not process:
        return f"The database {database} is in use by another command: wait for it to end."
    remedy = "stop it first" if role == "serve" else "wait for it to end"
    return (
        f"The database {database} is in use by `lesekalender {role}` (process {process}): {remedy}."
    )


@asynccontextmanager
async def _advisory_lock(config: Config, *, wait_seconds: float) -> AsyncIterator[None]:
    """Hold PostgreSQL's advisory lock on a connection of its own.

    The server drops the lock when that connection ends, however it ends. Behind PgBouncer in
    transaction mode it would not hold: give migrations a direct address.
    """
    names = ("host", "port", "user", "password", "database", "ssl")
    try:
        connection = await asyncpg.connect(**{name: credentials(config)[name] for name in names})
    except (OSError, asyncpg.PostgresError) as exc:
        raise DatabaseUnavailableError(
            f"Cannot open the database {described(config)}: {exc}."
        ) from exc
    try:
        await _wait_for_advisory_lock(connection, wait_seconds)
        yield
    finally:
        await connection.close()


async def _wait_for_advisory_lock(connection: asyncpg.Connection, wait_seconds: float) -> None:
    await connection.execute(f"SET lock_timeout = '{round(wait_seconds * 1000)}ms'")
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _MIGRATION_KEY)
    except asyncpg.LockNotAvailableError as exc:
        raise DatabaseInUseError(
            "Another process is migrating this database: wait for it to end."
        ) from exc
