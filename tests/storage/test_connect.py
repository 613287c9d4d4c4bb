"""Opening the database: for every task or for one, and what a wrong address is answered."""

import asyncio
from pathlib import Path

import asyncpg
import pytest
from tortoise.exceptions import ConfigurationError, DBConnectionError

from calendar_app.storage.background import in_background
from calendar_app.storage.connect import connected
from calendar_app.storage.errors import DatabaseUnavailableError
from tests.storage.proof.models import Library
from tests.storage.proof.schema import PROOF


async def test_request_tasks_of_a_server_find_it(proof_url: str) -> None:
    """uvicorn starts them outside the lifespan's task, and so outside its context."""
    opened, finished = asyncio.Event(), asyncio.Event()

    async def lifespan() -> None:
        async with connected(PROOF.config(proof_url, serving=True)):
            opened.set()
            await finished.wait()

    running = asyncio.create_task(lifespan())
    await opened.wait()
    await asyncio.create_task(Library.create(slug="from a request"))
    assert await Library.all().count() == 1
    finished.set()
    await running
    with pytest.raises(RuntimeError, match="No TortoiseContext"):
        await Library.all().count()


async def test_only_one_for_all_tasks(proof_url: str) -> None:
    config = PROOF.config(proof_url)
    async with connected(config):
        with pytest.raises(ConfigurationError, match="already enabled"):
            async with connected(config):
                pass
        async with connected(config, for_all_tasks=False):
            assert await Library.all().count() == 0
        assert await Library.all().count() == 0
    async with connected(config):
        assert await Library.all().count() == 0


async def test_what_is_under_way_ends_before_the_connection_closes(proof_url: str) -> None:
    """R20: a shielded COMMIT whose caller is gone."""

    async def slow_save() -> None:
        await asyncio.sleep(0.1)
        await Library.create(slug="late")

    config = PROOF.config(proof_url)
    async with connected(config, for_all_tasks=False):
        in_background(slow_save())
    async with connected(config, for_all_tasks=False):
        assert await Library.all().count() == 1


async def refusal(url: str, *, ssl: str = "prefer") -> str:
    with pytest.raises(DatabaseUnavailableError) as error:
        async with connected(PROOF.config(url, ssl=ssl), for_all_tasks=False):
            pass
    assert isinstance(error.value, DBConnectionError)  # 503 if it happens in a request
    return str(error.value)


async def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    assert await refusal(f"sqlite://{tmp_path}") == (
        f"Cannot open the database {tmp_path}: unable to open database file."
    )


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Kjære bibliotek, " * 100)
    assert await refusal(f"sqlite://{path}") == (
        f"Cannot open the database {path}: file is not a database."
    )


async def test_no_server_there() -> None:
    assert (await refusal("postgres://librarian:hemmelig@127.0.0.1:1/calendar")).startswith(
        "Cannot open the database calendar on PostgreSQL at 127.0.0.1:1: "
    )


async def test_no_such_database(postgres_url: str) -> None:
    server, name = postgres_url.rsplit("/", 1)
    assert (await refusal(f"{server}/no_{name}")).endswith(f'database "no_{name}" does not exist.')


async def test_a_server_without_encryption_is_refused_when_it_is_required(
    postgres_url: str,
) -> None:
    """ST table 3.2: `ssl` is a setting of its own, and it is obeyed."""
    async with connected(PROOF.config(postgres_url, ssl="disable"), for_all_tasks=False):
        assert await Library.all().count() == 0
    if await encrypted(postgres_url):
        pytest.skip("this server offers encryption")
    for mode in ("require", "verify-full"):
        assert "rejected SSL upgrade" in await refusal(postgres_url, ssl=mode)


async def encrypted(url: str) -> bool:
    connection = await asyncpg.connect(url)
    answer: str = await connection.fetchval("SHOW ssl")
    await connection.close()
    return answer == "on"
