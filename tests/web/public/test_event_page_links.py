"""The links of an event's page to feeds and subscriptions."""

from datetime import date
from urllib.parse import quote

import httpx2
import pytest
from starlette.applications import Starlette

from tests.support.events import publish, single, timed, weekly
from tests.support.pages import Document
from tests.support.web import NOW, PUBLIC_URL

FIRST = date(2026, 11, 25)


async def shown(client: httpx2.AsyncClient, path: str) -> Document:
    answer = await client.get(path)
    assert answer.status_code == 200
    return Document(answer.text)


@pytest.mark.parametrize("mark", ["", "?ui=nn"])
async def test_event_is_offered_in_each_format(
    app: Starlette, client: httpx2.AsyncClient, mark: str
) -> None:
    event = await publish(single(timed(FIRST)), now=NOW, title="Eventyrstund")
    app.state.parts.publisher.current.note_own_write()
    page = await shown(client, f"/arrangement/eventyrstund-{event.id}{mark}")
    base = f"/arrangement/eventyrstund-{event.id}"
    described, *alternates = [
        (link["type"], link["href"]) for link in page.all("link", rel="alternate") if "type" in link
    ]
    # WordPress looks for it, and reads only the beginning of a head.
    address = quote(f"{PUBLIC_URL}{base}", safe="")
    assert described == ("application/json+oembed", f"{PUBLIC_URL}/oembed?url={address}")
    assert alternates == [
        ("text/calendar", f"{PUBLIC_URL}{base}.ics{mark}"),
        ("application/json", f"{PUBLIC_URL}{base}.json{mark}"),
    ]
    assert len(page.all("a", class_="button", href=f"{base}.ics{mark}")) == 1
    for kind, feed in alternates:
        answer = await client.get(str(feed))
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(str(kind))


async def test_series_and_library_can_be_subscribed_to(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(weekly(FIRST, count=5), now=NOW, title="Babysang")
    app.state.parts.publisher.current.note_own_write()
    page = await shown(client, f"/arrangement/babysang-{event.id}?ui=nn")
    assert [one["href"] for one in page.all("a", class_="more-ways")] == [
        "/abonner?serie=babysang&ui=nn",
        "/abonner?bibliotek=hamar&ui=nn",
    ]
    series = await shown(client, "/abonner?serie=babysang")
    assert "Serien «Babysang»" in series.text
    assert "5 datoer i tiden som kommer" in series.text
    assert f"{PUBLIC_URL}/kalender.ics?serie=babysang" in series.texts
