"""What embeds cost and leave behind: sizes, requests, storage, cookies (E-7, E-8, E-10)."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.async_api import Browser, expect

from tests.support.axe import violations
from tests.support.desk import at_desk
from tests.support.host_pages import Host, printed
from tests.support.server import Server, StartServer
from tests.support.visits import visit
from tests.support.web import PASSWORD

KIB = 1024
FRAME = "/embed/v1/liste?bibliotek=hamar"
SIZES = {
    "/embed/v1.js": 4 * KIB,
    "/embed/v1/ramme.js": int(0.6 * KIB),
    "/embed/v1/events.json": 6 * KIB,
}
"""The most bytes of a compressed body (facts/embedding.md, section 6)."""

EMBEDS = (*SIZES, "/embed/v1/liste", "/embed/v1/fragment.html", "/embed/v1/liste?ui=en&antall=50")


@pytest.fixture
async def server(servers: StartServer, tmp_path: Path, sqlite_today: str) -> Server:
    """The demonstration programme around today."""
    return await servers(tmp_path, DATABASE_URL=sqlite_today)


async def test_embeds_are_small_on_the_wire(server: Server, chromium: Browser) -> None:
    """E-7: ten dates in a frame are at most 20 KB in at most four requests; E-9 beside it."""
    seen = await visit(chromium, f"{server.url}{FRAME}")
    await expect(seen.page.locator(".lk-event")).to_have_count(10)
    sent = await seen.all_sent()
    assert seen.asked <= 4
    assert sum(sent.values()) <= 20 * KIB
    (script,) = (path for path in seen.sent if path.endswith("embed-frame.js"))
    assert await _size(server, script) <= KIB
    found = {path: await _size(server, path) for path in SIZES}
    assert {path: size for path, size in found.items() if size > SIZES[path]} == {}
    await seen.page.goto(f"{server.url}{FRAME}&niva=1")
    assert await violations(seen.page) == []


async def test_element_is_three_requests(server: Server, chromium: Browser, host: Host) -> None:
    """E-7: one for the script, one for the dates; and none again for what is kept."""
    made = await printed(server.url, "bibliotek=hamar")
    seen = await visit(chromium, host.show(made.code("element"), policy=made.policy("element")))
    await expect(seen.page.locator("li[part~=event]")).to_have_count(10)
    ours = [path for path in await seen.all_sent() if path.startswith("/embed/")]
    assert sorted(ours) == ["/embed/v1.js", "/embed/v1/events.json"]


async def test_nothing_is_kept_by_the_frame_itself(server: Server, chromium: Browser) -> None:
    """E-8: opened as a page of its own, where the browser would let it."""
    seen = await visit(chromium, f"{server.url}{FRAME}")
    assert await seen.stored() == [[0, 0, 0, 0, 0]]
    assert seen.cookies_set_at == []
    assert await seen.context.cookies() == []


async def test_who_is_logged_in_sees_the_same_bytes(server: Server, chromium: Browser) -> None:
    """E-10: with the cookie of staff in the browser."""
    async with at_desk(server.url, PASSWORD) as worker:
        cookies = [(one.name, one.value or "") for one in worker.client.cookies.jar]
    assert cookies != []
    context = await chromium.new_context()
    plain = {path: await (await context.request.get(server.url + path)).body() for path in EMBEDS}
    domain = urlsplit(server.url).hostname or ""
    await context.add_cookies(
        [{"name": name, "value": value, "domain": domain, "path": "/"} for name, value in cookies]
    )
    page = await context.new_page()
    for path, body in plain.items():
        answer = await page.goto(server.url + path)
        assert answer is not None
        assert "cookie" in await answer.request.all_headers()
        assert await answer.body() == body, path
        assert "set-cookie" not in await answer.all_headers()


async def _size(server: Server, path: str) -> int:
    """Give the size of a body as it is sent to who takes gzip."""
    async with httpx2.AsyncClient(base_url=server.url) as client:
        answer = await client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    return int(answer.headers["content-length"])
