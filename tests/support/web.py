"""The whole application on a database of the test, and the people who use it.

Fixtures: `clock`, `settings`, `app`, `client`, `signed_in`. A test folder that wants them
imports them in its conftest.py.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr
from starlette.applications import Starlette

from calendar_app.app import create_app
from calendar_app.domain.access import Role, StaffMember
from calendar_app.settings import Settings
from calendar_app.storage.sessions import find_session, start_session
from calendar_app.storage.staff import add_staff
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.samples import store_vocabulary

HOST = "127.0.0.1"
PUBLIC_URL = f"http://{HOST}:8000"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PASSWORD = "riktig hest batteri stift"
_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""For accounts that log in: the check takes its parameters from the stored hash."""

Fields = Mapping[str, str | Sequence[str]]


class Clock:
    """What the application takes for the time; a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, step: timedelta) -> None:
        self.now += step


@dataclass(frozen=True)
class SignedIn:
    """Somebody who is logged in, with a browser of their own."""

    person: StaffMember
    client: httpx2.AsyncClient
    csrf_token: str

    async def get(self, path: str) -> httpx2.Response:
        return await self.client.get(path)

    async def post(self, path: str, fields: Fields | None = None) -> httpx2.Response:
        """Post a form of our own page."""
        return await self.client.post(path, data={"csrf_token": self.csrf_token, **(fields or {})})


SignIn = Callable[..., Awaitable[SignedIn]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return make_settings(data_dir=tmp_path, database_url=SecretStr(database_url))


def make_settings(**changes: object) -> Settings:
    """Settings of a test, whatever the environment holds; new selections without a limit."""
    given = {
        "public_url": PUBLIC_URL,
        "secret_key": SecretStr("k" * 32),
        "new_selections_per_minute": 0,
        **changes,
    }
    return Settings(_env_prefix="NOTHING_HAS_THIS_", **given)  # type: ignore[arg-type]


@pytest.fixture
async def app(settings: Settings, clock: Clock) -> AsyncIterator[Starlette]:
    """The application as it is served, its vocabulary stored."""
    app = create_app(settings, now=clock)
    async with app.router.lifespan_context(app):
        await store_vocabulary(now=clock())
        # The index may have been read meanwhile, with half of it.
        app.state.parts.publisher.current.note_own_write()
        yield app


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx2.AsyncClient]:
    """A visitor's browser, which does not follow redirects by itself."""
    async with browser(app) as client:
        yield client


def browser(app: Starlette, *, base_url: str = PUBLIC_URL) -> httpx2.AsyncClient:
    """Make a browser; an unexpected error is answered, as a server would."""
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url=base_url)


@pytest.fixture
async def signed_in(app: Starlette, clock: Clock) -> AsyncIterator[SignIn]:
    """Log people in: `await signed_in(Role.EDITOR, "hamar")`, each a person of their own."""
    browsers: list[httpx2.AsyncClient] = []

    async def sign_in(role: Role = Role.EDITOR, *library_slugs: str, email: str = "") -> SignedIn:
        email = email or f"person{len(browsers)}@example.org"
        member = await make_staff(email, role, *(library_slugs or ("hamar",)), now=clock())
        token = await start_session(member.id, now=clock())
        session = await find_session(token, now=clock())
        assert session is not None
        browsers.append(browser(app))
        browsers[-1].cookies.set("lesekalender", token, domain=HOST)
        return SignedIn(session.person, browsers[-1], session.csrf_token)

    yield sign_in
    for one in browsers:
        await one.aclose()


async def make_staff(
    email: str, role: Role, *library_slugs: str, now: datetime, password: str = PASSWORD
) -> StaffMember:
    """Store an account with a role at the libraries."""
    vocabulary = await load_vocabulary()
    libraries = [vocabulary.library(slug) for slug in library_slugs]
    account = await add_staff(
        email,
        name="Bibliotekaren",
        password_hash=_CHEAP.hash(password),
        roles={library.id: role for library in libraries if library},
        now=now,
    )
    return account.member
