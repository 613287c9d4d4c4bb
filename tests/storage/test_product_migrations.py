"""The product's own migrations (ST-28, ST-35)."""

from importlib import import_module
from pathlib import Path

import pytest
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.autodetector import MigrationAutodetector

from calendar_app.storage.config import MIGRATIONS
from calendar_app.storage.connect import connected
from calendar_app.storage.heads import known_migrations, pending_migrations, require_current
from tests.storage.proof.indexes import indexes
from tests.storage.proof.operations import forbidden_operations
from tests.support.databases import KINDS, PRODUCT, NewDatabase


async def test_up_down_up(empty_url: str) -> None:
    """Back to the first and forward again gives the same tables with the same indexes."""
    config = PRODUCT.config(empty_url)
    first, *_ = known_migrations(config)
    await PRODUCT.migrate(empty_url)
    after = await indexes(empty_url, PRODUCT)
    await PRODUCT.migrate(empty_url, target=first)
    await PRODUCT.migrate(empty_url)
    assert await indexes(empty_url, PRODUCT) == after
    await PRODUCT.migrate(empty_url, target="__first__")
    assert await pending_migrations(config) == list(known_migrations(config))
    assert await indexes(empty_url, PRODUCT) == []
    await PRODUCT.migrate(empty_url)
    assert await indexes(empty_url, PRODUCT) == after


@pytest.fixture(params=KINDS)
def migrated_and_generated(
    request: pytest.FixtureRequest, new_database: NewDatabase
) -> tuple[str, str]:
    return new_database(request.param, PRODUCT), new_database(request.param, None)


async def test_the_migrated_database_has_the_indexes_of_the_models(
    migrated_and_generated: tuple[str, str],
) -> None:
    migrated, generated = migrated_and_generated
    async with TortoiseContext() as context:
        await context.init(config=PRODUCT.config(generated))
        await context.generate_schemas()
    assert await indexes(migrated, PRODUCT) == await indexes(generated, PRODUCT)


async def test_models_and_migrations_agree(database_url: str) -> None:
    config = PRODUCT.config(database_url)
    async with TortoiseContext() as context:
        await context.init(config=config)
        assert context.apps is not None
        assert await MigrationAutodetector(context.apps, config["apps"]).changes() == []


def test_only_safe_operations() -> None:
    folder = Path(next(iter(import_module(MIGRATIONS).__path__)))
    files = sorted(folder.glob("0*.py"))
    assert files
    assert {file.name: forbidden_operations(file.read_text()) for file in files} == {
        file.name: [] for file in files
    }


async def test_the_fixture_gives_a_current_database_without_rows(database: str) -> None:
    """What every storage and web test of the program starts from."""
    await require_current(PRODUCT.config(database))
    connection = get_connection("default")
    tables = {table for table, _, _ in await indexes(database, PRODUCT)}
    assert tables
    for table in tables:
        rows = await connection.execute_query_dict(f'SELECT count(*) AS n FROM "{table}"')
        assert (table, rows) == (table, [{"n": 0}])


async def test_two_connections_see_the_same(database: str) -> None:
    async with connected(PRODUCT.config(database), for_all_tasks=False):
        await require_current(PRODUCT.config(database))
