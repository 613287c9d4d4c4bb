"""`lesekalender demo`: the demonstration programme, and somebody who may log in to it."""

from pathlib import Path

import typer

from calendar_app.app import utc_now
from calendar_app.commands.setting_up import RefusedError, settings_or_end, with_database
from calendar_app.demonstration.account import EMAIL
from calendar_app.demonstration.load import NotEmptyError, load_demonstration
from calendar_app.kept_secret import kept_secret
from calendar_app.settings import Settings
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.passwords import Passwords

_LOGIN_FILE = "demo-login.txt"
_PASSWORD_BYTES = 12


def demo() -> None:
    """Load the demonstration programme around today's date into an empty database."""
    settings = settings_or_end()

    async def work() -> int:
        try:
            return await _load(settings)
        except NotEmptyError:
            raise RefusedError(
                "The database is not empty: the demonstration is only for an empty one."
            ) from None

    typer.echo(f"Loaded {with_database(settings, work)} events of the demonstration programme.")
    typer.echo(login_words(settings))


async def load_if_empty(settings: Settings) -> None:
    """Load the demonstration when there is nothing yet; else leave everything as it is."""
    if not (await load_vocabulary()).libraries:
        await _load(settings)


def login_words(settings: Settings) -> str:
    """Tell how to log in, when this is the demonstration."""
    path = _login_file(settings)
    if not path.exists():
        return "This database holds no demonstration; log in with an account of your own."
    return f"Log in at {settings.public_url}/ansatt/ as {EMAIL}, password {kept_secret(path)}"


async def _load(settings: Settings) -> int:
    """Load it with a password that nobody chose, kept in a file that its owner alone may read."""
    password = kept_secret(_login_file(settings), length=_PASSWORD_BYTES)
    return await load_demonstration(password_hash=Passwords().hashed(password), now=utc_now())


def _login_file(settings: Settings) -> Path:
    return settings.data_dir / _LOGIN_FILE
