"""`lesekalender doctor`: what runs here, and what is wrong with it."""

import asyncio
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

import typer
from tortoise.exceptions import DBConnectionError, OperationalError

from calendar_app.database import database_config
from calendar_app.settings import Settings, SettingsError, load_settings, unknown_settings
from calendar_app.storage.config import Config, described, sqlite_file
from calendar_app.storage.connect import connected
from calendar_app.storage.errors import StorageRefusedError
from calendar_app.storage.heads import require_current

_LEAST_FREE = 200 * 2**20
_MIGRATION_FACTOR = 3
"""A migration copies the database, and its write-ahead log may grow as large again."""


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    text: str


def doctor() -> None:
    """Report versions, settings, database and disk; exit code 1 when there is trouble."""
    findings = list(_findings())
    for finding in findings:
        typer.echo(f"{finding.level:8}{finding.text}")
    if any(finding.level is Level.TROUBLE for finding in findings):
        raise typer.Exit(1)


def _findings() -> Iterator[Finding]:
    yield Finding(Level.OK, f"Lesekalender {version('lesekalender')}")
    yield Finding(Level.OK, f"Python {platform.python_version()}")
    for name in unknown_settings():
        yield Finding(Level.WARNING, f"{name} is set, but there is no such setting.")
    try:
        settings = load_settings()
        config = database_config(settings)
    except SettingsError as error:
        yield Finding(Level.TROUBLE, str(error))
        return
    yield Finding(Level.OK, f"Settings: served as {settings.public_url}/")
    yield from _database(config)
    yield _disk(settings, sqlite_file(config))


def _database(config: Config) -> Iterator[Finding]:
    if sqlite_file(config):
        yield sqlite_finding(sqlite3.sqlite_version_info)
    try:
        asyncio.run(_open(config))
    except (StorageRefusedError, DBConnectionError, OperationalError) as error:
        yield Finding(Level.TROUBLE, str(error))
    else:
        yield Finding(Level.OK, f"Database {described(config)}, all migrations applied")


async def _open(config: Config) -> None:
    async with connected(config):
        await require_current(config)


def sqlite_finding(found: tuple[int, int, int]) -> Finding:
    """Judge the SQLite library (facts/stack.md, 3.1: the WAL-reset bug)."""
    name = f"SQLite {'.'.join(map(str, found))}"
    backports = {(3, 44): 6, (3, 50): 7}
    if found >= (3, 51, 3) or found[2] >= backports.get(found[:2], 2**31):
        return Finding(Level.OK, name)
    return Finding(
        Level.WARNING,
        f"{name} has the WAL-reset bug (fixed in 3.51.3): stop the server before you run a "
        "command that writes, or take a newer SQLite.",
    )


def _disk(settings: Settings, database: Path | None) -> Finding:
    folder = database.parent if database else settings.data_dir
    free = shutil.disk_usage(folder).free
    size = database.stat().st_size if database and database.exists() else 0
    enough = free >= max(_LEAST_FREE, _MIGRATION_FACTOR * size)
    text = f"{free // 2**20} MB free in {folder.absolute()}"
    return Finding(Level.OK, text) if enough else Finding(Level.TROUBLE, f"Only {text}.")
