"""`/oembed`, and what WordPress makes of an address of ours that somebody pastes."""

import re
from datetime import date
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.event import Event
from calendar_app.storage.named_filters import add_named_filter
from tests.support.embeds import fetch
from tests.support.events import publish, single, timed, weekly
from tests.support.pages import Document
from tests.support.web import NOW, PUBLIC_URL
from tests.support.wordpress import asked, discovered, wordpress_embed

FIRST = date(2026, 11, 25)
HOSTILE = '"><script>alert(1)</script><iframe src=https://evil.example></iframe>'


def oembed(url: str, **more: str) -> str:
    said = "".join(f"&{key}={quote(value, safe='')}" for key, value in more.items())
    return f"/oembed?url={quote(url, safe='')}{said}"


async def told(client: httpx2.AsyncClient, url: str, **more: str) -> dict[str, Any]:
    found: dict[str, Any] = (await fetch(client, oembed(url, **more))).json()
    return found


def frame_of(html: str) -> dict[str, str | None]:
    (frame,) = Document(html).all("iframe")
    return frame


async def stored(app: Starlette, title: str = "Babysang") -> Event:
    event = await publish(weekly(FIRST, count=3), now=NOW, title=title)
    await add_named_filter("barn", "Barn i Hamar", "bibliotek=hamar", 1, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    return event


async def test_a_page_is_described_as_a_link_and_a_frame(client: httpx2.AsyncClient) -> None:
    url = f"{PUBLIC_URL}/kalender?utm_source=x&bibliotek=hamar&alder=6-3,3-6#topp"
    answer = await fetch(client, oembed(url, format="json"))
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    found = answer.json()
    html = found.pop("html")
    title = "Arrangementer for 3–6 år i Hamar"
    assert found == {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Lesekalender",
        "provider_url": f"{PUBLIC_URL}/kalender",
        "title": title,
        "width": 600,
        "height": 600,
        "cache_age": 86_400,
    }
    query = "bibliotek=hamar&amp;alder=3-6"
    assert html == (
        f'<blockquote><a href="{PUBLIC_URL}/kalender?{query}">{title}</a></blockquote>'
        f'<iframe src="{PUBLIC_URL}/embed/v1/liste?{query}" width="600" height="600" '
        'frameborder="0" marginwidth="0" marginheight="0" scrolling="auto" '
        f'title="{title}"></iframe>'
    )


async def test_each_page_leads_to_a_frame_that_is_there(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await stored(app)
    frames = {
        "": "/embed/v1/liste",
        "/": "/embed/v1/liste",
        "/kalender?ui=nn&antall=5": "/embed/v1/liste?ui=nn&antall=5",
        "/kalender?visning=maned&dato=2026-12": "/embed/v1/liste",
        "/f/barn?avlyst=nei": "/embed/v1/f/barn/liste?avlyst=nei",
        f"/arrangement/babysang-{event.id}": f"/embed/v1/arrangement/{event.id}/liste",
        f"/arrangement/et-gammelt-navn-{event.id}?ui=en": (
            f"/embed/v1/arrangement/{event.id}/liste?ui=en"
        ),
    }
    for page, frame in frames.items():
        source = frame_of((await told(client, f"{PUBLIC_URL}{page}"))["html"])["src"]
        assert source == f"{PUBLIC_URL}{frame}", page
        assert (await client.get(frame)).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/kalender",
        "kalender",
        "https://evil.example/kalender",
        "http://127.0.0.1:80001/kalender",
        f"{PUBLIC_URL}.evil.example/kalender",
        f"{PUBLIC_URL}@evil.example/kalender",
        f"{PUBLIC_URL}\\@evil.example/kalender",
        f" {PUBLIC_URL}/kalender",
        f"{PUBLIC_URL}//evil.example/kalender",
        f"{PUBLIC_URL}/kalender/../ansatt/",
        f"{PUBLIC_URL}/kalender.ics",
        f"{PUBLIC_URL}/ansatt/",
        f"{PUBLIC_URL}/healthz",
        f"{PUBLIC_URL}/t/hemmelig.ics",
        f"{PUBLIC_URL}/oembed?url={PUBLIC_URL}/kalender",
        f"{PUBLIC_URL}/embed/v1/liste",
        f"{PUBLIC_URL}/f/finnes-ikke",
        f"{PUBLIC_URL}/arrangement/finnes-ikke-9999",
        f"{PUBLIC_URL}/arrangement/1.ics",
        f"{PUBLIC_URL}/kalender?bibliotek=evil",
        f"{PUBLIC_URL}/kalender?alder=evil&ui=en",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ],
)
async def test_any_other_address_is_not_found_and_not_repeated(
    client: httpx2.AsyncClient, url: str
) -> None:
    """T-16: nothing is fetched, nothing reflected."""
    answer = await client.get(oembed(url))
    assert answer.status_code == 404
    assert "evil" not in answer.text
    assert answer.content == (await client.get("/oembed")).content


@pytest.mark.parametrize(
    ("asked_for", "size"),
    [
        ({"maxwidth": "320", "maxheight": "480"}, (320, 480)),
        ({"maxwidth": "720"}, (720, 600)),
        ({"maxwidth": "99999", "maxheight": "99999"}, (1000, 600)),
        ({"maxwidth": "0", "maxheight": "-1"}, (600, 600)),
        ({"maxwidth": "1e3", "maxheight": "9" * 40}, (600, 600)),
        ({"maxwidth": "\uff11", "maxheight": ""}, (600, 600)),
    ],
)
async def test_the_frame_is_as_large_as_there_is_room(
    client: httpx2.AsyncClient, asked_for: dict[str, str], size: tuple[int, int]
) -> None:
    found = await told(client, f"{PUBLIC_URL}/kalender", **asked_for)
    frame = frame_of(found["html"])
    assert (found["width"], found["height"]) == size
    assert (frame["width"], frame["height"]) == tuple(map(str, size))


@pytest.mark.parametrize("form", ["xml", "XML", "php"])
async def test_another_format_is_not_made(client: httpx2.AsyncClient, form: str) -> None:
    answer = await client.get(oembed(f"{PUBLIC_URL}/kalender", format=form))
    assert answer.status_code == 501


async def test_a_hostile_title_is_text_wherever_it_goes(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """T-4."""
    event = await publish(single(timed(FIRST)), now=NOW, title=HOSTILE)
    app.state.parts.publisher.current.note_own_write()
    url = f"{PUBLIC_URL}/arrangement/x-{event.id}"
    answer = await fetch(client, oembed(url))
    assert "<" not in answer.text
    found = answer.json()
    assert found["title"] == HOSTILE
    assert [tag for tag, _ in Document(found["html"]).elements] == ["blockquote", "a", "iframe"]
    assert frame_of(found["html"])["title"] == HOSTILE
    shown = wordpress_embed(found["html"], title=found["title"])
    assert [tag for tag, _ in Document(shown).elements] == ["blockquote", "a", "iframe"]
    search = f"{PUBLIC_URL}/kalender?sok={quote(HOSTILE)}"
    found = (await fetch(client, oembed(search))).json()
    assert [tag for tag, _ in Document(found["html"]).elements] == ["blockquote", "a", "iframe"]


@pytest.mark.parametrize(
    "page", ["/kalender?bibliotek=hamar&ui=nn", "/f/barn", "/arrangement/babysang-{id}"]
)
async def test_wordpress_makes_a_visible_frame_of_a_pasted_address(
    app: Starlette, client: httpx2.AsyncClient, page: str
) -> None:
    """E-1, of the answers as they are; that it becomes visible is shown in a browser."""
    event = await stored(app)
    url = f"{PUBLIC_URL}{page.format(id=event.id)}"
    html = await fetch(client, url)
    endpoint = discovered(html.content)
    assert 0 < html.content.index(b"json+oembed") < 2048
    assert endpoint.startswith(f"{PUBLIC_URL}/oembed?url=")
    found = (await fetch(client, asked(endpoint, url))).json()
    shown = wordpress_embed(found["html"], title=found["title"], secret="abcDEF1234")
    frame = frame_of(shown)
    assert frame["sandbox"] == "allow-scripts"
    assert frame["style"] == "position:absolute;visibility:hidden"
    assert frame["width"] == "500"
    assert re.fullmatch(r".*/liste(\?[^#]*)?#\?secret=abcDEF1234", str(frame["src"]))
    link = Document(shown).all("a")
    assert [one["href"] for one in link] == [url]
    assert (await client.get(str(frame["src"]).partition("#")[0])).status_code == 200


def test_the_fixture_refuses_what_wordpress_refuses() -> None:
    frame = '<iframe src="https://kalender.example/"></iframe>'
    assert wordpress_embed(f'<script src="x"></script>{frame}', title="A").startswith("<iframe")
    assert wordpress_embed("<p>Ingen ramme</p>", title="A") == ""
    assert wordpress_embed('<iframe src="https://kalender.example/#del"></iframe>', title="A") == ""
    late = b"<head>" + b" " * 160_000 + b'<link type="application/json+oembed" href="x">'
    assert discovered(late) == ""
    after = b'<head></head><link type="application/json+oembed" href="x">'
    assert discovered(after) == ""
    attributes = wordpress_embed('<iframe src="/a" onload="x" loading="lazy"></iframe>', title="A")
    assert "onload" not in attributes
    assert "loading" not in attributes
