"""A stock Firefox, driven over WebDriver BiDi: just enough to open a page and look at it."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

_START_SECONDS = 30
_STEP = 0.1
_PREFERENCES = {
    "app.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}


@dataclass
class Firefox:
    """One window. `errors` are the lines of its console that say that something failed."""

    socket: ClientConnection
    context: str = ""
    errors: list[str] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: count(1))

    async def open(self, url: str) -> None:
        await self.tell("browsingContext.navigate", context=self.context, url=url, wait="complete")

    async def frame(self) -> str:
        """Give the context of the first frame of the page."""
        tree = await self.tell("browsingContext.getTree", root=self.context)
        found: str = tree["contexts"][0]["children"][0]["context"]
        return found

    async def evaluate(self, expression: str, *, context: str = "") -> Any:
        """Evaluate in a page; what comes back is read as JSON."""
        answer = await self.tell(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": context or self.context},
            awaitPromise=False,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"].get("value", "null"))

    async def count(self, selector: str, *, context: str = "") -> int:
        """Count elements, in a page without scripts too."""
        locator = {"type": "css", "value": selector}
        answer = await self.tell(
            "browsingContext.locateNodes", context=context or self.context, locator=locator
        )
        return len(answer["nodes"])

    async def tell(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        await self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(await asyncio.wait_for(self.socket.recv(), _START_SECONDS))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                result: dict[str, Any] = answer["result"]
                return result
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                self.errors.append(str(answer["params"]["text"]))


@asynccontextmanager
async def started(path: str, profile: Path, *, scripts: bool = True) -> AsyncIterator[Firefox]:
    """Start one with a profile of its own; nothing of it is left running."""
    _write_profile(profile, scripts=scripts)
    options = ("--headless", "--no-remote", "--profile", str(profile))
    log = (profile / "log").open("wb")
    process = await asyncio.create_subprocess_exec(
        path, *options, "--remote-debugging-port", "0", stdout=log, stderr=log
    )
    try:
        address = await _address(profile / "log")
        async with connect(f"{address}/session", max_size=None) as socket:
            browser = Firefox(socket)
            await browser.tell("session.new", capabilities={})
            await browser.tell("session.subscribe", events=["log.entryAdded"])
            tree = await browser.tell("browsingContext.getTree")
            browser.context = tree["contexts"][0]["context"]
            yield browser
    finally:
        process.kill()
        await process.wait()
        log.close()


def _write_profile(profile: Path, *, scripts: bool) -> None:
    profile.mkdir(parents=True)
    wanted = {**_PREFERENCES, "javascript.enabled": scripts}
    lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in wanted.items())
    (profile / "user.js").write_text("\n".join(lines))


async def _address(log: Path) -> str:
    """Wait for the line in which it says where it listens."""
    for _ in range(round(_START_SECONDS / _STEP)):
        if found := re.search(r"listening on (ws://\S+)", _printed(log)):
            return found[1]
        await asyncio.sleep(_STEP)
    pytest.fail(_printed(log))


def _printed(log: Path) -> str:
    return log.read_text(errors="replace")
