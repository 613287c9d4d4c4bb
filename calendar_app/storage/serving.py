"""The database of a server, which may have to begin without it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from tortoise.connection import get_connection
from tortoise.context import TortoiseContext

from calendar_app.storage.asyncpg_engine import SafeAsyncpgClient
from calendar_app.storage.background import settled
from calendar_app.storage.config import Config, sqlite_file
from calendar_app.storage.connect import open_now
from calendar_app.storage.database_locks import AT_ONCE, serving_lock, use_lock
from calendar_app.storage.errors import DatabaseUnavailableError
from calendar_app.storage.heads import require_current
from calendar_app.storage.kept_file import known
from calendar_app.storage.sqlite_engine import SafeSqliteClient


class ServingDatabase:
    """Closed until `open` has succeeded: until then every query fails as if it were away."""

    def __init__(self, config: Config, held: AsyncExitStack, *, wait_seconds: float) -> None:
        self._config = config
        self._held = held
        self._wait_seconds = wait_seconds
        self._is_open = False

    async def open(self) -> None:
        """Own the database and open it, if it is of this version; all of it or nothing.

        May be tried again. Raises `DatabaseInUseError`, `DatabaseOutdatedError`, and one of
        `errors.AWAY` when the database cannot be reached.
        """
        if self._is_open:
            return
        async with AsyncExitStack() as taken:
            lock = serving_lock(self._config, wait_seconds=self._wait_seconds)
            await taken.enter_async_context(lock)
            await taken.enter_async_context(use_lock(self._config))
            self._require_file()
            await self._connect()
            self._held.push_async_exit(taken.pop_all())
        self._is_open = True

    def _require_file(self) -> None:
        """Refuse to make an empty database where one was: its disk may not be there yet."""
        path = sqlite_file(self._config)
        if path and not path.exists():
            raise DatabaseUnavailableError(
                f"There is no database at {path}: run `lesekalender migrate`."
            )

    async def _connect(self) -> None:
        client = _client()
        client.may_connect = True
        try:
            await open_now(self._config)
            await require_current(self._config)
        except BaseException:
            client.may_connect = False
            await client.close()
            raise


@asynccontextmanager
async def serving_database(
    config: Config, *, wait_seconds: float = AT_ONCE
) -> AsyncIterator[ServingDatabase]:
    """Have the database of a server while the block runs, for every task of the process.

    It is closed first. `wait_seconds` is how long `open` waits for another server to end.
    """
    async with AsyncExitStack() as held, TortoiseContext() as context:
        await context.init(config=config, _enable_global_fallback=True)
        _client().may_connect = False
        with known(config):
            try:
                yield ServingDatabase(config, held, wait_seconds=wait_seconds)
            finally:
                await settled()


def _client() -> SafeSqliteClient | SafeAsyncpgClient:
    client = get_connection("default")
    assert isinstance(client, SafeSqliteClient | SafeAsyncpgClient)
    return client
