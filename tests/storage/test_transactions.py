"""Transactions on both databases: cancelled, failing, nested (ST-2, ST-4, ST-8, R7)."""

import asyncio
import contextlib

import pytest
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError, TransactionManagementError

from calendar_app.storage.transaction import UnsafeEngineError, transaction
from tests.storage.proof.models import Library
from tests.storage.proof.schema import query
from tests.storage.proof.workers import add_pair

pytestmark = pytest.mark.usefixtures("proof_database")


async def cancel_after(steps: int, seconds: float, task: asyncio.Task[None]) -> None:
    for _ in range(steps):
        await asyncio.sleep(0)
    if seconds:
        await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def assert_answers() -> int:
    """The database must answer within one second."""
    return await asyncio.wait_for(Library.all().count(), timeout=1)


async def test_cancelled_while_entering() -> None:
    async def enter() -> None:
        async with transaction():
            await asyncio.sleep(5)

    for number in range(200):
        await cancel_after(number % 8, 0, asyncio.create_task(enter()))
        await assert_answers()


async def test_cancelled_while_entering_and_nobody_waits() -> None:
    """The next transaction follows at once, so it meets what the cancelled one left."""
    for number in range(200):
        task = asyncio.create_task(add_pair(number))
        for _ in range(number % 8):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait_for(add_pair(1000 + number), timeout=1)
    assert await Library.filter(version__gte=1000).count() == 400


async def test_cancelled_anywhere_leaves_no_half() -> None:
    for number in range(300):
        task = asyncio.create_task(add_pair(number))
        await cancel_after(number % 15, 0.0001 * (number % 11), task)
        await assert_answers()
    await asyncio.sleep(0.2)
    firsts = await Library.filter(slug__startswith="a").count()
    seconds = await Library.filter(slug__startswith="b").count()
    assert firsts == seconds


async def test_cancelled_while_leaving_is_saved_whole() -> None:
    """Once COMMIT is on its way it is carried out; the connection is clean afterwards."""
    for number in range(60):
        inside = asyncio.Event()

        async def save(number: int = number, inside: asyncio.Event = inside) -> None:
            async with transaction():
                await Library.create(slug=f"a{number}")
                inside.set()

        task = asyncio.create_task(save())
        await inside.wait()
        await cancel_after(number % 3, 0, task)
        await assert_answers()
        await add_pair(1000 + number)


async def test_timeout_round_a_transaction() -> None:
    """A `timeout` is a cancellation inside a task that lives on."""

    async def be_late(seconds: float) -> None:
        async with asyncio.timeout(seconds), transaction():
            await Library.create(slug="late")
            await asyncio.sleep(5)

    for number in range(30):
        with pytest.raises(TimeoutError):
            await be_late(0.0005 * (number % 5))
        await assert_answers()
    assert await Library.filter(slug="late").count() == 0


async def test_timeout_round_a_savepoint() -> None:
    """Whatever the moment, the savepoint leaves nothing and the transaction stays whole."""

    async def be_late(seconds: float) -> None:
        async with asyncio.timeout(seconds), transaction():
            await Library.create(slug="late")
            await asyncio.sleep(5)

    for number in range(40):
        async with transaction():
            await Library.create(slug=f"before{number}")
            with pytest.raises(TimeoutError):
                await be_late(0.0002 * (number % 9))
            await Library.create(slug=f"after{number}")
    assert await Library.filter(slug="late").count() == 0
    assert await Library.all().count() == 80


async def test_cancelled_bulk_create_leaves_no_open_transaction(proof_database: str) -> None:
    """What is saved afterwards must be there for another connection too."""

    async def insert_many(number: int) -> None:
        await Library.bulk_create([Library(slug=f"m{number}-{i}") for i in range(200)])

    for number in range(30):
        task = asyncio.create_task(insert_many(number))
        await cancel_after(number % 12, 0.0002 * (number % 7), task)
        await Library.create(slug=f"after{number}")
        sql = f"SELECT count(*) AS n FROM library WHERE slug = 'after{number}'"
        assert await query(proof_database, sql) == [{"n": 1}]
    assert await Library.filter(slug__startswith="m").count() % 200 == 0


@pytest.mark.parametrize("error", [ZeroDivisionError(), TransactionManagementError("stop")])
async def test_failing_body_rolls_back(error: Exception) -> None:
    async def fail_inside() -> None:
        async with transaction():
            await Library.create(slug="gone")
            raise error

    with pytest.raises(type(error)):
        await fail_inside()
    assert await Library.all().count() == 0


async def test_failing_commit_leaves_a_clean_connection() -> None:
    connection = get_connection("default")
    await connection.execute_query("CREATE TABLE IF NOT EXISTS parent (id INTEGER PRIMARY KEY)")
    await connection.execute_query(
        "CREATE TABLE IF NOT EXISTS child (id INTEGER PRIMARY KEY, parent INTEGER"
        " REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
    )

    async def orphan() -> None:
        async with transaction() as open_one:
            await Library.create(slug="gone")
            await open_one.execute_query("INSERT INTO child (id, parent) VALUES (1, 999)")

    with pytest.raises(IntegrityError):
        await orphan()
    assert await Library.all().count() == 0
    await add_pair(1)
    assert await Library.all().count() == 2


async def test_cancelled_while_a_commit_fails(proof_database: str) -> None:
    """The ROLLBACK still comes, or the next save would join the failed transaction and be lost."""
    connection = get_connection("default")
    await connection.execute_query(
        "CREATE TABLE IF NOT EXISTS node (id INTEGER PRIMARY KEY, parent INTEGER"
        " REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED)"
    )
    for number in range(40):
        inside = asyncio.Event()

        async def orphan(number: int = number, inside: asyncio.Event = inside) -> None:
            async with transaction() as open_one:
                await open_one.execute_query(f"INSERT INTO node VALUES ({number}, 999)")
                inside.set()

        task = asyncio.create_task(orphan())
        await inside.wait()
        await cancel_after(number % 10, 0, task)
        await Library.create(slug=f"after{number}")
        sql = f"SELECT count(*) AS n FROM library WHERE slug = 'after{number}'"
        assert await query(proof_database, sql) == [{"n": 1}]


async def test_nested_is_a_savepoint() -> None:
    async with transaction():
        await Library.create(slug="taken")
        with pytest.raises(IntegrityError):
            async with transaction():
                await Library.create(slug="taken")
        await Library.create(slug="kept")
    assert await Library.all().count() == 2


@pytest.mark.parametrize("error", [ZeroDivisionError(), TransactionManagementError("stop")])
async def test_failing_savepoint_keeps_nothing(error: Exception) -> None:
    """The stock one keeps the half-done work when the error is Tortoise's own."""

    async def fail_inside() -> None:
        async with transaction():
            await Library.create(slug="half")
            raise error

    async with transaction():
        with pytest.raises(type(error)):
            await fail_inside()
        await Library.create(slug="kept")
    assert [library.slug for library in await Library.all()] == ["kept"]


async def test_a_swallowed_error_is_saved_whole_or_told(proof_database: str) -> None:
    """PostgreSQL answers COMMIT with a silent ROLLBACK after an error; the stock engine is silent.

    SQLite goes on after the error and saves the rest. Neither may lose what it acknowledged.
    """

    async def swallow() -> None:
        async with transaction():
            await Library.create(slug="taken")
            with contextlib.suppress(IntegrityError):
                await Library.create(slug="taken")

    if proof_database.startswith("postgres"):
        with pytest.raises(TransactionManagementError, match="current transaction is aborted"):
            await swallow()
        assert await Library.all().count() == 0
    else:
        await swallow()
        assert await Library.all().count() == 1
    await add_pair(1)


async def test_left_in_another_context_gives_the_lock_back() -> None:
    """A generator that the loop finalises leaves its block in a context that is not its own."""
    block = transaction()

    async def enter() -> None:
        await block.__aenter__()

    await asyncio.create_task(enter())
    with pytest.raises(ValueError, match="different Context"):
        await asyncio.create_task(leave(block))  # type: ignore[arg-type]
    await assert_answers()
    await add_pair(1)


async def leave(block: contextlib.AbstractAsyncContextManager[None]) -> None:
    await block.__aexit__(None, None, None)


async def test_stock_engine_is_refused() -> None:
    """ST-1."""
    async with TortoiseContext() as context:
        await context.init(
            db_url="sqlite://:memory:", modules={"models": ["tests.storage.proof.models"]}
        )
        with pytest.raises(UnsafeEngineError):
            transaction()
