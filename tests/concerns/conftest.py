"""The fixtures of the whole application, empty and with the demonstration programme."""

from tests.support.demonstration import (
    demonstration_url,
    postgres_today,
    programme,
    sqlite_today,
)
from tests.support.server import far_from_midnight, servers
from tests.support.web import app, client, clock, settings, signed_in

__all__ = [
    "app",
    "client",
    "clock",
    "demonstration_url",
    "far_from_midnight",
    "postgres_today",
    "programme",
    "servers",
    "settings",
    "signed_in",
    "sqlite_today",
]
