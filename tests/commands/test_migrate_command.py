from pathlib import Path

import pytest

from tests.support.commands import environment, refusal, run
from tests.support.databases import NewDatabase
from tests.support.server import StartServer


async def test_new_database_is_migrated_once(tmp_path: Path) -> None:
    env = environment(tmp_path / "new")
    code, out, err = await run("migrate", env=env)
    assert (code, err) == (0, "")
    assert out.startswith("Migrated: 0001_initial")
    code, out, _ = await run("migrate", env=env)
    assert (code, out) == (0, "The database is of this version already.")


@pytest.fixture
def empty_postgres(new_database: NewDatabase) -> str:
    return new_database("postgres", None)


async def test_postgresql_is_migrated_too(tmp_path: Path, empty_postgres: str) -> None:
    code, out, _ = await run("migrate", env=environment(tmp_path, DATABASE_URL=empty_postgres))
    assert code == 0
    assert out.startswith("Migrated: 0001_initial")


async def test_no_migration_under_a_running_server(
    tmp_path: Path, sqlite: str, servers: StartServer
) -> None:
    server = await servers(tmp_path, DATABASE_URL=sqlite)
    sentence = await refusal("migrate", env=environment(tmp_path, DATABASE_URL=sqlite))
    assert f"process {server.process.pid}" in sentence
