"""Personal feeds over HTTP: FC-23 to FC-26, FC-30, FC-32 and SEL-43."""

import gzip
from datetime import timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.domain.event import Workflow
from calendar_app.domain.keys import NAMES
from calendar_app.storage.events import NewEvent, create_event
from tests.support.events import details, single, timed
from tests.support.personal import (
    DAY,
    SECRETS,
    UNKNOWN,
    end_link,
    link_ids,
    make_link,
    store_programme,
    titles,
    token_in,
    without_number,
)
from tests.support.reading import read_feed
from tests.support.web import NOW, Clock, SignedIn, SignIn

FEED = "/kalender.ics"
UNZIPPED = {"Accept-Encoding": "identity"}
_HOUR = timedelta(hours=1)


@pytest.fixture
async def hamar(app: Starlette, signed_in: SignIn) -> SignedIn:
    """A member of Hamar's staff, and a programme that not everybody sees the same of."""
    await store_programme(app)
    return await signed_in(Role.EDITOR, "hamar")


async def test_feed_holds_what_its_owner_may_see_and_nobody_elses_drafts(
    client: httpx2.AsyncClient, hamar: SignedIn, signed_in: SignIn
) -> None:
    """T-14, A-20: settled on the server; the public feed has none of it."""
    ringsaker = await signed_in(Role.ADMIN, "ringsaker")
    assert await titles(client, await make_link(hamar)) == {
        "For alle",
        "Samling",
        "UTKAST: Hamars utkast",
    }
    assert await titles(client, await make_link(ringsaker)) == {
        "For alle",
        "Samling",
        "UTKAST: Ringsakers utkast",
    }
    public = await client.get(FEED)
    assert {str(one["SUMMARY"]) for one in read_feed(public.content).values()} == {"For alle"}
    assert not [word for word in SECRETS if word in public.text.replace("\r\n ", "")]


async def test_change_shows_at_the_next_fetch(
    client: httpx2.AsyncClient, hamar: SignedIn, clock: Clock
) -> None:
    path = await make_link(hamar)
    before = await client.get(path)
    clock.move(_HOUR)
    new = NewEvent(details=details("Nytt"), schedule=single(timed(DAY)), workflow=Workflow.DRAFT)
    await create_event(new, staff_id=None, now=clock())
    after = await client.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "UTKAST: Nytt" in after.text
    assert after.headers["last-modified"] > before.headers["last-modified"]


async def test_no_key_but_two_has_any_effect(client: httpx2.AsyncClient, hamar: SignedIn) -> None:
    """SEL-43: a leaked address shows what it shows; a filter neither narrows nor widens it."""
    path = await make_link(hamar)
    plain = (await client.get(path)).content
    values = (
        "hamar",
        "ringsaker",
        "-hamar",
        "nei",
        "regel",
        "neste",
        "no-such-thing",
        "2027-02-08",
    )
    keys = set(NAMES) - {"avlyst", "cancelled", "ui"} | {"workflow", "staff_id", "library", "token"}
    for key in sorted(keys):
        for value in values:
            assert (await client.get(f"{path}?{key}={value}")).content == plain, (key, value)
    assert (await client.get(f"{path}?ui=nn")).content != plain
    assert (await client.get(f"{path}?ui=xx&avlyst=xx")).content == plain


async def test_answer_has_every_header_once_and_is_for_no_shared_cache(
    client: httpx2.AsyncClient, hamar: SignedIn, clock: Clock
) -> None:
    """FC-24, FC-32."""
    path = await make_link(hamar)
    clock.move(_HOUR)
    answer = await client.get(path, headers=UNZIPPED)
    names = [name for name, _ in answer.headers.multi_items()]
    assert len(names) == len(set(names))
    assert dict(answer.headers) == {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'inline; filename="lesekalender-ansatt.ics"',
        "content-length": str(len(answer.content)),
        "etag": answer.headers["etag"],
        "last-modified": "Mon, 23 Nov 2026 12:00:01 GMT",
        "cache-control": "private, no-cache",
        "vary": "Accept-Encoding",
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex, nofollow",
        "referrer-policy": "no-referrer",
    }
    unchanged = await client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    own = ("content-type", "content-disposition", "content-length")
    assert dict(unchanged.headers) == {
        name: value for name, value in answer.headers.items() if name not in own
    }


async def test_every_answer_at_such_an_address_is_private(
    client: httpx2.AsyncClient, hamar: SignedIn, clock: Clock
) -> None:
    """FC-32, T-14: the notice, the 404 and the 410 too, and no script of another site reads it."""
    ended = await make_link(hamar)
    await end_link(hamar, (await link_ids(hamar))[0])
    answers = [await client.get(path) for path in (ended, UNKNOWN, "/t/", "/t/x", "/t/x.json")]
    clock.move(timedelta(days=91))
    answers.append(await client.get(ended))
    assert [one.status_code for one in answers] == [200, 404, 404, 404, 404, 410]
    for answer in answers:
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert "access-control-allow-origin" not in answer.headers
        assert "set-cookie" not in answer.headers


async def test_head_is_get_without_a_body(client: httpx2.AsyncClient, hamar: SignedIn) -> None:
    """FC-25."""
    path = await make_link(hamar)
    for address in (path, UNKNOWN):
        for headers in (UNZIPPED, {"Accept-Encoding": "gzip"}, {"If-None-Match": "*"}):
            got = await client.get(address, headers=headers)
            head = await client.head(address, headers=headers)
            assert head.status_code == got.status_code
            assert without_number(head) == without_number(got)
            assert address == UNKNOWN or head.content == b""


async def test_date_revalidates_and_garbage_does_not(
    client: httpx2.AsyncClient, hamar: SignedIn, clock: Clock
) -> None:
    """FC-26."""
    path = await make_link(hamar)
    clock.move(_HOUR)
    stamp = (await client.get(path)).headers["last-modified"]
    for since, status in (
        (stamp, 304),
        ("Fri, 31 Dec 2100 23:59:59 GMT", 304),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 200),
        ("yesterday", 200),
    ):
        headers = {"If-Modified-Since": since}
        assert (await client.get(path, headers=headers)).status_code == status, since


async def test_compressed_it_is_the_same_and_has_the_same_validator(
    client: httpx2.AsyncClient, hamar: SignedIn
) -> None:
    """FC-30, T-13: the ETag is weak and of the identity body, so both have one answer."""
    path = await make_link(hamar)
    plain = await client.get(path, headers=UNZIPPED)
    async with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as zipped:
        raw = b"".join([chunk async for chunk in zipped.aiter_raw()])
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert zipped.headers["etag"] == plain.headers["etag"]
    assert plain.headers["etag"].startswith('W/"')
    for encoding in ("identity", "gzip"):
        headers = {"Accept-Encoding": encoding, "If-None-Match": plain.headers["etag"]}
        assert (await client.get(path, headers=headers)).status_code == 304


async def test_ended_feed_says_so_for_ninety_days_and_then_is_gone(
    client: httpx2.AsyncClient, hamar: SignedIn, clock: Clock
) -> None:
    """FC-23: one notice, whoever asks how; the change is at local midnight."""
    path = await make_link(hamar)
    live = await client.get(path)
    clock.move(_HOUR)
    await end_link(hamar, (await link_ids(hamar))[0])
    headers = {
        "If-None-Match": live.headers["etag"],
        "If-Modified-Since": live.headers["last-modified"],
    }
    first = await client.get(path, headers=headers)
    assert await titles(client, path) == {"Denne kalenderen er avsluttet"}
    assert await titles(client, f"{path}?bibliotek=hamar&avlyst=nei") == {
        "Denne kalenderen er avsluttet"
    }
    clock.now = NOW.replace(year=2027, month=2, day=21, hour=22, minute=59)
    last = await client.get(path)
    assert (last.status_code, last.content, last.headers["etag"]) == (
        200,
        first.content,
        first.headers["etag"],
    )
    by_date = {"If-Modified-Since": last.headers["last-modified"]}
    assert (await client.get(path, headers=by_date)).status_code == 304
    clock.now = NOW.replace(year=2027, month=2, day=21, hour=23)
    gone = await client.get(path, headers=headers)
    assert gone.status_code == 410
    assert gone.headers["content-type"] == "text/plain; charset=utf-8"
    for answer in (first, last, gone):
        everything = f"{answer.text} {answer.headers}"
        assert not [
            word
            for word in (*SECRETS, "For alle", "Bibliotekaren", "Mobilen min", token_in(path))
            if word in everything
        ]
