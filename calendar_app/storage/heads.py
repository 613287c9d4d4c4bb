"""Which migrations this version of the program knows, and which the database has had."""

import pkgutil
from importlib import import_module

from tortoise.connection import get_connection

from calendar_app.storage.config import APP, Config
from calendar_app.storage.connect import connected
from calendar_app.storage.errors import DatabaseOutdatedError


def known_migrations(config: Config) -> tuple[str, ...]:
    """Name the migrations that come with the program, oldest first."""
    package = import_module(config["apps"][APP]["migrations"])
    return tuple(sorted(found.name for found in pkgutil.iter_modules(package.__path__)))


async def applied_migrations() -> tuple[str, ...]:
    """Name the migrations that the open database has had, oldest first.

    The table is looked for before it is read. Tortoise takes every error of the reading, a busy
    file among them, for "nothing applied yet".
    """
    connection = get_connection("default")
    exists = (
        "SELECT 1 FROM sqlite_master WHERE name = 'tortoise_migrations'"
        if connection.capabilities.dialect == "sqlite"
        else "SELECT 1 WHERE to_regclass('tortoise_migrations') IS NOT NULL"
    )
    if not await connection.execute_query_dict(exists):
        return ()
    rows = await connection.execute_query_dict(
        f"SELECT name FROM tortoise_migrations WHERE app = '{APP}' ORDER BY name"  # noqa: S608
    )
    return tuple(row["name"] for row in rows)


async def pending_migrations(config: Config) -> list[str]:
    """Name the migrations that the database lacks; opens a connection of its own."""
    async with connected(config, for_all_tasks=False):
        applied = await applied_migrations()
    return [name for name in known_migrations(config) if name not in applied]


async def require_current(config: Config) -> None:
    """Raise `DatabaseOutdatedError` unless the open database is exactly of this version."""
    known, applied = known_migrations(config), await applied_migrations()
    unknown = [name for name in applied if name not in known]
    if unknown:
        raise DatabaseOutdatedError(
            f"The database is of a newer version of the program (it has {unknown[-1]}): "
            "install that version."
        )
    missing = [name for name in known if name not in applied]
    if missing:
        raise DatabaseOutdatedError(
            f"The database lacks {', '.join(missing)}: run `lesekalender migrate`."
        )
