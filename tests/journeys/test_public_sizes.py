"""What a page costs who opens it on a phone: bytes on the wire and requests, counted in Chromium.

The budgets are those of issue 5; embeds have a test of their own, and times are for `make bench`.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import Browser

from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from tests.support.chromium import PHONE
from tests.support.databases import PRODUCT
from tests.support.desk import in_days
from tests.support.events import publish, single, timed
from tests.support.server import StartServer
from tests.support.web import NOW

KILOBYTE = 1024
MOST_BYTES = {
    "/kalender": 40 * KILOBYTE,
    "/kalender?visning=maned": 60 * KILOBYTE,
    "/kalender?visning=uke": 60 * KILOBYTE,
    "/abonner": 40 * KILOBYTE,
    "/plakat": 40 * KILOBYTE,
    "/skjerm": 40 * KILOBYTE,
}
MOST_REQUESTS = 8
ROWS = 50
SUMMARY = "Vi leser høyt, synger og koser oss sammen i barneavdelingen denne formiddagen."


@dataclass
class Cost:
    """What came over the wire; `blocking` are scripts that hold up the first sight of the page."""

    bytes: int = 0
    requests: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)
    rows: int = 0


async def test_pages_cost_no_more_than_their_budgets(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """Page, style sheets, scripts and icon together, each on an empty cache."""
    server = await servers(tmp_path, "--demo")
    await _fill(tmp_path)
    costs = {address: await _cost(chromium, server.url, address) for address in MOST_BYTES}
    assert costs["/kalender"].rows >= ROWS
    assert {address: one for address, one in costs.items() if one.bytes > MOST_BYTES[address]} == {}
    assert {
        address: one.requests for address, one in costs.items() if len(one.requests) > MOST_REQUESTS
    } == {}
    assert [one.blocking for one in costs.values() if one.blocking] == []


async def _fill(folder: Path) -> None:
    """Publish so many events more that the first page of the list is full."""
    config = PRODUCT.config(sqlite_url(folder / "calendar.db"))
    async with connected(config, for_all_tasks=False):
        for number in range(ROWS):
            day = in_days(1) + timedelta(days=number % 14)
            title = f"Lesestund for de minste, nummer {number}"
            said = {"summary": f"{SUMMARY} {number}", "age_from": 0, "age_to": 6, "venue_id": 1}
            await publish(single(timed(day)), now=NOW, title=title, **said)


async def _cost(chromium: Browser, url: str, address: str) -> Cost:
    context = await chromium.new_context(base_url=url, viewport=PHONE, locale="nb-NO")
    page = await context.new_page()
    network = await context.new_cdp_session(page)
    cost = Cost()

    def note_request(event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            cost.requests.append(event["request"]["url"])

    def note_end(event: dict[str, Any]) -> None:
        cost.bytes += int(event["encodedDataLength"])

    network.on("Network.requestWillBeSent", note_request)
    network.on("Network.loadingFinished", note_end)
    await network.send("Network.enable")
    await page.goto(address, wait_until="networkidle")
    cost.blocking = await page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.initiatorType === 'script'"
        " && one.renderBlockingStatus === 'blocking').map(one => one.name)"
    )
    cost.rows = await page.locator("li.row").count()
    await context.close()
    return cost
