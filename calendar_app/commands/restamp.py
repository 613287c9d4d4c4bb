"""`lesekalender restamp`: what `restore` does for SQLite, after a restore by other means."""

import typer

from calendar_app.app import utc_now
from calendar_app.commands.setting_up import settings_or_end, with_database
from calendar_app.database import database_config
from calendar_app.storage.kept_file import forget_kept
from calendar_app.storage.published import after_restore


def restamp() -> None:
    """Make everything newer than any subscriber knows it, after `pg_restore`."""
    settings = settings_or_end()
    with_database(settings, lambda: after_restore(utc_now()))
    forget_kept(database_config(settings))
    typer.echo("Everything public is newer now than any subscriber knows it.")
