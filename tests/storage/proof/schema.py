"""The small tables of these tests, and a look into them from outside."""

import asyncio
from pathlib import Path
from typing import Any

from tortoise.connection import get_connection

from calendar_app.storage.config import sqlite_file
from calendar_app.storage.connect import connected
from tests.support.databases import Schema

PROOF = Schema("tests.storage.proof.models", "tests.storage.proof.migrations")


async def query(url: str, sql: str, *, schema: Schema = PROOF) -> list[dict[str, Any]]:
    """Run one statement through a connection of its own, as another process would."""
    async with connected(schema.config(url), for_all_tasks=False):
        return await get_connection("default").execute_query_dict(sql)


def path_of(url: str) -> Path:
    path = sqlite_file(PROOF.config(url))
    assert path
    return path


def damage(path: Path) -> None:
    """Spoil every page of a SQLite file but the first, which says that it is one."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))


async def others_gone(url: str) -> None:
    """Wait until PostgreSQL has noticed that a killed process is gone, and ended its work."""
    others = (
        "SELECT 1 FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    for _ in range(500):
        if not url.startswith("postgres") or not await query(url, others):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("somebody is still connected")
