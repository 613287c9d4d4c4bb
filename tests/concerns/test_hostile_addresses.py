"""Any query at any public address gives an answer, and never shows more than was asked for."""

import random
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from starlette.types import Message

from calendar_app.domain.canonical import canonical
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import NAMES
from calendar_app.domain.view import MOST_SHOWN, VIEW_KEYS, read_view, view_query
from tests.support.databases import NewDatabase
from tests.support.demonstration import Demonstration, Programme, running
from tests.support.hostile import Hostile
from tests.support.public_pages import Face, first_faces, public_routes, samples_of
from tests.support.reading import read_feed
from tests.support.vocabulary import VOCABULARY
from tests.support.web import Clock

LONGEST = 4096
QUESTIONS = 12
"""Of each address; feeds are asked thousands in tests/concerns/test_hostile_queries.py."""

ODD = (
    *(b"", b"&", b"=", b"&=&", b"%", b"%00=%00", b"sok=%00", b"sok=%FF%FE", b"bibliotek=%ED%A0%80"),
    *(b"\xff\xfe=\xff", b"bibliotek=\xc3\xb8\x00", b"visning=maned&dato=9999-12", b"dato=0001-W01"),
    *(b"visning=maned&dato=2100-12", b"visning=uke&dato=1970-W01", b"visning=uke&dato=2026-W53"),
    *(b"fra=9999-12-31", b"til=0001-01-01", b"fra=9999-12-31&visning=maned", b"antall=0&niva=0"),
    *(b"antall=99999999999999999999&niva=-1", b"url=//evil.example", b"url=%00", b"url=a&url=b"),
    *(b"endret_siden=%00", b"endret_siden=9999-12-31T23:59:59-23:59", b"format=xml&maxwidth=-1"),
    *(b"maxwidth=9" * 50, b"bibliotek=" + b"hamar," * 600, b"sok=" + b"%E2%80%AE" * 100),
)
UNKNOWN = ("bibliotek=finnes-ikke", "sted=x&type=y", "serie=finnes-ikke", "alder=6-3-9", "pris=x")
KEYS = some.sampled_from(sorted({*NAMES, *VIEW_KEYS, "url", "endret_siden", "maxwidth", "x"}))
VALUES = some.one_of(
    some.sampled_from(["hamar", "2026-12", "2026-W49", "maned", "uke", "3-6", "-", "-hamar", "en"]),
    some.text(max_size=20),
)
QUERIES = some.one_of(
    some.binary(max_size=60),
    some.lists(some.tuples(KEYS, VALUES), max_size=6).map(
        lambda pairs: "&".join(
            f"{key}={quote_from_bytes(value.encode('utf-8', 'surrogatepass'))}"
            for key, value in pairs
        ).encode()
    ),
)


@pytest.fixture
def sqlite_programme_url(new_database: NewDatabase) -> str:
    return new_database("sqlite", Demonstration())


@pytest.fixture
async def programme(
    sqlite_programme_url: str, tmp_path: Path, clock: Clock
) -> AsyncIterator[Programme]:
    """What an address means has nothing to do with the database: one kind is enough."""
    async with running(sqlite_programme_url, tmp_path, clock) as found:
        yield found


@pytest.fixture
async def looked_at(programme: Programme) -> list[Face]:
    return first_faces(public_routes(programme.app), await samples_of(programme.client))


async def test_no_query_breaks_any_address(programme: Programme, looked_at: list[Face]) -> None:
    """T-12, A-17: 200, or a refusal that is meant; invalid UTF-8, NUL, other centuries, noise."""
    hostile = Hostile(random.Random(7), await programme.publisher.vocabulary())
    for face in looked_at:
        usual, _ = await _ask(programme, face.path, face.query.encode())
        random_ones = (hostile.query().encode() for _ in range(QUESTIONS))
        for query in (*ODD, *random_ones):
            status, _ = await _ask(programme, face.path, query[:LONGEST])
            expected = {usual, 400, 404} if _judges(face) else {usual}
            if face.path == "/oembed" and b"format=xml" in query:
                expected = {501}  # as oEmbed says, section 2.3.5
            assert status in expected, (face.path, query)


@settings(max_examples=300)
@given(query=QUERIES)
def test_any_query_is_read_and_asks_for_no_more_than_it_says(query: bytes) -> None:
    """Whatever hypothesis thinks of; what is not understood leaves a canonical address alone."""
    parsed = parse(query, VOCABULARY)
    again = canonical(parsed.selection)
    if again is not None:
        assert parse(again, VOCABULARY).selection == parsed.selection
    view = read_view(query)
    assert 1 <= view.count <= MOST_SHOWN
    assert read_view(view_query(view)) == view


async def test_what_is_far_too_long_is_refused_everywhere(
    programme: Programme, looked_at: list[Face]
) -> None:
    """T-12: 4 KiB are read, one byte more is 414; so are 10,000 repeats and 64 kB."""
    for face in looked_at:
        if _reads_no_query(face):
            continue
        assert (await _ask(programme, face.path, b"x" * LONGEST))[0] != 414, face.path
        for query in (b"x" * (LONGEST + 1), b"bibliotek=a&" * 10_000, b"x" * 65_536):
            assert (await _ask(programme, face.path, query))[0] == 414, face.path


async def test_what_is_not_understood_never_widens(programme: Programme) -> None:
    """SEL-20, SEL-21: on pages and in embeds as in feeds: nothing, or what the rest asks for."""
    events = {str(one["UID"]) for one in (await programme.feed("bibliotek=hamar")).values()}
    for query in UNKNOWN:
        both = f"bibliotek=hamar&{query}"
        assert set(await programme.feed(both)) <= events
        for path in ("/kalender", "/embed/v1/liste", "/embed/v1/fragment.html", "/skjerm"):
            for view in ("", "&visning=maned", "&visning=uke"):
                found = await _events(programme, path, both + view)
                assert found <= await _events(programme, path, f"bibliotek=hamar{view}"), path
        shown = (await programme.get(f"/embed/v1/events.json?{both}")).json()
        whole = (await programme.get("/embed/v1/events.json?bibliotek=hamar")).json()
        assert len(shown["events"]) <= len(whole["events"])


async def test_views_show_only_dates_that_the_feed_has(programme: Programme) -> None:
    """Promise 1: month and week take their dates from the selection, whatever they span."""
    feed = read_feed((await programme.get("/kalender.ics?bibliotek=hamar")).content)
    wanted = {str(one["URL"]).rpartition("/")[2].partition("?")[0] for one in feed.values()}
    for view in ("visning=maned", "visning=maned&dato=2026-12", "visning=uke", "visning=liste"):
        shown = await _events(programme, "/kalender", f"bibliotek=hamar&{view}")
        assert shown <= wanted
        assert shown


async def _events(programme: Programme, path: str, query: str) -> set[str]:
    """Give the events that a page links to."""
    text = (await programme.get(f"{path}?{query}")).text
    links = text.split("/arrangement/")[1:]
    return {link.partition('"')[0].partition("?")[0] for link in links}


def _judges(face: Face) -> bool:
    """Tell whether an address is refused when what it asks about is not there."""
    return face.path in ("/oembed", "/abonner/qr.svg") or face.path.startswith("/api/v1/")


def _reads_no_query(face: Face) -> bool:
    return face.path in ("/", "/robots.txt", "/.well-known/security.txt") or face.path.startswith(
        ("/static/", "/bilde/", "/embed/v1.", "/embed/v1/ramme.js")
    )


async def _ask(programme: Programme, path: str, query: bytes) -> tuple[int, bytes]:
    """Ask the application itself: a client of HTTP would clean what it sends."""
    sent: list[Message] = []
    scope = {
        **{"type": "http", "http_version": "1.1", "scheme": "http", "method": "GET", "path": path},
        **{"raw_path": path.encode(), "query_string": query, "root_path": ""},
        **{"headers": [(b"host", b"127.0.0.1:8000")], "client": ("192.0.2.1", 1)},
        "server": ("127.0.0.1", 8000),
    }

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    await programme.app(scope, receive, send)
    return int(sent[0]["status"]), b"".join(one.get("body", b"") for one in sent)
