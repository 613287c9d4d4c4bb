"""The five levels of embeds on another site's pages, in a real browser (facts/embedding.md).

The code is what `/bygg-inn` prints, the policy is as strict as a site can have, and the site is
another one than the calendar's.
"""

import re
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import Browser, expect

from tests.support.axe import violations
from tests.support.host_pages import Host, printed
from tests.support.server import StartServer
from tests.support.visits import Visit, visit

QUERY = "bibliotek=hamar&antall=6&niva=2"
MOST_SHIFT = 0.1
SIZED = re.compile(r"height: \d+px")
NOTHING = [0, 0, 0, 0, 0]


async def calendar(servers: StartServer, folder: Path, database: str) -> str:
    """Serve the demonstration programme around today; gives the address."""
    return (await servers(folder, DATABASE_URL=database)).url


async def assert_harmless(seen: Visit, server_url: str, host: Host) -> None:
    """E-4, E-8: nothing refused, nothing stored, and nobody else asked."""
    assert seen.errors == []
    assert seen.hosts <= {server_url.removeprefix("http://"), host.origin.removeprefix("http://")}
    assert [one for one in await seen.stored() if one != NOTHING] == []
    assert seen.cookies_set_at == []
    assert await seen.context.cookies() == []


@pytest.mark.parametrize("level", ["element", "laast"])
async def test_element_on_a_strict_site(
    servers: StartServer,
    chromium: Browser,
    host: Host,
    sqlite_today: str,
    tmp_path: Path,
    level: str,
) -> None:
    """E-4, E-8, E-9, also with the script pinned by its hash; CLS."""
    url = await calendar(servers, tmp_path, sqlite_today)
    made = await printed(url, QUERY)
    seen = await visit(chromium, host.show(made.code(level), policy=made.policy("element")))
    element = seen.page.locator("lese-kalender")
    await expect(element.get_by_role("heading", level=2)).to_have_text("Arrangementer i Hamar")
    assert await element.locator("li[part~=event]").count() == 6
    assert await element.get_by_role("list").count() >= 1
    assert await element.get_by_role("heading", level=3).count() >= 1
    status = element.get_by_role("status")
    await expect(status).to_have_text("Arrangementer i Hamar. Datoer som vises: 6")
    titles = element.locator("a[part~=link]")
    assert f"{url}/arrangement/" in str(await titles.first.get_attribute("href"))
    await expect(seen.page.get_by_role("link", name="Hopp over kalenderen")).to_be_visible()
    assert await seen.shifted() <= MOST_SHIFT
    await assert_harmless(seen, url, host)
    assert await violations(seen.page) == []


async def test_frame_on_a_strict_site(
    servers: StartServer, chromium: Browser, host: Host, sqlite_today: str, tmp_path: Path
) -> None:
    """E-4, E-8: the frame is as high as its list, and the page does not jump."""
    url = await calendar(servers, tmp_path, sqlite_today)
    made = await printed(url, "bibliotek=hamar")
    seen = await visit(chromium, host.show(made.code("ramme"), policy=made.policy("ramme")))
    inside = seen.page.frame_locator("iframe")
    await expect(inside.get_by_role("heading", name="Arrangementer i Hamar")).to_be_visible()
    await expect(seen.page.locator("iframe")).to_have_attribute("style", SIZED)
    body = await seen.page.frames[1].evaluate("document.documentElement.scrollHeight")
    shown = await seen.page.locator("iframe").evaluate("frame => frame.clientHeight")
    assert abs(shown - body) <= 1
    assert await seen.shifted() <= MOST_SHIFT
    await assert_harmless(seen, url, host)


async def test_link_and_fetched_html_on_a_strict_site(
    servers: StartServer, chromium: Browser, host: Host, sqlite_today: str, tmp_path: Path
) -> None:
    """E-4, E-8, E-9: nothing needs to be added to the policy."""
    url = await calendar(servers, tmp_path, sqlite_today)
    made = await printed(url, QUERY)
    async with httpx2.AsyncClient() as client:
        fragment = (await client.get(made.code("fragment"))).text
    seen = await visit(chromium, host.show(f"{made.code('lenke')}{fragment}"))
    link = seen.page.get_by_role("link", name="Arrangementer i Hamar")
    assert await link.first.get_attribute("href") == f"{url}/kalender?bibliotek=hamar"
    assert await seen.page.locator(".lk-event").count() == 6
    await assert_harmless(seen, url, host)
    assert seen.hosts == {host.origin.removeprefix("http://")}
    assert await violations(seen.page) == []


async def test_everything_without_scripts(
    servers: StartServer, chromium: Browser, host: Host, sqlite_today: str, tmp_path: Path
) -> None:
    """E-3: the whole list in the frame, a link where the element would be, and `/bygg-inn`."""
    url = await calendar(servers, tmp_path, sqlite_today)
    made = await printed(url, QUERY)
    content = made.code("ramme") + made.code("element")
    seen = await visit(chromium, host.show(content), java_script_enabled=False)
    assert await seen.page.locator("iframe").count() == 1
    link = seen.page.locator("lese-kalender").get_by_role("link", name="Se hele kalenderen")
    await expect(link).to_be_visible()

    page = host.show(made.code("ramme"), policy=made.policy("ramme"))
    framed = await visit(chromium, page, java_script_enabled=False)
    inside = framed.page.frame_locator("iframe")
    await expect(inside.locator(".lk-event")).to_have_count(6)

    builder = await visit(chromium, f"{url}/bygg-inn?{QUERY}", java_script_enabled=False)
    preview = builder.page.frame_locator("iframe")
    await expect(preview.locator(".lk-event")).to_have_count(6)
    assert await builder.page.get_by_role("button", name="Kopier").count() == 0


async def test_four_embeds_on_one_page(
    servers: StartServer, chromium: Browser, host: Host, sqlite_today: str, tmp_path: Path
) -> None:
    """E-6: each shows its own, every skip link has its own goal, and each frame its own height."""
    url = await calendar(servers, tmp_path, sqlite_today)
    queries = ("bibliotek=hamar&antall=3", "bibliotek=gjovik&antall=4")
    made = [await printed(url, query) for query in queries]
    content = "".join(one.code(level) for one in made for level in ("element", "ramme"))
    policy = f"{made[0].policy('element')}; frame-src {url}"
    seen = await visit(chromium, host.show(content, policy=policy))
    elements = seen.page.locator("lese-kalender")
    for place, number in enumerate((3, 4)):
        await expect(elements.nth(place).locator("li[part~=event]")).to_have_count(number)
        frame = seen.page.locator("iframe").nth(place)
        await frame.scroll_into_view_if_needed()
        await expect(frame).to_have_attribute("style", SIZED)
    heights = await seen.page.evaluate(
        "[...document.querySelectorAll('iframe')].map((one) => one.clientHeight)"
    )
    assert heights[0] < heights[1]
    goals = await seen.page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#etter\"]')].map((one) => one.hash.slice(1))"
    )
    assert len(set(goals)) == 4
    assert [await seen.page.locator(f"[id='{goal}']").count() for goal in goals] == [1] * 4
    await assert_harmless(seen, url, host)


async def test_copy_buttons_copy_what_stands_there(
    servers: StartServer, chromium: Browser, sqlite_today: str, tmp_path: Path
) -> None:
    url = await calendar(servers, tmp_path, sqlite_today)
    made = await printed(url, QUERY)
    seen = await visit(
        chromium,
        f"{url}/bygg-inn?{QUERY}",
        permissions=["clipboard-read", "clipboard-write"],
    )
    await seen.page.get_by_role("button", name="Kopier HTML for elementet").click()
    await expect(seen.page.get_by_text("Kopiert", exact=True)).to_be_visible()
    copied = await seen.page.evaluate("navigator.clipboard.readText()")
    assert copied == made.code("element")
    assert seen.errors == []
    await expect(seen.page.frame_locator(".preview").locator(".lk-event")).to_have_count(6)
    assert await violations(seen.page) == []
