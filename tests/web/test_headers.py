import re

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from calendar_app.app import create_app
from calendar_app.web.headers import HEADERS
from calendar_app.web.path_kinds import PathKind, kind_of
from tests.support.web import SignIn, browser, make_settings

SECURITY = frozenset(
    {
        "access-control-allow-origin",
        "content-security-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "permissions-policy",
        "referrer-policy",
        "strict-transport-security",
        "x-content-type-options",
        "x-frame-options",
        "server",
        "x-powered-by",
    }
)


BUILDER = "/bygg-inn"
"""The one page that shows a frame, of our own, and so may hold one."""


def security_headers(response: httpx2.Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name in SECURITY}


def expected(path: str) -> dict[str, str]:
    table = {name.lower(): value for name, value in HEADERS[kind_of(path)].items()}
    if path == BUILDER:
        table["content-security-policy"] += "; frame-src 'self'"
    return {name: value for name, value in table.items() if name in SECURITY}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", PathKind.PAGE),
        ("/kalender", PathKind.PAGE),
        ("/kalender.ics", PathKind.FEED),
        ("/kalender.rss", PathKind.FEED),
        ("/kalender.json", PathKind.FEED),
        ("/arrangement/babysang-7.ics", PathKind.FEED),
        ("/api/v1/events", PathKind.FEED),
        ("/ansatt/arrangementer/7.ics", PathKind.STAFF),
        ("/ansatt/logg-inn", PathKind.STAFF),
        ("/t/abc.ics", PathKind.PERSONAL),
        ("/t/abc/x", PathKind.PERSONAL),
        ("/healthz", PathKind.HEALTH),
        ("/static/0/public.css", PathKind.FILE),
        ("/bilde/0.webp", PathKind.FILE),
        ("/embed/v1/liste", PathKind.EMBED),
        ("/embed/v1/events.json", PathKind.EMBED),
        ("/embed/v1.js", PathKind.EMBED),
        ("/oembed", PathKind.EMBED),
        ("/data/dcat.ttl", PathKind.FEED),
        ("/api/v1/openapi.json", PathKind.FEED),
    ],
)
def test_kind_of_a_path(path: str, kind: PathKind) -> None:
    assert kind_of(path) is kind


async def test_every_route_sends_the_headers_of_its_kind(app: Starlette, signed_in: SignIn) -> None:
    """T-19 too: nothing may be framed."""
    librarian = await signed_in()
    for route in app.routes:
        assert isinstance(route, Route)
        path = re.sub(r"\{\w+\}", "1", route.path)
        for method in sorted(route.methods or ()):
            for client in (librarian.client, browser(app)):
                response = await client.request(method, path)
                assert security_headers(response) == expected(path), f"{method} {path}"


@pytest.mark.parametrize("path", ["/nothing", "/kalender.rss/x", "/ansatt/nothing", "/x.ics"])
async def test_refusals_send_them_too(client: httpx2.AsyncClient, path: str) -> None:
    response = await client.get(path)
    assert response.status_code == 404
    assert security_headers(response) == expected(path)


@pytest.mark.parametrize("path", ["/ansatt/logg-inn", "/ansatt/nothing"])
async def test_staff_pages_are_kept_by_no_shared_cache(
    client: httpx2.AsyncClient, path: str
) -> None:
    response = await client.get(path)
    assert response.headers["cache-control"] == "private, no-cache"
    assert response.headers["referrer-policy"] == "no-referrer"


def test_policy_allows_nothing_from_elsewhere_and_no_inline_code() -> None:
    policy = HEADERS[PathKind.PAGE]["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    for word in ("unsafe", "http:", "https:", "*", "nonce"):
        assert word not in policy


async def test_public_address_over_tls_is_told_to_stay_so() -> None:
    app = create_app(make_settings(public_url="https://kalender.example.no"))
    async with browser(app, base_url="https://kalender.example.no") as client:
        for path in ("/healthz", "/nothing", "/nothing.ics", "/ansatt/logg-inn"):
            response = await client.get(path)
            assert response.headers["strict-transport-security"] == "max-age=31536000"


async def test_plain_loopback_is_not(client: httpx2.AsyncClient) -> None:
    response = await client.get("/healthz")
    assert "strict-transport-security" not in response.headers
