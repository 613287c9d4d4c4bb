"""`lesekalender restamp`: what `restore` does for SQLite, after a restore by other means."""

import typer

from calendar_app.app import utc_now
from calendar_app.commands.setting_up import settings_or_end, with_database
from calendar_app.storage.published import after_restore


def restamp() -> None:
    """Make everything newer than any subscriber knows it, after `pg_restore`."""
    with_database(settings_or_end(), lambda: after_restore(utc_now()))
    typer.echo("Everything public is newer now than any subscriber knows it.")
