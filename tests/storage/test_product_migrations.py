"""The product's own migrations (ST-28, ST-35)."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.autodetector import MigrationAutodetector

from calendar_app.domain.event import EventDetails, Workflow
from calendar_app.storage.config import MIGRATIONS
from calendar_app.storage.connect import connected
from calendar_app.storage.events import NewEvent, create_event, get_event, set_workflow
from calendar_app.storage.heads import known_migrations, pending_migrations, require_current
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from calendar_app.storage.vocabulary import load_vocabulary
from tests.storage.proof.indexes import indexes
from tests.storage.proof.operations import forbidden_operations
from tests.storage.proof.schema import query
from tests.support.databases import KINDS, PRODUCT, NewDatabase
from tests.support.events import edit, publish, single, timed
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST, weekly

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_up_down_up(empty_url: str) -> None:
    """Back to nothing and forward again gives the same tables with the same indexes."""
    config = PRODUCT.config(empty_url)
    await PRODUCT.migrate(empty_url)
    after = await indexes(empty_url, PRODUCT)
    await PRODUCT.migrate(empty_url, target="__first__")
    assert await pending_migrations(config) == list(known_migrations(config))
    assert await indexes(empty_url, PRODUCT) == []
    await PRODUCT.migrate(empty_url)
    assert await indexes(empty_url, PRODUCT) == after


async def test_what_the_second_one_finds_is_not_lost(empty_url: str) -> None:
    """Aliases keep their meaning, series get names and stamps, and every row is there after."""
    first, *_ = known_migrations(PRODUCT.config(empty_url))
    await PRODUCT.migrate(empty_url)
    after = await indexes(empty_url, PRODUCT)
    await _fill(empty_url)
    rows = await _counts(empty_url)
    await PRODUCT.migrate(empty_url, target=first)
    assert await _counts(empty_url) == rows
    aliases = await _rows(empty_url, "SELECT slug, aliases FROM category ORDER BY id")
    assert [row["aliases"].replace(" ", "") for row in aliases] == [
        '["hoytlesing"]',
        '["bokbad","forfattarbesok"]',
        '["verkstad","kurs"]',
        "[]",
    ]
    # Of two that had the same, the later one had it; what was never an address stays out.
    shared = """UPDATE category SET aliases = '["hoytlesing", "verksted", "%s"]' WHERE id = 2"""
    await _rows(empty_url, shared % ("a" * 61))
    await PRODUCT.migrate(empty_url)
    assert await indexes(empty_url, PRODUCT) == after
    async with connected(PRODUCT.config(empty_url), for_all_tasks=False):
        categories = (await load_vocabulary()).categories.values()
        assert [one.aliases for one in categories] == [
            (),
            ("hoytlesing",),
            ("verkstad", "kurs"),
            (),
        ]
        events = [await get_event(number) for number in range(1, 7)]
        newest = [await _newest(number) for number in range(1, 7)]
    assert [one.series_slug for one in events] == [
        "lesestund",
        "lesestund-2",
        "serie-neste",
        "",
        "",
        "",
    ]
    assert [one.series_modified for one in events] == newest
    assert [one for one in range(6) if newest[one] is None] == [3]
    assert newest[1] == NOW + timedelta(hours=1)
    assert {one.series_sequence for one in events} == {0}


async def _newest(event_id: int) -> datetime | None:
    dates = await occurrences_of(event_id)
    return max((one.last_modified for one in dates if one.last_modified), default=None)


async def _fill(url: str) -> None:
    """Store two series of one name, one called as filters speak, and what is not public."""
    later = NOW + timedelta(hours=1)
    async with connected(PRODUCT.config(url), for_all_tasks=False):
        await store_vocabulary(now=NOW)
        await publish(weekly(), now=NOW)
        twin = await publish(weekly(), now=NOW)
        dates = await occurrences_of(twin.id)
        await cancel_date(twin.id, dates[2].id, reason="Sykdom", staff_id=None, now=later)
        await publish(weekly(), now=NOW, title="Neste")
        draft = EventDetails(title="Lesestund", organiser_id=1)
        await create_event(NewEvent(details=draft, schedule=weekly()), staff_id=None, now=NOW)
        await publish(single(timed(FIRST)), now=NOW)
        gone = await publish(single(timed(FIRST)), now=NOW)
        await set_workflow(gone.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
        await edit(gone.id, now=NOW, schedule=weekly())


async def _counts(url: str) -> dict[str, int]:
    tables = ("event", "occurrence")
    sql = "SELECT " + ", ".join(f"(SELECT count(*) FROM {one}) AS {one}" for one in tables)
    return dict((await _rows(url, sql))[0])


async def _rows(url: str, sql: str) -> list[dict[str, Any]]:
    return await query(url, sql, schema=PRODUCT)


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
