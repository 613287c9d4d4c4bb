"""Embeds where they are least at home: in WordPress, in a sandbox, and while the calendar is down.

WordPress's own side of the messages is tests/support/wordpress_host.js.
"""

import json
from functools import partial
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import Browser, Route, expect

from tests.support.host_pages import Host, printed
from tests.support.server import Server, StartServer
from tests.support.visits import Visit, visit
from tests.support.wordpress import asked, discovered, wordpress_embed

QUERY = "bibliotek=hamar"
SECRET = "Kx3bTz81qP"
SECONDS = 5_000
AS_WORDPRESS = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-src {calendar}"
"""WordPress hides a frame with a style attribute of its own."""

ANYONE = {"access-control-allow-origin": "*", "content-type": "application/json"}
RECORDER = """
window.heard = [];
const keep = ({ data, origin }) => window.heard.push([origin, JSON.stringify(data)]);
addEventListener("message", keep);
"""


@pytest.fixture
async def server(servers: StartServer, tmp_path: Path, sqlite_today: str) -> Server:
    """The demonstration programme around today."""
    return await servers(tmp_path, DATABASE_URL=sqlite_today)


async def pasted(server: Server, address: str) -> str:
    """Give what WordPress makes of an address that somebody pastes."""
    async with httpx2.AsyncClient() as client:
        page = (await client.get(address)).content
        told = json.loads((await client.get(asked(discovered(page), address))).content)
    return wordpress_embed(told["html"], title=told["title"], secret=SECRET)


async def in_wordpress(server: Server, chromium: Browser, host: Host) -> Visit:
    address = (await printed(server.url, QUERY)).code("adresse")
    content = await pasted(server, address)
    script = Path(__file__).parents[1] / "support" / "wordpress_host.js"
    host.serve("/wp-embed.js", script.read_text(), "text/javascript")
    content += '<script type="module" src="/wp-embed.js"></script>'
    policy = AS_WORDPRESS.format(calendar=server.url)
    return await visit(chromium, host.show(content, policy=policy))


async def test_address_pasted_into_wordpress_becomes_a_frame(
    server: Server, chromium: Browser, host: Host
) -> None:
    """E-1: WordPress hides the frame until the script inside it answers."""
    seen = await in_wordpress(server, chromium, host)
    frame = seen.page.locator("iframe")
    await expect(frame).to_be_visible()
    assert await frame.get_attribute("sandbox") == "allow-scripts"
    height = int(await frame.get_attribute("height") or 0)
    assert 200 <= height <= 1000
    await expect(seen.page.locator("blockquote")).to_be_hidden()
    link = seen.page.frame_locator("iframe").locator(".lk-link").first
    await link.click()
    led = await _until(seen, "window.ledTo[0]")
    assert str(led).startswith(f"{server.url}/arrangement/")
    assert seen.errors == []


async def test_frame_works_in_a_sandbox(server: Server, chromium: Browser, host: Host) -> None:
    """E-2: the list, the height and the link, with no error and an origin of `null`."""
    host.serve("/recorder.js", RECORDER, "text/javascript")
    content = (
        '<script src="/recorder.js"></script><iframe sandbox="allow-scripts" title="Kalender" '
        f'src="{server.url}/embed/v1/liste?{QUERY}#?secret={SECRET}"></iframe>'
        f'<script type="module" src="{server.url}/embed/v1/ramme.js"></script>'
    )
    policy = f"default-src 'self'; frame-src {server.url}; script-src 'self' {server.url}"
    seen = await visit(chromium, host.show(content, policy=policy))
    inside = seen.page.frame_locator("iframe")
    await expect(inside.locator(".lk-event")).to_have_count(10)
    await inside.locator(".lk-link").first.click()
    await _until(seen, "window.heard.some(([, text]) => text.includes('\"link\"'))")
    heard = await seen.page.evaluate("window.heard")
    assert {origin for origin, _ in heard} == {"null"}
    messages = [json.loads(text) for _, text in heard]
    assert {one["secret"] for one in messages if "message" in one} == {SECRET}
    assert {one["message"] for one in messages if "message" in one} == {"height", "link"}
    *_, shown = [one["value"] for one in messages if one.get("lesekalender") == "height"]
    assert await seen.page.locator("iframe").evaluate("frame => frame.style.height") == f"{shown}px"
    assert seen.errors == []


async def test_links_are_there_while_the_calendar_is_down(
    server: Server, chromium: Browser, host: Host
) -> None:
    """E-5: beside the frame, in place of the element, and in place of WordPress's frame."""
    made = await printed(server.url, QUERY)
    address = made.code("adresse")
    quoted = await pasted(server, address)
    await server.kill()
    content = made.code("ramme") + made.code("element") + made.code("laast") + quoted
    seen = await visit(chromium, host.show(content, policy=made.policy("element")))
    for place in ("p[id^=etter]", "lese-kalender >> nth=0", "lese-kalender >> nth=1", "blockquote"):
        link = seen.page.locator(place).get_by_role("link")
        await expect(link).to_be_visible(timeout=SECONDS)
        assert await link.get_attribute("href") == address


async def test_element_keeps_its_link_until_there_is_a_list(
    server: Server, chromium: Browser, host: Host
) -> None:
    """E-5: with the script there and the data late, wrong or away; it says so once."""
    made = await printed(server.url, QUERY)
    page = host.show(made.code("element"), policy=made.policy("element"))
    answers = {"error": (503, "{}"), "wrong": (200, '{"events": 7}'), "html": (200, "<")}
    for name, answer in {"late": None, **answers}.items():
        seen = await visit(chromium, "about:blank")
        await seen.page.route("**/events.json*", partial(_answered, answer=answer))
        await seen.page.goto(page)
        element = seen.page.locator("lese-kalender")
        link = element.get_by_role("link", name="Se hele kalenderen")
        await expect(link, name).to_be_visible(timeout=SECONDS)
        said = "" if answer is None else "Kalenderen svarer ikke akkurat nå."
        await expect(element.get_by_role("status"), name).to_have_text(said)


async def _answered(route: Route, *, answer: tuple[int, str] | None) -> None:
    """Answer in the calendar's place; None keeps everybody waiting."""
    if answer is not None:
        await route.fulfill(status=answer[0], body=answer[1], headers=ANYONE)


async def _until(seen: Visit, expression: str) -> object:
    """Wait for an expression to be true; a strict policy forbids the page to wait by itself."""
    for _ in range(100):
        found: object = await seen.page.evaluate(expression)
        if found:
            return found
        await seen.page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")
