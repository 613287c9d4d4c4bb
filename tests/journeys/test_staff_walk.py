"""A person who has never seen the program does a day's work by keyboard alone (issue 4).

No mouse: every control is reached with Tab and the arrow keys, and is seen, uncovered and
outlined whenever it has focus (WCAG 2.1.1, 2.4.7, 2.4.11). What came of it is read where the
public reads it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import httpx2
from playwright.async_api import Browser, ViewportSize

from calendar_app.domain.timing import ZONE
from tests.support.chromium import DESK, PHONE
from tests.support.desk import in_days
from tests.support.keyboard import Keyboard
from tests.support.reading import read_feed
from tests.support.server import StartServer

TITLE = "Lesestund under eika"
FIRST = in_days(9)
WEEK = timedelta(days=7)
MOVED = FIRST + WEEK + timedelta(days=1)
REASON = "Eika er syk"


async def test_weekly_story_time_with_one_date_moved_and_one_cancelled(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """'Done when' of issue 4: the public feed has the moved date and AVLYST."""
    server = await servers(tmp_path, "--demo")
    async with _at_keyboard(chromium, server.url, DESK) as keys:
        await keys.log_in(tmp_path)
        await _enter_series(keys)
        assert await _dates_in_feed(server.url) == [
            (FIRST + WEEK * number, TITLE) for number in range(4)
        ]

        await keys.open("Endre", nth=2)
        await keys.write_date("Dato", MOVED)
        await keys.open("Lagre")
        await keys.open("Avlys", nth=3)
        await keys.write("Grunn", REASON)
        await keys.open("Avlys én dato")

        rows = await keys.page.locator(".staff-date").all_inner_texts()
        assert ["Flyttet fra" in row for row in rows] == [False, True, False, False]
        assert [REASON in row for row in rows] == [False, False, True, False]
    assert await _dates_in_feed(server.url) == [
        (FIRST, TITLE),
        (MOVED, f"NY TID: {TITLE}"),
        (FIRST + WEEK * 2, f"AVLYST: {TITLE}"),
        (FIRST + WEEK * 3, TITLE),
    ]


async def test_the_series_is_entered_without_javascript_too(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    server = await servers(tmp_path, "--demo")
    async with _at_keyboard(chromium, server.url, PHONE, scripts=False) as keys:
        await keys.log_in(tmp_path)
        await _enter_series(keys)
    assert [title for _, title in await _dates_in_feed(server.url)] == [TITLE] * 4


async def test_borrow_sign_up_count_and_print(
    servers: StartServer, chromium: Browser, tmp_path: Path
) -> None:
    """'Done when': borrow a programme, come to a gathering online, and print the statistics."""
    server = await servers(tmp_path, "--demo")
    async with _at_keyboard(chromium, server.url, DESK) as keys:
        await keys.log_in(tmp_path)
        await _borrow(keys)
        await _come_online(keys)
        await _count(keys)

        await keys.menu("Oppmøte og tall")
        await keys.open("Statistikk")
        printed = await keys.page.pdf(path=tmp_path / "statistikk.pdf", format="A4")
        assert printed.startswith(b"%PDF")
        await keys.page.emulate_media(media="print")
        assert not await keys.page.get_by_role("button").filter(visible=True).count()
        assert await keys.page.get_by_role("table").filter(visible=True).count()


async def _enter_series(keys: Keyboard) -> None:
    """Enter what a weekly story time needs, in the order in which the form asks."""
    await keys.open("Nytt")
    await keys.write("Tittel", TITLE)
    await keys.choose("Når det skjer", "Flere ganger")
    await keys.write_date("Dato", FIRST)
    await keys.write("Starter kl.", "10.00")
    await keys.write("Slutter kl.", "10.45")
    await keys.write("Antall ganger", "4")
    await keys.write("Et annet sted", "Under eika")
    await keys.tick("Passer for alle")
    await keys.open("Publiser")
    assert "Arrangementet er publisert og står i kalenderen." in await keys.page.inner_text("main")


async def _borrow(keys: Keyboard) -> None:
    """Ask on behalf of one library and say yes on behalf of the other; both hear of it."""
    await keys.menu("Lån et opplegg")
    await keys.open("Spør om å låne: Askeladden og trollene: fortellerstund")
    await keys.select("Hvem som vil låne", "Lillehammer bibliotek og litteraturhus")
    await keys.write_date("Ønsket dag", in_days(100))
    await keys.open("Send forespørselen")
    assert "Forespørselen er sendt." in await keys.page.inner_text("main")
    await keys.write("Starter kl.", "18.00")
    await keys.write("Slutter kl.", "19.00")
    await keys.open("Si ja")
    assert "Avtalt." in await keys.page.inner_text("main")


async def _come_online(keys: Keyboard) -> None:
    await keys.menu("Samlinger")
    await keys.open("Samling 2")
    await keys.open("Meld meg på: Jeg deltar digitalt")
    assert "Meld meg av" in await keys.page.inner_text("main")


async def _count(keys: Keyboard) -> None:
    """Count the newest date that lacks its number; it is asked for no more."""
    await keys.menu("Oppmøte og tall")
    rows = keys.page.locator(".count-what")
    first = await rows.first.inner_text()
    await keys.write("I alt", "23")
    await keys.open("Lagre tallene")
    assert first not in await rows.all_inner_texts()


async def _dates_in_feed(url: str) -> list[tuple[date, str]]:
    """Read the dates of the series as every subscriber gets them."""
    async with httpx2.AsyncClient(base_url=url) as client:
        answer = await client.get("/kalender.ics")
    found = read_feed(answer.content).values()
    return sorted(
        (one["DTSTART"].dt.astimezone(ZONE).date(), str(one["SUMMARY"]))
        for one in found
        if TITLE in one["SUMMARY"]
    )


@asynccontextmanager
async def _at_keyboard(
    chromium: Browser, url: str, size: ViewportSize, *, scripts: bool = True
) -> AsyncIterator[Keyboard]:
    context = await chromium.new_context(
        base_url=url, viewport=size, java_script_enabled=scripts, locale="nb-NO"
    )
    page = await context.new_page()
    page.set_default_timeout(10_000)
    yield Keyboard(page)
    await context.close()
