"""`/f/<name>` in every format: the name says what, the reader says how."""

import json
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.named import find_named
from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import NamedFilter
from calendar_app.storage.events import cancel_event
from calendar_app.storage.named_filters import (
    add_named_filter,
    change_named_filter,
    retire_named_filter,
    revive_named_filter,
)
from calendar_app.storage.slugs import rename_slug
from feeds.lint import lint
from tests.support.events import publish, single, timed
from tests.support.formats import FORMATS, READERS
from tests.support.reading import read_feed
from tests.support.web import NOW, PUBLIC_URL, Clock

FIRST = date(2026, 11, 25)
NAMED = "/f/barn-hamar"
Wrote = Callable[[], Awaitable[NamedFilter]]


@pytest.fixture
async def wrote(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> Wrote:
    """A filter that selects one of two events; says that something was written, a minute ago."""
    await publish(single(timed(FIRST)), now=NOW, title="I Hamar", venue_id=1)
    other = single(timed(FIRST, 12 * 60, 13 * 60))
    await publish(other, now=NOW, title="På Gjøvik", organiser_id=4, venue_id=4)
    await add_named_filter("barn-hamar", "Barn i Hamar", "bibliotek=hamar", 1, now=NOW)

    async def wrote() -> NamedFilter:
        app.state.parts.publisher.current.note_own_write()
        clock.move(timedelta(minutes=1))
        found = find_named("barn-hamar", await app.state.parts.publisher.vocabulary())
        assert found
        return found

    await wrote()
    return wrote


async def test_a_named_feed_holds_what_its_filter_selects(
    client: httpx2.AsyncClient, wrote: Wrote
) -> None:
    """SEL-1: the same dates as the filter's own address, in every format."""
    for form in FORMATS:
        named = await client.get(f"{NAMED}.{form}")
        built = await client.get(f"/kalender.{form}?bibliotek=hamar")
        read = READERS[form]
        assert read(named.content) == read(built.content)
        assert [one.title for one in read(named.content)] == ["I Hamar"]


async def test_its_head_says_its_name_and_its_own_address(
    client: httpx2.AsyncClient, wrote: Wrote
) -> None:
    """SEL-15, FC-6: never the address that is behind it, which may change."""
    answer = await client.get(f"{NAMED}.ics?ui=nn&avlyst=synlig&bibliotek=gjovik&utm_source=x")
    body = answer.text.replace("\r\n ", "")
    address = f"{PUBLIC_URL}{NAMED}.ics?avlyst=synlig&ui=nn"
    assert "\r\nX-WR-CALNAME:Barn i Hamar\r\n" in body
    assert f"\r\nSOURCE;VALUE=URI:{address}\r\n" in body
    assert f"\r\nURL:{PUBLIC_URL}{NAMED}?avlyst=synlig&ui=nn\r\n" in body
    assert answer.headers["link"] == f'<{address}>; rel="canonical"'
    assert answer.headers["content-disposition"] == 'inline; filename="barn-hamar.ics"'
    assert lint(answer.content) == []


async def test_only_the_three_switches_are_the_readers(
    client: httpx2.AsyncClient, wrote: Wrote
) -> None:
    """SEL-46: what else stands there changes no byte, known key or not."""
    usual = await client.get(f"{NAMED}.ics?avlyst=synlig&ui=nn")
    for query in (
        "bibliotek=gjovik&avlyst=synlig&ui=nn",
        "cancelled=visible&UI=NN&type=finnes-ikke&fra=2027-01-01&til=1d&sok=x&serie=neste",
        "ui=nn&avlyst=synlig&avlyst=synlig&utm_source=x&side=2",
    ):
        answer = await client.get(f"{NAMED}.ics?{query}")
        assert (answer.status_code, answer.content) == (200, usual.content), query
        assert answer.headers["link"] == usual.headers["link"]
    assert usual.content != (await client.get(f"{NAMED}.ics")).content


async def test_the_switches_do_what_they_do_everywhere(
    client: httpx2.AsyncClient, wrote: Wrote
) -> None:
    """SEL-40, SEL-46."""
    await cancel_event(1, reason="Sykdom", staff_id=None, now=NOW)
    await wrote()
    statuses = {}
    for query in ("", "avlyst=synlig", "avlyst=nei"):
        events = read_feed((await client.get(f"{NAMED}.ics?{query}")).content).values()
        statuses[query] = [str(one["STATUS"]) for one in events]
    assert statuses == {"": ["CANCELLED"], "avlyst=synlig": ["CONFIRMED"], "avlyst=nei": []}


async def test_a_new_definition_moves_the_validators_and_not_the_address(
    client: httpx2.AsyncClient, wrote: Wrote
) -> None:
    """SEL-45, FC-27; the address that somebody built is not touched (FC-28)."""
    addresses = [*(f"{NAMED}.{form}" for form in FORMATS), "/kalender.ics?bibliotek=hamar"]
    before = [await client.get(one) for one in addresses]
    named = await wrote()
    await change_named_filter(
        named.id,
        slug=named.slug,
        title=named.title,
        query="bibliotek=gjovik",
        library_id=1,
        read_at=named.changed_at,
        now=NOW + timedelta(minutes=2),
    )
    await wrote()
    after = [await client.get(one) for one in addresses]
    pairs = list(zip(before, after, strict=True))
    changed = [one.headers["etag"] != two.headers["etag"] for one, two in pairs]
    assert changed == [True, True, True, False]
    for form, answer in zip(FORMATS, after, strict=False):
        assert [one.title for one in READERS[form](answer.content)] == ["På Gjøvik"]
    stamp = before[0].headers["last-modified"]
    assert _moment(after[0]) > _moment(before[0])
    assert after[0].headers["link"] == before[0].headers["link"]
    dated = {"If-Modified-Since": stamp}
    assert (await client.get(addresses[0], headers=dated)).status_code == 200


async def test_an_old_name_means_the_filter_for_ever(
    client: httpx2.AsyncClient, wrote: Wrote
) -> None:
    """SEL-27: also in another spelling, and when the slug in its query got another name."""
    await rename_slug(Named.FILTER, "barn-hamar", "smaa-hamar", now=NOW)
    await rename_slug(Named.LIBRARY, "hamar", "hamar-bibliotek", now=NOW)
    await wrote()
    for name in ("barn-hamar", "smaa-hamar", "BARN-Hamar", "sm%C3%A5a-hamar"):
        answer = await client.get(f"/f/{name}.ics")
        assert answer.status_code == 200, name
        assert [one.title for one in READERS["ics"](answer.content)] == ["I Hamar"], name
        assert answer.headers["link"] == f'<{PUBLIC_URL}/f/smaa-hamar.ics>; rel="canonical"'
    for form in FORMATS:
        assert (await client.get(f"/f/finnes-ikke.{form}")).status_code == 404


async def test_a_retired_filter_says_so_in_a_valid_feed(
    client: httpx2.AsyncClient, wrote: Wrote
) -> None:
    """FC-23, SEL-45: one notice takes the place of what was there, for as long as anybody asks."""
    named = await wrote()
    before = await client.get(f"{NAMED}.ics")
    await retire_named_filter(named.id, now=NOW + timedelta(minutes=3))
    await wrote()
    answer = await client.get(f"{NAMED}.ics")
    assert lint(answer.content) == []
    events = read_feed(answer.content)
    assert list(events) == [named.notice_uid]
    notice = events[named.notice_uid]
    assert str(notice["SUMMARY"]) == "Denne kalenderen er avsluttet"
    assert notice["DTSTART"].dt == date(2026, 11, 23)
    assert "Barn i Hamar" in str(notice["DESCRIPTION"])
    assert answer.headers["etag"] != before.headers["etag"]
    assert _moment(answer) > _moment(before)
    told = (await client.get(f"{NAMED}.json")).json()
    assert (told["ended"], told["events"]) == (True, [])
    assert "avsluttet" in told["description"]
    rss = await client.get(f"{NAMED}.rss")
    assert READERS["rss"](rss.content) == []
    assert "avsluttet" in rss.text
    await revive_named_filter(named.id, now=NOW + timedelta(minutes=9))
    await wrote()
    assert (await client.get(f"{NAMED}.ics")).content == before.content
    assert "ended" not in json.loads((await client.get(f"{NAMED}.json")).content)


def _moment(answer: httpx2.Response) -> datetime:
    return parsedate_to_datetime(answer.headers["last-modified"])
