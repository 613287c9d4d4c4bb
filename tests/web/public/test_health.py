import httpx2
import pytest
from starlette.applications import Starlette
from tortoise.connection import get_connection

from calendar_app.app import create_app
from tests.support.databases import KINDS, PRODUCT, NewDatabase
from tests.support.web import browser, make_settings


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """A database of the test's own: its migrations table is changed."""
    return new_database(request.param, PRODUCT)


async def test_process_is_alive_even_without_a_database() -> None:
    async with browser(create_app(make_settings())) as client:
        response = await client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")


async def test_ready_with_the_database_of_this_version(client: httpx2.AsyncClient) -> None:
    response = await client.get("/readyz")
    assert (response.status_code, response.text) == (200, "ready\n")
    assert response.headers["cache-control"] == "no-store"


async def test_not_ready_with_the_database_of_another_version(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    await get_connection("default").execute_query(
        "INSERT INTO tortoise_migrations (app, name, applied_at) "
        "VALUES ('models', '9999_later', '2030-01-01')"
    )
    response = await client.get("/readyz")
    assert (response.status_code, response.text) == (503, "not ready\n")
    assert response.headers["retry-after"] == "30"
