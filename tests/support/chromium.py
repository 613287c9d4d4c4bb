"""Debian's Chromium, as Playwright drives it, for tests that talk to this machine alone.

Fixture: `chromium`. A test folder that wants it imports it in its conftest.py.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
    async_playwright,
)

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
async def chromium(chromium_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=list(_ARGUMENTS)
        )
        yield browser
        await browser.close()


@dataclass
class Person:
    """Somebody with a browser of their own, and what it asked for and was sent."""

    page: Page
    context: BrowserContext
    hosts: set[str] = field(default_factory=set)
    cookies_set_at: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    async def sees(self, *texts: str) -> None:
        """See these texts on the page, not only in it."""
        for text in texts:
            assert await self.page.get_by_text(text).filter(visible=True).count(), text

    async def click(self, role: str, name: str) -> None:
        """Click the first element of a role whose name holds this, and wait for the page."""
        await self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        await self.page.wait_for_load_state()

    def field(self, name: str) -> Locator:
        """Find the text field whose label holds this."""
        return self.page.get_by_role("textbox", name=name)

    async def fill(self, name: str, text: str) -> None:
        await self.field(name).fill(text)

    async def width(self) -> int:
        """Give how wide the page is, which must not be more than the screen."""
        found: int = await self.page.evaluate("document.documentElement.scrollWidth")
        return found

    async def stored(self) -> int:
        """Count what the page may have left on the device beside cookies."""
        found: int = await self.page.evaluate("localStorage.length + sessionStorage.length")
        return found


async def open_browser(chromium: Browser, url: str, *, size: ViewportSize) -> Person:
    """Give somebody a browser without JavaScript and without a past."""
    context = await chromium.new_context(
        base_url=url, viewport=size, java_script_enabled=False, locale="nb-NO"
    )
    person = Person(await context.new_page(), context)

    def note_request(request: Request) -> None:
        if not request.url.startswith("data:"):
            person.hosts.add(urlsplit(request.url).hostname or request.url)

    async def note_response(response: Response) -> None:
        if "set-cookie" in await response.all_headers():
            person.cookies_set_at.append(urlsplit(response.url).path)
        if response.status >= 400:
            person.failed.append(f"{response.status} {response.url}")

    context.on("request", note_request)
    context.on("response", note_response)
    return person
