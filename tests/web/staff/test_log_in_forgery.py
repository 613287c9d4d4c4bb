"""Log-in and log-out forms that are not of our own pages: 403, and nothing changed (T-17)."""

import httpx2
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from calendar_app.app import create_app
from calendar_app.domain.access import Role
from calendar_app.settings import Settings
from tests.support.log_in import LOG_IN, LOG_OUT, SIGNING_IN, browser_of, form_token, is_signed_in
from tests.support.web import HOST, NOW, PASSWORD, SignIn, browser, make_staff

FOREIGN = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
    {"origin": "null"},
    {"origin": "https://evil.example"},
    {"origin": "http://127.0.0.1:8001"},
    {"origin": "https://127.0.0.1:8000.evil.example"},
    {"origin": "http://[::1"},
)
OWN: tuple[dict[str, str], ...] = (
    {"sec-fetch-site": "same-origin", "origin": "null"},
    {"sec-fetch-site": "same-origin"},
    {"origin": "http://127.0.0.1:8000"},
    {"origin": "http://localhost:8000"},
    {},
)


@pytest.fixture(autouse=True)
async def librarian(app: Starlette) -> int:
    """Somebody who may log in."""
    return (await make_staff("librarian@example.org", Role.EDITOR, "hamar", now=NOW)).id


async def test_log_in_needs_the_token_of_the_page_and_its_cookie(
    client: httpx2.AsyncClient,
) -> None:
    other = browser_of(client)
    foreign = await form_token(other)
    own = await form_token(client)
    fields = {"email": "librarian@example.org", "password": PASSWORD}
    for token in ("", foreign, own[:-1], own + "0", "ø", "\x00"):
        response = await client.post(LOG_IN, data={**fields, "csrf_token": token})
        assert response.status_code == 403
    client.cookies.delete(SIGNING_IN)
    response = await client.post(LOG_IN, data={**fields, "csrf_token": own})
    assert response.status_code == 403
    assert not await is_signed_in(client)


async def test_log_in_from_another_site_is_refused(client: httpx2.AsyncClient) -> None:
    token = await form_token(client)
    fields = {"csrf_token": token, "email": "librarian@example.org", "password": PASSWORD}
    for headers in FOREIGN:
        response = await client.post(LOG_IN, data=fields, headers=headers)
        assert response.status_code == 403, headers
    assert not await is_signed_in(client)


async def test_log_in_from_our_own_page_is_taken(client: httpx2.AsyncClient) -> None:
    """Our pages say no-referrer, so browsers send `Origin: null` with their forms."""
    for headers in OWN:
        fresh = browser_of(client)
        token = await form_token(fresh)
        fields = {"csrf_token": token, "email": "librarian@example.org", "password": PASSWORD}
        response = await fresh.post(LOG_IN, data=fields, headers=headers)
        assert response.status_code == 303, headers


async def test_log_out_is_no_link_and_no_foreign_form(signed_in: SignIn) -> None:
    visitor, colleague = await signed_in(), await signed_in()
    for token in ("", "x", colleague.csrf_token):
        response = await visitor.client.post(LOG_OUT, data={"csrf_token": token})
        assert response.status_code == 403
    fields = {"csrf_token": visitor.csrf_token}
    foreign = {"sec-fetch-site": "cross-site"}
    response = await visitor.client.post(LOG_OUT, data=fields, headers=foreign)
    assert response.status_code == 403
    plain = {"content-type": "text/plain"}
    body = f"csrf_token={visitor.csrf_token}"
    response = await visitor.client.post(LOG_OUT, content=body, headers=plain)
    assert response.status_code == 403
    for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE"):
        response = await visitor.client.request(method, LOG_OUT)
        assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert await is_signed_in(visitor.client)


async def test_secret_of_the_installation_decides_about_the_log_in_token(
    settings: Settings,
) -> None:
    """A token signed by another installation, with the cookie to it, opens nothing."""
    other = settings.model_copy(update={"secret_key": SecretStr("o" * 32)})
    tokens = []
    for one in (settings, other):
        async with browser(create_app(one)) as client:
            client.cookies.set(SIGNING_IN, "the-same-nonce", domain=HOST)
            tokens.append(await form_token(client))
    assert tokens[0] != tokens[1]
