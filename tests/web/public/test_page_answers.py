"""Pages are built once for each address, and anew as soon as they could be wrong."""

import asyncio
import gc
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from calendar_app.domain.timing import next_midnight
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.conditional import Prepared
from calendar_app.web.headers import header_table
from calendar_app.web.hosts import known_names
from calendar_app.web.public.page_answers import PageAnswers
from calendar_app.web.public.shortcuts import coming_periods
from calendar_app.web.ready import WarmLane
from tests.support.demonstration import running
from tests.support.events import publish, single, timed
from tests.support.hostile import Hostile
from tests.support.outage import outage_of
from tests.support.web import HOST, NOW, PUBLIC_URL, Clock, browser

PAGE, EMBED = "/kalender", "/embed/v1/liste"
QUESTIONS = 10_000
MOST = 512
A_LOOK = 1.05
"""Seconds after which a request looks at the version again."""


@dataclass
class Builder:
    """A handler that counts what it builds; a test says what it answers, and what happens then."""

    publisher: Publisher
    built: list[str] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def __call__(self, request: Request) -> Response:
        self.built.append(request.scope["path"])
        text = f"Bygget {len(self.built)}"
        await self.publisher.current.index()
        if self.meanwhile:
            await self.meanwhile()
        return HTMLResponse(text, status_code=self.status, headers=self.headers)


@pytest.fixture
def builder(app: Starlette) -> Builder:
    return Builder(app.state.parts.publisher)


@pytest.fixture
def answers(builder: Builder, clock: Clock) -> PageAnswers:
    return _answers(builder, clock)


@pytest.fixture
async def visitor(builder: Builder, answers: PageAnswers) -> AsyncIterator[httpx2.AsyncClient]:
    """A visitor's browser at pages that are kept as the program keeps its own."""
    async with browser(_site(builder, answers)) as client:
        yield client


def _answers(builder: Builder, clock: Clock) -> PageAnswers:
    return PageAnswers(
        builder.publisher,
        now=clock,
        headers=header_table(https=False),
        host_names=known_names(PUBLIC_URL),
    )


def _site(builder: Builder, answers: PageAnswers) -> Starlette:
    routes = [Route(path, answers.kept(builder)) for path in (PAGE, EMBED, "/om")]
    small = Starlette(routes=routes)
    small.add_middleware(WarmLane, warm=(answers.warm,))
    return small


async def _change(builder: Builder) -> None:
    await publish(single(timed(date(2026, 11, 25))), now=NOW)
    builder.publisher.current.note_own_write()


async def test_an_address_is_built_once_and_every_other_by_itself(
    builder: Builder, visitor: httpx2.AsyncClient
) -> None:
    addresses = (PAGE, f"{PAGE}?bibliotek=hamar", f"{PAGE}?bibliotek=gjovik", "/om", EMBED)
    first = [(await visitor.get(one)).text for one in addresses]
    assert first == [f"Bygget {number}" for number in range(1, 6)]
    assert [(await visitor.get(one)).text for one in addresses] == first
    assert len(builder.built) == len(addresses)


async def test_pages_are_told_apart_by_the_language_of_the_reader_and_embeds_are_not(
    builder: Builder, visitor: httpx2.AsyncClient
) -> None:
    """Only pages offer another language; the language itself stands in the address."""
    spoken = ("nb-NO, nb;q=0.9", "nn", "en-GB, en;q=0.8", "se", "")
    for language in spoken * 2:
        await visitor.get(PAGE, headers={"Accept-Language": language})
    assert len(builder.built) == 4  # bokmål, nynorsk, English, and none of ours
    for language in spoken:
        await visitor.get(EMBED, headers={"Accept-Language": language})
    assert builder.built[4:] == [EMBED]


async def test_neither_cookies_nor_other_headers_make_another_page(
    builder: Builder, visitor: httpx2.AsyncClient
) -> None:
    """A-10, E-10."""
    usual = await visitor.get(PAGE)
    for odd in (
        {"Cookie": "lesekalender=x; ui=en"},
        {"Authorization": "Bearer x"},
        {"X-Forwarded-Host": "evil.example"},
        {"User-Agent": "x"},
        {"Host": "localhost"},
    ):
        answer = await visitor.get(PAGE, headers=odd)
        assert (answer.content, answer.headers) == (usual.content, usual.headers), odd
    assert len(builder.built) == 1


async def test_refusals_and_what_sets_a_cookie_are_never_kept(
    builder: Builder, visitor: httpx2.AsyncClient
) -> None:
    for status in (404, 410, 503, 301):
        builder.status = status
        assert [(await visitor.get(PAGE)).status_code for _ in range(2)] == [status] * 2
    builder.status, builder.headers = 200, {"Set-Cookie": "a=b"}
    assert "etag" not in (await visitor.get(PAGE)).headers
    await visitor.get(PAGE)
    assert len(builder.built) == 10


async def test_a_page_is_built_anew_after_a_change_and_after_midnight(
    builder: Builder, visitor: httpx2.AsyncClient, clock: Clock
) -> None:
    assert [(await visitor.get(PAGE)).text for _ in range(2)] == ["Bygget 1"] * 2
    await _change(builder)
    assert [(await visitor.get(PAGE)).text for _ in range(2)] == ["Bygget 2"] * 2
    clock.now = next_midnight(clock.now) - timedelta(seconds=1)
    assert (await visitor.get(PAGE)).text == "Bygget 2"
    clock.move(timedelta(seconds=1))
    assert [(await visitor.get(PAGE)).text for _ in range(2)] == ["Bygget 3"] * 2


async def test_a_page_that_a_change_overtook_is_not_kept(
    builder: Builder, visitor: httpx2.AsyncClient
) -> None:
    """It was made of what stood before, and must not be taken for what stands now."""

    async def overtaken() -> None:
        builder.meanwhile = None
        await _change(builder)
        await builder.publisher.current.index()

    builder.meanwhile = overtaken
    assert (await visitor.get(PAGE)).text == "Bygget 1"
    assert [(await visitor.get(PAGE)).text for _ in range(2)] == ["Bygget 2"] * 2


async def test_head_and_not_modified_are_answered_without_building(
    builder: Builder, visitor: httpx2.AsyncClient
) -> None:
    first = await visitor.get(PAGE)
    head = await visitor.head(PAGE)
    assert (head.status_code, head.content, head.headers) == (200, b"", first.headers)
    same = {"If-None-Match": first.headers["etag"]}
    for language in ({}, {"Accept-Language": ""}):
        unchanged = await visitor.get(PAGE, headers={**same, **language})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert len(builder.built) == 1


async def test_a_header_of_the_handlers_own_stays_and_the_others_are_those_of_its_kind(
    builder: Builder, visitor: httpx2.AsyncClient
) -> None:
    builder.headers = {"Cache-Control": "public, max-age=7", "X-Robots-Tag": "noindex"}
    page, embed = await visitor.get(PAGE), await visitor.get(EMBED)
    for answer in (page, embed):
        assert answer.headers["cache-control"] == "public, max-age=7"
        assert answer.headers.get_list("x-robots-tag") == ["noindex"]
    assert page.headers["vary"] == "Accept, Accept-Encoding, Accept-Language"
    assert embed.headers["vary"] == "Accept-Encoding"
    builder.headers = {}
    plain, shown = await visitor.get(f"{PAGE}?a"), await visitor.get(f"{EMBED}?a")
    assert plain.headers["cache-control"] == "public, no-cache"
    assert shown.headers["cache-control"] == "public, max-age=300, stale-while-revalidate=60"


async def test_a_calendar_program_and_a_foreign_name_are_not_sent_what_lies_ready(
    answers: PageAnswers, visitor: httpx2.AsyncClient
) -> None:
    """They go on to the handler of the route and to the check of the name (T-16)."""
    await visitor.get(PAGE)
    assert answers.warm(_scope(PAGE)) is not None
    assert answers.warm(_scope(PAGE, host="evil.example")) is None
    assert answers.warm(_scope(PAGE, accept="text/calendar")) is None


async def test_random_questions_leave_a_bounded_memory(
    builder: Builder, answers: PageAnswers
) -> None:
    """T-12: ten thousand of them, on pages as on feeds.

    Straight at the handler, since a client of HTTP would clean what it sends.
    """
    hostile = Hostile(random.Random(5), await load_vocabulary())
    show = answers.kept(builder)
    before = _prepared()
    for _ in range(QUESTIONS):
        await show(Request(_scope(PAGE, hostile.query().encode())))
    assert 100 < _prepared() - before <= MOST
    assert len(builder.built) > QUESTIONS / 2


async def test_a_query_that_is_far_too_long_is_refused_unbuilt(
    builder: Builder, visitor: httpx2.AsyncClient
) -> None:
    """T-12: 4 KiB are read, one byte more is 414."""
    assert (await visitor.get(f"{PAGE}?{'a' * 4096}")).status_code == 200
    assert (await visitor.get(f"{PAGE}?{'a' * 4097}")).status_code == 414
    assert len(builder.built) == 1


async def test_nothing_is_kept_that_was_built_while_the_database_was_away(
    database_url: str, tmp_path: Path, clock: Clock
) -> None:
    """It may lack what only storage knows; what was kept before stands (FC-33)."""
    async with (
        outage_of(database_url) as outage,
        running(outage.url, tmp_path, clock) as programme,
    ):
        builder = Builder(programme.publisher)
        async with browser(_site(builder, _answers(builder, clock))) as visitor:
            assert (await visitor.get(PAGE)).text == "Bygget 1"
            await outage.begin()
            await asyncio.sleep(A_LOOK)
            assert [(await visitor.get(PAGE)).text for _ in range(2)] == ["Bygget 1"] * 2
            assert [(await visitor.get("/om")).text for _ in range(2)] == ["Bygget 2", "Bygget 3"]
            await outage.end()


async def test_nothing_is_kept_that_first_found_the_database_away(
    database_url: str, tmp_path: Path, clock: Clock
) -> None:
    """A page that did without the school holidays must not stand until something changes."""
    async with (
        outage_of(database_url) as outage,
        running(outage.url, tmp_path, clock) as programme,
    ):
        builder = Builder(programme.publisher)

        async def read_during_an_outage() -> None:
            await outage.begin()
            assert await coming_periods(programme.publisher, date(2026, 11, 23)) == []
            await outage.end()

        async with browser(_site(builder, _answers(builder, clock))) as visitor:
            builder.meanwhile = read_during_an_outage
            assert (await visitor.get(PAGE)).text == "Bygget 1"
            builder.meanwhile = None
            assert (await visitor.get(PAGE)).text == "Bygget 2"


def _scope(path: str, query: bytes = b"", **headers: str) -> Scope:
    given = {"host": HOST, **headers}
    return {
        **{"type": "http", "method": "GET", "path": path, "query_string": query},
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }


def _prepared() -> int:
    gc.collect()
    return sum(isinstance(one, Prepared) for one in gc.get_objects())
