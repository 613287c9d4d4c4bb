"""The language of the pages: said in the address, and offered to who reads another (D-8)."""

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.words.languages import OWN_NAMES
from tests.support.events import publish, single, timed
from tests.support.pages import Document
from tests.support.web import NOW

PAGES = ("/kalender", "/abonner", "/om", "/personvern", "/tilgjengelighet")
OFFER = {"nb": "Denne siden finnes også på bokmål", "en": "This page is also in English"}


async def offers(client: httpx2.AsyncClient, address: str, accepted: str) -> list[tuple[str, str]]:
    """Give language and address of what the page offers to a reader who accepts this."""
    answer = await client.get(address, headers={"Accept-Language": accepted})
    page = Document(answer.text)
    marked = [str(one["lang"]) for one in page.all("p", class_="offer")]
    for language in marked:
        assert OFFER.get(language, "Denne sida finst òg på nynorsk") in page.text
    names = set(OWN_NAMES.values())
    assert names - {OWN_NAMES[str(page.all("html")[0]["lang"])]} <= set(page.text.split())
    links = [one for one in page.all("a") if one.get("hreflang") in marked and "lang" not in one]
    return [(str(one["hreflang"]), str(one["href"])) for one in links]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("query", "accepted", "language", "leads_to"),
    [
        ("", "en-GB,en;q=0.9", "en", "?ui=en"),
        ("", "nn-NO,nn;q=0.9,nb;q=0.8", "nn", "?ui=nn"),
        ("?ui=en", "nb-NO,no;q=0.9", "nb", ""),
        ("?ui=en", "no", "nb", ""),
    ],
)
async def test_readers_own_language_is_offered_in_its_own_words(
    client: httpx2.AsyncClient, path: str, query: str, accepted: str, language: str, leads_to: str
) -> None:
    """D-8: `no` is bokmål."""
    assert await offers(client, path + query, accepted) == [(language, path + leads_to)]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("query", "accepted"),
    [("", "nb-NO"), ("", "no-NO,nb;q=0.9"), ("", "de,fr;q=0.5"), ("", ""), ("?ui=nn", "nb")],
)
async def test_nothing_is_offered_where_nothing_is_missed(
    client: httpx2.AsyncClient, path: str, query: str, accepted: str
) -> None:
    assert await offers(client, path + query, accepted) == []


async def test_event_offers_the_readers_language_too(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(single(timed(NOW.date())), now=NOW, title="Lesestund")
    app.state.parts.publisher.current.note_own_write()
    address = f"/arrangement/lesestund-{event.id}"
    assert await offers(client, address, "en") == [("en", f"{address}?ui=en")]


async def test_error_page_has_the_language_of_its_address(client: httpx2.AsyncClient) -> None:
    page = Document((await client.get("/nothing?ui=en", headers={"Accept-Language": "nb"})).text)
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("a", class_="button")[0]["href"] == "/kalender?ui=en"
