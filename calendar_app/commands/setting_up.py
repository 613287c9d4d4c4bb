"""What most commands begin with: the settings, and the database open in this version."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import typer

from calendar_app.database import database_config
from calendar_app.settings import SERVED_ON, Settings, load_settings, unknown_settings
from calendar_app.storage.config import Config
from calendar_app.storage.connect import connected
from calendar_app.storage.heads import require_current

_Result = TypeVar("_Result")


class RefusedError(Exception):
    """A command cannot do what was asked; the text is one sentence for who typed it."""

    exit_code = 1


def settings_or_end(*, served_on: str = SERVED_ON) -> Settings:
    """Read the settings, with a warning for each name that nothing reads."""
    for name in unknown_settings():
        typer.echo(f"Warning: {name} is set, but there is no such setting.", err=True)
    return load_settings(served_on=served_on)


def with_database(settings: Settings, work: Callable[[], Awaitable[_Result]]) -> _Result:
    """Do `work` with the database open, beside a running server if there is one."""
    return asyncio.run(_connected_work(database_config(settings), work))


async def _connected_work(config: Config, work: Callable[[], Awaitable[_Result]]) -> _Result:
    async with connected(config):
        await require_current(config)
        return await work()
