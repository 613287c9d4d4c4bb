"""Month, paper and information screen in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.support.axe import violations
from tests.support.server import Server, StartServer, start_command

POINTS_A3 = (842, 1191)
POINTS_A4 = (595, 842)
_OF_A_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)")


@pytest.fixture
async def server(servers: StartServer, tmp_path: Path) -> Server:
    return await servers(tmp_path / "data", "--demo")


async def opened(chromium: Browser, address: str, width: int, height: int) -> Page:
    context = await chromium.new_context(
        viewport=ViewportSize(width=width, height=height), locale="nb-NO"
    )
    page = await context.new_page()
    await page.goto(address)
    return page


def sheets(pdf: bytes) -> tuple[int, set[tuple[int, int]]]:
    """Count the pages of a PDF, and give their sizes in points."""
    sizes = {(round(float(width)), round(float(height))) for width, height in _BOX.findall(pdf)}
    return len(_OF_A_PAGE.findall(pdf)), sizes


@pytest.mark.parametrize("query", ["", "bibliotek=hamar", "bibliotek=hammar", "ui=en&alder=0-2"])
async def test_poster_is_one_sheet_of_a3(server: Server, chromium: Browser, query: str) -> None:
    page = await opened(chromium, f"{server.url}/plakat?{query}", 1280, 900)
    assert sheets(await page.pdf(prefer_css_page_size=True)) == (1, {POINTS_A3})


@pytest.mark.parametrize("query", ["visning=maned&bibliotek=hamar", "bibliotek=hamar"])
async def test_programme_prints_on_a4_without_what_is_pressed(
    server: Server, chromium: Browser, query: str
) -> None:
    page = await opened(chromium, f"{server.url}/kalender?{query}", 1280, 900)
    links = page.locator("main a[href^='/arrangement/']")
    count = await links.count()
    assert count
    await page.emulate_media(media="print")
    assert await links.filter(visible=True).count() == count
    for hidden in ("nav", "form", "button", ".subscribe", ".bottom"):
        assert await page.locator(hidden).filter(visible=True).count() == 0, hidden
    foot = page.locator(".print-foot")
    assert await foot.is_visible()
    assert f"{server.url}/kalender?bibliotek=hamar" in await foot.inner_text()
    number, sizes = sheets(await page.pdf(prefer_css_page_size=True))
    assert sizes == {POINTS_A4}
    assert 1 <= number <= 12


@pytest.mark.parametrize("view", ["maned", "uke"])
@pytest.mark.parametrize("width", [320, 1280])
async def test_grid_is_usable_at_any_width(
    server: Server, chromium: Browser, view: str, width: int
) -> None:
    page = await opened(chromium, f"{server.url}/kalender?visning={view}", width, 800)
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    assert await page.get_by_role("cell").count()
    assert await violations(page) == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920)])
async def test_screen_shows_whole_rows_only(
    server: Server, chromium: Browser, width: int, height: int
) -> None:
    page = await opened(chromium, f"{server.url}/skjerm", width, height)
    size = await page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert size == [width, height]
    torn = await page.evaluate(
        """() => {
          const box = document.querySelector('.days').getBoundingClientRect();
          return [...document.querySelectorAll('.days li')]
            .map(one => one.getBoundingClientRect())
            .filter(one => one.left < box.right && one.width)
            .filter(one => one.bottom > box.bottom + 1 || one.right > box.right + 1).length;
        }"""
    )
    assert torn == 0
    assert await violations(page) == []


async def test_poster_page_has_no_faults(server: Server, chromium: Browser) -> None:
    for width in (320, 1280):
        page = await opened(chromium, f"{server.url}/plakat", width, 800)
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        assert await violations(page) == []


async def test_screen_survives_that_the_server_is_away(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """It keeps what it shows, says how old that is, and goes on when the server is back."""
    folder = tmp_path / "data"
    server = await servers(folder, "--demo")
    page = await opened(chromium, f"{server.url}/skjerm?hvert=5", 1920, 1080)
    before = await page.locator("main").inner_text()
    await page.wait_for_event("load", timeout=20_000)
    await server.stop()
    status = page.get_by_role("status")
    await expect(status).to_have_text(re.compile(r"Sist oppdatert kl. \d\d\.\d\d"), timeout=20_000)
    assert await page.locator("main").inner_text() == before
    again = await _started_again(server, folder)
    try:
        await expect(status).to_have_text("", timeout=30_000)
        assert await page.locator("main").inner_text() == before
    finally:
        await again.stop()


async def _started_again(server: Server, folder: Path) -> Server:
    """Start a server in the place of one that has ended: same data, same port."""
    port, log = server.url.rpartition(":")[2], folder / "again.log"
    process = await start_command("serve", "--port", port, data_dir=folder, settings={}, log=log)
    again = Server(process, server.url, log)
    await again.ready()
    return again
