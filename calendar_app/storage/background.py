"""Work that must go on although the task that asked for it was cancelled."""

import asyncio
from collections.abc import Coroutine
from typing import Any

_running: set[asyncio.Task[None]] = set()


def in_background(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Start `work` as a task of its own.

    The event loop holds its tasks weakly, so a task nobody keeps may be collected half-way.
    """
    task = asyncio.ensure_future(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return task


async def finish(work: Coroutine[Any, Any, None]) -> None:
    """Wait for `work`; if the caller is cancelled meanwhile, `work` still runs to its end."""
    await asyncio.shield(in_background(work))


async def settled(*, wait_seconds: float = 10.0) -> None:
    """Wait until what was started here has ended: before the connection under it is closed."""
    loop = asyncio.get_running_loop()
    mine = [task for task in _running if task.get_loop() is loop]
    if mine:
        await asyncio.wait(mine, timeout=wait_seconds)
