"""`/sitemap.xml`: all that is public, in every language, and nothing else."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.addresses import Addresses
from calendar_app.domain.event import Visibility, Workflow
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.named_filters import add_named_filter, retire_named_filter
from calendar_app.web.public.sitemap import Entry, sitemap
from tests.support.events import details, edit, publish, single, timed, weekly
from tests.support.web import NOW, PUBLIC_URL, Clock

SOON = date(2026, 11, 25)
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
HOUR = timedelta(hours=1)


async def pages(app: Starlette, client: httpx2.AsyncClient) -> dict[str, ET.Element]:
    app.state.parts.publisher.current.note_own_write()
    answer = await client.get("/sitemap.xml")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    found = ET.fromstring(answer.content)
    return {str(one.findtext("s:loc", "", NAMES)): one for one in found.findall("s:url", NAMES)}


async def test_standing_pages_events_and_named_filters_are_listed(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(weekly(SOON, count=3), now=NOW, title="Lesestund")
    await add_named_filter("barn-hamar", "Barn", "bibliotek=hamar", 1, now=NOW)
    gone = await add_named_filter("gammel", "Gammel", "bibliotek=hamar", 1, now=NOW)
    await retire_named_filter(gone, now=NOW)
    found = await pages(app, client)
    standing = ("kalender", "abonner", "bygg-inn", "om", "personvern", "tilgjengelighet")
    own = (*standing, "f/barn-hamar", f"arrangement/{event.slug}-{event.id}")
    assert list(found) == [f"{PUBLIC_URL}/{one}" for one in own]
    for address in found:
        assert (await client.get(address)).status_code == 200


async def test_each_names_itself_in_every_language(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    found = await pages(app, client)
    links = found[f"{PUBLIC_URL}/om"].findall("x:link", NAMES)
    assert [(one.get("hreflang"), one.get("href")) for one in links] == [
        ("nb", f"{PUBLIC_URL}/om"),
        ("nn", f"{PUBLIC_URL}/om?ui=nn"),
        ("en", f"{PUBLIC_URL}/om?ui=en"),
        ("x-default", f"{PUBLIC_URL}/om"),
    ]


async def test_it_says_when_what_an_event_shows_changed_last(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock
) -> None:
    event = await publish(single(timed(SOON)), now=NOW)
    address = f"{PUBLIC_URL}/arrangement/{event.slug}-{event.id}"

    async def changed() -> str | None:
        return (await pages(app, client))[address].findtext("s:lastmod", None, NAMES)

    assert await changed() == "2026-11-23T12:00:00Z"
    clock.move(HOUR)
    await edit(event.id, now=clock(), summary="Ny tekst")
    assert await changed() == "2026-11-23T13:00:00Z"


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PLANNED])
async def test_what_is_not_public_leaves_no_trace(
    app: Starlette, client: httpx2.AsyncClient, workflow: Workflow
) -> None:
    """Promise 3, FC-20: the same bytes as if it were not there."""
    await publish(single(timed(SOON)), now=NOW)
    await pages(app, client)
    before = (await client.get("/sitemap.xml")).content
    hidden = NewEvent(details=details("Hemmelig"), schedule=single(timed(SOON)), workflow=workflow)
    await create_event(hidden, staff_id=None, now=NOW + HOUR)
    staff = NewEvent(
        details=details("Hemmelig", visibility=Visibility.STAFF),
        schedule=single(timed(SOON)),
        workflow=Workflow.PUBLISHED,
    )
    await create_event(staff, staff_id=None, now=NOW + HOUR)
    await pages(app, client)
    assert (await client.get("/sitemap.xml")).content == before


async def test_it_is_kept(client: httpx2.AsyncClient) -> None:
    tag = (await client.get("/sitemap.xml")).headers["etag"]
    again = await client.get("/sitemap.xml", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_addresses_are_escaped() -> None:
    entry = Entry(lambda query: f"/x?a=1&b=<{query}>")
    found = ET.fromstring(sitemap([entry], Addresses(PUBLIC_URL)))
    assert found.findtext("s:url/s:loc", "", NAMES) == f"{PUBLIC_URL}/x?a=1&b=<>"
