"""Migrations on both databases: rows, indexes and constraints survive up, down and up (ST-28)."""

from pathlib import Path

import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError
from tortoise.migrations.autodetector import MigrationAutodetector

from tests.storage.proof.indexes import indexes
from tests.storage.proof.operations import forbidden_operations
from tests.storage.proof.schema import PROOF, query
from tests.support.databases import KINDS, NewDatabase

FIRST, SECOND, THIRD = "0001_initial", "0002_second", "0003_rank_as_text"
MOMENT = "'2026-01-01 00:00:00+00:00'"


async def seed(url: str) -> None:
    await query(
        url,
        f"INSERT INTO library (slug, note, version, updated_at) VALUES ('hamar', 'n', 1, {MOMENT})",
    )
    for number in range(5):
        await query(
            url,
            "INSERT INTO event (library_id, uid, title, starts_at)"
            f" VALUES (1, 'u{number}', 't', {MOMENT})",
        )


async def counts(url: str) -> tuple[int, int]:
    sql = "SELECT (SELECT count(*) FROM library) AS l, (SELECT count(*) FROM event) AS e"
    row = (await query(url, sql))[0]
    return row["l"], row["e"]


async def test_up_down_up_keeps_rows_and_indexes(empty_url: str) -> None:
    """ST-35."""
    await PROOF.migrate(empty_url, target=FIRST)
    await seed(empty_url)
    before = await indexes(empty_url, PROOF)
    assert ("event", 1, "library_id,uid") in before

    await PROOF.migrate(empty_url, target=THIRD)
    after = await indexes(empty_url, PROOF)
    assert {("event", 1, "library_id,uid"), ("event", 0, "library_id,starts_at")} <= set(after)
    assert ("library", 0, "rank") in after
    await query(empty_url, "UPDATE library SET rank = '7'")
    await query(empty_url, "INSERT INTO signup (event_id, email) VALUES (1, 'a@example.no')")

    await PROOF.migrate(empty_url, target=SECOND)
    assert await query(empty_url, "SELECT rank FROM library") == [{"rank": 7}]
    assert await query(empty_url, "SELECT count(*) AS n FROM signup") == [{"n": 1}]
    await PROOF.migrate(empty_url, target=FIRST)
    assert await indexes(empty_url, PROOF) == before
    assert await counts(empty_url) == (1, 5)

    await PROOF.migrate(empty_url, target=THIRD)
    assert await indexes(empty_url, PROOF) == after
    assert await counts(empty_url) == (1, 5)
    with pytest.raises(IntegrityError):
        await query(
            empty_url,
            "INSERT INTO event (library_id, uid, title, starts_at)"
            f" VALUES (1, 'u0', 't', {MOMENT})",
        )


@pytest.fixture(params=KINDS)
def migrated_and_generated(
    request: pytest.FixtureRequest, new_database: NewDatabase
) -> tuple[str, str]:
    return new_database(request.param, PROOF), new_database(request.param, None)


async def test_migrated_schema_has_the_indexes_of_the_models(
    migrated_and_generated: tuple[str, str],
) -> None:
    """ST-35; the stock AddField forgets the index of `db_index=True`."""
    migrated, generated = migrated_and_generated
    async with TortoiseContext() as context:
        await context.init(config=PROOF.config(generated))
        await context.generate_schemas()
    assert await indexes(migrated, PROOF) == await indexes(generated, PROOF)


async def test_the_autodetector_accepts_the_safe_operations(proof_url: str) -> None:
    config = PROOF.config(proof_url)
    async with TortoiseContext() as context:
        await context.init(config=config)
        assert context.apps is not None
        assert await MigrationAutodetector(context.apps, config["apps"]).changes() == []


def test_these_migrations_use_safe_operations() -> None:
    files = sorted((Path(__file__).parent / "proof" / "migrations").glob("0*.py"))
    assert [forbidden_operations(file.read_text()) for file in files] == [[], [], []]


def test_the_check_of_operations_bites() -> None:
    source = "ops.AlterField()\nsafe.AddField()\nCheckConstraint()\nops.RunSQL('')"
    assert forbidden_operations(source) == [
        "line 1: ops.AlterField",
        "line 3: CheckConstraint",
        "line 4: ops.RunSQL",
    ]
