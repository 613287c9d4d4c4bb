import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from typer.testing import CliRunner

from calendar_app.app import utc_now
from calendar_app.cli import app
from calendar_app.commands.setting_up import RefusedError
from calendar_app.domain.access import Role
from calendar_app.storage.connect import connected
from calendar_app.storage.one_time_links import find_link
from calendar_app.storage.personal_feeds import find_feed, make_feed
from calendar_app.storage.sessions import find_session, start_session
from calendar_app.storage.staff import StaffAccount, find_account
from calendar_app.web.passwords import Passwords
from tests.support.commands import environment
from tests.support.databases import PRODUCT
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

PASSWORD = "blå måne på åsen"
LINE = "librarian@example.org  Bibliotekaren  coordinator of hamar, coordinator of gjovik"
_Result = TypeVar("_Result")


class Command:
    """The command on one database, run in this process: a process each would take a minute."""

    def __init__(self, data_dir: Path, database_url: str) -> None:
        self._env = environment(data_dir, DATABASE_URL=database_url)
        self._url = database_url

    def staff(self, *arguments: str, typed: str | bytes = f"{PASSWORD}\n") -> str:
        """Run `lesekalender staff …`; gives its output. Raises what `main` makes a sentence of."""
        result = CliRunner().invoke(app, ["staff", *arguments], input=typed, env=self._env)
        if result.exception:
            raise result.exception
        return result.output.strip()

    def ask(self, work: Callable[[], Awaitable[_Result]]) -> _Result:
        """Look into the database."""

        async def connected_work() -> _Result:
            async with connected(PRODUCT.config(self._url)):
                return await work()

        return asyncio.run(connected_work())

    def account(self, email: str) -> StaffAccount | None:
        return self.ask(lambda: find_account(email))

    def has_password(self, email: str, password: str) -> bool:
        account = self.account(email)
        return account is not None and asyncio.run(
            Passwords().verify(password, account.password_hash)
        )

    def add_librarian(self) -> StaffAccount:
        options = ("--name", "Bibliotekaren", "--library", "hamar", "--library", "gjovik")
        role = ("--role", "coordinator", "--password-stdin")
        out = self.staff("add", "librarian@example.org", *options, *role)
        assert out == "Added librarian@example.org, coordinator of hamar, gjovik."
        account = self.account("librarian@example.org")
        assert account is not None
        return account


@pytest.fixture
def command(database_url: str, tmp_path: Path) -> Command:
    """The command on a database with the four libraries."""
    made = Command(tmp_path, database_url)
    made.ask(lambda: store_vocabulary(now=NOW))
    return made


def test_account_that_was_added_can_log_in(command: Command) -> None:
    account = command.add_librarian()
    assert account.member.roles == {1: Role.COORDINATOR, 4: Role.COORDINATOR}
    assert command.has_password("librarian@example.org", PASSWORD)


def test_new_password_ends_the_log_ins(command: Command) -> None:
    librarian = command.add_librarian().member
    token = command.ask(lambda: start_session(librarian.id, now=NOW))
    reset = ("reset-password", "LIBRARIAN@example.org", "--password-stdin")
    assert command.staff(*reset, typed="et helt annet ord\r\n") == (
        "LIBRARIAN@example.org has a new password."
    )
    assert command.ask(lambda: find_session(token, now=NOW)) is None
    assert command.has_password("librarian@example.org", "et helt annet ord")


def test_disabled_account_is_listed_as_such_until_it_is_enabled(command: Command) -> None:
    assert command.staff("list") == "There are no accounts."
    command.add_librarian()
    command.staff("disable", "librarian@example.org")
    assert command.staff("list") == f"{LINE}  (disabled)"
    command.staff("enable", "librarian@example.org")
    assert command.staff("list") == LINE


def test_disabled_account_takes_its_personal_feeds_along(command: Command) -> None:
    """T-14: for good, also when the account is enabled again."""
    librarian = command.add_librarian().member
    token = command.ask(lambda: make_feed(librarian.id, name="Mobilen min", now=NOW))
    command.staff("disable", "librarian@example.org")
    command.staff("enable", "librarian@example.org")
    found = command.ask(lambda: find_feed(token))
    assert found is not None
    assert found.feed.ended_at is not None


def test_invited_person_gets_a_link_that_holds_until_a_password_is_set(command: Command) -> None:
    """T-24: no password is asked for, and none will do until the link was used."""
    options = ("--name", "Kollegaen", "--library", "hamar", "--role", "admin")
    sentence, address = command.staff("invite", "colleague@example.org", *options).split("\n")
    assert sentence.startswith("Send this link yourself; it works once, until ")
    assert command.staff("list") == "colleague@example.org  Kollegaen  admin of hamar  (invited)"
    assert not command.has_password("colleague@example.org", "")
    token = address.rsplit("/", 1)[1]
    assert address.endswith(f":8000/ansatt/invitasjon/{token}")
    found = command.ask(lambda: find_link(token, now=utc_now()))
    assert found is not None
    assert found.email == "colleague@example.org"
    reset = ("reset-password", "colleague@example.org", "--password-stdin")
    command.staff(*reset)
    assert command.ask(lambda: find_link(token, now=utc_now())) is None


def test_refusals_are_one_sentence_and_change_nothing(command: Command) -> None:
    command.add_librarian()
    new = (
        "add",
        "colleague@example.org",
        "--name",
        "Kollegaen",
        "--library",
        "hamar",
        "--password-stdin",
    )
    cases: list[tuple[tuple[str, ...], str | bytes, str]] = [
        (("add", "librarian@EXAMPLE.org", *new[2:]), PASSWORD, "There is an account for"),
        ((*new[:5], "oslo", new[6]), PASSWORD, "There is no library oslo; there are: gjovik, "),
        (("add", "colleague", *new[2:]), PASSWORD, "That is not an e-mail address."),
        ((*new[:3], " ", *new[4:]), PASSWORD, "The name must have 1 to 200 characters."),
        (new, "kort", "The password must have at least 12 characters"),
        (new, "x" * 1025, "The password must have at least 12 characters"),
        (new, b"\xff" * 20 + b"\n", "The password on standard input is not UTF-8."),
        (new[:-1], PASSWORD, "There is no terminal to ask for a password on"),
        (("invite", "librarian@example.org", *new[2:6]), "", "There is an account for"),
        (("disable", "visitor@example.org"), "", "There is no account for visitor@example.org."),
    ]
    for arguments, typed, sentence in cases:
        with pytest.raises(RefusedError) as refusal:
            command.staff(*arguments, typed=typed)
        assert str(refusal.value).startswith(sentence)
        assert "\n" not in str(refusal.value)
    assert command.staff("list") == LINE
