"""T-12: whatever stands in an address, feeds answer, and memory stays within its bounds."""

import gc
import os
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.types import Message

from calendar_app.publishing.answer import Answer
from feeds.lint import lint
from tests.support.databases import NewDatabase
from tests.support.demonstration import FEED, Demonstration, Programme, running
from tests.support.formats import API, FORMATS
from tests.support.hostile import Hostile
from tests.support.web import Clock

QUESTIONS = int(os.environ.get("LESEKALENDER_TEST_QUESTIONS", "8000"))
"""A million are asked before a release; these fill every bound many times over."""

MOST_ANSWERS = 512
MOST_BYTES = 64 * 2**20


@pytest.fixture
def sqlite_programme_url(new_database: NewDatabase) -> str:
    return new_database("sqlite", Demonstration())


@pytest.fixture
async def programme(
    sqlite_programme_url: str, tmp_path: Path, clock: Clock
) -> AsyncIterator[Programme]:
    """For what takes long and has nothing to do with the database: one kind is enough."""
    async with running(sqlite_programme_url, tmp_path, clock) as found:
        yield found


async def test_random_queries_are_answered_and_leave_a_bounded_memory(
    programme: Programme,
) -> None:
    """T-12, SEL-22, SEL-23, SEL-25: 200 for all of them; at most 512 answers and 64 MiB.

    Straight at the application, since a client of HTTP would clean what it sends.
    """
    hostile = Hostile(random.Random(12), await programme.publisher.vocabulary())
    chance = random.Random(13)
    paths = [FEED, FEED, FEED, FEED, "/kalender.json", "/kalender.rss", API]
    for number in range(QUESTIONS):
        query = hostile.query()
        assert await _status(programme, chance.choice(paths), query.encode()) == 200, query
        if number % 5_000 == 0:
            _assert_bounded()
    _assert_bounded()
    assert len(_kept()) > 100, "the queries are too much alike"


async def test_junk_is_kept_once(programme: Programme) -> None:
    """SEL-12, SEL-20, SEL-22: unknown keys, and values that mean nothing, are one cache entry."""
    await programme.get(FEED)
    before = len(_kept())
    for number in range(300):
        keys = "&".join(f"k{number}x{one}=v" for one in range(50))
        for query in (keys, f"bibliotek=junk{number}", f"type=-&sted=%FF{number}&alder=1"):
            assert await _status(programme, FEED, query.encode()) == 200
    assert len(_kept()) - before == 1


async def test_spellings_of_one_selection_are_one_answer(programme: Programme) -> None:
    """SEL-12, FC-37: the same object in memory, not only the same bytes."""
    spellings = (
        "bibliotek=gjovik,hamar&type=lesestund&alder=3-6",
        "alder=3-6&type=lesestund&bibliotek=hamar,gjovik",
        "LIBRARY=Gj%C3%B8vik,,hamar,&TYPE=Lesestund&age=3%E2%80%936&utm_source=x&fbclid=y",
        "bibliotek=hamar&library=GJ%C3%98VIK&type=lesestund,lesestund&alder=%203-6&ui=nb",
        "type=%6Cesestund&bibliotek=gjovik%2Chamar&alder=3-6&avlyst=status&sok=",
    )
    before = len(_kept())
    bodies = {(await programme.get(f"{FEED}?{one}")).content for one in spellings}
    assert len(bodies) == 1
    assert len(_kept()) == before + 1


ODD = (
    *("bibliotek[]=hamar", "bibliotek%5B%5D=hamar", "%00=%00", "sok=%00", "%", "&", "=", "&=&"),
    *("bibliotek=%FF", "fra=%00", "til=" + "9" * 100, "a;b;c", "sok=" + "%E2%80%AE" * 100),
    *("bibliotek=hamar&" * 256, "avlyst=nei,synlig&ui=xx&gjentakelse=kanskje"),
    *("type=-%0D%0ABEGIN:VEVENT", "sted=hamar,%3Cscript%3E", "sok=%0D%0AX-EVIL:1"),
)


async def test_what_nobody_would_type_is_still_a_calendar(programme: Programme) -> None:
    """SEL-23, SEL-24: valid, with nothing of the query in it, and 200 in every format."""
    for query in ODD:
        for form in FORMATS:
            assert await _status(programme, f"/kalender.{form}", query.encode()) == 200
        body = await _body(programme, FEED, query.encode())
        assert lint(body) == [], query
        assert b"EVIL" not in body


async def test_only_what_is_far_too_long_is_refused(programme: Programme) -> None:
    """T-12: 10,000 repeated keys, 64 kB; 4 KiB are read, one byte more is 414."""
    for path in (*(f"/kalender.{form}" for form in FORMATS), API, "/arrangement/x-1.ics"):
        for query in (b"a" * 4097, b"bibliotek=a&" * 10_000, b"x" * 65_536, b"%00" * 2_000):
            assert await _status(programme, path, query) == 414
    assert await _status(programme, FEED, b"bibliotek=hamar&" + b"a" * 4080) == 200


async def test_no_key_pages_or_sorts_a_feed(programme: Programme) -> None:
    """SEL-5."""
    for form in FORMATS:
        usual = await programme.get(f"/kalender.{form}")
        for query in ("side=2", "page=2", "limit=1", "offset=10", "sort=-start", "antall=3", "n=1"):
            answer = await programme.get(f"/kalender.{form}?{query}&visning=liste")
            assert answer.content == usual.content
            assert answer.headers["etag"] == usual.headers["etag"]


def _assert_bounded() -> None:
    kept = _kept()
    assert len(kept) <= MOST_ANSWERS
    assert sum(one.size for one in kept) <= MOST_BYTES


def _kept() -> list[Answer]:
    """Find every answer that anything in the process still holds."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Answer)]


async def _status(programme: Programme, path: str, query: bytes) -> int:
    return int((await _messages(programme, path, query))[0]["status"])


async def _body(programme: Programme, path: str, query: bytes) -> bytes:
    return b"".join(one.get("body", b"") for one in await _messages(programme, path, query))


async def _messages(programme: Programme, path: str, query: bytes) -> list[Message]:
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
    return sent
