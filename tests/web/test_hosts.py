from collections.abc import Sequence

import httpx2
import pytest

from calendar_app.app import create_app
from calendar_app.web.hosts import host_name
from tests.support.web import browser, make_settings

Headers = Sequence[tuple[bytes, bytes]]


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ([(b"host", b"kalender.example.no")], "kalender.example.no"),
        ([(b"host", b"Kalender.Example.NO:8443")], "kalender.example.no"),
        ([(b"host", b"[::1]:8000")], "::1"),
        ([(b"host", b"a/b?c=")], None),
        ([(b"host", b"evil@kalender.example.no")], None),
        ([(b"host", b"kalender.example.no:80:80")], None),
        ([(b"host", b"kalender.example.no\n")], None),
        ([(b"host", b"")], None),
        ([(b"host", b"a.no"), (b"host", b"b.no")], None),
        ([], None),
    ],
)
def test_host_is_read_from_the_one_header_there_may_be(headers: Headers, name: str | None) -> None:
    """T-16."""
    assert host_name(headers) == name


@pytest.mark.parametrize("host", ["evil", "a/b?c=", "kalender.example.no.evil", "127.0.0.1.evil"])
async def test_page_under_a_foreign_name_is_refused_without_repeating_it(host: str) -> None:
    """The application is not even started: nothing behind the check is asked."""
    async with browser(create_app(make_settings())) as client:
        for path in ("/", "/kalender", "/ansatt/", "/nothing", "/ansatt/logg-inn"):
            headers = {"host": host, "x-forwarded-host": host}
            response = await client.get(path, headers=headers)
            assert response.status_code == 400
            assert "evil" not in f"{response.text} {response.headers}"


async def test_two_host_headers_are_refused() -> None:
    async with browser(create_app(make_settings())) as client:
        headers = [("host", "127.0.0.1:8000"), ("host", "127.0.0.1:8000")]
        assert (await client.get("/kalender", headers=headers)).status_code == 400


async def test_personal_feed_is_looked_for_whatever_the_name(client: httpx2.AsyncClient) -> None:
    foreign = await client.get("/t/x.ics", headers={"host": "evil"})
    assert (foreign.status_code, "evil" in str(foreign.headers)) == (404, False)


async def test_feeds_and_health_answer_the_same_whatever_the_name(
    client: httpx2.AsyncClient,
) -> None:
    """A subscriber must not lose a calendar over a name, and a prober has only a number."""
    for path in ("/kalender.ics", "/healthz", "/readyz"):
        usual = await client.get(path)
        foreign = await client.get(path, headers={"host": "evil", "x-forwarded-host": "evil"})
        assert usual.status_code == foreign.status_code == 200
        assert usual.content == foreign.content
        assert "evil" not in str(foreign.headers)


async def test_loopback_names_are_ours(client: httpx2.AsyncClient) -> None:
    for host in ("localhost:8000", "127.0.0.1", "[::1]:9", "LOCALHOST"):
        assert (await client.get("/kalender", headers={"host": host})).status_code == 200


async def test_forwarded_host_changes_nothing(client: httpx2.AsyncClient) -> None:
    headers = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    for path in ("/kalender", "/ansatt/logg-inn", "/ansatt/"):
        usual, forwarded = await client.get(path), await client.get(path, headers=headers)
        assert forwarded.headers.get("location") == usual.headers.get("location")
        assert "evil" not in forwarded.text


async def test_public_name_is_ours_and_a_loopback_proxy_may_use_its_own() -> None:
    app = create_app(make_settings(public_url="https://kalender.example.no"))
    async with browser(app) as client:
        for host in ("kalender.example.no", "kalender.example.no:443", "127.0.0.1:8000"):
            response = await client.get("/nothing", headers={"host": host})
            assert response.status_code == 404
        response = await client.get("/nothing", headers={"host": "www.kalender.example.no"})
        assert response.status_code == 400


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/kalender/", "/ansatt/logg-inn/", "/@google.com"]
)
async def test_no_answer_leads_to_an_address_made_of_the_request(path: str) -> None:
    """ST-40: Starlette's slash redirect would take the Host header into Location."""
    async with browser(create_app(make_settings())) as client:
        response = await client.get(f"http://127.0.0.1:8000{path}")
    assert response.status_code == 404
    assert "location" not in response.headers
