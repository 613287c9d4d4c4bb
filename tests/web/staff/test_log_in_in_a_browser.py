"""What only a real browser shows: the headers it sends with a form, and where a `next` leads."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.async_api import Page, async_playwright

from calendar_app.domain.access import Role
from calendar_app.storage.connect import connected
from tests.support.databases import PRODUCT, NewDatabase
from tests.support.samples import store_vocabulary
from tests.support.server import StartServer
from tests.support.web import NOW, PASSWORD, make_staff


@pytest.fixture
def database_url(new_database: NewDatabase) -> str:
    return new_database("sqlite", PRODUCT)


@pytest.fixture
async def site(tmp_path: Path, database_url: str, servers: StartServer) -> str:
    """The address of a running server that knows Bibliotekaren."""
    async with connected(PRODUCT.config(database_url)):
        await store_vocabulary(now=NOW)
        await make_staff("librarian@example.org", Role.EDITOR, "hamar", now=NOW)
    return (await servers(tmp_path, DATABASE_URL=database_url)).url


@pytest.fixture
async def page(chromium_path: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        yield await browser.new_page()
        await browser.close()


async def log_in(page: Page, site: str, wanted: str) -> None:
    await page.goto(f"{site}/ansatt/logg-inn?next={quote(wanted, safe='')}")
    await page.get_by_label("E-postadresse").fill("librarian@example.org")
    await page.get_by_label("Passord").fill(PASSWORD)
    await page.get_by_role("button", name="Logg inn").click()
    await page.wait_for_load_state()


async def test_form_of_our_own_page_passes_and_its_cookie_is_out_of_reach(
    page: Page, site: str
) -> None:
    """A page that says no-referrer makes the browser send `Origin: null`; T-17 must stand that."""
    await log_in(page, site, "/ansatt/arrangementer")
    assert page.url == f"{site}/ansatt/arrangementer"
    cookies = {cookie["name"]: cookie for cookie in await page.context.cookies()}
    assert set(cookies) == {"lesekalender"}
    assert cookies["lesekalender"]["httpOnly"] is True
    assert cookies["lesekalender"]["sameSite"] == "Lax"
    assert cookies["lesekalender"]["expires"] == -1
    assert await page.evaluate("document.cookie") == ""


@pytest.mark.parametrize(
    "wanted", ["/%09/evil.com", "/..//evil.com", "/%5Cevil.com", "/.//evil.com"]
)
async def test_next_that_only_looks_like_a_path_stays_on_our_own_host(
    page: Page, site: str, wanted: str
) -> None:
    """T-15: these satisfy the rule, so the browser has the last word."""
    await log_in(page, site, wanted)
    assert urlsplit(page.url).netloc == urlsplit(site).netloc
    assert urlsplit(page.url).path != "/ansatt/logg-inn"


async def test_public_pages_store_nothing(page: Page, site: str) -> None:
    """D-18, promise 6."""
    for path in ("/", "/kalender", "/kalender?alder=3-6", "/nothing"):
        await page.goto(site + path)
        assert await page.context.cookies() == []
        assert await page.evaluate("localStorage.length + sessionStorage.length") == 0
