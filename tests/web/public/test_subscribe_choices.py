"""`/abonner` and `/f/<name>`: choosing on the page itself, copying, and QR codes."""

import random

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.grammar import parse
from calendar_app.storage.named_filters import add_named_filter, retire_named_filter
from calendar_app.web.qr import qr_image, qr_svg
from tests.support.hostile import Hostile
from tests.support.pages import Document
from tests.support.web import NOW, PUBLIC_URL

LONG = (
    "bibliotek=gjovik,hamar,lillehammer,ringsaker&sted=brumunddal,domkirkeodden,gjovik-radhus,"
    "hamar-kulturhus,moelv&type=forfatterbesok,lesestund,sprakkafe,verksted"
)
PICTURE = "image/svg+xml"


async def shown(client: httpx2.AsyncClient, path: str) -> Document:
    answer = await client.get(path)
    assert answer.status_code == 200
    return Document(answer.text)


async def test_one_chooses_on_the_page_itself(client: httpx2.AsyncClient) -> None:
    """A plain form, which comes back here with what is chosen."""
    page = await shown(client, "/abonner?bibliotek=hamar&ui=nn")
    (form,) = page.all("form")
    assert (form["method"], form["action"]) == ("get", "/abonner")
    ticked = [one for one in page.all("input", type="checkbox") if "checked" in one]
    assert [(one["name"], one["value"]) for one in ticked] == [("bibliotek", "hamar")]
    assert page.all("input", type="hidden", name="ui") == [
        {"type": "hidden", "name": "ui", "value": "nn"}
    ]
    assert "Vis kva du får" in page.text or "Vis hva du får" in page.text


async def test_there_is_a_choice_per_age_and_per_library_of_the_data(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    vocabulary = await app.state.parts.publisher.vocabulary()
    page = await shown(client, "/abonner?alder=smabarn&ui=en")
    links = [str(one["href"]) for one in page.all("a", class_="preset")]
    ages = [f"alder={one.label.slug}" for one in vocabulary.age_bands.values()]
    libraries = [f"bibliotek={one.slug}" for one in vocabulary.libraries.values()]
    meant = [canonical(parse(one, vocabulary).selection) for one in (*ages, *libraries)]
    assert links == [f"/abonner?{query}&ui=en" for query in meant]
    for link in links:
        again = await shown(client, link)
        (chosen,) = [one for one in again.all("a", class_="preset") if "aria-current" in one]
        assert chosen["href"] == link


async def test_address_can_be_copied_by_a_button_that_only_a_script_shows(
    client: httpx2.AsyncClient,
) -> None:
    page = await shown(client, "/abonner")
    (button,) = [one for one in page.all("button") if "data-copy" in one]
    assert "hidden" in button
    assert button["type"] == "button"
    assert len(page.all("textarea", id=str(button["data-copy"]).removeprefix("#"))) == 1
    assert len(page.all("span", role="status")) == 1


async def test_code_leads_to_the_page_itself(client: httpx2.AsyncClient) -> None:
    """Not to webcal: Android has no handler for it (facts/feeds.md, section 6)."""
    page = await shown(client, "/abonner?alder=3-6&library=Hamar")
    address = f"{PUBLIC_URL}/abonner?bibliotek=hamar&alder=3-6"
    (image,) = [one for one in page.all("img") if str(one["src"]).startswith("data:")]
    assert image["src"] == qr_image(address)
    assert image["alt"]
    assert address in [text.strip() for text in page.texts]
    (link,) = page.all("a", class_="code-file")
    file = await client.get(str(link["href"]))
    assert file.headers["content-type"] == PICTURE
    assert file.headers["content-disposition"] == 'attachment; filename="abonner.svg"'
    assert file.headers["x-content-type-options"] == "nosniff"
    assert file.content == qr_svg(address)


async def test_code_of_a_name_leads_to_its_page(app: Starlette, client: httpx2.AsyncClient) -> None:
    made = await add_named_filter("hamar", "Alt i Hamar", "bibliotek=hamar", 1, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    page = await shown(client, "/f/hamar?ui=nn&type=verksted")
    address = f"{PUBLIC_URL}/f/hamar?ui=nn"
    (image,) = page.all("img", class_="code-image")
    assert image["src"] == qr_image(address)
    file = await client.get("/f/hamar/qr.svg?ui=nn")
    assert (file.status_code, file.content) == (200, qr_svg(address))
    assert file.headers["content-disposition"] == 'attachment; filename="hamar.svg"'
    await retire_named_filter(made, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    assert (await shown(client, "/f/hamar")).all("img", class_="code-image") == []
    assert (await client.get("/f/hamar/qr.svg")).status_code == 404
    assert (await client.get("/f/aldri/qr.svg")).status_code == 404


@pytest.mark.parametrize("query", [LONG, f"{LONG}&sok=katt", "bibliotek=hammar"])
async def test_no_code_where_there_is_nothing_to_lead_to(
    client: httpx2.AsyncClient, query: str
) -> None:
    """SEL-44, or nothing was understood."""
    page = await shown(client, f"/abonner?{query}")
    assert page.all("img") == []
    assert (await client.get(f"/abonner/qr.svg?{query}")).status_code == 404


async def test_codes_hold_our_own_canonical_addresses_and_never_long_ones(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """SEL-44, T-4, for addresses that nobody would type; the Host of a request is never in one."""
    vocabulary = await app.state.parts.publisher.vocabulary()
    hostile = Hostile(random.Random(5), vocabulary)
    found = set()
    for _ in range(60):
        query = hostile.query()
        known = switched(parse(query, vocabulary).selection, by_rule=False)
        address = f"{PUBLIC_URL}/abonner?{canonical(known)}".removesuffix("?")
        answer = await client.get(f"/abonner/qr.svg?{query}", headers={"Host": "localhost"})
        has_code = answer.status_code == 200
        found.add(has_code)
        if has_code:
            assert len(address) <= 200
            assert answer.content == qr_svg(address)
        else:
            assert answer.status_code in (404, 414)
        page = await client.get(f"/abonner?{query}")
        if page.status_code == 200:
            images = Document(page.text).all("img")
            assert [one["src"] for one in images] == [qr_image(address)] * has_code
    assert found == {True, False}


async def test_page_says_what_it_is_to_who_looks_for_it(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "/abonner?bibliotek=hamar&ui=en")
    (canonical_link,) = page.all("link", rel="canonical")
    assert canonical_link["href"] == f"{PUBLIC_URL}/abonner?bibliotek=hamar&ui=en"
    (described,) = page.all("meta", name="description")
    assert str(described["content"]).startswith("Events in Hamar")
