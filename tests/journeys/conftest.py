"""Real servers with the demonstration programme, and a real browser."""

from tests.support.chromium import chromium
from tests.support.demonstration import postgres_today, sqlite_today
from tests.support.host_pages import host
from tests.support.server import far_from_midnight, servers

__all__ = ["chromium", "far_from_midnight", "host", "postgres_today", "servers", "sqlite_today"]
