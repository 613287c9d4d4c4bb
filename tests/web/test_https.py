"""From http to https (FC-34): only where a proxy says that somebody came over http."""

from collections.abc import Iterable

import httpx2
import pytest
from starlette.applications import Starlette
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from calendar_app.app import create_app
from tests.support.web import make_settings

PUBLIC = "https://kalender.example.no"
PROXY = "10.0.0.7"
Said = Iterable[tuple[str, str]]
OVER_HTTP: Said = [("x-forwarded-proto", "http")]


def served(*, public_url: str = PUBLIC, trusted_proxies: str = PROXY) -> Starlette:
    """Make the application. Its database is not opened: nothing here gets as far."""
    return create_app(make_settings(public_url=public_url, trusted_proxies=trusted_proxies))


async def asked(
    app: Starlette, path: str, said: Said, *, method: str = "GET", peer: str = PROXY
) -> httpx2.Response:
    """Ask as uvicorn would hand it on: over plain http, from the proxy."""
    server = ProxyHeadersMiddleware(app, trusted_hosts=PROXY)  # type: ignore[arg-type]
    transport = httpx2.ASGITransport(
        app=server,  # type: ignore[arg-type]
        raise_app_exceptions=False,
        client=(peer, 5000),
    )
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://kalender.example.no"
    ) as client:
        return await client.request(method, path, headers=list(said))


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/kalender",
        "/kalender.ics",
        "/kalender.ics?bibliotek=gjovik,hamar&sok=b%C3%B8ker",
        "/arrangement/lesestund-7.ics?avlyst=synlig",
        "/robots.txt",
        "//evil.example/?a=b",
        "/a%0D%0ASet-Cookie:%20x=y",
    ],
)
async def test_path_and_query_are_kept_and_the_name_is_ours(target: str, method: str) -> None:
    """FC-34, and T-16: Host decides nothing."""
    answer = await asked(served(), f"http://evil.example{target}", OVER_HTTP, method=method)
    assert answer.status_code == 308
    assert answer.headers["location"] == PUBLIC + target
    assert answer.content == b""
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_health_checks_are_answered_over_http(path: str) -> None:
    assert "location" not in (await asked(served(), path, OVER_HTTP)).headers


async def test_form_is_not_sent_a_second_time() -> None:
    answer = await asked(served(), "/ansatt/logg-inn", OVER_HTTP, method="POST")
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    "said",
    [
        [],
        [("x-forwarded-proto", "https")],
        [("x-forwarded-proto", "http, https")],
        [("x-forwarded-proto", "http"), ("x-forwarded-proto", "https")],
        [("x-forwarded-proto", "https"), ("x-forwarded-proto", "http")],
        [("forwarded", "proto=http")],
    ],
)
async def test_nobody_is_led_round_in_a_circle(said: Said) -> None:
    """A proxy that does not say http may well have been spoken to over https."""
    assert (await asked(served(), "/robots.txt", said)).status_code == 200


async def test_https_that_a_stranger_claims_is_no_reason_to_lead_over() -> None:
    said = [("x-forwarded-proto", "https")]
    assert (await asked(served(), "/robots.txt", said, peer="192.0.2.1")).status_code == 200


@pytest.mark.parametrize(
    ("public_url", "trusted_proxies"), [("http://127.0.0.1:8000", PROXY), (PUBLIC, "")]
)
async def test_without_https_or_a_proxy_nothing_is_led_over(
    public_url: str, trusted_proxies: str
) -> None:
    app = served(public_url=public_url, trusted_proxies=trusted_proxies)
    answer = await asked(app, "http://127.0.0.1:8000/robots.txt", OVER_HTTP)
    assert answer.status_code == 200
