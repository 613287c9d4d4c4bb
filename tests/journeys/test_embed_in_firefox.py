"""Embeds in the other browser: in a sandbox, without scripts, and the element (E-2, E-3, E-4)."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.support import found
from tests.support.firefox import Firefox, started
from tests.support.host_pages import Host, printed
from tests.support.server import Server, StartServer

QUERY = "bibliotek=hamar"
SECRET = "Kx3bTz81qP"
RECORDER = """
window.heard = [];
const keep = ({ data, origin }) => window.heard.push([origin, JSON.stringify(data)]);
addEventListener("message", keep);
"""


@pytest.fixture
def firefox_path() -> str:
    return found.require("firefox", found.FIREFOX)


@pytest.fixture
async def server(
    firefox_path: str, servers: StartServer, tmp_path: Path, sqlite_today: str
) -> Server:
    """The demonstration programme around today."""
    return await servers(tmp_path, DATABASE_URL=sqlite_today)


async def test_frame_works_in_a_sandbox(
    server: Server, firefox_path: str, host: Host, tmp_path: Path
) -> None:
    """E-2: the list, the height and the link, with no error and an origin of `null`."""
    host.serve("/recorder.js", RECORDER, "text/javascript")
    content = (
        '<script src="/recorder.js"></script><iframe sandbox="allow-scripts" title="Kalender" '
        f'src="{server.url}/embed/v1/liste?{QUERY}#?secret={SECRET}"></iframe>'
        f'<script type="module" src="{server.url}/embed/v1/ramme.js"></script>'
    )
    policy = f"default-src 'self'; frame-src {server.url}; script-src 'self' {server.url}"
    async with started(firefox_path, tmp_path / "firefox") as browser:
        await browser.open(host.show(content, policy=policy))
        frame = await browser.frame()
        assert await browser.count(".lk-event", context=frame) == 10
        await browser.evaluate("document.querySelector('.lk-link').click()", context=frame)
        await _until(browser, "window.heard.some(([, text]) => text.includes('\"link\"'))")
        heard = await browser.evaluate("window.heard")
        height = await browser.evaluate("document.querySelector('iframe').style.height")
        errors = browser.errors
    messages = [json.loads(text) for _, text in heard]
    assert {origin for origin, _ in heard} == {"null"}
    assert {one["secret"] for one in messages if "message" in one} == {SECRET}
    assert {one["message"] for one in messages if "message" in one} == {"height", "link"}
    *_, shown = [one["value"] for one in messages if one.get("lesekalender") == "height"]
    assert height == f"{shown}px"
    assert errors == []


async def test_everything_without_scripts(
    server: Server, firefox_path: str, host: Host, tmp_path: Path
) -> None:
    """E-3: the whole list in the frame, and the link where the element would be."""
    made = await printed(server.url, QUERY)
    content = made.code("ramme") + made.code("element")
    async with started(firefox_path, tmp_path / "firefox", scripts=False) as browser:
        await browser.open(host.show(content, policy=made.policy("ramme")))
        assert await browser.count("lese-kalender > a") == 1
        # The frame is fetched when it comes into sight, but at once where there are no scripts.
        assert await browser.count(".lk-event", context=await browser.frame()) == 10
        assert browser.errors == []


async def test_element_on_a_strict_site(
    server: Server, firefox_path: str, host: Host, tmp_path: Path
) -> None:
    """E-4, with the script pinned by its hash."""
    made = await printed(server.url, QUERY)
    async with started(firefox_path, tmp_path / "firefox") as browser:
        await browser.open(host.show(made.code("laast"), policy=made.policy("element")))
        root = "document.querySelector('lese-kalender').shadowRoot"
        await _until(browser, f"{root}.querySelectorAll('li').length === 10")
        style = f"getComputedStyle({root}.querySelector('[part~=link]')).color"
        assert await browser.evaluate(style) == "rgb(10, 92, 102)"
        assert await browser.evaluate(f"{root}.querySelector('[role=status]').textContent") != ""
        assert browser.errors == []


async def _until(browser: Firefox, expression: str) -> None:
    for _ in range(100):
        if await browser.evaluate(f"Boolean({expression})"):
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"never true: {expression}")
