"""Who may touch the database (ST-10, ST-30, R6)."""

import asyncio
import time
from pathlib import Path

import pytest

from calendar_app.storage.connect import connected
from calendar_app.storage.database_locks import serving_lock, sole_use_lock
from calendar_app.storage.errors import DatabaseInUseError, DatabaseUnavailableError
from tests.storage.proof.schema import PROOF, path_of
from tests.support.processes import kill, next_line, run, start

WORKERS = "tests.storage.proof.workers"


async def test_a_second_server_is_refused_within_a_second(sqlite_url: str) -> None:
    """R6; Python's own start is not counted."""
    first = await start(WORKERS, "serve", sqlite_url)
    assert await next_line(first) == "serving"
    sentence = (
        f"The database {path_of(sqlite_url)} is in use by `lesekalender serve` "
        f"(process {first.pid}): stop it first."
    )
    assert await run(WORKERS, "serve", sqlite_url) == (1, "", sentence)
    started = time.monotonic()
    with pytest.raises(DatabaseInUseError):
        async with serving_lock(PROOF.config(sqlite_url, serving=True)):
            pass
    assert time.monotonic() - started < 1
    await kill(first)
    after_kill = await start(WORKERS, "serve", sqlite_url)
    assert await next_line(after_kill) == "serving"
    await kill(after_kill)


async def test_migrate_is_refused_at_once_under_a_server(sqlite_url: str) -> None:
    """It would wait for another command; a server does not end by itself."""
    server = await start(WORKERS, "serve", sqlite_url)
    assert await next_line(server) == "serving"
    started = time.monotonic()
    with pytest.raises(DatabaseInUseError, match=rf"serve` \(process {server.pid}\): stop it"):
        await PROOF.migrate(sqlite_url)
    assert time.monotonic() - started < 1
    await kill(server)


async def test_commands_work_under_a_server(sqlite_url: str) -> None:
    server = await start(WORKERS, "serve", sqlite_url)
    assert await next_line(server) == "serving"
    assert await run(WORKERS, "one_write", sqlite_url) == (0, "", "")
    await kill(server)


async def test_nobody_connects_while_the_database_is_changed_from_below(sqlite_url: str) -> None:
    """And they are let in as soon as that has ended, within their five seconds of patience."""
    config = PROOF.config(sqlite_url)
    async with sole_use_lock(config, role="migrate"):
        command = asyncio.create_task(connect_once(sqlite_url))
        await asyncio.sleep(0.3)
        assert not command.done()
    await asyncio.wait_for(command, timeout=1)


async def connect_once(url: str) -> None:
    async with connected(PROOF.config(url), for_all_tasks=False):
        pass


async def test_a_change_from_below_waits_for_commands(sqlite_url: str) -> None:
    config = PROOF.config(sqlite_url)
    async with connected(config, for_all_tasks=False):
        with pytest.raises(DatabaseInUseError, match="is in use by another command: wait for it"):
            async with sole_use_lock(config, role="migrate", wait_seconds=0.2):
                pass
    async with sole_use_lock(config, role="migrate", wait_seconds=0.2):
        pass


async def test_any_number_of_servers_on_postgres(postgres_url: str) -> None:
    config = PROOF.config(postgres_url, serving=True)
    async with serving_lock(config), serving_lock(config):
        pass


async def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    config = PROOF.config(f"sqlite://{tmp_path}/missing/x.db")
    with pytest.raises(DatabaseUnavailableError) as error:
        async with serving_lock(config):
            pass
    assert str(error.value) == (
        f"Cannot open the database {tmp_path}/missing/x.db: No such file or directory "
        f"({tmp_path}/missing/x.db.lock)."
    )
