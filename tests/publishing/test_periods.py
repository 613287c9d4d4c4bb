"""Periods besides that of feeds: read once, and anew when something changed."""

from datetime import UTC, date, datetime

import pytest

from calendar_app.addresses import Addresses
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import Window
from calendar_app.publishing.publisher import Publisher
from calendar_app.wording import feed_wording
from tests.support.counting import counted_queries
from tests.support.events import publish, single, timed
from tests.support.samples import store_vocabulary

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FAR = date(2028, 5, 17)


@pytest.fixture
async def publisher(database: str) -> Publisher:
    await store_vocabulary(now=NOW)
    return Publisher(feed_wording(Addresses("https://kalender.example.no")), now=lambda: NOW)


async def titles(publisher: Publisher, first: date, end: date) -> list[str]:
    return [one.title for one in await publisher.dates(Selection(), Window(first, end))]


async def test_pages_of_the_same_months_read_their_index_once(publisher: Publisher) -> None:
    """T-12: whoever asks for what lies far away must not cost a start-up each time."""
    await publish(single(timed(FAR)), now=NOW, title="Langt fram")
    assert await titles(publisher, FAR, date(2028, 6, 1)) == ["Langt fram"]
    with counted_queries() as first:
        await titles(publisher, date(2028, 4, 3), date(2028, 6, 20))
    with counted_queries() as second:
        assert await titles(publisher, date(2028, 4, 20), date(2028, 6, 2)) == ["Langt fram"]
    assert len(second) < len(first)


async def test_a_change_shows_in_them_at_once(publisher: Publisher) -> None:
    """FC-20 for pages of another period."""
    assert await titles(publisher, FAR, date(2028, 6, 1)) == []
    await publish(single(timed(FAR)), now=NOW, title="Langt fram")
    publisher.current.note_own_write()
    assert await titles(publisher, FAR, date(2028, 6, 1)) == ["Langt fram"]


@pytest.mark.parametrize(
    "window", [Window(date.min, date(1, 1, 2)), Window(date(9999, 12, 30), date.max)]
)
async def test_the_ends_of_the_calendar_are_no_error(publisher: Publisher, window: Window) -> None:
    assert await publisher.dates(Selection(), window) == []
