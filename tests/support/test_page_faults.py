"""The questions that tests ask pages find what they are there to find."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright

from tests.support.page_faults import (
    disordered_headings,
    lost_in_forced_colours,
    movement,
    small_targets,
    too_wide,
    unreached,
)

GOOD = "<h1>En</h1><h2>To</h2><p>Les <a href='#a'>mer</a> om det.</p><button>Stor knapp</button>"


@pytest.fixture
async def page(chromium_path: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page(viewport={"width": 320, "height": 256})
        style = "<style>button { min-height: 24px } :focus-visible { outline: 3px solid }</style>"
        await page.set_content(style + GOOD)
        yield page
        await browser.close()


async def _add(page: Page, html: str) -> None:
    await page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", html)


async def test_a_good_page_has_no_faults(page: Page) -> None:
    for ask in (disordered_headings, lost_in_forced_colours, movement, small_targets, too_wide):
        assert await ask(page) == []
    assert await unreached(page, most=9) == []


async def test_faults_are_found(page: Page) -> None:
    small = "style='all: unset; display: inline-block; width: 9px; height: 9px'"
    await _add(page, f"<button {small}>a</button><button {small}>b</button>")
    assert len(await small_targets(page)) == 2
    assert len(await lost_in_forced_colours(page)) == 2
    await _add(page, "<h4>Fire</h4><p style='transition: color 1s'>x</p>")
    assert await disordered_headings(page) == ["an h4 follows an h2"]
    assert await movement(page) == ["p. moves"]
    await _add(page, "<p style='height: 9px; overflow: hidden'>cut off</p>")
    assert len(await too_wide(page)) == 1
    await _add(page, "<div style='width: 999px'>wide</div>")
    assert len(await too_wide(page)) == 3


async def test_a_control_without_an_outline_is_found(page: Page) -> None:
    await _add(page, "<button style='outline: none'>Uten kant</button>")
    assert "has no outline" in (await unreached(page, most=9))[0]


async def test_a_control_that_is_covered_is_found(page: Page) -> None:
    await _add(page, "<div style='position: fixed; inset: 0; background: #fff'></div>")
    assert "is covered by" in (await unreached(page, most=9))[0]
