"""The form of an event where scripts run: quicker, and nothing typed is lost (issue 4, point 2).

Nothing is kept in the browser: what stays is on the server.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Dialog, Page, expect

from tests.support.chromium import DESK
from tests.support.desk import demo_password, in_days
from tests.support.pictures import picture
from tests.support.server import StartServer

NEW = "/ansatt/arrangementer/nytt"
KEPT = "Lagret som kladd kl."
OFFLINE = "Ingen forbindelse. Det du har skrevet, står her på siden."
_STORED = """async () => [
  localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length,
]"""


async def test_draft_is_kept_without_a_network_and_after_a_reload(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    server = await servers(tmp_path, "--demo")
    async with _librarian(chromium, server.url, demo_password(tmp_path)) as page:
        await page.goto(NEW)
        await page.get_by_role("textbox", name="Tittel").fill("Skrivestund ved peisen")
        await expect(page.get_by_text(KEPT)).to_be_visible()

        await page.context.set_offline(True)
        await page.get_by_role("textbox", name="Kort om arrangementet").fill("Vi skriver sammen.")
        await expect(page.get_by_text(OFFLINE)).to_be_visible()
        await page.get_by_role("button", name="Lagre utkast").click()
        assert page.url.endswith(NEW)
        assert (
            await page.get_by_role("textbox", name="Tittel").input_value()
            == "Skrivestund ved peisen"
        )
        await page.context.set_offline(False)
        await expect(page.get_by_text(KEPT)).to_be_visible()

        assert await _dialogs_of(page, page.reload) == [], "what is kept needs no warning"
        await page.get_by_role("link", name="Fortsett med det du skrev kl.").click()
        summary = page.get_by_role("textbox", name="Kort om arrangementet")
        assert await summary.input_value() == "Vi skriver sammen."
        await summary.fill("Noe annet.")
        assert await _dialogs_of(page, lambda: page.goto("/ansatt/kladder")) == ["beforeunload"]
        assert await page.evaluate(_STORED) == [0, 0, 0, 0]


async def test_rows_dates_and_the_way_back_after_sending(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    server = await servers(tmp_path, "--demo")
    async with _librarian(chromium, server.url, demo_password(tmp_path)) as page:
        await page.goto(NEW)
        await _add_two_people(page)
        await page.get_by_label("Flere ganger").check()
        await page.get_by_label("Dato", exact=True).fill(in_days(9).isoformat())
        await page.get_by_role("textbox", name="Starter kl.").fill("18.00")
        await page.get_by_role("textbox", name="Slutter kl.").fill("19.00")
        await page.get_by_role("textbox", name="Antall ganger").fill("4")
        await expect(page.get_by_text("Dette blir 4 datoer:")).to_be_visible()

        await page.get_by_role("textbox", name="Tittel").fill("Skrivestund ved peisen")
        await page.get_by_role("textbox", name="Et annet sted").fill("Under eika")
        await page.get_by_label("Passer for alle").check()
        await _choose_pictures(page, tmp_path)
        await page.get_by_role("textbox", name="Hva bildet viser").fill("En peis")
        await page.get_by_role("button", name="Lagre utkast").dblclick()
        await expect(page.get_by_text("Arrangementet er lagret som utkast.")).to_be_visible()
        saved = page.url
        await page.go_back()
        again = page.get_by_role("button", name="Lagre utkast")
        await expect(again).to_be_enabled()
        assert (
            await page.get_by_role("textbox", name="Tittel").input_value()
            == "Skrivestund ved peisen"
        )

        await page.goto("/ansatt/kladder")
        await expect(page.get_by_text("Du har ingen kladder.")).to_be_visible()
        await page.goto(f"{saved.partition('?')[0]}/rediger")
        names = page.locator("[name=person_name]")
        assert [await names.nth(number).input_value() for number in (0, 1)] == ["En", "To"]
        shown = page.get_by_role("img", name="En peis")
        assert await shown.evaluate("one => one.naturalWidth") == 40
        assert await page.evaluate(_STORED) == [0, 0, 0, 0]


async def _add_two_people(page: Page) -> None:
    await page.get_by_text("Folk som er med").click()
    names = page.locator("[name=person_name]")
    rows = await names.count()
    await names.first.fill("En")
    add = page.locator("[data-add-row=people]")
    await add.click()
    assert await names.count() == rows + 1
    await expect(names.last).to_be_focused()
    assert await names.last.input_value() == ""
    await names.last.fill("To")
    if rows > 1:
        await names.nth(1).fill("")


async def _choose_pictures(page: Page, folder: Path) -> None:
    """One that is too large is told of before it is sent; the next goes with the form."""
    (folder / "large.jpg").write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    (folder / "–ø.jpg").write_bytes(picture("JPEG"))
    await page.get_by_text("Bilde", exact=True).click()
    chosen = page.get_by_label("Velg et bilde")
    await chosen.set_input_files(folder / "large.jpg")
    await page.get_by_role("button", name="Lagre utkast").click()
    await expect(page.get_by_text("Bildet er for stort.")).to_be_visible()
    await chosen.set_input_files(folder / "–ø.jpg")


async def _dialogs_of(page: Page, leave: object) -> list[str]:
    """Leave the page, whatever it asks, and give what it asked."""
    asked: list[str] = []

    async def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.accept()

    page.on("dialog", accept)
    await leave()  # type: ignore[operator]
    page.remove_listener("dialog", accept)
    return asked


@asynccontextmanager
async def _librarian(chromium: Browser, url: str, password: str) -> AsyncIterator[Page]:
    """Log somebody in whose browser runs scripts; none of them may fail."""
    context = await chromium.new_context(base_url=url, viewport=DESK, locale="nb-NO")
    page = await context.new_page()
    page.set_default_timeout(15_000)
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on(
        "console",
        lambda said: failed.append(said.text) if "Content Security" in said.text else None,
    )
    await page.goto("/ansatt/logg-inn")
    await page.get_by_label("E-postadresse").fill("demo@example.org")
    await page.get_by_role("textbox", name="Passord").fill(password)
    await page.get_by_role("button", name="Logg inn").click()
    yield page
    assert failed == []
    await context.close()
