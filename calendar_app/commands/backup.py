"""`lesekalender backup` and `lesekalender restore`."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from calendar_app.app import utc_now
from calendar_app.commands.setting_up import settings_or_end
from calendar_app.database import database_config
from calendar_app.storage.backup import back_up
from calendar_app.storage.published import after_restore
from calendar_app.storage.restore import restore_file


def backup(
    path: Annotated[Path, typer.Argument(help="The file to make; it must not exist yet.")],
) -> None:
    """Make a checked copy of the database, also while the server runs."""
    asyncio.run(back_up(database_config(settings_or_end()), path))
    typer.echo(f"The copy is {path}. It holds log-ins: keep it where only you can read it.")


def restore(
    path: Annotated[Path, typer.Argument(help="A file that `backup` or `migrate` made.")],
) -> None:
    """Put a copy in the place of the database, for subscribers too; stop the server first."""
    config, now = database_config(settings_or_end()), utc_now()
    kept = asyncio.run(restore_file(config, path, now=now, prepare=partial(after_restore, now)))
    if kept:
        typer.echo(f"The database that was here before is {kept}.")
    typer.echo(f"Restored {path}.")
