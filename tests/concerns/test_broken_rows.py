"""R18: a row that somebody spoilt is missing in every output, and nothing else is."""

import logging
from collections.abc import Iterable
from datetime import date

import httpx2
import pytest
from starlette.applications import Starlette
from tortoise.connection import get_connection

from calendar_app.domain.event import Event
from tests.support.demonstration import FEED, LIST, Programme
from tests.support.events import publish, single, timed, weekly
from tests.support.web import NOW, Clock

DAY = date(2026, 11, 25)
OUTPUTS = (
    FEED,
    f"{FEED}?gjentakelse=regel",
    f"{FEED}?bibliotek=hamar",
    "/kalender.json",
    "/kalender.rss",
    LIST,
)


async def test_a_spoilt_event_is_left_out_of_every_output(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """R18, FC-33: 200 for the rest, and the log says which it is."""
    calendar = Programme(app, clock, client)
    spoilt = await _three_events()
    await _spoil(spoilt)
    calendar.wrote()
    with caplog.at_level(logging.ERROR):
        await _assert_left_out(calendar, spoilt, OUTPUTS)
    assert f"Event {spoilt.id} is left out" in caplog.text
    page = f"/arrangement/{spoilt.slug}-{spoilt.id}.ics"
    assert (await client.get(page)).status_code == 404


async def test_what_is_spoilt_behind_the_back_of_the_index_is_left_out_too(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock
) -> None:
    """R18, FC-33: it is still in the index, and what is not rendered yet cannot be."""
    calendar = Programme(app, clock, client)
    spoilt = await _three_events()
    calendar.wrote()
    await calendar.get("/kalender.ics?bibliotek=gjovik")
    await _spoil(spoilt)
    await _assert_left_out(calendar, spoilt, OUTPUTS)


async def _three_events() -> Event:
    """Publish three; gives the one that is to be spoilt."""
    await publish(weekly(DAY, count=3), now=NOW, title="Babysang")
    await publish(single(timed(DAY)), now=NOW, title="Bokprat")
    return await publish(weekly(DAY, count=3), now=NOW, title="Ødelagt")


async def _spoil(event: Event) -> None:
    sql = f"UPDATE event SET mode = 'telepathic' WHERE id = {event.id}"
    await get_connection("default").execute_query(sql)


async def _assert_left_out(calendar: Programme, spoilt: Event, addresses: Iterable[str]) -> None:
    for address in addresses:
        text = (await calendar.get(address)).text
        shown = [title in text for title in ("Babysang", "Bokprat", "Ødelagt", spoilt.uid)]
        assert (address, shown) == (address, [True, True, False, False])
