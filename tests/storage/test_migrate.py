"""Running migrations: all or nothing, one at a time, with a copy first (ST-29 to ST-33, R9)."""

import asyncio
import shutil
import sqlite3
import time
from asyncio.subprocess import Process
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from calendar_app.storage.connect import connected
from calendar_app.storage.database_locks import sole_use_lock
from calendar_app.storage.errors import (
    DatabaseInUseError,
    DatabaseOutdatedError,
    MigrationFailedError,
)
from calendar_app.storage.heads import pending_migrations, require_current
from calendar_app.storage.migrate import MigrationReport, run_migrations
from tests.storage.proof.indexes import indexes
from tests.storage.proof.schema import PROOF, others_gone, path_of, query
from tests.support.databases import Schema
from tests.support.processes import kill, kill_child, next_line, run, start

WORKERS = "tests.storage.proof.workers"
FIRST, SECOND, THIRD = "0001_initial", "0002_second", "0003_rank_as_text"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MOMENT = "'2026-01-01 00:00:00+00:00'"
LIBRARY = f"VALUES ('hamar', 1, {MOMENT})"
EVENT = f"VALUES (1, 'u', 't', {MOMENT})"


async def test_pending_migrations_are_named(empty_url: str) -> None:
    config = PROOF.config(empty_url)
    assert await pending_migrations(config) == [FIRST, SECOND, THIRD]
    await PROOF.migrate(empty_url, target=FIRST)
    assert await pending_migrations(config) == [SECOND, THIRD]
    await PROOF.migrate(empty_url)
    assert await pending_migrations(config) == []


async def test_a_server_refuses_another_version_of_the_database(empty_url: str) -> None:
    """ST-15, ST-45: older and newer, each with its remedy."""
    config = PROOF.config(empty_url)
    await PROOF.migrate(empty_url, target=SECOND)
    async with connected(config, for_all_tasks=False):
        with pytest.raises(DatabaseOutdatedError, match=f"lacks {THIRD}: run `lesekalender migra"):
            await require_current(config)
    await PROOF.migrate(empty_url)
    later = f"VALUES ('models', '0009_later', {MOMENT})"
    await query(empty_url, f"INSERT INTO tortoise_migrations (app, name, applied_at) {later}")
    async with connected(config, for_all_tasks=False):
        with pytest.raises(DatabaseOutdatedError, match=r"newer version .* has 0009_later"):
            await require_current(config)


async def test_the_report_tells_what_was_done(empty_url: str) -> None:
    """A copy first, where there is something to copy and it is ours to do."""
    first = await PROOF.migrate(empty_url, target=FIRST)
    assert first == MigrationReport(steps=(FIRST,))
    second = await run_migrations(PROOF.config(empty_url, migrating=True), now=NOW)
    assert second.steps == (SECOND, THIRD)
    if empty_url.startswith("postgres"):
        assert (second.backup, second.unprotected) == (None, True)
    else:
        folder = path_of(empty_url).parent / "backups"
        assert second.backup == folder / "before-migration-20261123T120000.000000Z.db"
        assert not second.unprotected
        with closing(sqlite3.connect(second.backup)) as copy:
            names = copy.execute("SELECT name FROM tortoise_migrations").fetchall()
        assert names == [(FIRST,)]
    assert await PROOF.migrate(empty_url) == MigrationReport(steps=())


async def test_only_the_ten_newest_copies_are_kept(sqlite_url: str) -> None:
    folder = path_of(sqlite_url).parent / "backups"
    config = PROOF.config(sqlite_url, migrating=True)
    mine = folder / "mine.db"
    for number in range(12):
        target = (SECOND, THIRD)[number % 2]
        await run_migrations(config, now=NOW + timedelta(seconds=number), target=target)
        mine.touch()
    kept = sorted(file.name for file in folder.iterdir())
    assert kept == [
        *(f"before-migration-20261123T1200{second:02}.000000Z.db" for second in range(2, 12)),
        "mine.db",
    ]
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.fixture
def with_fourth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Schema]:
    """The three migrations, and a fourth that changes a table and then runs a statement."""

    def make(statement: str) -> Schema:
        package = tmp_path / f"migrations_{uuid4().hex}"
        shutil.copytree(Path(__file__).parent / "proof" / "migrations", package)
        (package / "__init__.py").touch()
        (package / "0004_fourth.py").write_text(_FOURTH.format(statement=statement))
        return Schema(PROOF.models, package.name)

    monkeypatch.syspath_prepend(tmp_path)
    return make


_FOURTH = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from calendar_app.storage import migration_ops as safe


async def change(_apps, editor):
    await editor.client.execute_query("UPDATE library SET slug = 'changed'")
    await editor.client.execute_query("{statement}")


class Migration(migrations.Migration):
    dependencies = [("models", "0003_rank_as_text")]
    operations = [
        safe.AddField("Library", "extra", fields.CharField(max_length=5, null=True)),
        ops.RunPython(change),
    ]
"""


async def test_a_failing_migration_takes_all_of_them_back(
    with_fourth: Callable[[str], Schema], empty_url: str
) -> None:
    """R9: not only itself, but those before it in the same run, schema, rows and records."""
    await PROOF.migrate(empty_url, target=FIRST)
    await query(empty_url, f"INSERT INTO library (slug, version, updated_at) {LIBRARY}")
    before = await indexes(empty_url, PROOF)
    with pytest.raises(MigrationFailedError, match="to 0004_fourth failed and was taken") as error:
        await with_fourth("SELECT nonsense").migrate(empty_url)
    assert ("a copy of it is " in str(error.value)) == empty_url.startswith("sqlite")
    assert await indexes(empty_url, PROOF) == before
    assert await pending_migrations(PROOF.config(empty_url)) == [SECOND, THIRD]
    assert await query(empty_url, "SELECT slug FROM library") == [{"slug": "hamar"}]


async def test_a_migration_that_leaves_dangling_rows_is_taken_back(
    with_fourth: Callable[[str], Schema], sqlite_url: str
) -> None:
    """ST-29: with foreign keys off, a deleted parent takes no children along."""
    await query(sqlite_url, f"INSERT INTO library (slug, version, updated_at) {LIBRARY}")
    await query(sqlite_url, f"INSERT INTO event (library_id, uid, title, starts_at) {EVENT}")
    with pytest.raises(MigrationFailedError, match="leaves rows of event that point at nothing"):
        await with_fourth("DELETE FROM library").migrate(sqlite_url)
    assert await query(sqlite_url, "SELECT slug FROM library") == [{"slug": "hamar"}]


async def test_rows_that_dangled_before_stop_it(sqlite_url: str) -> None:
    with closing(sqlite3.connect(path_of(sqlite_url))) as connection:  # foreign keys are off
        connection.execute(f"INSERT INTO event (library_id, uid, title, starts_at) {EVENT}")
        connection.commit()
    with pytest.raises(MigrationFailedError, match="Nothing was migrated: rows of event point"):
        await PROOF.migrate(sqlite_url)


async def test_needs_a_configuration_for_migrating(sqlite_url: str) -> None:
    with pytest.raises(ValueError, match="migrating=True"):
        await run_migrations(PROOF.config(sqlite_url), now=NOW)


async def test_three_processes_migrate_at_once(empty_url: str) -> None:
    """ST-30."""
    results = await asyncio.gather(*(run(WORKERS, "migrate", empty_url) for _ in range(3)))
    assert results == [(0, "", "")] * 3
    assert await pending_migrations(PROOF.config(empty_url)) == []


async def test_killed_at_any_moment_leaves_the_old_schema_or_the_new(empty_url: str) -> None:
    """R9; by itself Tortoise records a migration after its COMMIT, and a kill falls between.

    The kills come sooner after a finished migration and later after an unfinished one, so most
    of them fall round the COMMIT.
    """
    await PROOF.migrate(empty_url, target=FIRST)
    old = await indexes(empty_url, PROOF)
    breeder = await start(WORKERS, "breed", "migrate", empty_url)
    delay = await seconds_to_the_end(breeder) / 2
    unfinished: list[bool] = []
    while len(unfinished) < 8 or len(set(unfinished)) < 2:
        assert len(unfinished) < 30
        await PROOF.migrate(empty_url, target=FIRST)
        child = await breed(breeder)
        await asyncio.sleep(delay)
        kill_child(child)
        assert await next_line(breeder) == "gone"
        await others_gone(empty_url)
        pending = await pending_migrations(PROOF.config(empty_url))
        assert pending in ([SECOND, THIRD], [])
        assert (await indexes(empty_url, PROOF) == old) == bool(pending)
        delay *= 1.15 if pending else 0.75
        unfinished.append(bool(pending))
    await kill(breeder)
    await PROOF.migrate(empty_url)
    assert await pending_migrations(PROOF.config(empty_url)) == []


async def breed(breeder: Process) -> int:
    """Have a child made that migrates; gives its number."""
    assert breeder.stdin
    breeder.stdin.write(b"\n")
    return int((await next_line(breeder)).split()[1])


async def seconds_to_the_end(breeder: Process) -> float:
    """Let one child migrate in peace."""
    started = time.monotonic()
    await breed(breeder)
    assert await next_line(breeder) == "gone"
    return time.monotonic() - started


async def test_gives_up_on_another_migration_with_a_plain_sentence(empty_url: str) -> None:
    config = PROOF.config(empty_url, migrating=True)
    async with sole_use_lock(config, role="migrate"):
        with pytest.raises(DatabaseInUseError, match=r"is migrating|use by `lesekalender migrate`"):
            async with sole_use_lock(config, role="migrate", wait_seconds=0.2):
                pass
    async with sole_use_lock(config, role="migrate", wait_seconds=0.2):
        pass
