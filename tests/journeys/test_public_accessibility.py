"""Every public page and embed in a real browser, in each language (WCAG 2.2 AA; D-25, E-9).

axe-core finds nothing in either colour scheme; nothing runs off a screen of 320 px, of 400 % zoom
or with text twice as large; every control is reached by keyboard and seen there.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import Browser, Page, ViewportSize

from calendar_app.app import create_app
from tests.support.axe import violations, weak_contrasts
from tests.support.chromium import DESK
from tests.support.page_faults import (
    disordered_headings,
    lost_in_forced_colours,
    movement,
    small_targets,
    too_wide,
    unreached,
    words_on,
)
from tests.support.public_pages import Face, faces, first_faces, public_routes, samples_of
from tests.support.server import StartServer
from tests.support.web import make_settings

NARROW = ViewportSize(width=320, height=640)
ZOOMED = ViewportSize(width=320, height=256)
"""A screen of 1280 × 1024 at 400 %."""

FRAGMENT = "/fragment.html"
EMBEDS = "/embed/"
NOT_IN_DEMONSTRATION = ("/bilde/", "/oembed", "/.well-known/")
"""It has no picture and no contact, and answers about addresses of its own alone."""

MOST_STOPS = 90
PATIENCE = 20_000

Look = Callable[[Page, Face], Awaitable[list[str]]]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_axe_finds_nothing_and_nothing_runs_off_a_small_screen(
    servers: StartServer, chromium: Browser, tmp_path: Path, language: str
) -> None:
    """D-25, E-9: light and dark, at 320 px; targets, headings and landmarks with it."""
    server = await servers(tmp_path, "--demo")
    looked_at = await _pages(server.url, every_face=language == "nb")
    async with _open(chromium, server.url, NARROW) as page:
        found = await _faults(page, looked_at, _read, language=language)
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)


async def test_every_control_is_reached_and_seen_at_four_hundred_per_cent(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """2.1.1, 2.4.7, 2.4.11, 1.4.10: also where something sticks to the edge of the screen."""
    server = await servers(tmp_path, "--demo")
    looked_at = await _pages(server.url)
    async with _open(chromium, server.url, ZOOMED) as page:
        found = await _faults(page, looked_at, _walk)
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)


async def test_pages_bend_to_the_wishes_of_who_reads_them(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """Text at 200 % (1.4.4), forced colours, less movement; a small screen shows the same words."""
    server = await servers(tmp_path, "--demo")
    looked_at = await _pages(server.url, every_face=True)
    async with _open(chromium, server.url, DESK) as page:
        found = await _faults(page, looked_at, _bend)
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)


async def _read(page: Page, face: Face) -> list[str]:
    light = await violations(page)
    await page.emulate_media(color_scheme="dark")
    dark = [f"in the dark: {one}" for one in await weak_contrasts(page)]
    await page.emulate_media(color_scheme="light")
    is_embed = face.path.startswith(EMBEDS)
    level = 3 if "niva=3" in face.query else 2 if is_embed else 1
    if is_embed:  # its headings continue those of the page around it
        light = [one for one in light if not one.startswith("page-has-heading-one ")]
    return [
        *(light + dark),
        *await too_wide(page),
        *await small_targets(page),
        *(await disordered_headings(page, first=level) if not face.path.endswith(FRAGMENT) else []),
    ]


async def _walk(page: Page, face: Face) -> list[str]:
    return [*await too_wide(page), *await unreached(page, most=MOST_STOPS)]


async def _bend(page: Page, face: Face) -> list[str]:
    words = await words_on(page)
    await page.emulate_media(forced_colors="active", reduced_motion="reduce")
    bent = [*await lost_in_forced_colours(page), *await movement(page)]
    await page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    await page.set_viewport_size(NARROW)
    lost = words - await words_on(page)
    await page.set_viewport_size(DESK)
    await _write_large(page, 2)
    large = [f"with text at 200 %: {one}" for one in await too_wide(page)]
    await _write_large(page, 1)
    missing = [f"a small screen lacks {sorted(lost)[:8]}"] if lost else []
    return [*bent, *missing, *large]


async def _write_large(page: Page, times: int) -> None:
    """Have the browser's own letters this much larger, as its settings can."""
    session = await page.context.new_cdp_session(page)
    await session.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * times}})
    await session.detach()


async def _pages(url: str, *, every_face: bool = False) -> list[Face]:
    """Find the addresses that answer with HTML; each of them answers at all."""
    routes = public_routes(create_app(make_settings()))
    found = []
    async with httpx2.AsyncClient(base_url=url, timeout=20, follow_redirects=True) as client:
        samples = await samples_of(client)
        for face in (faces if every_face else first_faces)(routes, samples):
            if face.path.startswith(NOT_IN_DEMONSTRATION):
                continue
            answer = await client.get(face.address)
            assert answer.status_code == 200, face.address
            if answer.headers["content-type"].startswith("text/html"):
                found.append(face)
    return [*found, Face("nothing", "/finnes-ikke")]


async def _faults(
    page: Page, looked_at: list[Face], look: Look, *, language: str = ""
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for face in looked_at:
        address = face.spoken(language)
        await page.goto(address)
        if face.path.endswith(FRAGMENT):
            await _include(page, address)
        if faults := await look(page, face):
            found[address] = faults
    return found


async def _include(page: Page, address: str) -> None:
    """Put the fragment where it belongs: into the page of a site that includes it."""
    answer = await page.context.request.get(address)
    await page.goto("about:blank")
    await page.set_content(
        "<!doctype html><html lang=nb><title>Biblioteket</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>a { display: inline-block; min-height: 24px } :focus-visible { outline: 3px solid }"
        f"</style><main><h1>Biblioteket</h1>{await answer.text()}</main></html>"
    )


@asynccontextmanager
async def _open(chromium: Browser, url: str, size: ViewportSize) -> AsyncIterator[Page]:
    context = await chromium.new_context(base_url=url, viewport=size, locale="nb-NO")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    await context.close()
