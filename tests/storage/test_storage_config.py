"""The configuration that Tortoise gets."""

from pathlib import Path

import pytest

from calendar_app.storage import config as storage_config
from calendar_app.storage.config import described, sqlite_file, tortoise_config

POSTGRES = "postgres://librarian:hemmelig@db.example/calendar"


def test_the_engines_are_our_own() -> None:
    """ST-1."""
    engines = [
        tortoise_config(url)["connections"]["default"]["engine"]
        for url in ("sqlite:///x.db", POSTGRES)
    ]
    assert engines == [
        "calendar_app.storage.sqlite_engine",
        "calendar_app.storage.asyncpg_engine",
    ]


def test_moments_are_utc() -> None:
    """ST-16."""
    config = tortoise_config(POSTGRES)
    assert (config["use_tz"], config["timezone"]) == (True, "UTC")


def test_every_wait_is_bounded_except_a_migration() -> None:
    """ST-13: asyncpg wants a float, and a URL has strings."""
    settings = [
        tortoise_config(POSTGRES, migrating=migrating)["connections"]["default"]["credentials"]
        for migrating in (False, True)
    ]
    assert [one["command_timeout"] for one in settings] == [15.0, None]
    assert [one["acquire_timeout"] for one in settings] == [10.0, 10.0]


def test_foreign_keys_are_off_only_while_migrating() -> None:
    """ST-29."""
    keys = [
        tortoise_config("sqlite:///x.db", migrating=migrating)["connections"]["default"][
            "credentials"
        ]["foreign_keys"]
        for migrating in (False, True)
    ]
    assert keys == ["ON", "OFF"]


def test_a_database_is_named_without_its_password() -> None:
    assert described(tortoise_config(POSTGRES)) == "calendar on PostgreSQL at db.example:5432"
    assert described(tortoise_config("sqlite:///srv/x.db")) == "/srv/x.db"


def test_only_sqlite_has_a_file() -> None:
    assert sqlite_file(tortoise_config("sqlite:///srv/x.db")) == Path("/srv/x.db")
    assert sqlite_file(tortoise_config(POSTGRES)) is None


def test_the_tortoise_command_reads_the_environment_when_it_asks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LESEKALENDER_DATABASE_URL", raising=False)
    monkeypatch.setenv("LESEKALENDER_DATA_DIR", str(tmp_path))
    assert sqlite_file(storage_config.TORTOISE_ORM) == tmp_path / "calendar.db"
    monkeypatch.setenv("LESEKALENDER_DATABASE_URL", POSTGRES)
    assert sqlite_file(storage_config.TORTOISE_ORM) is None
