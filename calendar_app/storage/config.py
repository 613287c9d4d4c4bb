"""Turns a database address into a Tortoise configuration that uses our engines."""

import os
from pathlib import Path
from typing import Any

from calendar_app.storage.address import PostgresAddress, SqliteAddress, read_address, sqlite_url

MODELS = "calendar_app.storage.rows"
MIGRATIONS = "calendar_app.storage.migrations"
APP = "models"

Config = dict[str, Any]
"""What Tortoise calls its configuration."""


def tortoise_config(
    url: str,
    *,
    serving: bool = False,
    migrating: bool = False,
    ssl: str = "prefer",
    models: str = MODELS,
    migrations: str = MIGRATIONS,
) -> Config:
    """Build the configuration for `serve`, for a command, or for running migrations.

    `serving` is for the one process that owns the SQLite file: it alone checkpoints. `ssl` is
    for PostgreSQL: disable, prefer, require (encrypted, certificate not checked) or verify-full.
    Raises `AddressError` with one sentence when the address or `ssl` makes no sense.
    """
    address = read_address(url, ssl=ssl)
    connection = (
        _sqlite_connection(address, serving=serving, migrating=migrating)
        if isinstance(address, SqliteAddress)
        else _asyncpg_connection(address, migrating=migrating)
    )
    return {
        "connections": {"default": connection},
        "apps": {
            APP: {"models": [models], "migrations": migrations, "default_connection": "default"}
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def sqlite_file(config: Config) -> Path | None:
    """Tell which file holds the database; None for PostgreSQL."""
    path = credentials(config).get("file_path")
    return Path(path) if path else None


def credentials(config: Config) -> dict[str, Any]:
    """Give what the engine is opened with; it may hold a password."""
    found: dict[str, Any] = config["connections"]["default"]["credentials"]
    return found


def described(config: Config) -> str:
    """Name the database in a message, without its password."""
    path = sqlite_file(config)
    if path:
        return str(path)
    server = credentials(config)
    host = server["host"] or "localhost"
    return f"{server['database']} on PostgreSQL at {host}:{server['port']}"


_CHECKPOINT_PAGES = 1000
"""SQLite's own default: about 4 MB of write-ahead log."""


def _sqlite_connection(address: SqliteAddress, *, serving: bool, migrating: bool) -> Config:
    """FULL keeps an acknowledged commit through a power cut; NORMAL may lose it.

    Migrations run with foreign keys off: a rebuilt table is dropped, and with foreign keys on
    that cascades into the rows of its children.

    Two processes that checkpoint and write at the same moment can corrupt the file (the WAL-reset
    bug, SQLite 3.7.0-3.51.2), so a command never checkpoints while the server has the file open:
    not by growth (wal_autocheckpoint=0), and not by closing, since SQLite checkpoints when the
    *last* connection closes and the server's own stays. Without a server, a closing command
    is that last connection, alone with the file.
    """
    settings = {
        "file_path": address.path,
        "busy_timeout": 5000,
        "journal_mode": "WAL",
        "synchronous": "FULL",
        "foreign_keys": "OFF" if migrating else "ON",
        "wal_autocheckpoint": _CHECKPOINT_PAGES if serving else 0,
    }
    return {"engine": "calendar_app.storage.sqlite_engine", "credentials": settings}


def _asyncpg_connection(address: PostgresAddress, *, migrating: bool) -> Config:
    """Bound every wait, but give migrations all the time they need."""
    settings = {
        "host": address.host,
        "port": address.port,
        "user": address.user,
        "password": address.password,
        "database": address.database,
        "ssl": address.ssl,
        "min_size": 1,
        "max_size": address.pool_size,
        "statement_cache_size": address.statement_cache_size,
        "server_settings": {"timezone": "UTC", "application_name": "lesekalender"},
        "command_timeout": None if migrating else address.command_timeout,
        "acquire_timeout": address.acquire_timeout,
    }
    return {"engine": "calendar_app.storage.asyncpg_engine", "credentials": settings}


def __getattr__(name: str) -> Any:
    """Serve `TORTOISE_ORM` to the `tortoise` command, and only when it asks.

    Built at import it would freeze the environment for the whole program.
    """
    if name == "TORTOISE_ORM":
        folder = Path(os.environ.get("LESEKALENDER_DATA_DIR") or "data")
        url = os.environ.get("LESEKALENDER_DATABASE_URL") or sqlite_url(folder / "calendar.db")
        return tortoise_config(url, migrating=True)
    raise AttributeError(name)
