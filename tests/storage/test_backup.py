"""Backups: whole, checked, never over another file, while the server writes (R10)."""

import asyncio
import sqlite3
from asyncio.subprocess import Process
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calendar_app.storage.backup import back_up
from calendar_app.storage.config import tortoise_config
from calendar_app.storage.connect import connected
from calendar_app.storage.errors import BackupError
from calendar_app.storage.restore import restore_file
from tests.storage.proof.models import Event, Library
from tests.storage.proof.schema import PROOF, damage, path_of
from tests.support.processes import next_line, start

WORKERS = "tests.storage.proof.workers"


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())


async def test_a_copy_taken_while_a_server_writes(sqlite_url: str, tmp_path: Path) -> None:
    """R10: 200 transactions a second go on; the copy is one moment of them, and can be restored."""
    config, target = PROOF.config(sqlite_url), tmp_path / "copy.db"
    async with connected(config, for_all_tasks=False):  # enough for the copying to take a while
        await Library.bulk_create([Library(slug=f"x{n:059}") for n in range(10_000)])
    writer = await start(WORKERS, "write", sqlite_url, "200")
    while await next_line(writer) != "50":
        pass
    await back_up(config, target)
    async with asyncio.timeout(10):
        while await next_line(writer) != "150":
            pass
    longest_wait = await stop_writing(writer)
    assert longest_wait < 0.5

    restored = PROOF.config(f"sqlite://{tmp_path}/restored.db")
    await restore_file(restored, target, now=datetime.now(UTC), prepare=nothing)
    async with connected(restored, for_all_tasks=False):
        firsts = [one.version for one in await Library.filter(slug__startswith="a").order_by("id")]
        seconds = [one.version for one in await Library.filter(slug__startswith="b").order_by("id")]
        assert await Library.filter(slug__startswith="x").count() == 10_000
    assert firsts == seconds == list(range(len(firsts)))
    assert 51 <= len(firsts) <= 150


async def stop_writing(writer: Process) -> float:
    """Let a writer end; gives the seconds that its longest transaction took."""
    assert writer.stdin
    writer.stdin.close()
    async with asyncio.timeout(10):
        out, _ = await writer.communicate()
    return float(out.decode().split("longest ")[1])


async def nothing() -> None:
    """Leave the restored rows as they are."""


async def test_a_copy_is_one_private_file(sqlite_database: str, tmp_path: Path) -> None:
    """It holds log-ins; and it needs no write-ahead log beside it."""
    await Library.create(slug="hamar")
    folder = tmp_path / "kopier med mellomrom"
    folder.mkdir()
    target = folder / "100% #1?.db"
    await back_up(PROOF.config(sqlite_database), target)
    assert files(folder) == [target.name]
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.stat().st_nlink == 1
    assert target.read_bytes()[18:20] == b"\x01\x01"  # the header's words for: no WAL
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT slug FROM library").fetchall() == [("hamar",)]


async def test_never_over_another_file(sqlite_url: str, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("Kjære bibliotek")
    with pytest.raises(BackupError, match="exists already: choose another name"):
        await back_up(PROOF.config(sqlite_url), target)
    assert target.read_text() == "Kjære bibliotek"


async def test_two_backups_to_one_name(sqlite_url: str, tmp_path: Path) -> None:
    """Both see no file, and one comes first."""
    target = tmp_path / "copy.db"
    both = (back_up(PROOF.config(sqlite_url), target) for _ in range(2))
    results = await asyncio.gather(*both, return_exceptions=True)
    assert [type(result) for result in results if result] == [BackupError]
    assert files(tmp_path) == ["copy.db"]


async def test_a_database_with_dangling_rows_leaves_no_copy(
    sqlite_database: str, tmp_path: Path
) -> None:
    """Reads work, the check of the copy does not."""
    target = tmp_path / "copy.db"
    async with connected(PROOF.config(sqlite_database, migrating=True), for_all_tasks=False):
        await Event.bulk_create(
            [Event(library_id=1_000_000, uid="u", title="t", starts_at="2026-01-01T00:00:00Z")]
        )
    with pytest.raises(BackupError, match="Rows of event point at nothing: nothing was written"):
        await back_up(PROOF.config(sqlite_database), target)
    assert files(tmp_path) == []


async def test_a_damaged_database_leaves_no_copy(sqlite_url: str, tmp_path: Path) -> None:
    damage(path_of(sqlite_url))
    with pytest.raises(BackupError, match=r"^Cannot back up .* to .*: .*malformed\.$"):
        await back_up(PROOF.config(sqlite_url), tmp_path / "copy.db")
    assert files(tmp_path) == []


@pytest.mark.parametrize("place", ["missing/copy.db", "file/copy.db"])
async def test_a_wrong_place_is_one_sentence(sqlite_url: str, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BackupError, match=r"^Cannot back up .* to .*/copy\.db: .*\.$"):
        await back_up(PROOF.config(sqlite_url), tmp_path / place)


async def test_no_database_is_not_an_empty_backup(tmp_path: Path) -> None:
    config = PROOF.config(f"sqlite://{tmp_path}/none.db")
    with pytest.raises(BackupError, match=r"^There is no database at .*none\.db\.$"):
        await back_up(config, tmp_path / "copy.db")
    assert files(tmp_path) == []


async def test_postgres_is_pointed_to_its_own_tool(tmp_path: Path) -> None:
    config = tortoise_config("postgres://librarian:hemmelig@db.example:6432/calendar")
    with pytest.raises(BackupError) as error:
        await back_up(config, Path("/srv/my copies/c.dump"))
    assert str(error.value) == (
        "A PostgreSQL database is backed up with its own tool: pg_dump --format=custom "
        "--file='/srv/my copies/c.dump' "
        "--host=db.example --port=6432 --username=librarian --dbname=calendar"
    )
