import re

import httpx2
from starlette.applications import Starlette
from starlette.routing import Route

from calendar_app.addresses import STAFF
from calendar_app.app import create_app
from tests.support.web import SignIn, browser, make_settings


async def test_no_public_address_sets_a_cookie_or_varies_with_one(
    app: Starlette, signed_in: SignIn
) -> None:
    """ST-41, D-18: also for a browser that is logged in."""
    librarian = await signed_in()
    public = [route for route in app.routes if isinstance(route, Route)]
    paths = [re.sub(r"\{\w+\}", "1", one.path) for one in public if not one.path.startswith(STAFF)]
    assert len(paths) > 5
    for path in [*paths, "/nothing", "/nothing.ics"]:
        response = await librarian.get(path)
        assert "set-cookie" not in response.headers, path
        assert "cookie" not in response.headers.get("vary", "").lower(), path


async def test_public_pages_are_the_same_for_staff_and_visitors(
    app: Starlette, client: httpx2.AsyncClient, signed_in: SignIn
) -> None:
    librarian = await signed_in()
    for path in ("/kalender", "/kalender.ics", "/nothing", "/arrangement/x-1"):
        mine, theirs = await librarian.get(path), await client.get(path)
        assert mine.content == theirs.content


async def test_cookies_over_tls_belong_to_this_host_alone() -> None:
    app = create_app(make_settings(public_url="https://kalender.example.no"))
    async with browser(app, base_url="https://kalender.example.no") as client:
        response = await client.get("/ansatt/logg-inn")
    name, _, rest = response.headers["set-cookie"].partition("=")
    assert name == "__Host-lesekalender-innlogging"
    assert set(rest.split("; ")[1:]) == {"HttpOnly", "Path=/", "SameSite=lax", "Secure"}


async def test_cookies_on_a_loopback_need_no_tls(client: httpx2.AsyncClient) -> None:
    response = await client.get("/ansatt/logg-inn")
    name, _, rest = response.headers["set-cookie"].partition("=")
    assert name == "lesekalender-innlogging"
    assert set(rest.split("; ")[1:]) == {"HttpOnly", "Path=/", "SameSite=lax"}
