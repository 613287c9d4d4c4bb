"""The task of the day: open series go on, and what nobody needs any more is dropped.

One asyncio task in each process. A lease row lets one of them do the work, once in a local day.
"""

import asyncio
import logging
import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from tortoise.exceptions import DBConnectionError

from calendar_app.domain.timing import local_date, next_midnight
from calendar_app.storage.bin import empty_bin
from calendar_app.storage.drafts import forget_old_drafts
from calendar_app.storage.errors import RetryableError
from calendar_app.storage.images import forget_unused_images
from calendar_app.storage.leases import give_back, take_lease
from calendar_app.storage.open_series import extend_open_series
from calendar_app.storage.published import forget_old_changes
from calendar_app.storage.sign_ups import delete_old_sign_ups

_LEASE = "daily"
_LOOK_EVERY = timedelta(minutes=5)

log = logging.getLogger(__name__)


async def run_daily(*, now: Callable[[], datetime], wrote: Callable[[], None]) -> None:
    """Do the day's work at the start and after each local midnight, until cancelled.

    `wrote` is called when something public may have changed. A day that fails is logged and
    tried again; it never ends the server.
    """
    holder = f"{os.getpid()}-{secrets.token_hex(4)}"
    owes_lease = False
    while True:
        try:
            if owes_lease:
                await give_back(_LEASE, holder=holder, now=now())
            if await do_day(holder, now=now):
                wrote()
            owes_lease = False
        except Exception as error:
            _report(error)
            owes_lease = not await _is_done(give_back(_LEASE, holder=holder, now=now()))
        await asyncio.sleep(_LOOK_EVERY.total_seconds())


async def do_day(holder: str, *, now: Callable[[], datetime]) -> bool:
    """Do the day's work unless it was done; tells whether it was done now."""
    began = now()
    if not await take_lease(_LEASE, holder=holder, until=next_midnight(began), now=began):
        return False
    grown = await extend_open_series(now=now)
    await forget_old_changes()
    await forget_old_drafts(now=began)
    await forget_unused_images(now=began)
    await delete_old_sign_ups(today=local_date(began), now=began)
    await empty_bin(now=began)
    log.info("The task of the day is done: %d open series went on", grown)
    return True


@asynccontextmanager
async def in_background(
    work: Coroutine[Any, Any, None], *, name: str | None = None
) -> AsyncIterator[None]:
    """Run `work` beside the block, as a task of that name, and end it with the block."""
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _report(error: Exception) -> None:
    if isinstance(error, DBConnectionError | RetryableError):
        log.warning("The task of the day waits for the database: %s", error)
    else:
        log.error("The task of the day failed; it is tried again", exc_info=error)


async def _is_done(work: Awaitable[None]) -> bool:
    """Try, and tell whether it worked; without a database nothing does."""
    try:
        await work
    except Exception:
        log.debug("The lease of the day could not be given back", exc_info=True)
        return False
    return True
