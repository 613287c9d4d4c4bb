"""What lies ready is bounded, and never older than the publication that it was made from."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest
from starlette.applications import Starlette

from calendar_app.publishing.answer import Content
from calendar_app.publishing.current import CurrentIndex
from calendar_app.web.conditional import Prepared, prepare_page
from calendar_app.web.ready import Ready
from tests.support.events import publish, single, timed
from tests.support.web import NOW, Clock

MOST = 512
MEGABYTE = 2**20

Shelf = Ready[tuple[str, int]]


@pytest.fixture
async def current(app: Starlette) -> CurrentIndex:
    """The index of a running application, looked at just now."""
    found: CurrentIndex = app.state.parts.publisher.current
    await found.index()
    return found


@pytest.fixture
def shelf(current: CurrentIndex, clock: Clock) -> Shelf:
    return Ready(current, now=clock)


@pytest.fixture
def change(current: CurrentIndex) -> Callable[[], Awaitable[None]]:
    """Change something public, and take it in."""

    async def changed() -> None:
        await publish(single(timed(date(2026, 11, 25))), now=NOW)
        current.note_own_write()
        await current.index()

    return changed


def _page(current: CurrentIndex, *, size: int = 10, stamp: int | None = None) -> Prepared:
    page = prepare_page(Content(b"x" * size), [], generation=current.generation)
    page.stamp = stamp
    return page


async def test_what_was_put_there_is_given_back_to_the_same_question(
    current: CurrentIndex, shelf: Shelf
) -> None:
    page = _page(current)
    shelf.put(("/kalender", 1), page)
    assert shelf.get(("/kalender", 1)) is page
    assert shelf.get(("/kalender", 2)) is None


async def test_nothing_is_ready_after_a_change(
    current: CurrentIndex, shelf: Shelf, change: Callable[[], Awaitable[None]]
) -> None:
    shelf.put(("/kalender", 1), _page(current))
    await change()
    assert shelf.get(("/kalender", 1)) is None
    shelf.put(("/kalender", 2), _page(current))
    assert shelf.get(("/kalender", 2)) is not None


async def test_nothing_is_ready_while_a_look_is_due(current: CurrentIndex, shelf: Shelf) -> None:
    """Whoever has just saved must see what was saved."""
    shelf.put(("/kalender", 1), _page(current))
    current.note_own_write()
    assert shelf.get(("/kalender", 1)) is None
    await current.index()
    assert shelf.get(("/kalender", 1)) is not None


async def test_what_a_change_overtook_is_not_kept(
    current: CurrentIndex, shelf: Shelf, change: Callable[[], Awaitable[None]]
) -> None:
    page = _page(current)
    await change()
    shelf.put(("/kalender", 1), page)
    assert shelf.get(("/kalender", 1)) is None


async def test_what_is_dated_ahead_of_now_is_not_kept(current: CurrentIndex, shelf: Shelf) -> None:
    """Its Last-Modified is shown as now, which must not stand a second longer."""
    now = int(NOW.timestamp())
    shelf.put(("/kalender.ics", 1), _page(current, stamp=now))
    shelf.put(("/kalender.ics", 2), _page(current, stamp=now + 1))
    assert shelf.get(("/kalender.ics", 1)) is not None
    assert shelf.get(("/kalender.ics", 2)) is None


async def test_only_so_many_are_kept_and_the_newest_stay(
    current: CurrentIndex, shelf: Shelf
) -> None:
    """T-12."""
    for number in range(MOST + 100):
        shelf.put(("/kalender", number), _page(current))
    kept = [one for one in range(MOST + 100) if shelf.get(("/kalender", one)) is not None]
    assert kept == list(range(100, MOST + 100))


async def test_only_so_many_bytes_are_kept(current: CurrentIndex, shelf: Shelf) -> None:
    """Sixteen megabytes of all, each counted with room for its compressed form."""
    for number in range(20):
        shelf.put(("/kalender", number), _page(current, size=MEGABYTE))
    kept = [one for one in range(20) if shelf.get(("/kalender", one)) is not None]
    assert kept == list(range(8, 20))
    shelf.put(("/kalender", 99), _page(current, size=4 * MEGABYTE))
    assert shelf.get(("/kalender", 99)) is None
