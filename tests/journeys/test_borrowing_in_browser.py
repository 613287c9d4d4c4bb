"""Two people borrow and lend a programme, each in a browser of their own without JavaScript.

They follow links of the pages alone, from the overview and the menu.
"""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser

from tests.support.chromium import DESK, PHONE, Person, open_browser
from tests.support.desk import in_days
from tests.support.server import StartServer, run_command

PASSWORD = "riktig hest batteri stift"
TITLE = "Askeladden og trollene"
WISHED, SETTLED, LATER = in_days(100), in_days(101), in_days(108)


async def test_a_programme_is_borrowed_and_both_hear_of_every_step(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """Asked, accepted with another date, moved by the borrower, and noted by the host."""
    server = await servers(tmp_path, "--demo")
    host = await _colleague(chromium, server.url, tmp_path, "hamar")
    borrower = await _colleague(chromium, server.url, tmp_path, "lillehammer")

    await _from_menu(borrower, "Lån et opplegg")
    await borrower.sees("Honorar og reise deles likt.")
    offer = borrower.page.locator(".offer", has_text=TITLE)
    await offer.get_by_role("link", name="Spør om å låne").click()
    await borrower.fill("Beskjed", "Helst en onsdag")
    await borrower.click("button", "Send forespørselen")
    await borrower.sees("Én ting må rettes")
    assert await borrower.field("Beskjed").input_value() == "Helst en onsdag"
    await borrower.page.get_by_label("Ønsket dag").fill(WISHED.isoformat())
    await borrower.click("button", "Send forespørselen")
    await borrower.sees("Forespørselen er sendt.", "Venter på svar")

    await _told(host, "Lillehammer spør om å låne")
    await host.sees("Helst en onsdag")
    await host.page.get_by_label("Dato", exact=True).fill(SETTLED.isoformat())
    await host.fill("Starter kl.", "18.00")
    await host.fill("Slutter kl.", "19.00")
    await host.click("button", "Si ja")
    await host.sees("Avtalt. Arrangementet står nå i programmet")

    await _told(borrower, "Hamar sa ja til å låne ut")
    await borrower.click("button", "Greit")
    await borrower.sees("Notert.")
    await borrower.click("link", "Se arrangementet")
    await borrower.sees(TITLE, "kl. 18.00–19.00", "Planlagt")
    await borrower.click("link", "Rediger")
    await borrower.page.get_by_label("Dato", exact=True).fill(LATER.isoformat())
    await borrower.click("button", "Lagre")
    await borrower.sees("Endringene er lagret.")

    await _told(host, "Lillehammer har endret datoen")
    await host.click("link", "Se arrangementet")
    await host.sees("Dette arrangementet er Lillehammer")
    await host.page.go_back()
    await host.click("button", "Greit")
    await host.sees("Notert.", "har sett endringen")
    await host.click("link", "Oversikt")
    assert await host.page.get_by_text("Lillehammer har endret datoen").count() == 0

    for person in (host, borrower):
        await _from_menu(person, "Turneer")
        await person.click("link", TITLE)
        stops = person.page.locator(".line", has_text="Lillehammer")
        assert await stops.filter(has_text="Planlagt").count() == 1
        refused = [one.partition(" ")[0] for one in person.failed]
        assert refused == (["422"] if person is borrower else [])


async def _colleague(chromium: Browser, url: str, folder: Path, library: str) -> Person:
    """Make an editor of a library, who logs in."""
    email = f"{library}@example.org"
    code, output = await run_command(
        *("staff", "add", email, "--name", "Bibliotekaren", "--library", library),
        "--password-stdin",
        data_dir=folder,
        typed=f"{PASSWORD}\n",
    )
    assert code == 0, output
    size = PHONE if library == "lillehammer" else DESK
    person = await open_browser(chromium, url, size=size)
    await person.page.goto("/ansatt/")
    await person.page.get_by_label("E-postadresse").fill(email)
    await person.page.get_by_label("Passord").fill(PASSWORD)
    await person.click("button", "Logg inn")
    assert urlsplit(person.page.url).path == "/ansatt/"
    return person


async def _from_menu(person: Person, name: str) -> None:
    await person.page.locator(".menu-rest > summary").click()
    await person.click("link", name)


async def _told(person: Person, sentence: str) -> None:
    """Read it on the overview, and go where it leads."""
    await person.click("link", "Oversikt")
    await person.sees(sentence)
    await person.click("link", sentence)
    await person.sees("Dette har skjedd", sentence)
