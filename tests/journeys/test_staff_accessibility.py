"""Every staff page in a real browser: axe-core finds nothing, and nothing runs off the screen."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright._impl._api_structures import SetCookieParam
from playwright.async_api import Browser, Page, ViewportSize

from calendar_app.domain.access import Role
from calendar_app.domain.event import Workflow
from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from calendar_app.web.staff_routes import (
    bulk,
    desk,
    drafts,
    events,
    feeds,
    figures,
    gatherings,
    history,
    lending,
    people,
    setup,
    templates,
)
from tests.support.axe import violations
from tests.support.databases import PRODUCT
from tests.support.desk import at_desk
from tests.support.permission_scene import Scene, make_scene
from tests.support.server import StartServer
from tests.support.staff_pages import pages_by_route, staff_routes
from tests.support.web import NOW, PASSWORD, make_staff

PARTS = (
    *(desk, events, bulk, templates, drafts, history, lending, gatherings, figures, people),
    *(setup, feeds),
)
LIBRARIES = ("hamar", "ringsaker", "lillehammer", "gjovik")
SMALL = ViewportSize(width=320, height=640)
LARGE = ViewportSize(width=1280, height=900)
NO_PAGES = (".csv", ".webp", "{token}")
"""Sheets and pictures; and the page of a secret, whose own test looks at it."""


@pytest.mark.parametrize(
    ("language", "size", "text"), [("nb", SMALL, "100%"), ("nn", LARGE, "200%")]
)
async def test_axe_finds_nothing_on_any_staff_page(
    servers: StartServer,
    chromium: Browser,
    tmp_path: Path,
    language: str,
    size: ViewportSize,
    text: str,
) -> None:
    """At 320 px in bokmål, and with text twice as large in nynorsk.

    Pages are those that links lead to in the demonstration; for what it has none of, there is
    one of everything beside it.
    """
    folder = tmp_path / "data"
    folder.mkdir()
    server = await servers(folder, "--demo", LANGUAGE=language)
    email = "admin@example.org"
    scene = await _fill(folder, email)
    routes = staff_routes(route for part in PARTS for route in part.routes())
    async with at_desk(server.url, PASSWORD, email=email) as worker:
        linked = await pages_by_route(worker.client, routes)
        context = await chromium.new_context(base_url=server.url, viewport=size)
        await context.add_cookies(_cookies(worker.client, server.url))
        page = await context.new_page()
        wrong: dict[str, list[str]] = {}
        for template in sorted({route.path for route in routes}):
            if not template.endswith(NO_PAGES):
                address = linked.get(template) or scene.path(template)
                wrong[template] = await _faults(page, address, text=text)
    assert {template: faults for template, faults in wrong.items() if faults} == {}


async def _fill(folder: Path, email: str) -> Scene:
    """Add somebody who may open everything, and one of all that there is to open."""
    config = PRODUCT.config(sqlite_url(folder / "calendar.db"))
    async with connected(config, for_all_tasks=False):
        admin = await make_staff(email, Role.ADMIN, *LIBRARIES, now=NOW)
        return await make_scene(Workflow.DRAFT, owner_id=admin.id, number=1)


async def _faults(page: Page, address: str, *, text: str) -> list[str]:
    answer = await page.goto(address)
    assert answer is not None
    if answer.status != 200:
        return [f"{answer.status} {address}"]
    await page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
    width = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    runs_off = [f"{address} is {width} px too wide"] if width > 0 else []
    return [*(f"{address}: {fault}" for fault in await violations(page)), *runs_off]


def _cookies(client: httpx2.AsyncClient, url: str) -> list[SetCookieParam]:
    host = urlsplit(url).hostname or ""
    return [
        {"name": one.name, "value": one.value or "", "domain": host, "path": "/"}
        for one in client.cookies.jar
    ]
