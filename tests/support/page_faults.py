"""What is wrong with a page as somebody sees it, beyond what axe-core can tell (WCAG 2.2)."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from tests.support.keyboard import Keyboard

_SMALLEST = 24
"""CSS pixels of a target (2.5.8)."""


async def too_wide(page: Page) -> list[str]:
    """Tell what runs off the side of the screen (1.4.10), or is cut off (1.4.4)."""
    wide = [f"runs off: {one}" for one in await _ask(page, "runsOff")]
    return wide + [f"is cut off: {one}" for one in await _ask(page, "cutOff")]


async def small_targets(page: Page) -> list[str]:
    """Tell what is hard to hit (2.5.8)."""
    return [f"is a small target: {one}" for one in await _ask(page, "smallTargets", _SMALLEST)]


async def disordered_headings(page: Page, *, first: int = 1) -> list[str]:
    """Tell whether a level is left out, or there is not exactly one of the first."""
    levels = await _ask(page, "headings")
    if not levels or levels[0] != first or levels.count(first) != 1:
        return [f"headings do not begin with one h{first}: {levels[:8]}"]
    return [
        f"an h{lower} follows an h{upper}" for upper, lower in pairwise(levels) if lower > upper + 1
    ]


async def movement(page: Page) -> list[str]:
    """Tell what still moves for who asked for less of it (2.3.3)."""
    return list(await _ask(page, "moves"))


async def lost_in_forced_colours(page: Page) -> list[str]:
    """Tell what cannot be made out in colours of the reader's own."""
    return [f"is lost in forced colours: {one}" for one in await _ask(page, "lostInForcedColours")]


async def words_on(page: Page) -> set[str]:
    """Give the words in sight with all unfolded, to compare the same page in another size.

    Numbers aside: a small screen leaves out days on which nothing is.
    """
    await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    return set(re.findall(r"[^\W\d]+", (await page.inner_text("body")).lower()))


async def unreached(page: Page, *, most: int) -> list[str]:
    """Tab through a page (2.1.1, 2.4.7, 2.4.11); each stop is seen, uncovered and outlined."""
    expected = await _ask(page, "stops")
    try:
        reached = await Keyboard(page).walk(most=most)
    except AssertionError as fault:
        return [str(fault)]
    is_whole = reached >= min(expected, most)
    return [] if is_whole else [f"Tab reaches {reached} of {expected} controls"]


async def _ask(page: Page, question: str, *arguments: object) -> Any:
    given = ", ".join(json.dumps(one) for one in arguments)
    return await page.evaluate(f"{_questions()}.{question}({given})")


@cache
def _questions() -> str:
    return Path(__file__).with_suffix(".js").read_text().strip()
