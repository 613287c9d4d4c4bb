"""T-4, A-5, A-25: hostile text in every field, in a real browser: nothing runs, nothing is made."""

import itertools
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
from playwright.async_api import Browser, ConsoleMessage, Dialog

from calendar_app.app import create_app
from calendar_app.storage.address import read_address
from calendar_app.storage.connect import connected
from tests.support.chromium import DESK
from tests.support.databases import PRODUCT, NewDatabase
from tests.support.desk import in_days
from tests.support.public_pages import faces, public_routes
from tests.support.public_scene import HOSTILE, LINK, make_public_scene
from tests.support.server import StartServer
from tests.support.web import make_settings

_MADE = """document.querySelectorAll(
  "script:not([src]):not([type='application/ld+json']), math, mtext, img[src=x], svg[onload], "
  + "[onfocus], [onload], [onerror], [ontoggle], body style").length"""


@pytest.fixture
def hostile_url(new_database: NewDatabase) -> str:
    return new_database("sqlite", PRODUCT)


async def test_nothing_runs_and_no_policy_is_ever_asked(
    hostile_url: str, servers: StartServer, chromium: Browser
) -> None:
    """No dialog, no violation of the policy, no element of the text's own making.

    Each field has another of the texts; what visitors ask for is as hostile.
    """
    texts = itertools.cycle(HOSTILE)
    async with connected(PRODUCT.config(hostile_url), for_all_tasks=False):
        samples = await make_public_scene(lambda _: next(texts), link=LINK, first=in_days(2))
    database = read_address(hostile_url, ssl="prefer")
    server = await servers(Path(str(database.path)).parent)  # type: ignore[union-attr]
    context = await chromium.new_context(base_url=server.url, viewport=DESK)
    page = await context.new_page()
    ran: list[str] = []

    async def note_dialog(dialog: Dialog) -> None:
        ran.append(f"dialog on {page.url}")
        await dialog.dismiss()

    def note_message(said: ConsoleMessage) -> None:
        # A fragment that is opened by itself names no icon, and the browser asks for one.
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            ran.append(f"{said.text} on {page.url}")

    page.on("dialog", note_dialog)
    page.on("pageerror", lambda error: ran.append(f"{error} on {page.url}"))
    page.on("console", note_message)
    asked = f"sok={quote(HOSTILE[0])}&bibliotek={quote(HOSTILE[1])}&type={quote(HOSTILE[2])}"
    made: dict[str, int] = {}
    async with httpx2.AsyncClient(base_url=server.url) as client:
        for face in faces(public_routes(create_app(make_settings())), samples):
            for address in (face.address, f"{face.path}?{asked}"):
                answer = await client.get(address)
                kind = answer.headers.get("content-type", "").partition(";")[0]
                if answer.status_code == 200 and kind == "text/html":
                    await page.goto(address)
                    made[address] = await page.evaluate(_MADE)
    assert len(made) > 30
    assert {address: count for address, count in made.items() if count} == {}
    assert ran == []
