"""The address of a personal feed is a secret: T-13 and T-14 of facts/security.md."""

import logging
import random
from pathlib import Path
from statistics import median
from time import process_time

import httpx2
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from tortoise.connection import get_connection

from calendar_app.app import create_app
from calendar_app.domain.access import Role
from calendar_app.storage.staff import disable_staff, enable_staff
from calendar_app.web.guess_limits import PER_MINUTE
from tests.support.counting import counted_queries
from tests.support.databases import KINDS, PRODUCT, NewDatabase
from tests.support.personal import (
    LINKS,
    UNKNOWN,
    address_on,
    link_ids,
    make_link,
    report_link,
    store_programme,
    titles,
    token_in,
    without_number,
)
from tests.support.web import PUBLIC_URL, Clock, SignedIn, SignIn, browser, make_settings

FEED = "/kalender.ics"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")


@pytest.fixture
async def hamar(app: Starlette, signed_in: SignIn) -> SignedIn:
    """A member of Hamar's staff, and a programme that not everybody sees the same of."""
    await store_programme(app)
    return await signed_in(Role.EDITOR, "hamar")


async def test_no_etag_validates_at_another_address(
    client: httpx2.AsyncClient, hamar: SignedIn, signed_in: SignIn
) -> None:
    """T-13: public on private, private on public, one's own other one, a colleague's same bytes."""
    colleague = await signed_in(Role.EDITOR, "hamar")
    paths = [
        FEED,
        await make_link(hamar, "Mobilen min"),
        await make_link(hamar, "Nettbrettet"),
        await make_link(colleague),
    ]
    answers = {path: await client.get(path) for path in paths}
    assert len({answers[path].content for path in paths[1:]}) == 1
    assert len({answer.headers["etag"] for answer in answers.values()}) == len(paths)
    for path in paths:
        for other in paths:
            headers = {"If-None-Match": answers[other].headers["etag"]}
            status = (await client.get(path, headers=headers)).status_code
            assert status == (304 if path == other else 200)


async def test_nothing_private_is_answered_from_what_was_warm_and_nothing_public_lacks(
    client: httpx2.AsyncClient, hamar: SignedIn, signed_in: SignIn
) -> None:
    """A-10: warm every cache as staff and read as the public; and the reverse."""
    ringsaker = await signed_in(Role.EDITOR, "ringsaker")
    paths = [FEED, await make_link(hamar), f"{FEED}?avlyst=synlig", await make_link(ringsaker)]
    cold = [(await client.get(path)).content for path in paths]
    for order in (1, -1):
        warm = [(await client.get(path)).content for path in paths[::order]][::order]
        assert warm == cold


async def test_what_is_not_there_is_the_same_however_it_came_about(
    client: httpx2.AsyncClient, hamar: SignedIn
) -> None:
    """T-14, FC-23: reported leaked, unknown, of a wrong shape, and asked for in another way."""
    good, leaked = await make_link(hamar, "En"), await make_link(hamar, "To")
    await client.get(leaked)
    await report_link(hamar, (await link_ids(hamar))[0])
    missing = await client.get(UNKNOWN)
    assert missing.status_code == 404
    shapes = ["x", "A" * 42, "A" * 44, "a" * 20_000, "%00", "%FF%FE", "..", "%2e%2e%2fkalender"]
    for path in (leaked, *(f"/t/{shape}.ics" for shape in shapes), leaked.removesuffix(".ics")):
        answer = await client.get(path)
        assert answer.status_code == 404, path
        assert answer.content == missing.content
        assert without_number(answer) == without_number(missing)
    for method in METHODS[2:]:
        for path in (good, leaked, UNKNOWN):
            answer = await client.request(method, path)
            assert (answer.status_code, answer.content) == (404, missing.content), method
            assert without_number(answer) == without_number(missing)
    assert "allow" not in missing.headers
    assert (await client.get(good)).status_code == 200


async def test_missing_one_takes_the_same_time_however_it_came_about(
    app: Starlette, hamar: SignedIn
) -> None:
    """T-14: medians within 10 %, of the time that the process works for each.

    Clocks on the wall would measure what else the machine does; waiting is the same, as the
    look-up is: one statement.
    """
    good, leaked = await make_link(hamar, "En"), await make_link(hamar, "To")
    await report_link(hamar, (await link_ids(hamar))[0])
    asked = [("GET", UNKNOWN), ("GET", leaked), ("GET", "/t/x.ics"), ("PUT", good)]
    seconds: list[list[float]] = [[] for _ in asked]
    for network in range(_MOST_NETWORKS):
        await _ask(app, asked, seconds, network)
        medians = [median(one) for one in seconds]
        if network >= _LEAST_NETWORKS and max(medians) <= min(medians) * 1.1:
            return
    pytest.fail(f"{dict(zip(asked, medians, strict=True))}")


_LEAST_NETWORKS, _MOST_NETWORKS = 10, 60
"""Each asks as often as none is told to wait."""


async def _ask(
    app: Starlette, asked: list[tuple[str, str]], seconds: list[list[float]], network: int
) -> None:
    """Ask in another order each time, or each would always have the same connection of a pool."""
    chance = random.Random(network)
    places = list(range(len(asked)))
    async with _from(app, f"10.{network}.0.1") as client:
        for _ in range(PER_MINUTE // len(asked)):
            chance.shuffle(places)
            for place in places:
                method, path = asked[place]
                began = process_time()
                with counted_queries() as statements:
                    answer = await client.request(method, path)
                seconds[place].append(process_time() - began)
                # The process looks at the publication once a second, whatever is asked.
                own = [one for one in statements if '"publication"' not in one]
                assert (answer.status_code, len(own)) == (404, 1), own


async def test_who_guesses_much_has_to_wait_and_who_knows_does_not(
    app: Starlette, hamar: SignedIn
) -> None:
    """T-14: by network; a good address of the same network goes on working."""
    good = await make_link(hamar)
    async with (
        _from(app, "192.0.2.7") as guesser,
        _from(app, "192.0.2.8") as neighbour,
        _from(app, "198.51.100.1") as elsewhere,
    ):
        for number in range(PER_MINUTE):
            method = METHODS[number % len(METHODS)]
            assert (await guesser.request(method, f"/t/{number}.ics")).status_code == 404
        for client in (guesser, neighbour):
            refused = await client.get(UNKNOWN)
            assert refused.status_code == 429
            assert 0 < int(refused.headers["retry-after"]) <= 60
            assert (await client.post(good)).status_code == 429
            assert (await client.get(good)).status_code == 200
        assert (await elsewhere.get(UNKNOWN)).status_code == 404


def _from(app: Starlette, address: str) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app=app, client=(address, 1))
    return httpx2.AsyncClient(transport=transport, base_url=PUBLIC_URL)


async def test_feeds_end_with_the_account(
    client: httpx2.AsyncClient, hamar: SignedIn, clock: Clock
) -> None:
    """T-14: at the next request, and letting the person in again brings none back."""
    path = await make_link(hamar)
    assert len(await titles(client, path)) == 3
    await disable_staff(hamar.person.id, now=clock())
    assert await titles(client, path) == {"Denne kalenderen er avsluttet"}
    await enable_staff(hamar.person.id)
    assert await titles(client, path) == {"Denne kalenderen er avsluttet"}


async def test_address_is_in_no_log(
    client: httpx2.AsyncClient, hamar: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    """T-14: every logger there is, at its most talkative, but for the test's own client."""
    caplog.set_level(logging.DEBUG)
    for name in ("httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    path = await make_link(hamar)
    for method in METHODS:
        for address in (path, f"/{path}", path.replace("/t/", "/T/"), f"{path}/x", f"{path}?ui=en"):
            await client.request(method, PUBLIC_URL + address)
    await client.get(path, headers={"host": "evil"})
    assert "/t/..." in caplog.text
    assert token_in(path) not in caplog.text


@pytest.fixture(params=KINDS)
def breakable_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """A database of its own, since the test takes a table away."""
    return new_database(request.param, PRODUCT)


async def test_address_is_in_no_traceback(
    breakable_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """T-14: a table that is not there fails in the midst of the look-up; the log tells of that."""
    settings = make_settings(data_dir=tmp_path, database_url=SecretStr(breakable_url))
    app = create_app(settings, now=Clock())
    async with app.router.lifespan_context(app), browser(app) as client:
        await get_connection("default").execute_query("DROP TABLE personal_feed")
        answer = await client.get(UNKNOWN)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "Traceback" in caplog.text
    assert "personal_feed" in caplog.text
    secret = token_in(UNKNOWN)
    records = [one.getMessage() for one in caplog.records if one.name.startswith("calendar_app")]
    assert records
    assert not [one for one in records if secret in one]
    assert not [one for one in caplog.records if one.exc_text and secret in one.exc_text]


async def test_address_is_shown_once_and_leads_nowhere_else(
    client: httpx2.AsyncClient, hamar: SignedIn
) -> None:
    """T-14: in the body of one answer, which nothing keeps; never in an address of ours."""
    answer = await hamar.post(LINKS, {"name": "Mobilen min"})
    path = address_on(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not [value for value in answer.headers.values() if token_in(path) in value]
    for page in (LINKS, "/ansatt/arrangementer", f"{LINKS}/1/avslutning", f"{LINKS}/1/avveie"):
        assert token_in(path) not in (await hamar.get(page)).text
    assert token_in(path) not in (await client.get(path)).text.replace("\r\n ", "")
