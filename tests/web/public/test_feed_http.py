"""How a feed answers: FC-24 to FC-26, FC-29 to FC-32 of facts/feeds.md, section 10 F.

Everything is asked at an address of every kind, and twice: a warm feed is sent past everything
that pages need, and must not differ from a cold one.
"""

import gzip
from datetime import date, timedelta
from itertools import count

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.storage.named_filters import add_named_filter
from tests.support.events import publish, weekly
from tests.support.web import NOW, Clock, browser

ALL = "/kalender.ics"
HAMAR = f"{ALL}?bibliotek=hamar"
EVENT = "/arrangement/lesestund-1.ics"
NAMED = "/f/barn-hamar"
API = "/api/v1/events"
ADDRESSES = (
    *(ALL, HAMAR, EVENT, "/kalender.rss", "/kalender.json?bibliotek=hamar"),
    *("/arrangement/lesestund-1.json", f"{NAMED}.ics", f"{NAMED}.rss", f"{NAMED}.json"),
    *(API, f"{API}?bibliotek=hamar&endret_siden=2026-11-23T12:00:00Z"),
)
FILES = dict(
    zip(
        ADDRESSES,
        (
            *("kalender.ics", "kalender-bibliotek-hamar.ics", "lesestund.ics", "kalender.rss"),
            *("kalender-bibliotek-hamar.json", "lesestund.json", "barn-hamar.ics"),
            *("barn-hamar.rss", "barn-hamar.json", "kalender.json"),
            "kalender-bibliotek-hamar.json",
        ),
        strict=True,
    )
)
TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
}
GZIP = ("gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.1", "GZIP", "x-gzip", "*")
NO_GZIP = (
    *("*;q=0", "gzip;q=0", "gzip; q=0.000", "gzip;q=0, *", "gzip;q=viel"),
    *("identity", "br", ""),
)
PUBLISHED = "Mon, 23 Nov 2026 12:00:01 GMT"
"""Last-Modified is the second after the one in which something changed."""

_LATER = timedelta(hours=1)
_number = count()

Headers = dict[str, str]


@pytest.fixture
async def reader(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> httpx2.AsyncClient:
    """A visitor some time after an event was published and a filter was named."""
    await add_named_filter("barn-hamar", "Barn i Hamar", "bibliotek=hamar", 1, now=NOW)
    await publish(weekly(date(2026, 11, 25), count=3), now=NOW, summary="For barn. " * 40)
    app.state.parts.publisher.current.note_own_write()
    clock.move(_LATER)
    return client


async def test_an_answer_has_every_header_once(reader: httpx2.AsyncClient) -> None:
    """FC-24, FC-32."""
    for address, file in FILES.items():
        answer = await _ask(reader, address, {"Accept-Encoding": "identity"})
        names = [name for name, _ in answer.headers.multi_items()]
        assert len(names) == len(set(names))
        kind = "attachment" if address == EVENT else "inline"
        link = f'<http://127.0.0.1:8000{address}>; rel="canonical"'
        assert dict(answer.headers) == {
            "content-type": TYPES[f".{file.rpartition('.')[2]}"],
            "content-disposition": f'{kind}; filename="{file}"',
            "content-length": str(len(answer.content)),
            "etag": answer.headers["etag"],
            "last-modified": PUBLISHED,
            "cache-control": "public, max-age=300",
            "vary": "Accept-Encoding",
            "x-content-type-options": "nosniff",
            "x-robots-tag": "noindex",
            "access-control-allow-origin": "*",
            "access-control-expose-headers": "ETag, Last-Modified, Link",
            **({} if "arrangement" in address else {"link": link}),
        }
        assert answer.headers["etag"].startswith('W/"')


async def test_head_answers_like_get_without_a_body(reader: httpx2.AsyncClient) -> None:
    """FC-25."""
    for address in ADDRESSES:
        tag = (await _ask(reader, address)).headers["etag"]
        for headers in (
            {"Accept-Encoding": "identity"},
            {"Accept-Encoding": "gzip"},
            {"If-None-Match": tag},
            {"If-Modified-Since": PUBLISHED},
        ):
            got = await _ask(reader, address, headers)
            head = await _ask(reader, address, headers, method="HEAD")
            assert (head.status_code, dict(head.headers)) == (got.status_code, dict(got.headers))
            assert head.content == b""


async def test_other_methods_are_refused_with_those_there_are(reader: httpx2.AsyncClient) -> None:
    """FC-25. Calendar programs try PROPFIND and OPTIONS before they settle for a feed."""
    for address in ADDRESSES:
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"):
            answer = await reader.request(method, address)
            assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD"), method
            assert "etag" not in answer.headers


async def test_if_none_match_compares_weakly_and_wins(reader: httpx2.AsyncClient) -> None:
    """FC-26: whatever If-Modified-Since says."""
    for address in ADDRESSES:
        tag = (await _ask(reader, address)).headers["etag"]
        opaque = tag.removeprefix("W/")
        expected = {
            **dict.fromkeys((tag, opaque, f'"a", {tag}, W/"b"', f'"a",{opaque}', "*", "  * "), 304),
            **dict.fromkeys(('W/"a"', opaque.strip('"'), f'{tag[:-2]}"', f'{tag[:-1]}-gzip"'), 200),
            **dict.fromkeys(('"""W/,,', "", '"*"', "W/*"), 200),
        }
        for since in (PUBLISHED, "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 2100 23:59:59 GMT"):
            statuses = {}
            for given in expected:
                answer = await _ask(
                    reader, address, {"If-None-Match": given, "If-Modified-Since": since}
                )
                statuses[given] = answer.status_code
                assert bool(answer.content) is (answer.status_code == 200)
            assert statuses == expected


async def test_if_none_match_may_be_sent_in_two_lines(reader: httpx2.AsyncClient) -> None:
    tag = (await _ask(reader, ALL)).headers["etag"]
    lines = [("If-None-Match", '"aaa"'), ("If-None-Match", tag)]
    assert (await reader.request("GET", ALL, headers=lines)).status_code == 304


async def test_if_modified_since_is_read_and_garbage_is_ignored(reader: httpx2.AsyncClient) -> None:
    """FC-26: the three forms of a date in HTTP; an unreadable one is as none."""
    for address in ADDRESSES:
        expected = {
            PUBLISHED: 304,
            "Monday, 23-Nov-26 12:00:01 GMT": 304,
            "Mon Nov 23 12:00:01 2026": 304,
            "Mon, 23 Nov 2026 12:00:02 GMT": 304,
            "Fri, 31 Dec 2100 23:59:59 GMT": 304,
            "Mon, 23 Nov 2026 12:00:00 GMT": 200,
            "Thu, 01 Jan 1970 00:00:00 GMT": 200,
            "i går": 200,
            "2026-11-23T12:00:01Z": 200,
            "Mon, 99 Nov 2026 99:99:99 GMT": 200,
            "Mon, 23 Nov 99999999999 12:00:00 GMT": 200,
            "0": 200,
            "": 200,
        }
        statuses = {
            since: (await _ask(reader, address, {"If-Modified-Since": since})).status_code
            for since in expected
        }
        assert statuses == expected


async def test_a_304_carries_what_a_cache_needs(reader: httpx2.AsyncClient) -> None:
    """FC-26."""
    for address in ADDRESSES:
        full = await _ask(reader, address, {"Accept-Encoding": "identity"})
        answer = await _ask(reader, address, {"If-None-Match": full.headers["etag"]})
        assert (answer.status_code, answer.content) == (304, b"")
        body_only = {"content-type", "content-disposition", "content-length"}
        expected = {name: text for name, text in full.headers.items() if name not in body_only}
        assert dict(answer.headers) == expected


async def test_gzip_is_sent_only_to_those_who_ask(reader: httpx2.AsyncClient) -> None:
    """FC-30. The ETag is that of the plain bytes, and weak."""
    for address in ADDRESSES:
        plain = await _ask(reader, address, {"Accept-Encoding": "identity"})
        for asked in (*GZIP, *NO_GZIP):
            headers, raw = await _raw(reader, address, {"Accept-Encoding": asked})
            assert headers.get("content-encoding") == ("gzip" if asked in GZIP else None), asked
            assert (gzip.decompress(raw) if asked in GZIP else raw) == plain.content
            assert headers["content-length"] == str(len(raw))
            assert (headers["etag"], headers["vary"]) == (plain.headers["etag"], "Accept-Encoding")


async def test_microsoft_is_spared_gzip(reader: httpx2.AsyncClient) -> None:
    """FC-30: one report says that it broke subscribing."""
    for address in ADDRESSES:
        plain = await _ask(reader, address)
        for agent in ("Microsoft Office/16.0", "x Microsoft.Exchange/15.20", "outlook-ios/2.0"):
            asked = {"Accept-Encoding": "gzip", "User-Agent": agent}
            headers, raw = await _raw(reader, address, asked)
            assert ("content-encoding" in headers, raw) == (False, plain.content), agent


ODD: list[Headers] = [
    {"Accept": "*/*"},
    {"Accept": "text/html"},
    {"Accept": "text/calendar"},
    {"Accept": "application/json;q=0"},
    {"Authorization": "Bearer abc"},
    {"Authorization": "Basic dXNlcjpwYXNz"},
    {"Authorization": "Negotiate ÿÿ"},
    {"Cookie": "lesekalender=abc; __Host-lesekalender=abc"},
    {"Range": "bytes=0-10"},
    {"Range": "bytes=0-10", "If-Range": 'W/"aaa"'},
    {"User-Agent": "Mozilla/5.0 (compatible; \x01odd\x7f)"},
    {"User-Agent": "Google-Calendar-Importer"},
    {"Accept-Language": "en"},
    {"Prefer": "subscribe-enhanced-get", "Sync-Token": "data:,1"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    {"Host": "evil.example"},
    {"Host": "evil.example\tx"},
]


async def test_nothing_else_in_a_request_changes_the_answer(reader: httpx2.AsyncClient) -> None:
    """FC-29, FC-31, FC-45; T-16: nothing of Host is in any output."""
    for address in ADDRESSES:
        usual = await _ask(reader, address)
        for odd in ODD:
            answer = await _ask(reader, address, odd)
            assert (answer.status_code, answer.content) == (200, usual.content), odd
            assert dict(answer.headers) == dict(usual.headers), odd
            assert b"evil" not in answer.content


async def test_unknown_keys_change_no_byte(reader: httpx2.AsyncClient) -> None:
    """FC-31, FC-39."""
    for address in ADDRESSES:
        usual = await reader.get(address)
        for query in ("utm_source=x", "%00", "&&&==", "x=%ff&x", "a" * 4000):
            answer = await reader.get(f"{address}{'&' if '?' in address else '?'}{query}")
            assert (answer.status_code, answer.content) == (200, usual.content), query
            assert dict(answer.headers) == dict(usual.headers), query


async def test_a_query_over_four_kilobytes_is_refused(reader: httpx2.AsyncClient) -> None:
    for address in (ALL, EVENT):
        assert (await reader.get(f"{address}?{'a' * 4097}")).status_code == 414


async def test_a_feed_sets_no_cookie(reader: httpx2.AsyncClient, app: Starlette) -> None:
    """Promise 6."""
    async with browser(app) as another:
        answers = [await one.get(ALL) for one in (reader, another)]
    assert all("set-cookie" not in one.headers for one in answers)
    assert answers[0].content == answers[1].content
    assert not reader.cookies


async def _ask(
    reader: httpx2.AsyncClient, address: str, headers: Headers | None = None, *, method: str = "GET"
) -> httpx2.Response:
    """Ask at an address that nobody asked before, and again; give what both answered."""
    asked = f"{address}{'&' if '?' in address else '?'}unknown={next(_number)}"
    raw = [(name.encode(), text.encode("latin-1")) for name, text in (headers or {}).items()]
    cold = await reader.request(method, asked, headers=raw)
    warm = await reader.request(method, asked, headers=raw)
    assert (cold.status_code, cold.content) == (warm.status_code, warm.content)
    assert dict(cold.headers) == dict(warm.headers)
    return warm


async def _raw(
    reader: httpx2.AsyncClient, address: str, headers: Headers
) -> tuple[httpx2.Headers, bytes]:
    """Fetch without unpacking."""
    async with reader.stream("GET", address, headers=headers) as answer:
        assert answer.status_code == 200
        return answer.headers, b"".join([piece async for piece in answer.aiter_raw()])
