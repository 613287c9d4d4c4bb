"""The command `lesekalender`: what there is, and how an expected failure ends."""

import sys

import typer
from tortoise.exceptions import DBConnectionError

from calendar_app.commands import (
    backup,
    checking,
    demo,
    doctor,
    importing,
    migrate,
    restamp,
    serve,
    slugs,
    staff,
)
from calendar_app.commands.setting_up import RefusedError
from calendar_app.settings import SettingsError
from calendar_app.storage.errors import DiskFullError, RetryableError, StorageRefusedError

app = typer.Typer(
    help="One calendar for several libraries.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(serve.serve)
app.command()(migrate.migrate)
app.command()(doctor.doctor)
app.command()(demo.demo)
app.command(name="import")(importing.import_file)
app.command(name="check-feed")(checking.check_feed)
app.command()(backup.backup)
app.command()(backup.restore)
app.command()(restamp.restamp)
app.add_typer(slugs.app, name="slug")
app.add_typer(staff.app, name="staff")


def main() -> None:
    """Run the command; whatever can be foreseen ends as one sentence and exit code 1 or 2."""
    try:
        app()
    except RefusedError as error:
        _end(str(error), error.exit_code)
    except (SettingsError, StorageRefusedError) as error:
        _end(str(error))
    except DiskFullError:
        _end("There is no room left on the disk; nothing was saved.")
    except RetryableError:
        _end("The database is busy; nothing was saved. Try again.")
    except DBConnectionError as error:
        _end(f"The database does not answer: {error}.")


def _end(sentence: str, exit_code: int = 1) -> None:
    typer.echo(sentence, err=True)
    sys.exit(exit_code)
