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

from calendar_app.domain.timing import next_midnight
from calendar_app.storage.leases import give_back, take_lease
from calendar_app.storage.open_series import extend_open_series
from calendar_app.storage.published import forget_old_changes

_LEASE = "daily"
_LOOK_EVERY = timedelta(minutes=5)

log = logging.getLogger(__name__)


async def run_daily(*, now: Callable[[], datetime], wrote: Callable[[], None]) -> None:
    """Do the day's work at the start and after each local midnight, until cancelled.

    `wrote` is called when something public may have changed. A day that fails is logged and
    tried again; it never ends the server.
    """
    holder = f"{os.getpid()}-{secrets.token_hex(4)}"
    while True:
        try:
            if await do_day(holder, now=now()):
                wrote()
        except Exception:
            log.exception("The task of the day failed; it is tried again")
            await _quietly(give_back(_LEASE, holder=holder, now=now()))
        await asyncio.sleep(_LOOK_EVERY.total_seconds())


async def do_day(holder: str, *, now: datetime) -> bool:
    """Do the day's work unless it was done; tells whether it was done now."""
    if not await take_lease(_LEASE, holder=holder, until=next_midnight(now), now=now):
        return False
    grown = await extend_open_series(now=now)
    await forget_old_changes()
    log.info("The task of the day is done: %d open series went on", grown)
    return True


@asynccontextmanager
async def in_background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run `work` beside the block and end it with the block."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _quietly(work: Awaitable[None]) -> None:
    try:
        await work
    except Exception:
        log.debug("The lease of the day could not be given back", exc_info=True)
