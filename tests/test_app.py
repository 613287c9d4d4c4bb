from pathlib import Path

import pytest
from pydantic import SecretStr
from tortoise.connection import get_connection

from calendar_app.app import create_app
from calendar_app.database import database_config
from calendar_app.settings import Settings, SettingsError
from calendar_app.storage.connect import connected
from calendar_app.storage.database_locks import serving_lock
from calendar_app.storage.errors import DatabaseInUseError, DatabaseOutdatedError
from tests.support.databases import KINDS, PRODUCT, NewDatabase
from tests.support.web import browser, make_settings


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """A database of the test's own: its migrations table is changed."""
    return new_database(request.param, PRODUCT)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return make_settings(data_dir=tmp_path, database_url=SecretStr(database_url))


async def serve_once(settings: Settings) -> int:
    """Start an application, ask it once, and end it."""
    app = create_app(settings)
    async with app.router.lifespan_context(app), browser(app) as client:
        return (await client.get("/readyz")).status_code


async def test_all_that_was_started_is_undone(settings: Settings) -> None:
    assert [await serve_once(settings) for _ in range(2)] == [200, 200]
    config = database_config(settings, serving=True)
    async with serving_lock(config), connected(config):
        await get_connection("default").execute_query("SELECT 1")


async def test_no_start_without_the_newest_migration_and_the_file_is_free_again(
    settings: Settings,
) -> None:
    """ST-15."""
    config = database_config(settings, serving=True)
    async with connected(config):
        await get_connection("default").execute_query("DELETE FROM tortoise_migrations")
    with pytest.raises(DatabaseOutdatedError):
        await serve_once(settings)
    async with serving_lock(config):
        pass


async def test_no_second_server_on_one_sqlite_file(tmp_path: Path) -> None:
    settings = make_settings(data_dir=tmp_path)
    async with serving_lock(database_config(settings)):
        with pytest.raises(DatabaseInUseError):
            await serve_once(settings)


def test_database_is_in_the_data_folder_unless_it_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "ø ?#%"
    config = database_config(make_settings(data_dir=folder))
    assert config["connections"]["default"]["credentials"]["file_path"] == str(
        folder / "calendar.db"
    )


def test_wrong_address_is_refused_by_the_name_of_its_setting() -> None:
    with pytest.raises(SettingsError, match=r"^LESEKALENDER_DATABASE_URL: ") as refusal:
        database_config(make_settings(database_url=SecretStr("mysql://u:hemmelig@h/n")))
    assert "hemmelig" not in str(refusal.value)
