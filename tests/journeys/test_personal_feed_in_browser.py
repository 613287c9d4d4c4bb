"""A personal feed made, ended and reported on a phone, in a real browser without JavaScript."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
from playwright.async_api import Browser

from tests.support.chromium import PHONE, Person, open_browser
from tests.support.desk import demo_password
from tests.support.reading import read_feed
from tests.support.server import StartServer


async def test_address_is_shown_once_works_and_stops(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """T-14, FC-23: and no page asks another for it with the address in its Referer."""
    server = await servers(tmp_path, "--demo")
    person = await open_browser(chromium, server.url, size=PHONE)
    referrers: list[str] = []
    person.context.on("request", lambda asked: referrers.append(asked.headers.get("referer", "")))
    await _log_in(person, demo_password(tmp_path))
    paths = [await _make(person, name) for name in ("Mobil", "Nettbrett")]
    assert await _titles(server.url, paths[0]) == await _titles(server.url, paths[1]) != []
    await person.page.reload()
    assert await person.page.get_by_text(paths[0]).count() == 0

    await _confirm(person, "Avslutt", "Mobil", "Avslutt lenken")
    await person.sees("Kalenderlenken er avsluttet.", "Mobil")
    assert await _titles(server.url, paths[0]) == ["Denne kalenderen er avsluttet"]

    await _confirm(person, "Meld på avveie", "Nettbrett", "Meld på avveie")
    await person.sees("Kalenderlenken er meldt på avveie og virker ikke lenger.")
    async with httpx2.AsyncClient(base_url=server.url) as client:
        assert (await client.get(paths[1])).status_code == 404
    assert not [one for one in referrers if "/t/" in one]
    assert person.failed == []


async def _log_in(person: Person, password: str) -> None:
    await person.page.goto("/ansatt/kalenderlenker")
    await person.page.get_by_label("E-postadresse").fill("demo@example.org")
    await person.page.get_by_label("Passord").fill(password)
    await person.click("button", "Logg inn")
    assert urlsplit(person.page.url).path == "/ansatt/kalenderlenker"


async def _make(person: Person, name: str) -> str:
    """Make a feed, and read its path where a person copies it."""
    await person.page.goto("/ansatt/kalenderlenker")
    await person.fill("Hva skal den hete", name)
    await person.click("button", "Lag kalenderlenken")
    await person.sees("Adressen vises bare denne ene gangen", "Adressen er hemmelig")
    assert await person.width() <= PHONE["width"]
    assert urlsplit(person.page.url).path == "/ansatt/kalenderlenker"
    address = await person.field("Eller kopier adressen").input_value()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/t/[\w-]{43}\.ics", address)
    link = person.page.get_by_role("link", name="Åpne i kalenderappen")
    assert await link.get_attribute("href") == address.replace("http://", "webcal://")
    await person.page.locator("main").get_by_role("link", name="Mine kalenderlenker").click()
    return urlsplit(address).path


async def _confirm(person: Person, way: str, name: str, button: str) -> None:
    await person.page.get_by_role("link", name=f"{way} {name}").click()
    await person.sees(name, "Dette skjer")
    assert await person.width() <= PHONE["width"]
    await person.click("button", button)


async def _titles(url: str, path: str) -> list[str]:
    async with httpx2.AsyncClient(base_url=url) as client:
        answer = await client.get(path)
    assert answer.status_code == 200
    return sorted(str(one["SUMMARY"]) for one in read_feed(answer.content).values())
