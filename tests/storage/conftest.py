"""Databases for the engines' own tests, small tables to break at will; and series with names."""

from collections.abc import AsyncIterator

import pytest

from calendar_app.storage.connect import connected
from tests.storage.proof.schema import PROOF
from tests.support.databases import KINDS, NewDatabase, PostgresDatabases
from tests.support.named_things import stored

__all__ = ["stored"]


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """A database without tables."""
    return new_database(request.param, None)


@pytest.fixture(params=KINDS)
def proof_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    if request.param == "sqlite":
        return new_database("sqlite", PROOF)
    postgres: PostgresDatabases = request.getfixturevalue("postgres_databases")
    return postgres.emptied(PROOF)


@pytest.fixture
async def proof_database(proof_url: str) -> AsyncIterator[str]:
    async with connected(PROOF.config(proof_url, serving=True), for_all_tasks=False):
        yield proof_url


@pytest.fixture
def sqlite_url(new_database: NewDatabase) -> str:
    return new_database("sqlite", PROOF)


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[str]:
    async with connected(PROOF.config(sqlite_url, serving=True), for_all_tasks=False):
        yield sqlite_url


@pytest.fixture
def postgres_url(postgres_databases: PostgresDatabases) -> str:
    return postgres_databases.emptied(PROOF)


@pytest.fixture
async def postgres_database(postgres_url: str) -> AsyncIterator[str]:
    async with connected(PROOF.config(postgres_url), for_all_tasks=False):
        yield postgres_url
