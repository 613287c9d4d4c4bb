"""`lesekalender staff …`: the people who log in."""

import sys
from collections.abc import Mapping
from typing import Annotated

import typer

from calendar_app.addresses import Addresses
from calendar_app.app import utc_now
from calendar_app.commands.setting_up import RefusedError, settings_or_end, with_database
from calendar_app.domain.access import Role
from calendar_app.domain.people import NAME_MAX, is_email, name_problems
from calendar_app.domain.text import clean_line
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.one_time_links import MadeLink, make_link
from calendar_app.storage.staff import (
    EmailTakenError,
    StaffAccount,
    add_staff,
    disable_staff,
    enable_staff,
    find_account,
    folded_email,
    set_password,
    staff_accounts,
)
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.passwords import MAX_BYTES, MIN_LENGTH, Passwords, is_too_long

app = typer.Typer(help="The people who log in.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="The e-mail address the person logs in with.")]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]


@app.command()
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="The person's name, as colleagues see it.")],
    library: Annotated[list[str], typer.Option(help="A library's slug; may be repeated.")],
    role: Annotated[Role, typer.Option(help="What the person may do there.")] = Role.EDITOR,
    password_stdin: PasswordStdin = False,
) -> None:
    """Add an account."""
    settings = settings_or_end()
    email, name = _valid_email(email), _valid_name(name)
    password_hash = Passwords().hashed(_new_password(password_stdin))

    async def work() -> None:
        roles = dict.fromkeys(_library_ids(library, await load_vocabulary()), role)
        await _added(email, name=name, password_hash=password_hash, roles=roles)

    with_database(settings, work)
    typer.echo(f"Added {email}, {role.value} of {', '.join(library)}.")


@app.command()
def invite(
    email: Email,
    name: Annotated[str, typer.Option(help="The person's name, as colleagues see it.")],
    library: Annotated[list[str], typer.Option(help="A library's slug; may be repeated.")],
    role: Annotated[Role, typer.Option(help="What the person may do there.")] = Role.EDITOR,
) -> None:
    """Add an account without a password, and print the link to choose one, once."""
    settings = settings_or_end()
    email, name = _valid_email(email), _valid_name(name)

    async def work() -> MadeLink:
        roles = dict.fromkeys(_library_ids(library, await load_vocabulary()), role)
        account = await _added(email, name=name, password_hash="", roles=roles)
        return await make_link(account.member.id, made_by=None, now=utc_now())

    link = with_database(settings, work)
    addresses = Addresses(settings.public_url)
    typer.echo(
        f"Send this link yourself; it works once, until {link.expires_at:%Y-%m-%d %H:%M} UTC:"
    )
    typer.echo(addresses.absolute(addresses.one_time(link.token)))


@app.command()
def reset_password(email: Email, password_stdin: PasswordStdin = False) -> None:
    """Set another password; the person is logged out everywhere."""
    settings = settings_or_end()
    password_hash = Passwords().hashed(_new_password(password_stdin))

    async def work() -> None:
        await set_password((await _account(email)).member.id, password_hash)

    with_database(settings, work)
    typer.echo(f"{email} has a new password.")


@app.command(name="list")
def show() -> None:
    """List the accounts."""

    async def work() -> list[str]:
        vocabulary = await load_vocabulary()
        return [_line(account, vocabulary) for account in await staff_accounts()]

    for line in with_database(settings_or_end(), work) or ["There are no accounts."]:
        typer.echo(line)


@app.command()
def disable(email: Email) -> None:
    """Keep a person out, from now on and wherever they are logged in; their feeds end for good."""

    async def work() -> None:
        await disable_staff((await _account(email)).member.id, now=utc_now())

    with_database(settings_or_end(), work)
    typer.echo(f"{email} cannot log in any more, and their calendar links have ended.")


@app.command()
def enable(email: Email) -> None:
    """Let a person in again."""

    async def work() -> None:
        await enable_staff((await _account(email)).member.id)

    with_database(settings_or_end(), work)
    typer.echo(f"{email} can log in again.")


async def _added(
    email: str, *, name: str, password_hash: str, roles: Mapping[int, Role]
) -> StaffAccount:
    try:
        return await add_staff(
            email, name=name, password_hash=password_hash, roles=roles, now=utc_now()
        )
    except EmailTakenError:
        raise RefusedError(f"There is an account for {email} already.") from None


def _valid_email(text: str) -> str:
    email = folded_email(text)
    if not is_email(email):
        raise RefusedError("That is not an e-mail address.")
    return email


def _valid_name(text: str) -> str:
    name = clean_line(text)
    if name_problems(name):
        raise RefusedError(f"The name must have 1 to {NAME_MAX} characters.")
    return name


def _new_password(from_stdin: bool) -> str:
    password = _piped_password() if from_stdin else _typed_password()
    if len(password) < MIN_LENGTH or is_too_long(password):
        raise RefusedError(
            f"The password must have at least {MIN_LENGTH} characters and at most {MAX_BYTES} "
            "bytes: a few words will do."
        )
    return password


def _piped_password() -> str:
    line: bytes = typer.get_binary_stream("stdin").readline(2 * MAX_BYTES)
    try:
        return line.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise RefusedError("The password on standard input is not UTF-8.") from None


def _typed_password() -> str:
    if not sys.stdin.isatty():
        raise RefusedError("There is no terminal to ask for a password on: use --password-stdin.")
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _library_ids(slugs: list[str], vocabulary: Vocabulary) -> list[int]:
    found = {slug: vocabulary.library(slug) for slug in slugs}
    missing = [slug for slug, library in found.items() if library is None]
    if missing:
        known = ", ".join(sorted(one.slug for one in vocabulary.libraries.values())) or "none"
        raise RefusedError(f"There is no library {missing[0]}; there are: {known}.")
    return [library.id for library in found.values() if library]


async def _account(email: str) -> StaffAccount:
    account = await find_account(email)
    if account is None:
        raise RefusedError(f"There is no account for {email}.")
    return account


def _line(account: StaffAccount, vocabulary: Vocabulary) -> str:
    member = account.member
    roles = ", ".join(
        f"{role.value} of {vocabulary.libraries[library_id].slug}"
        for library_id, role in member.roles.items()
    )
    state = "  (disabled)" if account.is_disabled else ""
    state += "" if account.password_hash else "  (invited)"
    return f"{member.email}  {member.name}  {roles or 'no role'}{state}"
