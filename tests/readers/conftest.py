"""The feeds that all readers are given, made once."""

import asyncio
from pathlib import Path

import pytest

from tests.readers.feeds_to_read import FeedToRead, rendered_feeds, served_feeds
from tests.readers.with_others import Files
from tests.support.databases import SqliteDatabases
from tests.support.demonstration import Demonstration
from tests.support.web import app, client, clock, settings

__all__ = ["app", "client", "clock", "settings"]


@pytest.fixture(scope="session")
def feeds(
    sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, FeedToRead]:
    """Give every feed by name."""
    folder = tmp_path_factory.mktemp("programme")
    url = sqlite_databases.new(folder / "data" / "calendar.db", Demonstration())
    return {**rendered_feeds(), **asyncio.run(served_feeds(url, folder))}


@pytest.fixture(scope="session")
def files(feeds: dict[str, FeedToRead], tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Give the same as files."""
    folder = tmp_path_factory.mktemp("feeds")
    written: dict[str, Path] = {}
    for name, one in feeds.items():
        written[name] = folder / f"{name}.ics"
        written[name].write_bytes(one.body)
    return written
