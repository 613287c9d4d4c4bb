"""`lesekalender serve`."""

import asyncio
import os
import socket
from typing import Annotated, Any

import typer
import uvicorn

from calendar_app.app import create_app, utc_now
from calendar_app.commands import demo
from calendar_app.commands.setting_up import RefusedError, settings_or_end
from calendar_app.database import database_config
from calendar_app.logs import configure_logging
from calendar_app.publishing.kept import Kept
from calendar_app.settings import LOOPBACK_NAMES, PREFIX, Settings
from calendar_app.storage.config import Config, sqlite_file
from calendar_app.storage.connect import connected
from calendar_app.storage.database_locks import serving_lock
from calendar_app.storage.errors import AWAY
from calendar_app.storage.migrate import run_migrations
from calendar_app.storage.serving import serving_database

_SHUTDOWN_SECONDS = 10
_LOCK_WAIT = 0.1
"""Seconds: who starts a second server by mistake should be told at once."""


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Port to listen on.", envvar="PORT", min=1, max=65535)
    ] = 8000,
    workers: Annotated[
        int, typer.Option(help="Processes; more than one needs PostgreSQL.", min=1)
    ] = 1,
    demonstration: Annotated[
        bool,
        typer.Option("--demo", help="Migrate first, and fill an empty database with a programme."),
    ] = False,
) -> None:
    """Serve the calendar until it is stopped."""
    configure_logging()
    settings = _settings(host, port)
    config = database_config(settings, serving=True)
    if workers > 1 and sqlite_file(config):
        raise RefusedError(
            "More than one worker needs PostgreSQL: an SQLite file belongs to one process. "
            f"Leave out --workers, or set {PREFIX}DATABASE_URL to postgres://…"
        )
    # Here and not only in the lifespan: what fails there ends with a traceback, and with
    # several workers with exit code 0 (ST-45).
    if demonstration:
        asyncio.run(_prepare_demonstration(settings, config))
    asyncio.run(_check(config))
    _require_free(host, port)
    if workers == 1:
        uvicorn.run(create_app(settings), host=host, port=port, **_options(settings))
        return
    os.environ[f"{PREFIX}PUBLIC_URL"] = settings.public_url  # the workers read it for themselves
    uvicorn.run(
        "calendar_app.app:served_app",
        factory=True,
        workers=workers,
        host=host,
        port=port,
        **_options(settings),
    )


def _settings(host: str, port: int) -> Settings:
    if host not in LOOPBACK_NAMES and not os.environ.get(f"{PREFIX}PUBLIC_URL"):
        raise RefusedError(
            f"{PREFIX}PUBLIC_URL must be set to the address that people see, "
            f"because --host {host} is not a loopback address."
        )
    return settings_or_end(served_on=f"http://{f'[{host}]' if ':' in host else host}:{port}")


async def _prepare_demonstration(settings: Settings, config: Config) -> None:
    """Do what somebody who tries the program out would have to do by hand."""
    async with serving_lock(config, wait_seconds=_LOCK_WAIT):
        pass  # a server that runs already is told of at once, not after the wait for migrating
    await run_migrations(database_config(settings, migrating=True), now=utc_now())
    async with serving_lock(config), connected(config):
        await demo.load_if_empty(settings)
    typer.echo(demo.login_words(settings))


async def _check(config: Config) -> None:
    """Refuse what cannot be served; a database that is away can, if anything was kept."""
    try:
        async with serving_database(config, wait_seconds=_LOCK_WAIT) as database:
            await database.open()
    except AWAY as error:
        if not Kept.of(config).is_there():
            raise
        typer.echo(
            f"{error} Until it is there, feeds and the list say what was published last.",
            err=True,
        )


def _require_free(host: str, port: int) -> None:
    """Find out in a sentence of our own what uvicorn would find out later."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server(address[:2], family=family).close()
    except OSError as error:
        code = error.errno or 0
        reason = (os.strerror(code) if code > 0 else error.strerror or str(error)).lower()
        raise RefusedError(f"Cannot listen on {host} port {port}: {reason}.") from None


def _options(settings: Settings) -> dict[str, Any]:
    """Name what is the same for one process and for many.

    uvicorn would believe X-Forwarded-For from this machine; here nobody is believed who is not
    named (A-11), since the log-in limits count by that address.
    """
    return {
        "access_log": False,
        "log_config": None,
        "server_header": False,
        "ws": "none",
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies,
        "timeout_graceful_shutdown": _SHUTDOWN_SECONDS,
    }
