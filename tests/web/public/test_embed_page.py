"""The frame's page and the fragment: what is around the dates, and how much it weighs."""

import gzip
import re
from datetime import date, timedelta
from html.parser import HTMLParser

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.web.static_files import FOLDER
from tests.support.embeds import fetch
from tests.support.events import publish, single, timed, weekly
from tests.support.pages import Document
from tests.support.web import NOW, PUBLIC_URL

FIRST = date(2026, 11, 25)
MOST_BYTES = 20 * 1024
MOST_REQUESTS = 4
FRAME_SCRIPT = 1024
STYLES = 5 * 1024
CLASSES = {
    *("lk-calendar", "lk-title", "lk-day", "lk-list", "lk-event", "lk-event lk-called-off"),
    *("lk-when", "lk-name", "lk-state", "lk-link", "lk-note", "lk-facts", "lk-empty", "lk-links"),
}
"""Of the fragment; other people's style sheets name them (docs/embedding.md)."""


async def programme(app: Starlette) -> None:
    for number in range(12):
        title = f"Nummer {number} av noe med en ganske lang tittel"
        await publish(single(timed(FIRST + timedelta(days=number))), now=NOW, title=title)
    app.state.parts.publisher.current.note_own_write()


async def test_the_frame_is_whole_without_scripts_and_small(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """E-3, E-7: ten events in at most 20 KB and 4 requests, styles and script included."""
    await programme(app)
    answer = await fetch(client, "/embed/v1/liste")
    page = Document(answer.text)
    assert len(page.all("a", class_="lk-link")) == 10
    sent = [answer.content]
    sources = [*page.all("script"), *page.all("link", rel="stylesheet"), *page.all("img")]
    for one in sources:
        sent.append((await fetch(client, str(one.get("src") or one.get("href")))).content)
    assert len(sent) <= MOST_REQUESTS
    assert sum(len(gzip.compress(one)) for one in sent) <= MOST_BYTES
    assert [one for one in page.all("script") if "src" not in one] == []
    assert [one for _, one in page.elements if "style" in one or "onclick" in one] == []
    assert page.all("form") == []


def test_styles_and_script_are_small() -> None:
    """E-7."""
    assert len((FOLDER / "embed-frame.js").read_bytes()) <= FRAME_SCRIPT
    assert len(gzip.compress((FOLDER / "embed.css").read_bytes())) <= STYLES


async def test_the_frame_stays_out_of_searches_and_names_the_page_of_the_same(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    await programme(app)
    answer = await fetch(client, "/embed/v1/liste?bibliotek=hamar&ui=nn")
    page = Document(answer.text)
    assert page.all("html") == [{"lang": "nn"}]
    assert len(page.all("meta", name="robots", content="noindex")) == 1
    assert answer.headers["x-robots-tag"] == "noindex"
    here = f"{PUBLIC_URL}/kalender?bibliotek=hamar&ui=nn"
    assert page.all("link", rel="canonical") == [{"rel": "canonical", "href": here}]
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors *"
    )
    assert "x-frame-options" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


async def test_what_leads_out_is_absolute_and_https_or_of_this_machine(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """A sandboxed frame hands over no `webcal:`, and pages of ours cannot be framed."""
    await programme(app)
    page = Document((await fetch(client, "/embed/v1/liste?bibliotek=hamar")).text)
    out = [str(one["href"]) for one in page.all("a", target="_top")]
    within = [str(one["href"]) for one in page.all("a") if "target" not in one]
    assert len(out) == 12
    assert [one for one in out if not one.startswith(f"{PUBLIC_URL}/")] == []
    assert within == ["/embed/v1/liste?bibliotek=hamar&antall=20"]
    assert {one.get("target") for one in page.all("a")} == {"_top", None}


async def test_each_event_has_a_frame_for_where_nothing_leads_out(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(weekly(FIRST, count=2), now=NOW, title="Babysang")
    app.state.parts.publisher.current.note_own_write()
    page = Document((await fetch(client, "/embed/v1/liste?ui=nn")).text)
    frames = [one["data-frame"] for one in page.all("a", class_="lk-link")]
    assert frames == [f"/embed/v1/arrangement/{event.id}/liste?ui=nn"] * 2
    own = await fetch(client, str(frames[0]))
    assert own.text.count("Babysang</a>") == 2
    assert "data-frame" not in own.text


@pytest.mark.parametrize("form", ["liste", "fragment.html"])
@pytest.mark.parametrize(("query", "level"), [("", 2), ("niva=1", 1), ("niva=5", 5), ("niva=6", 2)])
async def test_headings_begin_at_the_level_that_is_asked_for(
    app: Starlette, client: httpx2.AsyncClient, form: str, query: str, level: int
) -> None:
    await programme(app)
    page = Document((await fetch(client, f"/embed/v1/{form}?{query}&antall=2")).text)
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels == [level, level + 1, level + 1]


async def test_more_is_shown_until_a_frame_is_full(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    await publish(weekly(FIRST, count=60), now=NOW)
    app.state.parts.publisher.current.note_own_write()
    path, shown = "/embed/v1/liste", []
    while path:
        page = Document((await fetch(client, path)).text)
        shown.append(len(page.all("a", class_="lk-link")))
        path = next((str(a["href"]) for a in page.all("a") if "target" not in a), "")
    assert shown == [10, 20, 30, 40, 50]


async def test_the_frame_tells_days_from_today_and_the_fragment_does_not(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """Nobody knows how long a site keeps a fragment; the frame is asked for again."""
    await publish(single(timed(date(2026, 11, 24))), now=NOW)
    app.state.parts.publisher.current.note_own_write()
    assert "I morgen, tirsdag 24. november" in (await fetch(client, "/embed/v1/liste")).text
    fragment = (await fetch(client, "/embed/v1/fragment.html")).text
    assert "morgen" not in fragment
    assert "Tirsdag 24. november 2026" in fragment


async def test_the_fragment_is_one_section_with_classes_alone(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    await publish(single(timed(FIRST)), now=NOW, title="Blåbær & <eventyr>", content_language="nn")
    app.state.parts.publisher.current.note_own_write()
    answer = await fetch(client, "/embed/v1/fragment.html?ui=nn")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Document(answer.text)
    assert page.elements[0] == ("section", {"class": "lk-calendar", "lang": "nn"})
    assert _Depths(answer.text).roots == ["section"]
    allowed = {"section", "h2", "h3", "ul", "li", "p", "time", "strong", "a", "span"}
    assert {tag for tag, _ in page.elements} <= allowed
    used = {name for _, one in page.elements for name in one}
    assert used == {"class", "lang", "dir", "href", "datetime"}
    assert {one["class"] for _, one in page.elements if "class" in one} <= CLASSES
    assert [one for one in page.values("href") if not one.startswith(PUBLIC_URL)] == []
    assert "Blåbær & <eventyr>" in page.texts


async def test_the_fragment_is_right_in_a_page_of_any_encoding(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    await publish(single(timed(FIRST)), now=NOW, title="Ævenytyr på 中文")
    app.state.parts.publisher.current.note_own_write()
    answer = await fetch(client, "/embed/v1/fragment.html")
    assert answer.content.isascii()
    assert "Ævenytyr på 中文" in Document(answer.content.decode("latin-1")).texts


def test_the_frame_has_the_colours_of_the_pages() -> None:
    """So the contrasts that are tested there hold here too, light and dark."""
    own, pages = (_colours((FOLDER / name).read_text()) for name in ("embed.css", "public.css"))
    assert set(own[0]) == set(own[1]) != set()
    for mine, theirs in zip(own, pages, strict=True):
        assert mine == {name: theirs[name] for name in mine}


def test_no_colour_stands_outside_a_custom_property() -> None:
    rules = re.sub(r"--lk-[a-z-]+:[^;]*;", "", (FOLDER / "embed.css").read_text())
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|url\(|@import", rules) == []


def _colours(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """Read the light colours and the dark ones."""
    dark = css.index("@media (prefers-color-scheme: dark)")
    blocks = (css[css.index(":root {") : css.index("}")], css[dark : css.index("}", dark)])
    light, night = (dict(re.findall(r"--lk-([a-z-]+):\s*(#[0-9a-f]{6});", one)) for one in blocks)
    return light, night


class _Depths(HTMLParser):
    """Finds the elements that stand in no other, and refuses one that is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.roots: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._open:
            self.roots.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
