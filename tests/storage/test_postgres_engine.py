"""What is special about PostgreSQL (ST-13, ST-14, R8)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import asyncpg
import pytest
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.exceptions import DBConnectionError, OperationalError

from calendar_app.storage.errors import RetryableError
from calendar_app.storage.transaction import transaction
from tests.storage.proof.models import Library
from tests.storage.proof.schema import PROOF


@pytest.fixture
async def small_pool(postgres_url: str) -> AsyncIterator[Any]:
    """One connection only, and half a second of patience."""
    config = PROOF.config(f"{postgres_url}?pool_size=1")
    impatient = {"acquire_timeout": 0.5, "command_timeout": 0.5}
    config["connections"]["default"]["credentials"] |= impatient
    async with TortoiseContext() as context:
        await context.init(config=config)
        yield get_connection("default")


async def kill_all_backends(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()


async def test_cancelled_entries_give_their_connection_back(small_pool: Any) -> None:
    """The stock engine loses one connection of the pool with each."""

    async def enter() -> None:
        async with transaction():
            await asyncio.sleep(5)

    assert await Library.all().count() == 0  # the pool is open: a cancellation falls on BEGIN
    for number in range(200):
        task = asyncio.create_task(enter())
        for _ in range(number % 16):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert await asyncio.wait_for(Library.all().count(), timeout=1) == 0
    await asyncio.sleep(0.2)
    pool = small_pool._pool
    assert pool.get_idle_size() == pool.get_size() == 1


@pytest.mark.usefixtures("small_pool")
async def test_exhausted_pool_is_an_error_not_a_wait() -> None:
    release = asyncio.Event()

    async def hold() -> None:
        async with transaction():
            await release.wait()

    holder = asyncio.create_task(hold())
    await asyncio.sleep(0.2)
    with pytest.raises(DBConnectionError, match="did not answer in time"):
        await asyncio.wait_for(Library.all().count(), timeout=5)
    with pytest.raises(DBConnectionError, match="did not answer in time"):
        async with asyncio.timeout(5), transaction():
            pass
    release.set()
    await holder
    assert await Library.all().count() == 0


@pytest.mark.usefixtures("small_pool")
async def test_slow_query_is_an_error() -> None:
    with pytest.raises(DBConnectionError, match="did not answer in time"):
        await get_connection("default").execute_query("SELECT pg_sleep(3)")
    assert await Library.all().count() == 0


async def test_connection_lost_in_a_transaction(postgres_database: str) -> None:
    async def lose() -> None:
        async with transaction():
            await Library.create(slug="half")
            await kill_all_backends(postgres_database)
            await Library.create(slug="whole")

    await assert_loses_nothing_else(lose)


async def test_connection_lost_before_commit(postgres_database: str) -> None:
    async def lose() -> None:
        async with transaction():
            await Library.create(slug="half")
            await kill_all_backends(postgres_database)

    await assert_loses_nothing_else(lose)


@pytest.mark.usefixtures("postgres_database")
async def test_a_task_that_outlives_its_transaction_is_told_so() -> None:
    """ST-7: a mistake of ours, not a lost connection."""
    ended = asyncio.Event()

    async def count_later() -> int:
        await ended.wait()
        return await Library.all().count()

    async with transaction():
        task = asyncio.create_task(count_later())
        await asyncio.sleep(0)
    ended.set()
    with pytest.raises(asyncpg.InterfaceError, match="has been released back to the pool"):
        await task


async def assert_loses_nothing_else(lose: Callable[[], Awaitable[None]]) -> None:
    """Twenty times: asyncpg has several errors for a dying connection, depending on the moment."""
    for _ in range(20):
        with pytest.raises(DBConnectionError):
            await lose()
        assert await count_when_back() == 0
    async with transaction():
        await Library.create(slug="after")
    assert await Library.all().count() == 1


async def count_when_back() -> int:
    """Each pooled connection that the server ended may still fail one query."""
    for _ in range(10):
        with contextlib.suppress(DBConnectionError):
            return await Library.all().count()
    raise AssertionError("the pool does not recover")


async def swap(first: str, second: str) -> None:
    """Change two rows, one after the other: two such tasks the other way round deadlock."""
    async with transaction():
        await Library.filter(slug=first).update(version=2)
        await asyncio.sleep(0.1)
        await Library.filter(slug=second).update(version=2)


@pytest.mark.usefixtures("postgres_database")
async def test_deadlock_is_retryable() -> None:
    await Library.bulk_create([Library(slug="one"), Library(slug="two")])
    results = await asyncio.gather(swap("one", "two"), swap("two", "one"), return_exceptions=True)
    assert [type(result) for result in results if result] == [RetryableError]


async def test_server_away() -> None:
    async with TortoiseContext() as context:
        await context.init(config=PROOF.config("postgres://nobody@127.0.0.1:1/none"))
        for _ in range(2):
            with pytest.raises(DBConnectionError):
                await asyncio.wait_for(Library.all().count(), timeout=2)
            with pytest.raises(DBConnectionError):
                async with asyncio.timeout(2), transaction():
                    pass


@pytest.mark.usefixtures("postgres_database")
async def test_driver_errors_stay_inside() -> None:
    with pytest.raises(OperationalError):
        await get_connection("default").execute_query("SELECT 1 / 0")
    with pytest.raises(OperationalError):
        await get_connection("default").execute_query("DO 'BEGIN RAISE EXCEPTION ''x''; END'")


@pytest.mark.usefixtures("postgres_database")
async def test_test_databases_sort_as_norwegian_ones_do() -> None:
    """So that a test sees an ORDER BY that differs from SQLite's."""
    rows = await get_connection("default").execute_query_dict(
        "SELECT x FROM unnest(ARRAY['Å', 'B', 'a', 'ø', 'Æ']) AS x ORDER BY x"
    )
    assert [row["x"] for row in rows] == ["a", "B", "Æ", "ø", "Å"]
