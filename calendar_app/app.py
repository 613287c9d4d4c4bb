"""Puts the parts together: the only place that knows them all."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.types import ExceptionHandler
from tortoise.exceptions import DBConnectionError

from calendar_app.addresses import Addresses
from calendar_app.daily import in_background, run_daily
from calendar_app.database import database_config
from calendar_app.logs import configure_logging
from calendar_app.publishing.publisher import Publisher
from calendar_app.settings import Settings, load_settings
from calendar_app.site import CurrentSite
from calendar_app.storage.connect import connected
from calendar_app.storage.database_locks import serving_lock
from calendar_app.storage.errors import DiskFullError, RetryableError
from calendar_app.storage.events import GoneError
from calendar_app.storage.heads import require_current
from calendar_app.web import errors, guard
from calendar_app.web.body_limit import BodyLimit
from calendar_app.web.compression import PageCompression
from calendar_app.web.headers import SecurityHeaders, feed_headers
from calendar_app.web.hosts import KnownHosts
from calendar_app.web.log_in_limits import LogInLimits
from calendar_app.web.parts import Parts
from calendar_app.web.passwords import Passwords
from calendar_app.web.public.feeds import Feeds, WarmLane
from calendar_app.web.render import Pages
from calendar_app.web.request_log import RequestLog
from calendar_app.web.routes import routes
from calendar_app.web.static_files import StaticFiles
from calendar_app.wording import feed_wording

_logger = logging.getLogger(__name__)

_EXCEPTION_HANDLERS: dict[Any, ExceptionHandler] = {
    HTTPException: errors.refused,
    guard.SignedOutError: guard.to_log_in,
    GoneError: errors.gone,
    DBConnectionError: errors.unavailable,
    RetryableError: errors.unavailable,
    DiskFullError: errors.disk_full,
}


def utc_now() -> datetime:
    """Read the clock; everything below the web layer is given what it says."""
    return datetime.now(UTC)


def create_app(settings: Settings, *, now: Callable[[], datetime] = utc_now) -> Starlette:
    """Make the application. It opens nothing before its lifespan begins."""
    static = StaticFiles()
    addresses = Addresses(settings.public_url)
    publisher = Publisher(feed_wording(addresses), now=now)
    site = CurrentSite(publisher, addresses)
    parts = Parts(
        settings=settings,
        database=database_config(settings, serving=True),
        addresses=addresses,
        now=now,
        publisher=publisher,
        pages=Pages(site=site, urls=addresses, static=static),
        passwords=Passwords(),
        log_in_limits=LogInLimits(),
    )
    feeds = Feeds(
        parts.publisher,
        parts.addresses,
        now=now,
        extra_headers=feed_headers(https=settings.is_https),
    )
    app = Starlette(
        routes=routes(static, feeds),
        middleware=_middleware(settings, feeds),
        exception_handlers=_EXCEPTION_HANDLERS,
        lifespan=_lifespan(parts, site),
    )
    # Starlette would answer /kalender/ with an address made of the Host header (ST-40).
    app.router.redirect_slashes = False
    app.state.parts = parts
    return app


def served_app() -> Starlette:
    """Make the application of a worker process, which reads the environment for itself."""
    configure_logging()
    return create_app(load_settings())


def _middleware(settings: Settings, feeds: Feeds) -> list[Middleware]:
    """List the middleware, the outermost first. All of it is pure ASGI (ST-39).

    Warm feeds pass by everything. Headers stand outside of the rest, so that refusals and
    failures carry them too; then what compresses public pages; the log, which also answers for
    what failed unexpectedly; and last what refuses a request unread.
    """
    name = urlsplit(settings.public_url).hostname or ""
    return [
        Middleware(WarmLane, feeds=feeds),
        Middleware(SecurityHeaders, https=settings.is_https),
        Middleware(PageCompression),
        Middleware(RequestLog, failed=errors.failing(500), access_log=settings.access_log),
        Middleware(KnownHosts, name=name, refused=errors.failing(400)),
        Middleware(BodyLimit, refused=errors.failing(413)),
    ]


def _lifespan(
    parts: Parts, site: CurrentSite
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            await _start(parts, site, running)
            _logger.info("serving %s/", parts.settings.public_url)
            yield

    return lifespan


async def _start(parts: Parts, site: CurrentSite, running: AsyncExitStack) -> None:
    """Start in this order, before the first request; what was started ends in reverse."""
    await running.enter_async_context(serving_lock(parts.database))
    await running.enter_async_context(connected(parts.database))
    await require_current(parts.database)
    await parts.publisher.index()
    await site.start()
    daily = run_daily(now=parts.now, wrote=parts.publisher.note_own_write)
    await running.enter_async_context(in_background(daily))
