"""The element takes on the look of its page, and says in words what colours only hint at."""

from pathlib import Path

import httpx2
import pytest
from playwright.async_api import Browser, expect

from tests.support.chromium import PHONE
from tests.support.host_pages import Host, printed
from tests.support.server import Server, StartServer
from tests.support.visits import Visit, visit

THEME = """
lese-kalender { --lk-accent: rgb(1, 2, 3); --lk-muted: rgb(70, 80, 90); color: rgb(4, 5, 6) }
lese-kalender::part(title) { text-transform: uppercase }
"""
DARK = ":root { color-scheme: light dark }"
LIGHT_ACCENT, DARK_ACCENT = "rgb(10, 92, 102)", "rgb(134, 208, 214)"


@pytest.fixture
async def server(servers: StartServer, tmp_path: Path, sqlite_today: str) -> Server:
    """The demonstration programme around today."""
    return await servers(tmp_path, DATABASE_URL=sqlite_today)


async def element(
    server: Server,
    chromium: Browser,
    host: Host,
    *,
    style: str = "",
    query: str = "",
    **how: object,
) -> Visit:
    made = await printed(server.url, query or "bibliotek=hamar&antall=3")
    host.serve("/theme.css", style, "text/css")
    content = f'<link rel="stylesheet" href="/theme.css">{made.code("element")}'
    seen = await visit(chromium, host.show(content, policy=made.policy("element")), **how)
    await expect(seen.page.locator("[part~=title]")).to_be_visible()
    return seen


async def test_site_sets_colours_and_parts(server: Server, chromium: Browser, host: Host) -> None:
    seen = await element(server, chromium, host, style=THEME)
    assert await seen.style("a[part~=link]", "color") == "rgb(1, 2, 3)"
    assert await seen.style("[part~=day]", "border-bottom-color") == "rgb(1, 2, 3)"
    assert await seen.style("[part~=facts]", "color") == "rgb(70, 80, 90)"
    assert await seen.style("[part~=when]", "color") == "rgb(4, 5, 6)"
    assert await seen.style("[part~=title]", "text-transform") == "uppercase"
    assert (await seen.style("[part~=title]", "font-family")).startswith("Georgia")


@pytest.mark.parametrize(
    ("style", "scheme", "accent"),
    [("", "dark", LIGHT_ACCENT), (DARK, "dark", DARK_ACCENT), (DARK, "light", LIGHT_ACCENT)],
)
async def test_dark_only_where_the_page_is(
    server: Server, chromium: Browser, host: Host, style: str, scheme: str, accent: str
) -> None:
    seen = await element(server, chromium, host, style=style, color_scheme=scheme)
    assert await seen.style("a[part~=link]", "color") == accent


async def test_cancelled_is_said_in_words(server: Server, chromium: Browser, host: Host) -> None:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        data = (await client.get("/embed/v1/events.json?antall=50&ui=nn")).json()
    off = [one for one in data["events"] if one["called_off"]]
    assert off != [], "the demonstration programme has a cancelled date"
    seen = await element(
        server, chromium, host, query="antall=50&ui=nn", viewport=PHONE, forced_colors="active"
    )
    rows = seen.page.locator("[part~=called-off]")
    assert await rows.count() == len(off)
    await expect(rows.first.locator("strong[part~=state]")).to_have_text("Avlyst")
    await expect(rows.first).to_contain_text(off[0]["reason"])
    assert "line-through" in await seen.style("[part~=called-off] a", "text-decoration-line")
    width = await seen.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


async def test_change_of_attributes_shows_another_selection(
    server: Server, chromium: Browser, host: Host
) -> None:
    seen = await element(server, chromium, host)
    asked = seen.asked
    change = "(one) => { one.setAttribute('antall', '2'); one.setAttribute('niva', '4'); }"
    await seen.page.locator("lese-kalender").evaluate(change)
    await expect(seen.page.locator("li[part~=event]")).to_have_count(2)
    assert await seen.page.locator("h4[part~=title], h5[part~=day]").count() >= 2
    assert seen.asked == asked + 1
    gone = "(one) => { one.remove(); }"
    await seen.page.locator("lese-kalender").evaluate(gone)
    assert seen.errors == []
