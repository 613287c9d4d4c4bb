"""Puts the parts together: the only place that knows them all."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.types import ExceptionHandler
from tortoise.exceptions import DBConnectionError

from calendar_app.addresses import Addresses
from calendar_app.database import database_config
from calendar_app.logs import configure_logging
from calendar_app.publishing.kept import Kept
from calendar_app.publishing.publisher import Publisher
from calendar_app.publishing.staff_feed import StaffFeeds
from calendar_app.settings import Settings, load_settings
from calendar_app.site import CurrentSite
from calendar_app.staff_wording import staff_wording
from calendar_app.starting import start
from calendar_app.storage.errors import DiskFullError, RetryableError
from calendar_app.storage.events import GoneError
from calendar_app.web import errors, guard, parking
from calendar_app.web.body_limit import BodyLimit
from calendar_app.web.compression import PageCompression
from calendar_app.web.guess_limits import GuessLimits
from calendar_app.web.headers import SecurityHeaders, feed_headers, header_table
from calendar_app.web.hosts import KnownHosts, known_names
from calendar_app.web.https import HttpsOnly
from calendar_app.web.log_in_limits import LogInLimits
from calendar_app.web.parts import Parts
from calendar_app.web.passwords import Passwords
from calendar_app.web.pictures import Pictures
from calendar_app.web.public.feed_answers import FeedAnswers
from calendar_app.web.public.page_answers import PageAnswers
from calendar_app.web.public.personal import PersonalFeeds
from calendar_app.web.public_images import PublicImages
from calendar_app.web.ready import WarmLane
from calendar_app.web.render import Pages
from calendar_app.web.request_log import RequestLog
from calendar_app.web.routes import routes
from calendar_app.web.static_files import StaticFiles
from calendar_app.wording import feed_wording

_logger = logging.getLogger(__name__)

_EXCEPTION_HANDLERS: dict[Any, ExceptionHandler] = {
    HTTPException: errors.refused,
    guard.SignedOutError: guard.to_log_in,
    parking.FormParkedError: guard.to_parked,
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
    wording = feed_wording(addresses)
    database = database_config(settings, serving=True)
    publisher = Publisher(wording, now=now, kept=Kept.of(database))
    site = CurrentSite(publisher, addresses, settings)
    parts = Parts(
        settings=settings,
        database=database,
        addresses=addresses,
        now=now,
        publisher=publisher,
        pages=Pages(site=site, urls=addresses, static=static),
        passwords=Passwords(),
        log_in_limits=LogInLimits(),
        pictures=Pictures(),
        public_images=PublicImages(publisher.current),
        link_limits=GuessLimits(),
    )
    feeds = FeedAnswers(
        parts.publisher,
        parts.addresses,
        now=now,
        new_selections=settings.new_selections_per_minute,
        extra_headers=feed_headers(https=settings.is_https),
    )
    page_answers = PageAnswers(
        publisher,
        now=now,
        headers=header_table(https=settings.is_https, frame_ancestors=settings.frame_ancestors),
        host_names=known_names(settings.public_url),
    )
    staff_feeds = StaffFeeds(staff_wording(addresses, labels=wording.labels))
    app = Starlette(
        routes=routes(static, feeds, page_answers, PersonalFeeds(staff_feeds, now=now)),
        middleware=_middleware(settings, feeds, page_answers),
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


def _middleware(
    settings: Settings, feeds: FeedAnswers, page_answers: PageAnswers
) -> list[Middleware]:
    """List the middleware, the outermost first. All of it is pure ASGI (ST-39).

    Who came over http is led to https first of all; what lies ready passes by the rest. Headers
    stand outside of what follows, so that refusals and failures carry them too; then what
    compresses other public pages; the log, which also answers for what failed unexpectedly; and
    last what refuses a request unread.
    """
    behind_a_proxy = settings.is_https and settings.trusted_proxies
    return [
        *([Middleware(HttpsOnly, public_url=settings.public_url)] if behind_a_proxy else []),
        Middleware(WarmLane, warm=(feeds.warm, page_answers.warm)),
        Middleware(
            SecurityHeaders, https=settings.is_https, frame_ancestors=settings.frame_ancestors
        ),
        Middleware(PageCompression),
        Middleware(RequestLog, failed=errors.failed, access_log=settings.access_log),
        Middleware(KnownHosts, names=known_names(settings.public_url), refused=errors.failing(400)),
        Middleware(BodyLimit, refused=errors.failing(413)),
    ]


def _lifespan(
    parts: Parts, site: CurrentSite
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            await start(parts, site, running)
            _logger.info("serving %s/", parts.settings.public_url)
            yield

    return lifespan
