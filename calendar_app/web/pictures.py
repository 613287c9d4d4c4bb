"""Pictures are redrawn in a thread, one at a time: each takes memory and seconds of a core."""

import asyncio

from calendar_app.web.picture import NotAPictureError, Picture, redrawn

_WAIT_SECONDS = 30.0


class Pictures:
    """Makes pictures of ours; one per process."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)

    async def redrawn(self, data: bytes) -> Picture:
        """Redraw what somebody sent, without holding others up. Raises NotAPictureError."""
        try:
            await asyncio.wait_for(self._turn.acquire(), _WAIT_SECONDS)
        except TimeoutError:
            raise NotAPictureError("images_busy") from None
        work = asyncio.ensure_future(asyncio.to_thread(redrawn, data))
        # A thread cannot be stopped: who hangs up must not let the next one in beside it.
        work.add_done_callback(lambda _: self._turn.release())
        return await asyncio.shield(work)
