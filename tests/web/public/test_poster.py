"""The poster of a selection: the next dates, and a short address that leads to all of them."""

from datetime import date, timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.timing import AllDay
from calendar_app.storage.events import cancel_event
from calendar_app.web.qr import qr_image
from tests.support.events import publish, single, timed, weekly
from tests.support.pages import Document
from tests.support.web import NOW, PUBLIC_URL

HOSTILE = "</h2><script>alert(1)</script>"
TODAY = date(2026, 11, 23)


async def shown(client: httpx2.AsyncClient, query: str = "") -> Document:
    answer = await client.get(f"/plakat?{query}")
    assert answer.status_code == 200
    return Document(answer.text)


def wrote(app: Starlette) -> None:
    app.state.parts.publisher.current.note_own_write()


async def test_poster_shows_what_fits_and_says_how_many_more(
    client: httpx2.AsyncClient, app: Starlette
) -> None:
    await publish(weekly(TODAY, 14), now=NOW, title="Lesestund")
    wrote(app)
    page = await shown(client, "bibliotek=hamar")
    assert "Arrangementer i Hamar" in page.text
    assert [one["datetime"] for one in page.all("time")] == [
        (TODAY + timedelta(weeks=number)).isoformat() for number in range(10)
    ]
    assert "og 4 datoer til i kalenderen" in page.text
    assert len(page.all("meta", name="robots", content="noindex")) == 1


async def test_what_goes_on_already_stands_under_the_day_of_the_sheet(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """An exhibition that began weeks ago is told of today, not under a day that is over."""
    weeks = AllDay(TODAY - timedelta(weeks=2), TODAY + timedelta(weeks=2))
    await publish(single(weeks), now=NOW, title="Utstilling")
    wrote(app)
    (day,) = (await shown(client)).all("time")
    assert day["datetime"] == TODAY.isoformat()


async def test_code_leads_to_the_subscribe_page_of_the_selection(
    client: httpx2.AsyncClient,
) -> None:
    page = await shown(client, "LIBRARY=hamar&age=3-6&gjentakelse=regel")
    address = f"{PUBLIC_URL}/abonner?bibliotek=hamar&alder=3-6"
    (code,) = page.all("img", class_="sheet-code")
    assert code["src"] == qr_image(address)
    assert address.partition("://")[2] in page.text


async def test_nothing_longer_than_200_characters_is_printed(client: httpx2.AsyncClient) -> None:
    """SEL-44."""
    page = await shown(client, f"bibliotek=hamar&sok={'ord%20' * 12}{'x' * 120}")
    assert page.all("img", class_="sheet-code") == []
    assert [one for one in page.values("href") if one.startswith("http") and len(one) > 200] == []


async def test_cancelled_is_said_and_hostile_text_is_text(
    client: httpx2.AsyncClient, app: Starlette
) -> None:
    """T-4."""
    event = await publish(single(timed(TODAY)), now=NOW, title=HOSTILE)
    await cancel_event(event.id, reason="Sykdom.", staff_id=None, now=NOW)
    wrote(app)
    page = await shown(client)
    assert f"Avlyst {HOSTILE}" in page.text
    assert [one for one in page.all("script") if "poster.js" not in str(one.get("src"))] == []


@pytest.mark.parametrize("query", ["bibliotek=hammar", "%00=%FF", "fra=x&til=y", "ui=<x>"])
async def test_any_query_gives_a_poster(client: httpx2.AsyncClient, query: str) -> None:
    assert len((await shown(client, query)).all("article")) == 1
