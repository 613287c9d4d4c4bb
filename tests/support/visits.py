"""Somebody who looks at a page of another site with scripts on, and what that page did."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
)

from tests.support.chromium import DESK

_LONGEST_WAIT = 5
_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_STORED = """async () => {
  const found = [
    () => document.cookie.length,
    () => localStorage.length,
    () => sessionStorage.length,
    async () => (await indexedDB.databases()).length,
    async () => (await caches.keys()).length,
  ];
  const count = async (read) => {
    try { return await read(); } catch (error) {
      if (["SecurityError", "UnknownError"].includes(error.name)) return 0;
      throw error;
    }
  };
  return Promise.all(found.map(count));
}"""
"""A browser that denies a frame its storage keeps nothing there."""


@dataclass
class Visit:
    """`errors` are lines of the console and exceptions; `sent` is by path what came, in bytes."""

    page: Page
    context: BrowserContext
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    sent: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    cookies_set_at: list[str] = field(default_factory=list)

    async def all_sent(self) -> dict[str, int]:
        """Wait until all that was asked for has come, the icon of the page last."""
        async with asyncio.timeout(_LONGEST_WAIT):
            while len(self.sent) < self.asked:
                await self.page.wait_for_timeout(50)
        return self.sent

    async def shifted(self) -> float:
        """Give how much the page has jumped: its cumulative layout shift."""
        found: float = await self.page.evaluate("window.shifted")
        return found

    async def stored(self) -> list[list[int]]:
        """Count what the page and its frames have left behind, of each kind of storage."""
        return [await frame.evaluate(_STORED) for frame in self.page.frames]

    async def style(self, selector: str, name: str) -> str:
        """Give a computed style; a selector finds its way into shadow trees."""
        read = "(element, name) => getComputedStyle(element).getPropertyValue(name)"
        found: str = await self.page.locator(selector).first.evaluate(read, name)
        return found


async def visit(chromium: Browser, url: str, **options: Any) -> Visit:
    """Open a page in a browser without a past; `options` are those of a browser context."""
    context = await chromium.new_context(**{"viewport": DESK, **options})
    await context.add_init_script(_SHIFTS)
    made = Visit(await context.new_page(), context)

    def note(request: Request) -> None:
        if not request.url.startswith("data:"):
            made.asked += 1
            made.hosts.add(urlsplit(request.url).netloc)

    async def note_end(request: Request) -> None:
        if not request.url.startswith("data:"):
            with suppress(Error):  # the browser may be closed by now
                sizes = await request.sizes()
                path = urlsplit(request.url).path
                made.sent[path] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    async def note_response(response: Response) -> None:
        if "set-cookie" in await response.all_headers():
            made.cookies_set_at.append(response.url)

    def note_line(line: ConsoleMessage) -> None:
        if line.type == "error":
            made.errors.append(line.text)

    context.on("request", note)
    context.on("requestfinished", note_end)
    context.on("response", note_response)
    context.on("console", note_line)
    context.on("weberror", lambda error: made.errors.append(str(error.error)))
    await made.page.goto(url)
    return made
