"""Real servers with the demonstration programme, and a real browser."""

from tests.support.chromium import chromium
from tests.support.demonstration import postgres_today, sqlite_today
from tests.support.server import far_from_midnight, servers

__all__ = ["chromium", "far_from_midnight", "postgres_today", "servers", "sqlite_today"]
