"""`lesekalender migrate`."""

import asyncio

import typer

from calendar_app.app import utc_now
from calendar_app.commands.setting_up import settings_or_end
from calendar_app.database import database_config
from calendar_app.storage.migrate import run_migrations


def migrate() -> None:
    """Bring the database to this version; a checked copy is made first."""
    config = database_config(settings_or_end(), migrating=True)
    report = asyncio.run(run_migrations(config, now=utc_now()))
    if report.backup:
        typer.echo(f"A copy from before is {report.backup}.")
    if report.unprotected:
        typer.echo("No copy was made: for PostgreSQL that is your part (pg_dump).")
    if report.steps:
        typer.echo(f"Migrated: {', '.join(report.steps)}.")
    else:
        typer.echo("The database is of this version already.")
