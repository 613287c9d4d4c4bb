"""Real servers with the demonstration programme."""

from tests.support.demonstration import postgres_today, sqlite_today
from tests.support.server import servers

__all__ = ["postgres_today", "servers", "sqlite_today"]
