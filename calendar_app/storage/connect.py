"""Opens the database for a server, a command or a test, and closes it when nothing is under way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.exceptions import DBConnectionError, OperationalError

from calendar_app.storage.background import settled
from calendar_app.storage.config import Config, described, sqlite_file
from calendar_app.storage.database_locks import use_lock
from calendar_app.storage.errors import DatabaseUnavailableError
from calendar_app.storage.kept_file import known
from calendar_app.storage.local_disk import refuse_network_disk


@asynccontextmanager
async def connected(config: Config, *, for_all_tasks: bool = True) -> AsyncIterator[None]:
    """Have the database open while the block runs.

    With `for_all_tasks`, every task of the process finds it, as a web server needs: its request
    tasks do not descend from the task that runs the lifespan. Only one such block at a time may
    be open in a process; others say False and serve the block's own task and its children.

    Raises `DatabaseUnavailableError` at once when the database cannot be opened, and
    `DatabaseInUseError` while it is being migrated or restored.
    """
    async with use_lock(config), TortoiseContext() as context:
        await context.init(config=config, _enable_global_fallback=for_all_tasks)
        await open_now(config)
        with known(config):
            try:
                yield
            finally:
                await settled()


async def open_now(config: Config) -> None:
    """Open the current context's connection, or say in one sentence why it cannot be opened.

    Tortoise is lazy: with a wrong address it starts well and fails at the first query.
    """
    path = sqlite_file(config)
    if path:
        refuse_network_disk(path)
    try:
        await get_connection("default").execute_query("SELECT 1")
    except (DBConnectionError, OperationalError) as exc:
        reason = str(exc.__cause__ or "") or str(exc)
        raise DatabaseUnavailableError(
            f"Cannot open the database {described(config)}: {reason}."
        ) from exc
