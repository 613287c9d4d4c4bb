"""Databases to test on: without tables, or migrated and empty, on SQLite and on PostgreSQL.

A new one is a copy of a template that each process makes once: 20 ms on SQLite, up to 200 on
PostgreSQL, where most tests therefore share one that is emptied for each.
"""

import asyncio
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
from tortoise.backends.base.executor import EXECUTOR_CACHE

from calendar_app.storage.address import sqlite_url
from calendar_app.storage.config import MIGRATIONS, MODELS, Config, tortoise_config
from calendar_app.storage.migrate import MigrationReport, run_migrations

KINDS = ("sqlite", "postgres")

NewDatabase = Callable[[str, "Schema | None"], str]
"""What the fixture `new_database` gives: kind and schema to address."""


@dataclass(frozen=True)
class Schema:
    """Row models and their migrations: the product's, unless a test brings its own."""

    models: str = MODELS
    migrations: str = MIGRATIONS

    def config(self, url: str, **settings: Any) -> Config:
        return tortoise_config(url, models=self.models, migrations=self.migrations, **settings)

    async def migrate(self, url: str, *, target: str | None = None) -> MigrationReport:
        config = self.config(url, migrating=True)
        return await run_migrations(config, now=datetime.now(UTC), target=target)


PRODUCT = Schema()


def forget_statements() -> None:
    """Forget what Tortoise keeps by table name, whichever dialect it was written in."""
    EXECUTOR_CACHE.clear()


class SqliteDatabases:
    def __init__(self, templates: Path) -> None:
        self._folder = templates
        self._templates: dict[Schema, Path] = {}

    def new(self, path: Path, schema: Schema | None) -> str:
        path.parent.mkdir(parents=True)
        if schema:
            shutil.copy(self._template(schema), path)
        return sqlite_url(path)

    def _template(self, schema: Schema) -> Path:
        if schema not in self._templates:
            path = self._folder / f"template{len(self._templates)}.db"
            asyncio.run(schema.migrate(sqlite_url(path)))
            self._templates[schema] = path
        return self._templates[schema]


class PostgresDatabases:
    """Databases of this process alone on a server; `drop_all` leaves nothing behind.

    They sort by the rules of a Norwegian server, so that a test sees where an ORDER BY of text
    differs from SQLite's order by code point.
    """

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self._names: set[str] = set()
        self._templates: dict[Schema, str] = {}
        self._reused: dict[Schema, str] = {}

    def emptied(self, schema: Schema) -> str:
        """One database for test after test, emptied for each: 40 ms instead of up to 200.

        A test that changes tables takes a `new` one.
        """
        if schema not in self._reused:
            self._reused[schema] = self.new(schema)
        asyncio.run(_empty(self._reused[schema]))
        return self._reused[schema]

    def new(self, schema: Schema | None) -> str:
        if schema:
            return self._url(self._create(f'TEMPLATE "{self._template(schema)}"'))
        return self._url(self._create("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'nb-NO'"))

    def drop(self, url: str) -> None:
        self._drop(url.rsplit("/", 1)[1])

    def drop_all(self) -> None:
        for name in list(self._names):
            self._drop(name)

    def _template(self, schema: Schema) -> str:
        if schema not in self._templates:
            url = self.new(None)
            asyncio.run(schema.migrate(url))
            self._templates[schema] = url.rsplit("/", 1)[1]
        return self._templates[schema]

    def _url(self, name: str) -> str:
        return f"{self._server_url.rsplit('/', 1)[0]}/{name}"

    def _create(self, options: str) -> str:
        name = f"lesekalender_test_{os.getpid()}_{secrets.token_hex(4)}"
        self._run(f'CREATE DATABASE "{name}" {options}')
        self._names.add(name)
        return name

    def _drop(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._names.discard(name)

    def _run(self, statement: str) -> None:
        async def run() -> None:
            connection = await asyncpg.connect(self._server_url, timeout=5)
            await connection.execute(statement)
            await connection.close()

        asyncio.run(run())


async def _empty(url: str) -> None:
    """Take all rows away, and let ids begin at 1 again, also where a test rolled back."""
    connection = await asyncpg.connect(url, timeout=5)
    try:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        rows = await connection.fetch(
            "SELECT tablename FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> 'tortoise_migrations'"
        )
        tables = [f'"{row["tablename"]}"' for row in rows]
        looks = (f"SELECT '{name}' AS name WHERE EXISTS (SELECT 1 FROM {name})" for name in tables)
        filled = [row["name"] for row in await connection.fetch(" UNION ALL ".join(looks))]
        if filled:
            await connection.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
        await connection.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)"
            " FROM pg_sequences WHERE last_value IS NOT NULL"
            " AND sequencename <> 'tortoise_migrations_id_seq'"
        )
    finally:
        await connection.close()
