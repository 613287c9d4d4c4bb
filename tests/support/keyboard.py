"""Somebody who has a keyboard and no mouse, and sees where they are."""

from datetime import date
from pathlib import Path
from typing import Any

from playwright.async_api import Page

_MOST_TABS = 200
_MOST_CHOICES = 40
_MOST_WAITS = 10

# What is taller than what is left of the screen is looked at in the middle of what is in sight.
_FOCUS = """() => {
  const one = document.activeElement;
  const label = one.labels?.[0];
  const legend = one.type === "radio" ? one.closest("fieldset")?.querySelector("legend") : null;
  const box = one.getClientRects()[0] ?? one.getBoundingClientRect();
  const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
  const [x, y] = [
    middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight),
  ];
  const top = document.elementFromPoint(x, y);
  const style = getComputedStyle(one);
  return {
    name: (label ?? one).textContent.replace(/\\s+/g, " ").trim(),
    group: legend?.textContent.trim() ?? "",
    kind: one.type ?? "",
    value: one.value ?? "",
    chosen: one.selectedOptions?.[0]?.label.trim() ?? "",
    reached: top !== null && one.contains(top),
    above: top?.outerHTML.slice(0, 120) ?? "nothing: it is out of sight",
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
  };
}"""


class Keyboard:
    """Moves from control to control; what has focus is seen, uncovered and outlined."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tabs = 0

    async def to(self, name: str, *, nth: int = 1, back: bool = False) -> None:
        """Tab to the `nth` control from here whose accessible name is, or begins with, this."""
        passed = 0
        last = ""
        for _ in range(_MOST_TABS):
            await self.page.keyboard.press("Shift+Tab" if back else "Tab")
            self.tabs += 1
            found = await self._focused()
            is_new = found["name"] != last
            last = found["name"]
            if is_new and _is_named(found["name"], name):
                passed += 1
                if passed == nth:
                    return
        raise AssertionError(f"{_MOST_TABS} tabs do not lead to {name!r}")

    async def write(self, name: str, text: str) -> None:
        """Replace what a field holds."""
        await self.to(name)
        await self.page.keyboard.press("Control+a")
        await self.page.keyboard.type(text)

    async def write_date(self, name: str, day: date) -> None:
        """Type a day, in whichever order this browser has its parts."""
        await self.to(name)
        for order in ("%m%d%Y", "%d%m%Y", "%Y%m%d"):
            for _ in range(3):
                await self.page.keyboard.press("ArrowLeft")
            await self.page.keyboard.type(day.strftime(order))
            if (await self._focused())["value"] == day.isoformat():
                return
        raise AssertionError(f"{day} cannot be typed into {name!r}")

    async def choose(self, group: str, name: str) -> None:
        """Choose among radio buttons with the arrow keys."""
        for _ in range(_MOST_TABS):
            await self.page.keyboard.press("Tab")
            if _is_named((await self._focused())["group"], group):
                break
        for _ in range(_MOST_CHOICES):
            if _is_named((await self._focused())["name"], name):
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name!r} is not among {group!r}")

    async def select(self, name: str, choice: str) -> None:
        """Choose in a list with the arrow keys."""
        await self.to(name)
        for _ in range(_MOST_CHOICES):
            if (await self._focused())["chosen"] == choice:
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{choice!r} is not in {name!r}")

    async def tick(self, name: str) -> None:
        await self.to(name)
        await self.page.keyboard.press("Space")

    async def open(self, name: str, *, nth: int = 1, back: bool = False) -> None:
        """Follow a link or press a button, and wait for its page."""
        await self.to(name, nth=nth, back=back)
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    async def unfold(self, name: str) -> None:
        await self.to(name)
        await self.page.keyboard.press("Enter")

    async def menu(self, name: str) -> None:
        """Open the menu and go where it leads."""
        await self.unfold("Meny")
        await self.open(name)

    async def walk(self, *, most: int) -> int:
        """Tab from the top to the end of a page just opened; give how many controls had focus."""
        for stop in range(most):
            await self.page.keyboard.press("Tab")
            self.tabs += 1
            if not await self._is_in_the_page():
                return stop
            await self._focused()
        return most

    async def log_in(self, folder: Path) -> None:
        """Log in as the demonstration's own person."""
        await self.page.goto("/ansatt/logg-inn")
        await self.write("E-postadresse", "demo@example.org")
        await self.write("Passord", (folder / "demo-login.txt").read_text().strip())
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    async def _focused(self) -> dict[str, Any]:
        """Tell what has focus. Somebody waits for what glides into sight, but not for long."""
        found: dict[str, Any] = await self.page.evaluate(_FOCUS)
        for _ in range(_MOST_WAITS):
            if found["reached"]:
                break
            await self.page.wait_for_timeout(50)
            found = await self.page.evaluate(_FOCUS)
        where = (self.page.url, found["name"])
        if found["name"] and await self._is_in_the_page():
            assert found["reached"], (*where, "is covered by", found["above"])
            assert found["outline"] >= 2, (*where, "has no outline")
        return found

    async def _is_in_the_page(self) -> bool:
        """Tell whether focus is in the page and not on the browser's own buttons."""
        inside: bool = await self.page.evaluate("document.activeElement !== document.body")
        return inside


def _is_named(found: str, wanted: str) -> bool:
    return found == wanted or found.startswith((f"{wanted} ", f"{wanted}:"))
