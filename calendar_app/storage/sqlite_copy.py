"""Makes and judges copies of a SQLite file. Blocking: call it in a thread.

A copy with `cp` of a file in use passes integrity_check and lacks hundreds of committed rows;
`VACUUM INTO` reads one consistent state while others write, and leaves one file without a
write-ahead log. It does not sync, and an interrupted one may be corrupt, so the copy gets its
name only when it has been checked and is on the disk.

Nothing here opens a database except through SQLite: closing a file of one's own would drop the
locks that SQLite holds on it in the same process (POSIX locks belong to the process).
"""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from calendar_app.storage.config import APP
from calendar_app.storage.errors import BackupError

APPLICATION_ID = 0x4C454B41
"""Marks our files in SQLite's header ("LEKA"); `migrate` writes it."""


def copy_to_new_file(source: Path, target: Path) -> None:
    """Copy a database, in use or not, to a file that must not exist yet, readable by us alone."""
    if target.exists():
        raise BackupError(f"{target} exists already: choose another name.")
    with _refusing(f"Cannot back up {source} to {target}"):
        with temporary_file(target) as part:
            vacuum_into(source, part)
            require_sound(part)
            sync(part)
            _name(part, target)
        sync(target.parent)


@contextlib.contextmanager
def temporary_file(target: Path) -> Iterator[Path]:
    """Have an empty file beside `target`, gone when the block ends."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def vacuum_into(source: Path, empty: Path) -> None:
    """Write one consistent state of `source` into an empty file."""
    with contextlib.closing(connect(source, mode="rw")) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("VACUUM INTO ?", (str(empty),))


def require_sound(copy: Path) -> None:
    """Raise `BackupError` when a copy is damaged or its rows point at nothing."""
    with contextlib.closing(connect(copy, mode="ro")) as connection:
        answers = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if answers != ["ok"]:
        raise BackupError(f"The database is damaged ({answers[0]}): nothing was written.")
    if dangling:
        raise BackupError(f"Rows of {dangling[0]} point at nothing: nothing was written.")


def require_ours(copy: Path, *, known: Collection[str]) -> None:
    """Raise `BackupError` unless a copy is a database of this program that it can bring up."""
    with contextlib.closing(connect(copy, mode="ro")) as connection:
        marked = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        applied = "SELECT name FROM tortoise_migrations WHERE app = ? ORDER BY name"
        names = [row[0] for row in connection.execute(applied, (APP,))] if marked else []
    if not names:
        raise BackupError("It is not a database of Lesekalender.")
    if not set(names) <= set(known):
        raise BackupError(
            f"It comes from a newer version of the program (it has {names[-1]}): "
            "install that version first."
        )


def connect(path: Path, *, mode: str) -> sqlite3.Connection:
    """Open an existing file ("rw" or "ro"); SQLite would make a new one for a wrong path."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5)


def sync(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _refusing(what: str) -> Iterator[None]:
    """Turn what SQLite or the disk says into one sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as exc:
        raise BackupError(f"{what}: {exc}.") from exc


def _name(part: Path, target: Path) -> None:
    """Give a finished copy its name, never over another file.

    A link fails when the name is taken, a rename would not. A memory stick's file system may
    have no links; there the first look has to do.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        os.rename(part, target)
