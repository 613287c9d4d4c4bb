"""Database addresses: what is understood, and one clear sentence for the rest."""

from pathlib import Path

import pytest

from calendar_app.storage.address import (
    AddressError,
    PostgresAddress,
    SqliteAddress,
    read_address,
    sqlite_url,
)


def postgres(url: str, *, ssl: str = "prefer") -> PostgresAddress:
    address = read_address(url, ssl=ssl)
    assert isinstance(address, PostgresAddress)
    return address


@pytest.mark.parametrize(
    "path",
    ["/srv/calendar.db", "/srv/mine og dine/æøå.db", "/srv/100% #1?.db", "/srv/a%20b[1]@c:d.db"],
)
def test_any_path_survives_the_way_through_an_address(path: str) -> None:
    assert read_address(sqlite_url(Path(path))) == SqliteAddress(path)


def test_a_path_that_is_no_text_survives_too() -> None:
    path = "/srv/latin1-\udce5.db"
    assert read_address(sqlite_url(Path(path))) == SqliteAddress(path)


def test_a_relative_path_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_address(sqlite_url(Path("data/x.db"))) == SqliteAddress(f"{tmp_path}/data/x.db")
    assert read_address("sqlite://data/x.db") == SqliteAddress("data/x.db")


def test_everything_in_a_postgres_address() -> None:
    url = "postgres://ka%40ri:p%2F%3F%23%5B@db.example:6432/kal%20ender?pool_size=3&command_timeout=60"
    assert postgres(url, ssl="require") == PostgresAddress(
        host="db.example",
        port=6432,
        user="ka@ri",
        password="p/?#[",
        database="kal ender",
        ssl="require",
        pool_size=3,
        statement_cache_size=100,
        acquire_timeout=10.0,
        command_timeout=60.0,
    )


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "asyncpg"])
def test_what_is_left_out_has_a_default(scheme: str) -> None:
    address = postgres(f"{scheme}://localhost/calendar")
    assert (address.user, address.password, address.port) == (None, None, 5432)


def test_a_socket_folder_is_given_as_host() -> None:
    assert postgres("postgres:///calendar?host=/run/postgresql").host == "/run/postgresql"


def test_pgbouncer_needs_the_statement_cache_off() -> None:
    assert postgres("postgres://h/calendar?statement_cache_size=0").statement_cache_size == 0


@pytest.mark.parametrize(
    ("mode", "for_asyncpg"),
    [("disable", "disable"), ("prefer", "prefer"), ("require", "require"), ("verify-full", True)],
)
def test_encryption_is_a_setting_of_its_own(mode: str, for_asyncpg: str | bool) -> None:
    assert postgres("postgres://h/n", ssl=mode).ssl == for_asyncpg


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "The database address begins with no known scheme: write "),
        ("data/calendar.db", "The database address begins with no known scheme: write "),
        ("mysql://h/n", "The database address begins with no known scheme: write "),
        ("sqlite:calendar.db", "The database address names no file: write "),
        ("sqlite://", "The database address names no file: write "),
        ("sqlite:///srv/data/", "The database address names no file: write "),
        ("sqlite:///x.db?synchronous=OFF", "A sqlite:// address takes no parameters: write %3F"),
        ("sqlite:///srv/#1.db", "A sqlite:// address takes no parameters: write %3F"),
        ("psycopg://h/n", "The driver psycopg is not supported, "),
        ("postgres://h", "The database address names no database: write "),
        ("postgres://h:x/n", "The database address cannot be read: write "),
        ("postgres://h/n?sslmode=require", "The database address settles encryption: set LESE"),
        ("postgres://h/n?ssl=false", "The database address settles encryption: set LESE"),
        ("postgres://h/n?max_size=3", "The database address has an unknown parameter: it takes "),
        ("postgres://h/n?pool_size=0", "The database address needs a whole number in pool_size."),
        ("postgres://h/n?pool_size=x", "The database address needs a whole number in pool_size."),
    ],
)
def test_a_wrong_address_gets_one_sentence(url: str, sentence: str) -> None:
    """ST-12, R20."""
    with pytest.raises(AddressError) as caught:
        read_address(url)
    message = str(caught.value)
    assert message.startswith(sentence)
    assert message.endswith(".")
    assert "\n" not in message


def test_a_wrong_mode_of_encryption_is_named() -> None:
    with pytest.raises(AddressError, match="none of disable, prefer, require, verify-full: no"):
        read_address("postgres://h/n", ssl="no")


@pytest.mark.parametrize(
    "url",
    [
        "postgres://librarian:qzx/vw9@h/n",
        "postgres://librarian:qzx?vw9@h/n",
        "postgres://librarian:qzx#vw9@h/n",
        "postgres://librarian:qzx[vw9@h/n",
        "postgres://librarian:qzx\u2100vw9@h/n",
        "postgre://librarian:qzxvw9@h/n",
        "postgres://librarian:qzxvw9@h",
    ],
)
def test_no_message_repeats_the_password(url: str) -> None:
    with pytest.raises(AddressError) as caught:
        read_address(url)
    message = str(caught.value)
    assert "qzx" not in message
    assert "vw9" not in message
