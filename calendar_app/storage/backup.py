"""A consistent, checked copy of the database, made while the server goes on."""

import asyncio
import shlex
from datetime import UTC, datetime
from pathlib import Path

from calendar_app.storage.config import Config, credentials, sqlite_file
from calendar_app.storage.errors import BackupError
from calendar_app.storage.sqlite_copy import copy_to_new_file

_KEPT = 10
"""Copies made before migrations; the eleventh oldest goes."""


async def back_up(config: Config, target: Path) -> None:
    """Copy the SQLite database to `target`, which must not exist yet.

    The copy is one state of the database, checked (integrity and references), on the disk, and
    readable only by its owner: it holds log-ins. Raises `BackupError` with one sentence; then
    nothing lies at `target`. A PostgreSQL database is its own tool's part: the sentence has
    the command.
    """
    database = sqlite_file(config)
    if database is None:
        raise BackupError(
            "A PostgreSQL database is backed up with its own tool: "
            f"pg_dump --format=custom --file={shlex.quote(str(target))} {_server(config)}"
        )
    if not await asyncio.to_thread(database.is_file):
        raise BackupError(f"There is no database at {database}.")
    await asyncio.to_thread(copy_to_new_file, database, target)


async def back_up_before_migration(config: Config, *, now: datetime) -> Path:
    """Copy a SQLite database into `backups` beside it, and let the oldest such copies go."""
    database = sqlite_file(config)
    assert database is not None
    folder = database.parent / "backups"
    target = folder / f"before-migration-{stamp(now)}.db"
    await asyncio.to_thread(folder.mkdir, mode=0o700, exist_ok=True)
    await back_up(config, target)
    await asyncio.to_thread(_let_oldest_go, folder)
    return target


def stamp(now: datetime) -> str:
    """Write a moment so that file names sort by it: UTC, to the microsecond."""
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def require_sqlite(config: Config, source: Path) -> Path:
    """Give the database file to restore into, or raise with the command for PostgreSQL."""
    database = sqlite_file(config)
    if database is None:
        raise BackupError(
            "A PostgreSQL database is restored with its own tool: "
            f"pg_restore --clean --if-exists {_server(config)} {shlex.quote(str(source))}"
        )
    return database


def _let_oldest_go(folder: Path) -> None:
    for old in sorted(folder.glob("before-migration-*.db"))[:-_KEPT]:
        old.unlink()


def _server(config: Config) -> str:
    """Name the database to PostgreSQL's tools, without the password."""
    server = credentials(config)
    names = {"host": "host", "port": "port", "username": "user", "dbname": "database"}
    return " ".join(
        f"--{option}={shlex.quote(str(server[name]))}"
        for option, name in names.items()
        if server[name]
    )
