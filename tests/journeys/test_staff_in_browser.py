"""The first paragraph of the product, walked in a real browser without JavaScript.

Staff enter a series and cancel one of its dates; somebody with a phone reads it, and the feed
that the page names tells the same.
"""

from pathlib import Path
from urllib.parse import urlsplit

import httpx2
from playwright.async_api import Browser

from tests.support.chromium import DESK, PHONE, Person, open_browser
from tests.support.desk import demo_password, in_days
from tests.support.reading import Vevent, read_feed
from tests.support.server import StartServer

TITLE = "Skrivestund ved peisen"
FIRST = in_days(9)
REASON = "Peisen må feies"
LIST = f"/kalender?bibliotek=hamar&fra={FIRST}"
_HERE = {"127.0.0.1"}


async def test_staff_enter_publish_and_cancel_and_everybody_sees_it(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    server = await servers(tmp_path, "--demo")
    librarian = await open_browser(chromium, server.url, size=DESK)
    reader = await open_browser(chromium, server.url, size=PHONE)

    await _log_in(librarian, demo_password(tmp_path))
    await _fill_in_a_series(librarian)
    await librarian.click("button", "Se datoene")
    await librarian.sees("Dette blir 4 datoer")
    assert await librarian.page.locator(".preview-dates > li").count() == 4
    assert await _in_the_list(reader) == 0, "a preview publishes nothing"
    await librarian.click("button", "Publiser")
    await librarian.sees(TITLE)

    assert await _in_the_list(reader) == 4
    assert await _marks(server.url, reader) == ["", "", "", ""]
    await reader.click("link", TITLE)
    await reader.sees(TITLE, "Under eika", "Datoer", "Legg i min kalender")
    assert len(await _own_feed(server.url, reader)) == 4

    await _cancel_the_second_date(librarian)
    assert await _in_the_list(reader) == 4
    await reader.sees("Avlyst", REASON)
    assert await reader.page.locator(".row.is-off", has_text=TITLE).count() == 1
    assert await _marks(server.url, reader) == ["", "AVLYST: ", "", ""]
    await reader.click("link", TITLE)
    await reader.sees(REASON)

    await librarian.page.locator(".menu-rest > summary").click()
    await librarian.click("button", "Logg ut")
    await librarian.page.goto("/ansatt/arrangementer")
    assert urlsplit(librarian.page.url).path == "/ansatt/logg-inn"

    _assert_nobody_else_was_asked(librarian, reader)
    await _assert_nothing_is_stored(reader)


async def test_a_wrong_form_says_everything_at_once_and_loses_nothing(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """422: the summary leads to the field, and what was typed is still there."""
    server = await servers(tmp_path, "--demo")
    librarian = await open_browser(chromium, server.url, size=PHONE)
    await _log_in(librarian, demo_password(tmp_path))
    await _fill_in_a_series(librarian)
    await librarian.fill("Tittel", "")
    await librarian.fill("Slutter kl.", "17.00")
    await librarian.fill("Antall ganger", "fire")
    await librarian.click("button", "Publiser")
    summary = librarian.page.get_by_role("alert").get_by_role("link")
    links = await summary.evaluate_all("all => all.map(one => one.hash)")
    assert {"#f-title", "#f-end_time", "#f-count"} <= set(links)
    assert await librarian.field("Antall ganger").input_value() == "fire"
    assert await librarian.field("Et annet sted").input_value() == "Under eika"
    assert await librarian.page.get_by_label("Flere ganger").is_checked()
    assert await librarian.width() <= PHONE["width"]
    await librarian.fill("Tittel", TITLE)
    await librarian.fill("Slutter kl.", "19.00")
    await librarian.fill("Antall ganger", "4")
    await librarian.click("button", "Publiser")
    reader = await open_browser(chromium, server.url, size=PHONE)
    assert await _in_the_list(reader) == 4


async def _log_in(person: Person, password: str) -> None:
    await person.page.goto("/ansatt/")
    assert urlsplit(person.page.url).path == "/ansatt/logg-inn"
    await person.page.get_by_label("E-postadresse").fill("demo@example.org")
    await person.page.get_by_label("Passord").fill(password)
    await person.click("button", "Logg inn")
    assert urlsplit(person.page.url).path == "/ansatt/"


async def _fill_in_a_series(person: Person) -> None:
    """Fill in what somebody fills in who knows the form; the rest stays as it is."""
    page = person.page
    await person.click("link", "Nytt")
    await person.fill("Tittel", TITLE)
    await page.get_by_label("Flere ganger").check()
    await page.get_by_label("Dato", exact=True).fill(FIRST.isoformat())
    await person.fill("Starter kl.", "18.00")
    await person.fill("Slutter kl.", "19.00")
    await person.fill("Antall ganger", "4")
    await person.fill("Et annet sted", "Under eika")
    await page.get_by_label("Hvem arrangerer").select_option(label="Hamar bibliotek")
    await page.get_by_label("Passer for alle").check()


async def _cancel_the_second_date(librarian: Person) -> None:
    row = librarian.page.locator(".staff-date").nth(1)
    await row.get_by_role("link", name="Avlys").click()
    await librarian.fill("Grunn", REASON)
    await librarian.click("button", "Avlys én dato")
    await librarian.sees("Avlyst", REASON)


async def _in_the_list(reader: Person) -> int:
    """Count the dates in the list as a phone shows it."""
    await reader.page.goto(LIST)
    assert await reader.width() <= PHONE["width"]
    return await reader.page.locator(".row", has_text=TITLE).count()


async def _own_feed(url: str, reader: Person) -> list[Vevent]:
    """Fetch the feed that the page itself names."""
    link = reader.page.locator("link[rel=alternate][type='text/calendar']")
    address = await link.get_attribute("href")
    assert address
    assert address.startswith(url)
    async with httpx2.AsyncClient() as client:
        events = read_feed((await client.get(address)).content).values()
    return [one for one in events if TITLE in one["SUMMARY"]]


async def _marks(url: str, reader: Person) -> list[str]:
    """Give what stands before the title in the feed of the page, date by date."""
    await reader.page.goto(LIST)
    return [str(one["SUMMARY"]).removesuffix(TITLE) for one in await _own_feed(url, reader)]


def _assert_nobody_else_was_asked(*people: Person) -> None:
    for person in people:
        assert person.hosts == _HERE
        assert person.failed == []


async def _assert_nothing_is_stored(reader: Person) -> None:
    """Promise 6."""
    assert await reader.context.cookies() == []
    assert reader.cookies_set_at == []
    assert await reader.stored() == 0
