"""Redrawing a picture holds nobody up, and there is one at a time (T-20)."""

import asyncio
import threading
from collections.abc import Iterator

import httpx2
import pytest

from calendar_app.web import pictures
from calendar_app.web.picture import NotAPictureError, Picture, redrawn
from calendar_app.web.pictures import Pictures
from tests.support.pictures import picture

DRAWN = redrawn(picture())


class SlowDrawing:
    """Draws until it is let go, and counts how many draw at once."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.begun = 0
        self.at_once = 0
        self._now = 0

    def __call__(self, _: bytes) -> Picture:
        self.begun += 1
        self._now += 1
        self.at_once = max(self.at_once, self._now)
        self.go_on.wait(10)
        self._now -= 1
        return DRAWN


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDrawing]:
    drawing = SlowDrawing()
    monkeypatch.setattr(pictures, "redrawn", drawing)
    yield drawing
    drawing.go_on.set()


async def begun(slow: SlowDrawing, count: int) -> None:
    for _ in range(500):
        if slow.begun == count:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(slow.begun)


async def test_others_are_answered_meanwhile(slow: SlowDrawing, client: httpx2.AsyncClient) -> None:
    drawing = asyncio.create_task(Pictures().redrawn(b"x"))
    await begun(slow, 1)
    assert (await client.get("/healthz")).status_code == 200
    assert not drawing.done()
    slow.go_on.set()
    assert await drawing == DRAWN


async def test_one_is_drawn_at_a_time_also_when_somebody_hangs_up(slow: SlowDrawing) -> None:
    """A thread cannot be stopped: the next waits for it all the same."""
    drawer = Pictures()
    first, second, third = [asyncio.create_task(drawer.redrawn(b"x")) for _ in range(3)]
    await begun(slow, 1)
    first.cancel()
    second.cancel()
    await asyncio.sleep(0.05)
    assert slow.begun == 1
    slow.go_on.set()
    assert await third == DRAWN
    assert (slow.begun, slow.at_once) == (2, 1)
    assert first.cancelled()


async def test_who_waits_too_long_is_told_to_come_again(
    slow: SlowDrawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_WAIT_SECONDS", 0.05)
    drawer = Pictures()
    first = asyncio.create_task(drawer.redrawn(b"x"))
    await begun(slow, 1)
    with pytest.raises(NotAPictureError) as refused:
        await drawer.redrawn(b"x")
    assert refused.value.code == "images_busy"
    slow.go_on.set()
    await first
