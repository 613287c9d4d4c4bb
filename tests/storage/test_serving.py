"""The database of a server: closed, then owned and open, or as closed as before."""

import asyncio
import os
from pathlib import Path

import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import DBConnectionError

from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from calendar_app.storage.database_locks import serving_lock, sole_use_lock
from calendar_app.storage.errors import (
    DatabaseInUseError,
    DatabaseOutdatedError,
    DatabaseUnavailableError,
)
from calendar_app.storage.published import publication_state
from calendar_app.storage.serving import serving_database
from calendar_app.storage.transaction import transaction
from tests.support.databases import KINDS, PRODUCT, NewDatabase
from tests.support.outage import outage_of


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """A database of the test's own: its migrations table is changed."""
    return new_database(request.param, PRODUCT)


async def refused() -> None:
    """Ask as a handler does, by a plain query and in a transaction."""
    with pytest.raises(DBConnectionError):
        await publication_state()
    with pytest.raises(DBConnectionError):
        async with transaction():
            pass


async def test_every_query_fails_until_it_is_open(database_url: str) -> None:
    """As if the database were away (503), whatever asks and in whatever task."""
    config = PRODUCT.config(database_url, serving=True)
    async with serving_database(config) as database:
        await refused()
        await asyncio.create_task(refused())
        await database.open()
        await database.open()
        assert (await asyncio.create_task(publication_state())).version == 0
    async with sole_use_lock(config, role="migrate", wait_seconds=0):
        pass


async def test_an_outdated_database_is_not_opened_and_its_locks_are_free(
    database_url: str,
) -> None:
    """ST-15; once it is migrated, the same server can open it."""
    config = PRODUCT.config(database_url, serving=True)
    async with connected(config, for_all_tasks=False):
        await get_connection("default").execute_query("UPDATE tortoise_migrations SET app = 'x'")
    async with serving_database(config) as database:
        for _ in range(2):
            with pytest.raises(DatabaseOutdatedError):
                await database.open()
            await refused()
        async with serving_lock(config), connected(config, for_all_tasks=False):
            await get_connection("default").execute_query(
                "UPDATE tortoise_migrations SET app = 'models'"
            )
        await database.open()
        assert (await publication_state()).version == 0


async def test_a_database_that_is_away_can_be_opened_when_it_is_back(database_url: str) -> None:
    async with outage_of(database_url) as outage:
        await outage.begin()
        async with serving_database(PRODUCT.config(outage.url, serving=True)) as database:
            for _ in range(2):
                with pytest.raises(DatabaseUnavailableError):
                    await database.open()
                await refused()
            await outage.end()
            await database.open()
            assert (await publication_state()).version == 0


@pytest.fixture
def sqlite_database_url(new_database: NewDatabase) -> str:
    return new_database("sqlite", PRODUCT)


async def test_another_server_keeps_its_file(sqlite_database_url: str) -> None:
    """R6."""
    config = PRODUCT.config(sqlite_database_url, serving=True)
    async with serving_lock(config), serving_database(config) as database:
        with pytest.raises(DatabaseInUseError):
            await database.open()
        await refused()


async def test_no_empty_database_is_made_where_one_was(tmp_path: Path) -> None:
    """Its disk may not be there yet; a file that appears later must find its place free."""
    path = tmp_path / "calendar.db"
    async with serving_database(PRODUCT.config(sqlite_url(path), serving=True)) as database:
        with pytest.raises(DatabaseUnavailableError) as refusal:
            await database.open()
        assert str(refusal.value) == f"There is no database at {path}: run `lesekalender migrate`."
        await refused()
    assert set(os.listdir(tmp_path)) == {"calendar.db.lock", "calendar.db.users"}
