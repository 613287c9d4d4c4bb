"""The application with the demonstration programme in it, and the calendar as others read it.

Fixtures: `demonstration_url`, `programme`, `sqlite_today`, `postgres_today`. A test folder that
wants them imports them in its conftest.py, together with `clock` of tests/support/web.py.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import httpx2
import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr
from starlette.applications import Starlette

from calendar_app.app import create_app
from calendar_app.demonstration.load import load_demonstration
from calendar_app.domain.timing import local_date
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.connect import connected
from calendar_app.storage.migrate import MigrationReport
from tests.support.databases import KINDS, NewDatabase, Schema
from tests.support.reading import ListPage, Vevent, read_feed, read_list
from tests.support.web import NOW, PASSWORD, Clock, browser, make_settings

FEED = "/kalender.ics"
LIST = "/kalender"
_MOST_PAGES = 40


@dataclass(frozen=True)
class Demonstration(Schema):
    """The product's tables with the programme in them, entered at a moment."""

    entered: datetime = field(default=NOW - timedelta(hours=3))

    async def migrate(self, url: str, *, target: str | None = None) -> MigrationReport:
        report = await super().migrate(url)
        async with connected(self.config(url), for_all_tasks=False):
            password_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
            await load_demonstration(password_hash=password_hash, now=self.entered)
        return report


@cache
def entered_today() -> Demonstration:
    """The programme around the real today, for servers, which have a real clock."""
    return Demonstration(entered=datetime.now(UTC))


@dataclass(frozen=True)
class Programme:
    """The running application, its clock, and a reader without an account."""

    app: Starlette
    clock: Clock
    client: httpx2.AsyncClient

    @property
    def today(self) -> date:
        return local_date(self.clock())

    @property
    def publisher(self) -> Publisher:
        found: Publisher = self.app.state.parts.publisher
        return found

    def wrote(self) -> None:
        """Say that this process has written, as a handler does after a save."""
        self.publisher.current.note_own_write()

    async def get(self, address: str, **headers: str) -> httpx2.Response:
        answer = await self.client.get(address, headers=headers)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    async def feed(self, query: str = "") -> dict[str, Vevent]:
        """Fetch a feed and give its VEVENTs by uid."""
        return read_feed((await self.get(with_query(FEED, query))).content)

    async def list_pages(self, query: str = "") -> list[ListPage]:
        """Fetch the list and follow its way onwards to the end."""
        pages: list[ListPage] = []
        address = with_query(LIST, query)
        while address:
            pages.append(read_list((await self.get(address)).text, today=self.today))
            address = pages[-1].later
            assert len(pages) < _MOST_PAGES, "the pages lead on for ever"
        return pages


def with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


@pytest.fixture(params=KINDS)
def demonstration_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """The address of a database with the programme; the test runs once on each kind."""
    return new_database(request.param, Demonstration())


@pytest.fixture
def sqlite_today(new_database: NewDatabase) -> str:
    """The same on SQLite, around the real today."""
    return new_database("sqlite", entered_today())


@pytest.fixture
def postgres_today(new_database: NewDatabase) -> str:
    """The same on PostgreSQL, around the real today."""
    return new_database("postgres", entered_today())


@pytest.fixture
async def programme(
    demonstration_url: str, tmp_path: Path, clock: Clock
) -> AsyncIterator[Programme]:
    async with running(demonstration_url, tmp_path, clock) as found:
        yield found


@asynccontextmanager
async def running(url: str, data_dir: Path, clock: Clock) -> AsyncIterator[Programme]:
    """Run the application on a database; one at a time in a process."""
    settings = make_settings(data_dir=data_dir, database_url=SecretStr(url))
    app = create_app(settings, now=clock)
    async with app.router.lifespan_context(app), browser(app) as client:
        yield Programme(app, clock, client)
