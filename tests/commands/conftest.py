"""Servers beside the commands, and databases of one kind."""

import pytest

from tests.support.databases import PRODUCT, NewDatabase
from tests.support.feed_server import feed_server
from tests.support.server import servers

__all__ = ["feed_server", "servers"]


@pytest.fixture
def sqlite(new_database: NewDatabase) -> str:
    """The address of a migrated, empty SQLite database."""
    return new_database("sqlite", PRODUCT)


@pytest.fixture
def postgres(new_database: NewDatabase) -> str:
    """The address of a migrated, empty PostgreSQL database."""
    return new_database("postgres", PRODUCT)
