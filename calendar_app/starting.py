"""The start of a server: with its database or, while that is away, without it for now."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from calendar_app.daily import in_background, run_daily
from calendar_app.site import CurrentSite
from calendar_app.storage.errors import AWAY, StorageRefusedError
from calendar_app.storage.serving import serving_database
from calendar_app.web.parts import Parts

KEEPING = "keeping what is published"
"""The task that reads for itself what changed, a moment after the first reader did."""

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 10.0

_logger = logging.getLogger(__name__)


async def start(parts: Parts, site: CurrentSite, running: AsyncExitStack) -> None:
    """Start in this order, before the first request; what was started ends in reverse.

    Without its database a server begins with what was kept of the last publication, and
    becomes whole when the database is there. Raises what `ServingDatabase.open` raises when
    nothing was kept, or when the database is there and may not be used.
    """
    database = await running.enter_async_context(serving_database(parts.database))
    current = parts.publisher.current

    async def become_whole() -> None:
        await database.open()
        current.note_own_write()
        await current.index()
        await site.start()

    is_whole = True
    try:
        await become_whole()
    except AWAY as error:
        is_whole = False
        try:
            await current.index()
        except AWAY:
            raise error from None

    async def work() -> None:
        if not is_whole:
            await _try_until_done(become_whole)
        await run_daily(now=parts.now, wrote=current.note_own_write)

    await running.enter_async_context(in_background(work()))
    await running.enter_async_context(in_background(current.run(), name=KEEPING))


async def _try_until_done(become_whole: Callable[[], Awaitable[None]]) -> None:
    pause, said = _FIRST_PAUSE, ""
    while True:
        await asyncio.sleep(pause)
        try:
            await become_whole()
        except (*AWAY, StorageRefusedError) as error:
            if str(error) != said:
                said = str(error)
                _logger.warning("The database cannot be opened yet: %s", said)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            _logger.warning("The database is open, and everything is served again")
            return
