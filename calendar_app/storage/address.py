"""Reads a database address, as a setting gives it, and says in one sentence what is wrong with it.

Tortoise's own reader hands every unknown parameter to the driver (`?sslmode=require` is a
TypeError) or to SQLite as a PRAGMA (`?journal_mode=DELETE` would be obeyed), reads `ssl=false`
as true, and does not decode the path.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qsl, quote, unquote, unquote_to_bytes, urlsplit

from tortoise.exceptions import ConfigurationError

SSL_MODES: Mapping[str, str | bool] = MappingProxyType(
    {
        "disable": "disable",
        "prefer": "prefer",
        "require": "require",
        "verify-full": True,  # asyncpg's word for: against the system's certificates
    }
)

_LIMITS: Mapping[str, float] = MappingProxyType(
    {"pool_size": 10, "statement_cache_size": 100, "acquire_timeout": 10, "command_timeout": 15}
)
_EXAMPLES = "write sqlite:///folder/calendar.db or postgres://user:password@host:5432/name"


class AddressError(ConfigurationError):
    """The database address makes no sense; the message is one sentence without the address."""


@dataclass(frozen=True, slots=True)
class SqliteAddress:
    """A database in one file."""

    path: str


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database on a PostgreSQL server. Times are seconds."""

    host: str | None
    port: int
    user: str | None
    password: str | None
    database: str
    ssl: str | bool
    pool_size: int
    statement_cache_size: int
    acquire_timeout: float
    command_timeout: float


def sqlite_url(path: Path) -> str:
    """Write the address of a file; its path may hold spaces, `?`, `#` or `%`."""
    return f"sqlite://{quote(os.fsencode(path.absolute()))}"


def read_address(url: str, *, ssl: str = "prefer") -> SqliteAddress | PostgresAddress:
    """Read an address, or raise `AddressError`.

    No message repeats the address or Python's own error: they may hold the password.
    """
    try:
        parts = urlsplit(url)
    except ValueError as exc:
        raise _unreadable() from exc
    if parts.scheme == "sqlite":
        return _sqlite(url, parts)
    if parts.scheme in ("postgres", "postgresql", "asyncpg"):
        return _postgres(parts, ssl)
    if parts.scheme == "psycopg":
        raise AddressError(
            "The driver psycopg is not supported, because migrations fail half-way on it: "
            "write postgres:// instead of psycopg://."
        )
    raise AddressError(f"The database address begins with no known scheme: {_EXAMPLES}.")


def _sqlite(url: str, parts: SplitResult) -> SqliteAddress:
    if parts.query or parts.fragment:
        raise AddressError(
            "A sqlite:// address takes no parameters: write %3F for ? and %23 for # in the path."
        )
    path = os.fsdecode(unquote_to_bytes(parts.netloc + parts.path))
    if not path or path.endswith("/") or not url.startswith("sqlite://"):
        raise AddressError(f"The database address names no file: {_EXAMPLES}.")
    return SqliteAddress(path)


def _postgres(parts: SplitResult, ssl: str) -> PostgresAddress:
    try:
        port = parts.port or 5432
    except ValueError as exc:
        raise _unreadable() from exc
    database = unquote(parts.path.removeprefix("/"))
    if not database:
        raise AddressError(f"The database address names no database: {_EXAMPLES}.")
    if ssl not in SSL_MODES:
        raise AddressError(
            f"The encryption of the database is none of {', '.join(SSL_MODES)}: {ssl}."
        )
    parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
    socket_folder = parameters.pop("host", None)  # it cannot stand before the path
    limits = _limits(parameters)
    return PostgresAddress(
        host=parts.hostname or socket_folder,
        port=port,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        database=database,
        ssl=SSL_MODES[ssl],
        pool_size=int(limits["pool_size"]),
        statement_cache_size=int(limits["statement_cache_size"]),
        acquire_timeout=float(limits["acquire_timeout"]),
        command_timeout=float(limits["command_timeout"]),
    )


def _limits(parameters: Mapping[str, str]) -> Mapping[str, float]:
    """Read the few numbers that an operator may set in the address."""
    if "ssl" in parameters or "sslmode" in parameters:
        raise AddressError(
            "The database address settles encryption: set LESEKALENDER_DATABASE_SSL instead."
        )
    if not parameters.keys() <= _LIMITS.keys():
        raise AddressError(
            f"The database address has an unknown parameter: it takes host, {', '.join(_LIMITS)}."
        )
    for name, value in parameters.items():
        least = 0 if name == "statement_cache_size" else 1  # PgBouncer needs it switched off
        if not value.isdecimal() or int(value) < least:
            raise AddressError(f"The database address needs a whole number in {name}.")
    return {**_LIMITS, **{name: int(value) for name, value in parameters.items()}}


def _unreadable() -> AddressError:
    return AddressError(
        f"The database address cannot be read: {_EXAMPLES}, "
        "with special characters of the password as %XX."
    )
