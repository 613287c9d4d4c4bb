"""Fixtures for every test: databases of both kinds, and the browser."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from calendar_app.storage.connect import connected
from tests.support import found
from tests.support.databases import (
    KINDS,
    PRODUCT,
    NewDatabase,
    PostgresDatabases,
    Schema,
    SqliteDatabases,
    forget_statements,
)


@pytest.fixture(autouse=True)
def _no_statement_of_another_database() -> None:
    forget_statements()


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    databases = PostgresDatabases(found.require("postgres", found.POSTGRES_URL))
    yield databases
    databases.drop_all()


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewDatabase]:
    """Make a database of a kind: empty of rows with a schema, without tables when it is None."""
    made: list[str] = []

    def new(kind: str, schema: Schema | None) -> str:
        if kind == "sqlite":
            sqlite: SqliteDatabases = request.getfixturevalue("sqlite_databases")
            path = tmp_path / f"data{len(made)}" / "calendar.db"
            made.append(sqlite.new(path, schema))
        else:
            postgres: PostgresDatabases = request.getfixturevalue("postgres_databases")
            made.append(postgres.new(schema))
        return made[-1]

    yield new
    for url in made:
        if url.startswith("postgres"):
            request.getfixturevalue("postgres_databases").drop(url)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """The address of a migrated, empty database; the test runs once on each kind.

    A test that changes tables, and not only rows, takes one from `new_database`.
    """
    if request.param == "sqlite":
        return new_database("sqlite", PRODUCT)
    postgres: PostgresDatabases = request.getfixturevalue("postgres_databases")
    return postgres.emptied(PRODUCT)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """The same, connected: storage functions work in the test. Gives the address too."""
    async with connected(PRODUCT.config(database_url, serving=True), for_all_tasks=False):
        yield database_url


@pytest.fixture(scope="session")
def chromium_path() -> str:
    return found.require("chromium", found.CHROMIUM)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for line in found.what_was_not_tested(skipped):
        terminalreporter.write_line(line, red=True, bold=True)
