"""The information screen: the feed's dates, today first, nothing to press."""

from datetime import date, timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.timing import AllDay
from calendar_app.storage.events import cancel_event
from calendar_app.storage.occurrences import mark_full, occurrences_of
from calendar_app.web.public.screen import read_every
from tests.support.demonstration import Programme, demonstration_url, programme
from tests.support.events import publish, single, timed
from tests.support.pages import Document
from tests.support.reading import last_day
from tests.support.web import NOW

__all__ = ["demonstration_url", "programme"]

TODAY = date(2026, 11, 23)
HOSTILE = "</span><script>alert(1)</script>"


async def shown(client: httpx2.AsyncClient, query: str = "") -> Document:
    answer = await client.get(f"/skjerm?{query}")
    assert answer.status_code == 200
    return Document(answer.text)


def wrote(app: Starlette) -> None:
    app.state.parts.publisher.current.note_own_write()


async def test_today_comes_first_and_what_goes_on_stands_last_on_it(
    client: httpx2.AsyncClient, app: Starlette
) -> None:
    await publish(
        single(AllDay(TODAY - timedelta(days=9), TODAY + timedelta(days=9))),
        now=NOW,
        title="Utstilling",
    )
    await publish(single(timed(TODAY)), now=NOW, title="Eventyr")
    await publish(single(timed(TODAY + timedelta(days=2))), now=NOW, title="Figurteater")
    wrote(app)
    page = await shown(client)
    places = [page.text.index(one) for one in ("I dag", "Eventyr", "Utstilling", "Figurteater")]
    assert places == sorted(places)
    assert page.all("a") == []
    assert len(page.all("meta", name="robots", content="noindex")) == 1


async def test_states_are_said_in_words(client: httpx2.AsyncClient, app: Starlette) -> None:
    cancelled = await publish(single(timed(TODAY)), now=NOW, title="Eventyr")
    await cancel_event(cancelled.id, reason="Sykdom.", staff_id=None, now=NOW)
    full = await publish(single(timed(TODAY)), now=NOW, title=HOSTILE)
    (one,) = await occurrences_of(full.id)
    await mark_full(full.id, one.id, True, staff_id=None, now=NOW)
    wrote(app)
    page = await shown(client)
    assert "Avlyst Eventyr" in page.text
    assert f"Fullt {HOSTILE}" in page.text  # T-4
    assert [str(one["src"]).rpartition("/")[2] for one in page.all("script")] == ["screen.js"]


@pytest.mark.parametrize("query", ["bibliotek=hamar", "alder=0-2", "avlyst=nei"])
async def test_screen_shows_what_the_feed_holds(programme: Programme, query: str) -> None:
    """SEL-1: as many as it has room for."""
    page = Document((await programme.get(f"/skjerm?{query}")).text)
    feed = (await programme.feed(query)).values()
    coming = [one for one in feed if last_day(one) >= programme.today]
    assert len(page.all("h3")) == min(len(coming), 40) > 0


@pytest.mark.parametrize(
    ("query", "seconds"),
    [
        (b"", 120),
        (b"hvert=5", 5),
        (b"hvert=3600", 3600),
        (b"hvert=4", 120),
        (b"hvert=3601", 120),
        (b"hvert=x", 120),
        (b"hvert=%FF", 120),
        (b"hvert=%D9%A9%D9%A9", 120),
    ],
)
def test_how_often_it_looks_is_kept_within_bounds(query: bytes, seconds: int) -> None:
    assert read_every(query) == seconds


async def test_it_reloads_without_script_too(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "hvert=30")
    (refresh,) = [one for one in page.all("meta") if one.get("http-equiv") == "refresh"]
    assert refresh["content"] == "30"
    assert page.all("html")[0]["data-every"] == "30"
