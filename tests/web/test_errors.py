import re
from collections.abc import AsyncIterator, Callable

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from tortoise.exceptions import DBConnectionError

from calendar_app.app import create_app
from calendar_app.storage.errors import DiskFullError, RetryableError
from calendar_app.web.errors import Refusal
from tests.support.web import browser, make_settings

INSIDE = "SELECT hemmelig FROM /work/main tortoise-orm 1.1.9"
NUMBER = re.compile(r"[0-9a-f]{12}")
FAILURES: dict[str, tuple[Callable[[], Exception], int]] = {
    "400": (lambda: HTTPException(400, INSIDE), 400),
    "403": (lambda: HTTPException(403, INSIDE), 403),
    "404": (lambda: HTTPException(404, INSIDE), 404),
    "409": (lambda: HTTPException(409, INSIDE), 409),
    "413": (lambda: HTTPException(413, INSIDE), 413),
    "414": (lambda: HTTPException(414, INSIDE), 414),
    "418": (lambda: HTTPException(418, INSIDE), 418),
    "429": (lambda: HTTPException(429, INSIDE, {"Retry-After": "7"}), 429),
    "foreign form": (lambda: Refusal(403, "foreign_form"), 403),
    "bug": (lambda: ValueError(INSIDE), 500),
    "database away": (lambda: DBConnectionError(INSIDE), 503),
    "database busy": (lambda: RetryableError(INSIDE), 503),
    "disk full": (lambda: DiskFullError(INSIDE), 507),
}


@pytest.fixture
async def failing(request: pytest.FixtureRequest) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the application with addresses that fail; nothing needs the database."""
    app = create_app(make_settings())
    for name, (error, _) in FAILURES.items():
        app.router.routes += [
            Route(f"/{name.replace(' ', '-')}{ending}", raising(error)) for ending in ("", ".ics")
        ]
    async with browser(app) as client:
        yield client


def raising(error: Callable[[], Exception]) -> Callable[[Request], Response]:
    def fail(_: Request) -> Response:
        raise error()

    return fail


@pytest.mark.parametrize("name", FAILURES)
async def test_page_tells_people_what_to_do_and_nothing_of_the_inside(
    failing: httpx2.AsyncClient, name: str
) -> None:
    """T-27."""
    status = FAILURES[name][1]
    response = await failing.get(f"/{name.replace(' ', '-')}")
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert f"Feil {status}" in response.text
    assert NUMBER.fullmatch(response.headers["x-request-id"])
    everything = f"{response.text} {response.headers}"
    for word in (*INSIDE.split(), "Traceback", "Error", "python", "starlette", "uvicorn"):
        assert word not in everything


@pytest.mark.parametrize("name", FAILURES)
async def test_program_that_asked_for_a_feed_gets_a_line_of_text(
    failing: httpx2.AsyncClient, name: str
) -> None:
    """A calendar app must never take an error for an empty calendar (promise 4).

    It comes again after a 503, so that is what it gets when nobody knows what went wrong (FC-33).
    """
    response = await failing.get(f"/{name.replace(' ', '-')}.ics")
    status = FAILURES[name][1]
    assert response.status_code == (503 if status == 500 else status)
    assert "retry-after" in response.headers or response.status_code != 503
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert "VCALENDAR" not in response.text
    assert "<" not in response.text
    assert "hemmelig" not in response.text


async def test_number_on_the_page_is_the_one_in_the_log(
    failing: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = await failing.get("/bug")
    number = response.headers["x-request-id"]
    assert number in response.text
    (record,) = [one for one in caplog.records if one.levelname == "ERROR"]
    assert record.getMessage() == f"request {number} failed"
    assert record.exc_info is not None


async def test_missing_page_is_the_same_to_the_byte_wherever_it_is_missing(
    failing: httpx2.AsyncClient,
) -> None:
    """A-15: what is not there and what is not for you cannot be told apart."""
    one, other = await failing.get("/404"), await failing.get("/nothing")
    assert one.content == other.content
    one, other = await failing.get("/404.ics"), await failing.get("/nothing.ics")
    assert one.content == other.content


async def test_unavailable_says_when_to_come_back(failing: httpx2.AsyncClient) -> None:
    for name in ("database-away", "database-busy", "database-away.ics"):
        assert (await failing.get(f"/{name}")).headers["retry-after"] == "30"
    assert (await failing.get("/429")).headers["retry-after"] == "7"


async def test_wrong_method_names_all_that_are_right(failing: httpx2.AsyncClient) -> None:
    for path, allowed in (
        ("/ansatt/logg-inn", "GET, HEAD, POST"),
        ("/ansatt/logg-ut", "POST"),
        ("/healthz", "GET, HEAD"),
    ):
        response = await failing.request("DELETE", path)
        assert (response.status_code, response.headers["allow"]) == (405, allowed)


async def test_words_are_in_the_language_that_was_asked_for(failing: httpx2.AsyncClient) -> None:
    assert '<html lang="en">' in (await failing.get("/404?ui=en")).text
    assert '<html lang="nb">' in (await failing.get("/404?ui=xx")).text


async def test_error_page_that_fails_still_has_words() -> None:
    app: Starlette = create_app(make_settings())
    app.router.routes.append(Route("/gone", raising(lambda: HTTPException(404))))
    app.state.parts.pages._environments.clear()
    async with browser(app) as client:
        response = await client.get("/gone")
    assert (response.status_code, response.text) == (404, "Vi finner ikke siden.")


def test_debug_pages_are_off() -> None:
    assert create_app(make_settings()).debug is False
