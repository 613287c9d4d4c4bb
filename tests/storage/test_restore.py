"""Restoring: the whole backup in the place of the database, or nothing changed (R10, R11)."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calendar_app.storage.address import sqlite_url as address_of
from calendar_app.storage.backup import back_up
from calendar_app.storage.config import tortoise_config
from calendar_app.storage.connect import connected
from calendar_app.storage.errors import BackupError, DatabaseInUseError
from calendar_app.storage.heads import applied_migrations, pending_migrations
from calendar_app.storage.restore import restore_file
from tests.storage.proof.models import Library
from tests.storage.proof.schema import PROOF, damage, path_of, query
from tests.support.processes import kill, next_line, start

WORKERS = "tests.storage.proof.workers"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEPT = "calendar-replaced-20261123T120000.000000Z.db"


async def nothing() -> None:
    """What a test that is about something else does to the restored rows."""


async def raise_versions() -> None:
    await Library.all().update(version=1000)


@pytest.fixture
async def backup(sqlite_url: str, tmp_path: Path) -> Path:
    """Hamar alone; afterwards the database gets Gjøvik, too."""
    path = tmp_path / "backup.db"
    await add(sqlite_url, "hamar")
    await back_up(PROOF.config(sqlite_url), path)
    await add(sqlite_url, "gjovik")
    return path


async def add(url: str, slug: str) -> None:
    async with connected(PROOF.config(url), for_all_tasks=False):
        await Library.create(slug=slug)


async def slugs(url: str) -> list[str]:
    return [row["slug"] for row in await query(url, "SELECT slug FROM library ORDER BY slug")]


def overwrite(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def files(url: str) -> list[str]:
    """What lies in the database's folder, apart from the locks."""
    names = (file.name for file in path_of(url).parent.iterdir())
    return sorted(name for name in names if not name.endswith((".lock", ".users")))


async def test_the_database_is_replaced_and_kept(sqlite_url: str, backup: Path) -> None:
    config = PROOF.config(sqlite_url)
    kept = await restore_file(config, backup, now=NOW, prepare=raise_versions)
    assert kept == path_of(sqlite_url).with_name(KEPT)
    assert files(sqlite_url) == [KEPT, "calendar.db"]
    assert await query(sqlite_url, "SELECT slug, version FROM library") == [
        {"slug": "hamar", "version": 1000}
    ]
    assert await slugs(address_of(kept)) == ["gjovik", "hamar"]
    with closing(sqlite3.connect(backup)) as untouched:
        assert untouched.execute("SELECT version FROM library").fetchall() == [(1,)]


async def test_what_a_killed_server_left_in_its_log_is_kept_too(
    sqlite_url: str, backup: Path
) -> None:
    """SQLite would otherwise apply the old write-ahead log to the new file."""
    writer = await start(WORKERS, "hurry", sqlite_url, "0")
    for _ in range(20):
        await next_line(writer)
    await kill(writer)
    assert "calendar.db-wal" in files(sqlite_url)
    kept = await restore_file(PROOF.config(sqlite_url), backup, now=NOW, prepare=nothing)
    assert kept
    assert files(sqlite_url) == [KEPT, "calendar.db"]
    assert await slugs(sqlite_url) == ["hamar"]
    assert len(await slugs(address_of(kept))) >= 42


async def test_a_damaged_database_is_replaced(sqlite_url: str, backup: Path) -> None:
    """That may be why one restores."""
    overwrite(path_of(sqlite_url), b"no database at all" * 1000)
    await restore_file(PROOF.config(sqlite_url), backup, now=NOW, prepare=nothing)
    assert files(sqlite_url) == [KEPT, "calendar.db"]
    assert await slugs(sqlite_url) == ["hamar"]


async def test_a_lost_database_is_restored_without_its_log(sqlite_url: str, backup: Path) -> None:
    """R11."""
    writer = await start(WORKERS, "hurry", sqlite_url, "0")
    await next_line(writer)
    await kill(writer)
    path_of(sqlite_url).unlink()
    config = PROOF.config(sqlite_url)
    assert await restore_file(config, backup, now=NOW, prepare=nothing) is None
    assert await slugs(sqlite_url) == ["hamar"]
    assert files(sqlite_url) == [f"{KEPT}-shm", f"{KEPT}-wal", "calendar.db"]
    assert path_of(sqlite_url).stat().st_mode & 0o777 == 0o600


async def test_an_older_backup_is_migrated(sqlite_url: str, tmp_path: Path) -> None:
    old = address_of(tmp_path / "old" / "calendar.db")
    (tmp_path / "old").mkdir()
    await PROOF.migrate(old, target="0001_initial")
    config = PROOF.config(sqlite_url)

    async def see_the_new_schema() -> None:
        assert len(await applied_migrations()) == 3

    await restore_file(config, path_of(old), now=NOW, prepare=see_the_new_schema)
    assert await pending_migrations(config) == []
    assert files(sqlite_url) == [KEPT, "calendar.db"]


async def test_owner_and_mode_stay(sqlite_url: str, backup: Path) -> None:
    path_of(sqlite_url).chmod(0o640)
    await restore_file(PROOF.config(sqlite_url), backup, now=NOW, prepare=nothing)
    assert path_of(sqlite_url).stat().st_mode & 0o777 == 0o640


async def test_refused_at_once_under_a_server(sqlite_url: str, backup: Path) -> None:
    server = await start(WORKERS, "serve", sqlite_url)
    assert await next_line(server) == "serving"
    with pytest.raises(DatabaseInUseError, match=rf"serve` \(process {server.pid}\): stop it"):
        async with asyncio.timeout(1):
            await restore_file(PROOF.config(sqlite_url), backup, now=NOW, prepare=nothing)
    await kill(server)
    assert await slugs(sqlite_url) == ["gjovik", "hamar"]


async def test_refused_while_another_program_has_it_open(sqlite_url: str, backup: Path) -> None:
    """What it saved afterwards would go into the file that was put aside."""
    with closing(sqlite3.connect(path_of(sqlite_url))) as other:
        other.execute("SELECT 1 FROM library").fetchall()
        with pytest.raises(DatabaseInUseError, match="is open in another program: close it"):
            await restore_file(PROOF.config(sqlite_url), backup, now=NOW, prepare=nothing)
    assert files(sqlite_url) == ["calendar.db"]
    assert await slugs(sqlite_url) == ["gjovik", "hamar"]


async def refusal(url: str, source: Path) -> str:
    """Restore what cannot be restored, and see that nothing has changed."""
    with pytest.raises(BackupError) as error:
        await restore_file(PROOF.config(url), source, now=NOW, prepare=nothing)
    assert files(url) == ["calendar.db"]
    assert await slugs(url) == ["gjovik", "hamar"]
    return str(error.value)


async def test_not_a_database(sqlite_url: str, backup: Path) -> None:
    overwrite(backup, b"Dear library, " * 100)
    assert await refusal(sqlite_url, backup) == (
        f"Cannot restore {backup}: file is not a database."
    )


async def test_an_empty_file(sqlite_url: str, backup: Path) -> None:
    overwrite(backup, b"")
    assert await refusal(sqlite_url, backup) == (
        f"Cannot restore {backup}: It is not a database of Lesekalender."
    )


@pytest.mark.usefixtures("backup")
async def test_no_file(sqlite_url: str, tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    assert await refusal(sqlite_url, missing) == f"There is no file {missing}."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("PRAGMA application_id = 0", "It is not a database of Lesekalender."),
        (
            "UPDATE tortoise_migrations SET name = '0009_x' WHERE name = '0003_rank_as_text'",
            "It comes from a newer version of the program (it has 0009_x): "
            "install that version first.",
        ),
        (
            "INSERT INTO signup (event_id, email) VALUES (99, 'a@example.org')",
            "Rows of signup point at nothing: nothing was written.",
        ),
    ],
)
async def test_a_database_that_will_not_do(
    sqlite_url: str, backup: Path, change: str, sentence: str
) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute(change)
        connection.commit()
    assert await refusal(sqlite_url, backup) == f"Cannot restore {backup}: {sentence}"


async def test_a_damaged_backup(sqlite_url: str, backup: Path) -> None:
    damage(backup)
    assert "malformed" in await refusal(sqlite_url, backup)


async def test_a_failure_while_preparing_changes_nothing(sqlite_url: str, backup: Path) -> None:
    async def fail() -> None:
        await raise_versions()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await restore_file(PROOF.config(sqlite_url), backup, now=NOW, prepare=fail)
    assert files(sqlite_url) == ["calendar.db"]
    assert await slugs(sqlite_url) == ["gjovik", "hamar"]


async def test_postgres_is_pointed_to_its_own_tool() -> None:
    config = tortoise_config("postgres://librarian:hemmelig@db.example/calendar")
    with pytest.raises(BackupError) as error:
        await restore_file(config, Path("c.dump"), now=NOW, prepare=nothing)
    assert str(error.value) == (
        "A PostgreSQL database is restored with its own tool: pg_restore --clean --if-exists "
        "--host=db.example --port=5432 --username=librarian --dbname=calendar c.dump"
    )
