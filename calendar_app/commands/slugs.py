"""`lesekalender slug …`: another name in addresses, and two things that become one."""

from typing import Annotated

import typer

from calendar_app.app import utc_now
from calendar_app.commands.setting_up import settings_or_end, with_database
from calendar_app.domain.naming import Named
from calendar_app.storage.slugs import merge as merge_slugs
from calendar_app.storage.slugs import rename_slug

app = typer.Typer(help="Names in addresses; old ones keep working.", no_args_is_help=True)

Kind = Annotated[Named, typer.Argument(help="The key of a filter address, or f for /f/<name>.")]
Old = Annotated[str, typer.Argument(help="The name as it is now.")]


@app.command()
def rename(
    kind: Kind, old: Old, new: Annotated[str, typer.Argument(help="The name from now on.")]
) -> None:
    """Give another name; the old one goes on meaning the same."""
    with_database(settings_or_end(), lambda: rename_slug(kind, old, new, now=utc_now()))
    typer.echo(f"{kind.value} {old} is {new} from now on; the old name still works.")


@app.command()
def merge(
    kind: Kind,
    old: Old,
    into: Annotated[str, typer.Argument(help="What it becomes a part of.")],
) -> None:
    """Let everything of one thing belong to another; back again there is no way."""
    with_database(settings_or_end(), lambda: merge_slugs(kind, old, into, now=utc_now()))
    typer.echo(f"{kind.value} {old} is now a part of {into}; the old name still works.")
