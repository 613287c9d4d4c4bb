"""Brings a database to the newest migration: all of it, or nothing at all.

Never in a server's start-up: with several workers each of them would try.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.executor import MigrationExecutor, MigrationTarget
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

from calendar_app.storage.backup import back_up_before_migration
from calendar_app.storage.config import APP, Config, credentials, sqlite_file
from calendar_app.storage.connect import open_now
from calendar_app.storage.database_locks import sole_use_lock
from calendar_app.storage.errors import MigrationFailedError
from calendar_app.storage.heads import applied_migrations
from calendar_app.storage.kept_file import forget_kept
from calendar_app.storage.sqlite_copy import APPLICATION_ID
from calendar_app.storage.transaction import transaction


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What was done: the migrations that ran, in order, and the copy made before them.

    `unprotected` means that a database with content was changed without a copy of our own:
    on PostgreSQL that is the operator's part (pg_dump).
    """

    steps: tuple[str, ...]
    backup: Path | None = None
    unprotected: bool = False


async def run_migrations(
    config: Config, *, now: datetime, target: str | None = None
) -> MigrationReport:
    """Apply what is missing, or go to `target` ("0001_initial"), also backwards.

    `config` comes from `tortoise_config(url, migrating=True)`; `now` (UTC) names the copy that
    is made first when a SQLite database has content. All steps, their records and the check of
    references are one transaction, so a failure or a kill at any moment leaves the old schema.

    Raises `DatabaseInUseError`, `DatabaseUnavailableError`, `BackupError` and
    `MigrationFailedError`; whichever it is, the database is as it was.
    """
    _require_migrating(config)
    async with sole_use_lock(config, role="migrate"), TortoiseContext() as context:
        await context.init(config=config)
        await open_now(config)
        dangling = await _dangling_tables()
        if dangling:
            raise MigrationFailedError(
                f"Nothing was migrated: rows of {dangling} point at nothing. Restore a backup."
            )
        targets = [MigrationTarget(app_label=APP, name=target or "__latest__")]
        steps = await _planned_steps(config, targets)
        if not steps:
            return MigrationReport(steps=())
        report = await _protected(config, steps, now)
        try:
            await _run(config, targets)
        except Exception as exc:
            raise MigrationFailedError(_failure(report, exc)) from exc
        forget_kept(config)
        return report


def _require_migrating(config: Config) -> None:
    if credentials(config).get("foreign_keys") == "ON":
        raise ValueError("migrations need tortoise_config(url, migrating=True)")


async def _planned_steps(config: Config, targets: Sequence[MigrationTarget]) -> tuple[str, ...]:
    plan = await MigrationExecutor(get_connection("default"), config["apps"]).plan(targets)
    return tuple(step.migration.name for step in plan)


async def _protected(config: Config, steps: tuple[str, ...], now: datetime) -> MigrationReport:
    """Copy a SQLite database that has content; note that nobody copied another."""
    if not await applied_migrations():
        return MigrationReport(steps)
    if sqlite_file(config) is None:
        return MigrationReport(steps, unprotected=True)
    return MigrationReport(steps, backup=await back_up_before_migration(config, now=now))


async def _run(config: Config, targets: Sequence[MigrationTarget]) -> None:
    """Tortoise's executor, inside one transaction of ours; its own become savepoints.

    By itself it records each migration after the COMMIT: a kill between the two leaves a
    database that can neither go on nor back.
    """
    outside = MigrationExecutor(get_connection("default"), config["apps"])
    await outside.recorder.ensure_schema(outside._schema_editor(atomic=False))
    async with transaction() as connection:
        inside = MigrationExecutor(connection, config["apps"])
        inside.recorder = _PreparedRecorder(connection)
        await inside.migrate(targets)
        if _is_sqlite(connection):
            await connection.execute_query(f"PRAGMA application_id = {APPLICATION_ID}")
        dangling = await _dangling_tables()
        if dangling:
            raise MigrationFailedError(f"it leaves rows of {dangling} that point at nothing")


class _PreparedRecorder(MigrationRecorder):
    """Writes into a table that is there already; making it takes a script, which commits."""

    async def ensure_schema(self, schema_editor: BaseSchemaEditor) -> None:
        """Do nothing."""


async def _dangling_tables() -> str:
    """Check what SQLite does not check while foreign keys are off."""
    connection = get_connection("default")
    if not _is_sqlite(connection):
        return ""
    _, broken = await connection.execute_query("PRAGMA foreign_key_check")
    return ", ".join(sorted({row["table"] for row in broken}))


def _is_sqlite(connection: BaseDBAsyncClient) -> bool:
    return connection.capabilities.dialect == "sqlite"


def _failure(report: MigrationReport, error: Exception) -> str:
    kept = f", and a copy of it is {report.backup}" if report.backup else ""
    return (
        f"The migration to {report.steps[-1]} failed and was taken back ({error}): "
        f"the database is as it was{kept}."
    )
