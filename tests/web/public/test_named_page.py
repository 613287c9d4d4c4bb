"""The page of a named filter, where posters and QR codes lead."""

from datetime import timedelta

import httpx2
from starlette.applications import Starlette

from calendar_app.domain.event import Workflow
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.named_filters import add_named_filter, retire_named_filter
from tests.support.events import details, weekly
from tests.support.web import PUBLIC_URL, Clock


async def _filter(app: Starlette, clock: Clock) -> int:
    new = NewEvent(
        details=details(title="Bamsestund"),
        schedule=weekly(clock().date() + timedelta(days=1), 3),
        workflow=Workflow.PUBLISHED,
    )
    await create_event(new, staff_id=None, now=clock())
    made = await add_named_filter("hamar", "Alt i Hamar", "bibliotek=hamar", 1, now=clock())
    app.state.parts.publisher.current.note_own_write()
    return made


async def test_it_says_what_is_in_it_and_offers_the_subscription(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock
) -> None:
    """FC-36: the address is the short one of the name, also in Google's link."""
    await _filter(app, clock)
    page = (await client.get("/f/hamar")).text
    assert "<h1>Alt i Hamar</h1>" in page
    assert page.count("Bamsestund") == 3
    assert f"{PUBLIC_URL}/f/hamar.ics" in page
    assert "cid=webcal%3A%2F%2F127.0.0.1%3A8000%2Ff%2Fhamar.ics%3Favlyst%3Dsynlig" in page
    assert f'<link rel="canonical" href="{PUBLIC_URL}/f/hamar">' in page
    assert '<link rel="alternate" type="text/calendar"' in page


async def test_it_speaks_the_language_of_its_address(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock
) -> None:
    """SEL-46 on the page."""
    await _filter(app, clock)
    page = (await client.get("/f/hamar?ui=en&type=verksted")).text
    assert 'lang="en"' in page
    assert page.count("Bamsestund") == 3
    assert f"{PUBLIC_URL}/f/hamar.ics?ui=en" in page


async def test_a_retired_one_says_so_and_offers_nothing(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock
) -> None:
    filter_id = await _filter(app, clock)
    await retire_named_filter(filter_id, now=clock())
    app.state.parts.publisher.current.note_own_write()
    answer = await client.get("/f/hamar")
    assert answer.status_code == 200
    assert "Dette utvalget er avsluttet" in answer.text
    assert "webcal" not in answer.text
    assert "Bamsestund" not in answer.text


async def test_a_name_that_never_was_is_missing(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/f/hammar")).status_code == 404


async def test_a_calendar_program_gets_the_feed(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock
) -> None:
    await _filter(app, clock)
    answer = await client.get("/f/hamar", headers={"Accept": "text/calendar"})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.count("BEGIN:VEVENT") == 3
