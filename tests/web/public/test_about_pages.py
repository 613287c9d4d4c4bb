"""The pages about the calendar: what every public page leads to, and that it is true (D-19)."""

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.app import create_app
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.storage.vocabulary_changes import save_library
from tests.support.pages import Document
from tests.support.vocabulary import make_library
from tests.support.web import NOW, PUBLIC_URL, browser, make_settings

PAGES = ("/om", "/personvern", "/tilgjengelighet")
LABELS = {
    "nb": "Tilgjengelighetserklæring",
    "nn": "Tilgjengeerklæring",
    "en": "Accessibility statement",
}
STATEMENT = "https://uustatus.no/nb/erklaringer/publisert/1"


async def shown(client: httpx2.AsyncClient, address: str) -> Document:
    answer = await client.get(address)
    assert answer.status_code == 200, address
    assert "set-cookie" not in answer.headers
    return Document(answer.text)


async def with_settings(address: str, **settings: object) -> Document:
    """Show a page of an installation with these settings; its database is that of the test."""
    app = create_app(make_settings(**settings))
    async with browser(app) as client:
        return Document((await client.get(address)).text)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_page_is_in_the_language_that_is_asked_for(
    client: httpx2.AsyncClient, path: str, language: str
) -> None:
    page = await shown(client, f"{path}?ui={language}")
    query = "" if language == "nb" else f"?ui={language}"
    assert page.all("html")[0]["lang"] == language
    assert page.all("link", rel="canonical") == [
        {"rel": "canonical", "href": f"{PUBLIC_URL}{path}{query}"}
    ]
    others = [one for one in LANGUAGES if one != language]
    offered = [str(one["href"]) for one in page.all("link", rel="alternate")]
    assert offered == [f"{PUBLIC_URL}{path}{'' if one == 'nb' else f'?ui={one}'}" for one in others]
    assert LABELS[language] in page.text


@pytest.mark.parametrize("path", [*PAGES, "/kalender", "/abonner", "/nothing"])
async def test_every_public_page_leads_to_the_statement_and_the_rest(
    client: httpx2.AsyncClient, path: str
) -> None:
    """D-19: error pages too."""
    links = Document((await client.get(f"{path}?ui=nn")).text)
    for wanted in (
        "/om?ui=nn",
        "/tilgjengelighet?ui=nn",
        "/personvern?ui=nn",
        "/om?ui=nn#kontakt",
        "/abonner?ui=nn",
        "/bygg-inn?ui=nn",
        "/om?ui=nn#apne-data",
        "/ansatt/",
    ):
        assert links.all("a", href=wanted) != [], wanted


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("post@example.org", "mailto:post@example.org"),
        ("https://example.org/skjema", "https://example.org/skjema"),
    ],
)
async def test_feedback_goes_where_the_installation_says(
    app: Starlette, contact: str, href: str
) -> None:
    page = await with_settings("/tilgjengelighet", contact=contact)
    assert [one["href"] for one in page.all("a", class_="button button-quiet")] == [href]
    assert len(page.all("a", href=href)) == 2
    assert "Si fra til biblioteket ditt." not in page.text


async def test_without_a_contact_the_library_is_asked(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "/om")
    assert "Si fra til biblioteket ditt." in page.text
    assert [one for one in page.values("href") if one.startswith("mailto:")] == []


async def test_statement_is_linked_everywhere_once_there_is_one(app: Starlette) -> None:
    page = await with_settings("/tilgjengelighet", accessibility_url=STATEMENT)
    assert len(page.all("a", href=STATEMENT)) == 2
    assert "ikke publisert ennå" not in page.text
    elsewhere = await with_settings("/om", accessibility_url=STATEMENT)
    assert len(elsewhere.all("a", href=STATEMENT)) == 1


async def test_without_a_statement_that_is_said(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "/tilgjengelighet")
    assert "Tilgjengelighetserklæringen er ikke publisert ennå." in page.text


async def test_libraries_are_rows_with_their_calendars_and_addresses(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """D-13: a fifth one is there without a restart."""
    await save_library(make_library(5, "vang"), now=NOW)
    app.state.parts.publisher.current.note_own_write()
    page = await shown(client, "/om?ui=nn")
    assert page.all("a", href="/kalender?bibliotek=vang&ui=nn") != []
    assert page.all("span", class_="lib lib-vang") != []


async def test_privacy_page_says_what_the_log_holds(app: Starlette) -> None:
    page = await with_settings("/personvern")
    assert "Det er ingen informasjonskapsler." in page.text
    assert "Det skriver ikke ned nettadressen til maskinen din (IP-adressen)" in page.text
    silent = await with_settings("/personvern", access_log=False)
    assert "Programmet skriver ikke ned hvilke sider som blir lest." in silent.text


@pytest.mark.parametrize("path", PAGES)
async def test_too_long_a_query_is_refused(client: httpx2.AsyncClient, path: str) -> None:
    assert (await client.get(f"{path}?x={'a' * 5000}")).status_code == 414


@pytest.mark.parametrize("path", PAGES)
async def test_hostile_query_changes_nothing(client: httpx2.AsyncClient, path: str) -> None:
    """T-4: nothing of an address is shown."""
    hostile = await client.get(f"{path}?ui=%3Cscript%3E&x=%22onload=alert(1)&bibliotek=x")
    assert hostile.text == (await client.get(path)).text
