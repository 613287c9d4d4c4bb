"""axe-core in a page, as its makers ship it for node."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from tests.support import found

_AXE = found.NODE_READERS / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


async def violations(page: Page) -> list[str]:
    """Give what axe-core finds wrong with a page as it stands: rule, how often, and the first."""
    await page.evaluate(_source())
    return await _found(page, list(_RULES))


async def weak_contrasts(page: Page) -> list[str]:
    """Give what is hard to read now, after a full run: colours are all that may have changed."""
    return await _found(page, ["color-contrast"])


async def _found(page: Page, rules: list[str]) -> list[str]:
    run = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
    result: dict[str, Any] = await page.evaluate(run, rules)
    return [
        f"{one['id']} x{len(one['nodes'])}: {json.dumps(one['nodes'][0]['target'])} "
        f"{one['nodes'][0]['html'][:160]}"
        for one in result["violations"]
    ]


@cache
def _source() -> str:
    return Path(found.require("node", str(_AXE) if _AXE.exists() else "")).read_text()
