"""Puts a backup in the place of the database: all of it at once, or not at all."""

import asyncio
import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from pathlib import Path

from calendar_app.storage.backup import require_sqlite, stamp
from calendar_app.storage.config import Config
from calendar_app.storage.connect import connected
from calendar_app.storage.database_locks import sole_use_lock
from calendar_app.storage.errors import BackupError, DatabaseInUseError
from calendar_app.storage.heads import known_migrations
from calendar_app.storage.kept_file import forget_kept
from calendar_app.storage.migrate import run_migrations
from calendar_app.storage.sqlite_copy import (
    connect,
    require_ours,
    require_sound,
    sync,
    vacuum_into,
)


async def restore_file(
    config: Config, source: Path, *, now: datetime, prepare: Callable[[], Awaitable[None]]
) -> Path | None:
    """Replace the SQLite database by a backup; returns where the replaced one is kept, if any.

    The backup is copied, checked, migrated to this version, and handed to `prepare` as the
    connected database, before it takes the place of the old one in a single step. What `prepare`
    must do (raise SEQUENCE, set the stamps to `now`) is therefore never missing from a restored
    database. `config` comes from `tortoise_config()`, `now` is UTC and names the replaced file.

    Raises `DatabaseInUseError` while a server or another command has the database open, and
    `BackupError` or `MigrationFailedError` when the file will not do. Nothing has changed then.
    """
    database = require_sqlite(config, source)
    async with sole_use_lock(config, role="restore", wait_seconds=2):
        with _workshop(database) as fresh:
            await asyncio.to_thread(_copy, source, fresh, known_migrations(config))
            await run_migrations(_at(fresh, config, migrating=True), now=now)
            async with connected(_at(fresh, config), for_all_tasks=False):
                await prepare()
            forget_kept(config)  # it is of another past
            return _replace(database, fresh, now)  # in no thread: nothing can cancel it half-way


@contextlib.contextmanager
def _workshop(database: Path) -> Iterator[Path]:
    """Have a folder on the same disk for the file that will become the database."""
    folder = Path(tempfile.mkdtemp(dir=database.parent, prefix=".restore-"))
    try:
        yield folder / database.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(source: Path, fresh: Path, known: tuple[str, ...]) -> None:
    if not source.is_file():
        raise BackupError(f"There is no file {source}.")
    try:
        fresh.touch(mode=0o600)
        vacuum_into(source, fresh)
        require_sound(fresh)
        require_ours(fresh, known=known)
    except (sqlite3.Error, OSError) as exc:
        raise BackupError(f"Cannot restore {source}: {exc}.") from exc
    except BackupError as exc:
        raise BackupError(f"Cannot restore {source}: {exc}") from exc


def _at(fresh: Path, config: Config, *, migrating: bool = False) -> Config:
    """Configure another file in the same way."""
    connection = config["connections"]["default"]
    settings = {
        **connection["credentials"],
        "file_path": str(fresh),
        "foreign_keys": "OFF" if migrating else "ON",
    }
    return {**config, "connections": {"default": {**connection, "credentials": settings}}}


def _replace(database: Path, fresh: Path, now: datetime) -> Path | None:
    """Keep the old file under a dated name, and give its own name to the new one.

    A link, not a move: at no moment is there no database.
    """
    kept = database.with_name(f"{database.stem}-replaced-{stamp(now)}{database.suffix}")
    replaced = database.exists()
    try:
        if replaced:
            _settle_log(database)
            _take_owner_and_mode(fresh, database)
            os.link(database, kept)
        _move_log(database, kept)
        sync(fresh)
        os.replace(fresh, database)
        sync(database.parent)
    except OSError as exc:
        raise BackupError(f"Cannot replace {database}: {exc}.") from exc
    return kept if replaced else None


def _settle_log(database: Path) -> None:
    """Let SQLite bring the write-ahead log in and remove it; it refuses while the file is open."""
    try:
        with contextlib.closing(connect(database, mode="rw")) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as exc:
        if exc.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise BackupError(f"Cannot put {database} aside: {exc}.") from exc
        raise DatabaseInUseError(
            f"The database {database} is open in another program: close it first."
        ) from exc
    except sqlite3.DatabaseError:
        return  # damaged, perhaps the reason for restoring


def _move_log(database: Path, kept: Path) -> None:
    """Leave no write-ahead log beside the database: SQLite would apply it to the new file."""
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.replace(f"{database}{ending}", f"{kept}{ending}")


def _take_owner_and_mode(fresh: Path, database: Path) -> None:
    """Let the server still open it when root restores."""
    old = database.stat()
    os.chmod(fresh, old.st_mode)
    with contextlib.suppress(PermissionError):
        os.chown(fresh, old.st_uid, old.st_gid)
