"""What is special about SQLite (ST-3, ST-10, R3 to R6)."""

import asyncio
import os
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.exceptions import DBConnectionError, OperationalError

from calendar_app.storage.connect import connected
from calendar_app.storage.errors import DiskFullError, RetryableError
from calendar_app.storage.transaction import transaction
from tests.storage.proof.models import Library
from tests.storage.proof.schema import PROOF, damage, path_of
from tests.support.processes import ROOT, kill, next_line, run, start

WORKERS = "tests.storage.proof.workers"


async def test_two_processes_write_without_failure(sqlite_database: str) -> None:
    """Read-then-write, 2 x 200 times; the stock engine fails in about half of them (R6)."""
    await Library.create(id=1, slug="busy")
    results = await asyncio.gather(*(run(WORKERS, "busy", sqlite_database, "200") for _ in "ab"))
    assert results == [(0, "0", "")] * 2
    assert (await Library.get(id=1)).version == 401


async def test_a_save_waits_for_another_writer(sqlite_database: str) -> None:
    """R5: another process holds the file for 3 s, and the save succeeds."""
    other = sqlite3.connect(path_of(sqlite_database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(3, other.execute, "ROLLBACK")
    started = time.monotonic()
    async with transaction():
        await Library.create(slug="patient")
    assert 2.9 < time.monotonic() - started < 4.5
    other.close()
    assert await Library.all().count() == 1


@pytest.mark.parametrize("in_transaction", [True, False])
async def test_a_save_gives_up_within_six_seconds(sqlite_url: str, *, in_transaction: bool) -> None:
    """R5: held for longer, the save fails as something to be retried, and the next one works."""
    config = PROOF.config(sqlite_url)
    config["connections"]["default"]["credentials"]["busy_timeout"] = 300  # else 5 s of waiting
    other = sqlite3.connect(path_of(sqlite_url), isolation_level=None)
    async with connected(config, for_all_tasks=False):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RetryableError, match="database is locked"):
            await _save(in_transaction=in_transaction)
        other.execute("ROLLBACK")
        other.close()
        await _save(in_transaction=in_transaction)
        assert await Library.all().count() == 1


async def _save(*, in_transaction: bool) -> None:
    if not in_transaction:
        await Library.create(slug="plain")
        return
    async with transaction():
        await Library.create(slug="in a transaction")


@pytest.mark.parametrize(("serving", "pages"), [(True, 1000), (False, 0)])
async def test_pragmas_are_in_force(sqlite_url: str, *, serving: bool, pages: int) -> None:
    """ST-10, R3; and only the server checkpoints."""
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "wal_autocheckpoint")
    async with connected(PROOF.config(sqlite_url, serving=serving), for_all_tasks=False):
        connection = get_connection("default")
        found = [(await connection.execute_query(f"PRAGMA {name}"))[1][0][0] for name in names]
    assert found == ["wal", 2, 1, 5000, pages]


async def test_a_command_never_checkpoints_under_a_server(sqlite_url: str) -> None:
    """Not by closing either: the server's own connection stays, so it is not the last one."""
    path = path_of(sqlite_url)
    log = path.with_name(path.name + "-wal")
    server = await start(WORKERS, "serve", sqlite_url)
    assert await next_line(server) == "serving"
    before = path.stat().st_mtime_ns, path.stat().st_size
    async with connected(PROOF.config(sqlite_url), for_all_tasks=False):
        for number in range(50):  # 1000 pages of log make SQLite checkpoint by itself
            scattered = (7919 * n % 10_007 for n in range(100 * number, 100 * number + 100))
            await Library.bulk_create([Library(slug=f"{slug:060}") for slug in scattered])
    assert (path.stat().st_mtime_ns, path.stat().st_size) == before
    assert log.stat().st_size > 1000 * 4096
    await kill(server)
    async with connected(PROOF.config(sqlite_url), for_all_tasks=False):
        assert await Library.all().count() == 5000
    assert not log.exists()  # alone with the file: now the last connection did it


async def test_refuses_to_run_without_wal() -> None:
    """WAL is refused for a database in memory, as on some network file systems."""
    async with TortoiseContext() as context:
        await context.init(config=PROOF.config("sqlite://:memory:"))
        with pytest.raises(DBConnectionError, match="journal_mode=MEMORY instead of WAL"):
            await Library.all().count()


async def test_unopenable_file_fails_every_time(tmp_path: Path) -> None:
    """With the stock engine the second query hangs for ever."""
    async with TortoiseContext() as context:
        await context.init(config=PROOF.config(f"sqlite://{tmp_path}/no/such/folder/x.db"))
        for _ in range(3):
            with pytest.raises(DBConnectionError, match="unable to open database file"):
                await asyncio.wait_for(Library.all().count(), timeout=1)
            with pytest.raises(DBConnectionError, match="unable to open database file"):
                async with asyncio.timeout(1), transaction():
                    pass


async def test_cancelled_while_opening(sqlite_url: str) -> None:
    """A connection that was opened half-way would lack foreign_keys=ON."""
    for number in range(40):
        async with TortoiseContext() as context:
            await context.init(config=PROOF.config(sqlite_url))
            task = asyncio.create_task(_count())
            await asyncio.sleep(0.0001 * number)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert await asyncio.wait_for(Library.all().count(), timeout=1) == 0
            rows = await get_connection("default").execute_query_dict("PRAGMA foreign_keys")
            assert rows == [{"foreign_keys": 1}]


async def _count() -> int:
    return await Library.all().count()


@pytest.mark.usefixtures("sqlite_database")
async def test_full_disk_loses_nothing_that_was_saved() -> None:
    """R4; SQLite's page limit gives the same error as a full disk."""
    connection = get_connection("default")
    await Library.create(slug="before")
    await connection.execute_query("PRAGMA max_page_count = 30")
    with pytest.raises(DiskFullError, match="database or disk is full"):
        await _save_much()
    assert [library.slug for library in await Library.all()] == ["before"]
    await connection.execute_query("PRAGMA max_page_count = 100000")
    await _save_much()
    assert await Library.all().count() == 5001


async def _save_much() -> None:
    async with transaction():
        await Library.bulk_create([Library(slug=f"{n}".zfill(60)) for n in range(5000)])


async def test_a_really_full_disk(tmp_path: Path) -> None:
    """R4, on a disk of 1.5 MB: the save fails, reads go on, and it recovers without a restart."""
    on_small_disk = (
        *("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"),
        'mount -t tmpfs -o size=1500k tmpfs "$0" || exit 77; "$@"',
        *(str(tmp_path), sys.executable, "-m", WORKERS, "fill", str(tmp_path)),
    )
    process = await asyncio.create_subprocess_exec(
        *on_small_disk, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=PIPE, stderr=PIPE
    )
    out, err = await process.communicate()
    if process.returncode == 77 or b"unshare" in err:
        pytest.skip("this system lets nobody mount a small disk")
    assert (process.returncode, out, err) == (0, b"True True\nTrue\n", b"")


@pytest.mark.usefixtures("sqlite_database")
async def test_a_transaction_that_sqlite_gave_up_is_not_reported_as_saved() -> None:
    """A failing disk makes SQLite roll back by itself, and what follows would be saved alone."""

    async def go_on_after_a_rollback() -> None:
        async with transaction() as open_one:
            await Library.create(slug="first half")
            await open_one.execute_query("ROLLBACK")  # what SQLite does on SQLITE_IOERR
            async with transaction():
                pass

    with pytest.raises(OperationalError):
        await go_on_after_a_rollback()
    assert await Library.all().count() == 0

    async def end_after_a_rollback() -> None:
        async with transaction() as open_one:
            await Library.create(slug="first half")
            await open_one.execute_query("ROLLBACK")

    with pytest.raises(OperationalError, match="has undone this transaction"):
        await end_after_a_rollback()
    async with transaction():
        await Library.create(slug="after")
    assert await Library.all().count() == 1


@pytest.mark.usefixtures("sqlite_database")
async def test_script_in_a_transaction_is_refused() -> None:
    """ST-9."""

    async def run_script() -> None:
        async with transaction(), transaction() as open_one:
            await Library.create(slug="gone")
            await open_one.execute_script("CREATE TABLE x (id INTEGER)")

    with pytest.raises(OperationalError, match="would commit the open transaction"):
        await run_script()
    assert await Library.all().count() == 0


async def test_a_damaged_file_is_an_error_of_ours(sqlite_url: str) -> None:
    """ST-14: sqlite3.DatabaseError does not leave storage."""
    damage(path_of(sqlite_url))
    async with TortoiseContext() as context:
        await context.init(config=PROOF.config(sqlite_url))
        with pytest.raises(DBConnectionError, match="malformed"):
            await Library.all().count()
