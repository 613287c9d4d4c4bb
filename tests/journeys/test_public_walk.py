"""Somebody finds, keeps and shares events by keyboard alone, with and without JavaScript (issue 5).

Every control is reached with Tab, and is seen, uncovered and outlined whenever it has focus
(WCAG 2.1.1, 2.4.7, 2.4.11). Nothing is left on the device, and nobody else is asked.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import Browser, BrowserContext, Request, ViewportSize

from calendar_app.app import create_app
from tests.support.chromium import DESK, PHONE
from tests.support.keyboard import Keyboard
from tests.support.public_pages import faces, public_routes, samples_of
from tests.support.reading import read_feed
from tests.support.server import Server, StartServer
from tests.support.web import make_settings

FOLD = "Velg bibliotek, alder og type"
_STORED = """async () => [
  document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(one => one.name), ...(await caches.keys()),
  ...(await navigator.serviceWorker.getRegistrations()).map(one => one.scope),
].filter(one => one)"""


@pytest.mark.parametrize(("scripts", "size"), [(True, DESK), (False, PHONE)])
async def test_a_parent_finds_an_event_and_takes_it_along(
    servers: StartServer, chromium: Browser, tmp_path: Path, scripts: bool, size: ViewportSize
) -> None:
    """Skip link, filters, result, event, file for the calendar, and back."""
    server = await servers(tmp_path, "--demo")
    async with _at_keyboard(chromium, server, size, scripts=scripts) as keys:
        page = keys.page
        await page.goto("/kalender")
        await keys.to("Hopp til innholdet")
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "innhold"
        if size is PHONE:
            await keys.unfold(FOLD)
        await keys.tick("Hamar bibliotek")
        await keys.tick("Barn 3–6 år")
        await keys.open("Vis arrangementer")
        assert "bibliotek=hamar&alder=barnehage" in page.url
        assert await page.locator("h1").inner_text() == "Arrangementer for barn 3–6 år i Hamar"

        title = await page.locator(".row-title a").first.inner_text()
        await keys.open(title)
        assert await page.locator("h1").inner_text() == title
        await keys.to("Legg i min kalender")
        async with page.expect_download() as downloading:
            await page.keyboard.press("Enter")
        await (await downloading.value).save_as(tmp_path / "taken.ics")
        await keys.open("Alle arrangementer", back=True)
        assert page.url.endswith("/kalender")
    taken = read_feed((tmp_path / "taken.ics").read_bytes())
    assert any(title in one["SUMMARY"] for one in taken.values())


async def test_a_parent_copies_the_address_of_a_subscription(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """From the filtered calendar; what was copied is the feed of just that, and it is announced."""
    server = await servers(tmp_path, "--demo")
    async with _at_keyboard(chromium, server, DESK) as keys:
        page = keys.page
        await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await page.goto("/kalender?bibliotek=hamar&alder=3-6")
        link = page.locator("a[href^='/abonner?']").first
        await keys.open((await link.inner_text()).strip())
        assert page.url.endswith("/abonner?bibliotek=hamar&alder=3-6")
        await keys.to("Kopier adressen")
        await page.keyboard.press("Enter")
        await page.get_by_role("status").filter(has_text="Kopiert").wait_for()
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{server.url}/kalender.ics?bibliotek=hamar&alder=3-6"
        await keys.open("Vis den samme kalenderen på nettsiden din")
        assert page.url.endswith("/bygg-inn?bibliotek=hamar&alder=3-6")


@pytest.mark.parametrize("scripts", [True, False])
async def test_an_editor_makes_an_embed(
    servers: StartServer, chromium: Browser, tmp_path: Path, scripts: bool
) -> None:
    server = await servers(tmp_path, "--demo")
    async with _at_keyboard(chromium, server, DESK, scripts=scripts) as keys:
        await keys.page.goto("/bygg-inn")
        await keys.tick("Gjøvik bibliotek og litteraturhus")
        await keys.write("Hvor mange datoer", "5")
        await keys.open("Oppdater koden")
        await keys.to("HTML for rammen")
        code = await keys.page.evaluate("document.activeElement.value")
        assert f"{server.url}/embed/v1/liste?bibliotek=gjovik&amp;antall=5" in code
        frame = keys.page.frame_locator("iframe").first
        assert await frame.locator("li").count() >= 5


async def test_no_public_page_leaves_anything_behind_or_asks_anybody_else(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """Promise 6, E-8: cookies, storage, caches, workers; 0 Set-Cookie, and only our own host."""
    server = await servers(tmp_path, "--demo")
    routes = public_routes(create_app(make_settings()))
    async with httpx2.AsyncClient(base_url=server.url) as client:
        looked_at = faces(routes, await samples_of(client))
    async with _at_keyboard(chromium, server, DESK) as keys:
        context = keys.page.context
        asked: set[str] = set()
        context.on("request", lambda request: asked.add(_origin(request)))
        for face in looked_at:
            answer = await context.request.get(face.address)
            assert "set-cookie" not in answer.headers, face.address
            if answer.ok and answer.headers["content-type"].startswith("text/html"):
                await keys.page.goto(face.address)
                assert await keys.page.evaluate(_STORED) == [], face.address
        assert await _cookies(context) == []
        assert asked == {server.url}


async def _cookies(context: BrowserContext) -> list[str | None]:
    return [one.get("name") for one in await context.cookies()]


def _origin(request: Request) -> str:
    return request.url if request.url.startswith("data:") else "/".join(request.url.split("/")[:3])


@asynccontextmanager
async def _at_keyboard(
    chromium: Browser, server: Server, size: ViewportSize, *, scripts: bool = True
) -> AsyncIterator[Keyboard]:
    context = await chromium.new_context(
        base_url=server.url, viewport=size, java_script_enabled=scripts, locale="nb-NO"
    )
    page = await context.new_page()
    page.set_default_timeout(10_000)
    yield Keyboard(page)
    await context.close()
