"""A thousand hostile messages to a host page and to a frame do nothing (ASVS 3.5.5)."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Frame, expect

from tests.support.host_pages import Host, printed
from tests.support.server import Server, StartServer
from tests.support.visits import Visit, visit

MANY = 1000
GOOD = {"lesekalender": "height", "value": 77}
KEYS = ("lesekalender", "message", "value", "secret", "__proto__", "type", "height", "toString")
WORDS = ("height", "link", "javascript:alert(1)", "https://example.org/", "<img src=x>", "5", "")
NUMBERS = (-1, 0, 0.5, 20_001, 1e308, -1e308, 2**53)
SEND = """([messages, special]) => {
  const odd = special ? [NaN, Infinity, -Infinity, 9n, new Date(), /x/, new Map(), [77], "77"] : [];
  const wrapped = odd.map((value) => ({ lesekalender: "height", value }));
  for (const one of [...messages, ...odd, ...wrapped]) TARGET.postMessage(one, "*");
}"""
RECORDER = """
window.heard = 0;
addEventListener("message", ({ source }) => { if (source !== window) window.heard += 1; });
"""


@pytest.fixture
async def server(servers: StartServer, tmp_path: Path, sqlite_today: str) -> Server:
    """The demonstration programme around today."""
    return await servers(tmp_path, DATABASE_URL=sqlite_today)


def hostile(seed: int) -> list[Any]:
    """Make messages of every shape, none of which asks for anything that may be asked for."""
    chance = random.Random(seed)

    def thing(depth: int = 0) -> Any:
        kind = chance.randrange(7 if depth < 3 else 4)
        if kind >= 5:
            return {chance.choice(KEYS): thing(depth + 1) for _ in range(chance.randrange(4))}
        if kind == 4:
            return [thing(depth + 1) for _ in range(chance.randrange(3))]
        return (None, chance.choice(NUMBERS), chance.choice(WORDS), chance.random() < 0.5)[kind]

    wrong: tuple[Any, ...] = (*NUMBERS, *WORDS, None, [], {}, [77])
    near = [{**GOOD, "value": one} for one in wrong]
    return [*near, *(thing() for _ in range(MANY - len(near)))]


async def shown(server: Server, chromium: Browser, host: Host) -> Visit:
    """Open a host page with a frame of ours, one of a stranger, and a counter of messages."""
    made = await printed(server.url, "bibliotek=hamar&antall=3")
    host.serve("/fremmed", "<!doctype html><title>x</title>", "text/html")
    host.serve("/recorder.js", RECORDER, "text/javascript")
    content = (
        f'<script src="/recorder.js"></script>{made.code("ramme")}'
        '<iframe src="/fremmed" title="Fremmed"></iframe>'
    )
    seen = await visit(chromium, host.show(content, policy=made.policy("ramme")))
    own = seen.page.locator("iframe").first
    await expect(own).not_to_have_attribute("style", "")
    await expect(seen.page.frame_locator("iframe >> nth=0").locator(".lk-event")).to_have_count(3)
    await seen.page.wait_for_timeout(300)
    return seen


async def send(source: Frame, target: str, messages: list[Any], *, special: bool = True) -> None:
    await source.evaluate(SEND.replace("TARGET", target), [messages, special])
    await source.page.wait_for_timeout(200)


async def state(seen: Visit) -> list[str]:
    """Describe all that a message might have changed."""
    look = """() => [location.href, document.title,
        document.body.outerHTML.replaceAll(/<script[^]*?<\\/script>/g, "")]"""
    return [json.dumps(await frame.evaluate(look)) for frame in seen.page.frames]


def own_frame(seen: Visit) -> Frame:
    (found,) = (one for one in seen.page.frames if "/embed/" in one.url)
    return found


def stranger(seen: Visit) -> Frame:
    (found,) = (one for one in seen.page.frames if one.url.endswith("/fremmed"))
    return found


async def test_host_page_is_moved_by_nobody_but_our_frame(
    server: Server, chromium: Browser, host: Host
) -> None:
    """Nonsense from our own frame, and good messages from strangers, change nothing."""
    seen = await shown(server, chromium, host)
    before = await state(seen)
    await send(own_frame(seen), "parent", hostile(1))
    await send(stranger(seen), "parent", [*hostile(2), GOOD])
    await send(seen.page.main_frame, "window", [*hostile(3), GOOD])
    assert await state(seen) == before
    assert seen.errors == []
    await send(own_frame(seen), "parent", [GOOD], special=False)
    height = await seen.page.locator("iframe").first.evaluate("frame => frame.style.height")
    assert height == "77px", "a good message from our frame is heard"


async def test_frame_answers_nothing_that_it_does_not_know(
    server: Server, chromium: Browser, host: Host
) -> None:
    seen = await shown(server, chromium, host)
    before, heard = await state(seen), await seen.page.evaluate("window.heard")
    target = "document.querySelector('iframe').contentWindow"
    await send(seen.page.main_frame, target, hostile(4))
    await send(stranger(seen), "parent.frames[0]", [*hostile(5), {"lesekalender": "ready"}])
    assert await seen.page.evaluate("window.heard") == heard
    assert await state(seen) == before
    assert seen.errors == []
    await send(seen.page.main_frame, target, [{"lesekalender": "ready"}], special=False)
    assert await seen.page.evaluate("window.heard") > heard, "a good message is answered"
