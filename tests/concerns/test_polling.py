"""FC-35: polls cost next to nothing, and builds leave room for others."""

import asyncio
import time
from statistics import median

from tests.support.demonstration import FEED, Programme
from tests.support.events import edit
from tests.support.reading import seen_in_feed
from tests.support.web import NOW

FILTERS = [f"{FEED}?alder={age}&{where}" for age in range(10) for where in ("", "sted=moelv")]
_CACHED = 0.005
"""Seconds of the server, by FC-35; a client of HTTP in the same process takes most of them."""


async def test_a_cached_answer_and_a_304_take_no_time(programme: Programme) -> None:
    for address in (FEED, "/kalender.json", "/kalender.rss", f"{FEED}?bibliotek=hamar"):
        tag = (await programme.get(address)).headers["etag"]
        for headers, status in (({}, 200), ({"If-None-Match": tag}, 304)):
            times = []
            for _ in range(20):
                began = time.perf_counter()
                answer = await programme.client.get(
                    address, headers={"Accept-Encoding": "identity", **headers}
                )
                times.append(time.perf_counter() - began)
                assert answer.status_code == status
            assert median(times) < 2 * _CACHED, address


async def test_fifty_polls_at_once_after_an_edit_build_once_and_let_others_in(
    programme: Programme,
) -> None:
    """20 filters, each asked for by several: each date is rendered once, and a page goes on."""
    for address in FILTERS:
        await programme.get(address)
    feed = [seen_in_feed(one) for one in (await programme.feed("bibliotek=hamar")).values()]
    event_id = feed[0].event_id
    await edit(event_id, now=NOW, summary="Nytt")
    programme.wrote()
    rendered = programme.publisher.rendering.rendered
    polls = [asyncio.create_task(programme.get(one)) for one in (FILTERS * 3)[:50]]
    waited = await _seconds(programme, "/kalender?bibliotek=gjovik")
    await asyncio.gather(*polls)
    dates = sum(one.event_id == event_id for one in feed)
    assert programme.publisher.rendering.rendered - rendered <= dates
    assert waited < 1


async def _seconds(programme: Programme, address: str) -> float:
    """Ask last of all; give how long the answer took."""
    await asyncio.sleep(0)
    began = time.perf_counter()
    await programme.get(address)
    return time.perf_counter() - began
