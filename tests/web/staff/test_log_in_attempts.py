"""Too many attempts to log in (T-24, A-11)."""

import asyncio
from dataclasses import replace

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.web import passwords
from calendar_app.web.passwords import Passwords
from tests.support.log_in import LOG_IN, browser_of, form_token, log_in
from tests.support.passwords import CountingHasher
from tests.support.web import NOW, PASSWORD, make_staff


@pytest.fixture(autouse=True)
async def librarian(app: Starlette) -> int:
    """Somebody who may log in."""
    return (await make_staff("librarian@example.org", Role.EDITOR, "hamar", now=NOW)).id


async def test_sixth_failure_has_to_wait_and_the_right_password_too(
    client: httpx2.AsyncClient,
) -> None:
    for _ in range(5):
        assert (await log_in(client, password="feil")).status_code == 422
    for password in ("feil", PASSWORD):
        response = await log_in(client, "LIBRARIAN@example.org", password)
        assert response.status_code == 429
        assert "For mange forsøk. Vent litt og prøv igjen." in response.text
        assert 800 < int(response.headers["retry-after"]) <= 900


async def test_attempts_sent_at_once_do_not_slip_through(client: httpx2.AsyncClient) -> None:
    token = await form_token(client)
    fields = {"csrf_token": token, "email": "librarian@example.org", "password": "feil"}
    answers = await asyncio.gather(*(client.post(LOG_IN, data=fields) for _ in range(8)))
    assert sorted(one.status_code for one in answers) == [422] * 5 + [429] * 3


async def test_third_at_once_is_asked_to_wait_a_moment(
    app: Starlette, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-24: at most two argon2 runs at once, otherwise 429."""
    monkeypatch.setattr(passwords, "_WAIT_SECONDS", 0.05)
    hasher = CountingHasher()
    app.state.parts = replace(app.state.parts, passwords=Passwords(hasher))
    hasher.may_end.clear()
    first_two = [
        asyncio.create_task(log_in(browser_of(client), f"{name}@example.org"))
        for name in ("visitor", "colleague")
    ]
    for _ in first_two:
        assert await asyncio.to_thread(hasher.began.acquire, timeout=5)
    response = await log_in(client)
    assert (response.status_code, response.headers["retry-after"]) == (429, "5")
    hasher.may_end.set()
    assert [one.status_code for one in await asyncio.gather(*first_two)] == [422, 422]


async def test_forwarded_address_from_an_untrusted_peer_is_not_another_network(
    client: httpx2.AsyncClient,
) -> None:
    """A-11."""
    token = await form_token(client)
    fields = {"csrf_token": token, "email": "librarian@example.org", "password": "feil"}
    answers = [
        await client.post(LOG_IN, data=fields, headers={"x-forwarded-for": f"192.0.{n}.1"})
        for n in range(6)
    ]
    assert answers[-1].status_code == 429


async def test_stranger_elsewhere_locks_nobody_out(app: Starlette) -> None:
    for host, status in (("198.51.100.7", 429), ("192.0.2.1", 303)):
        transport = httpx2.ASGITransport(app=app, client=(host, 1))
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://127.0.0.1:8000"
        ) as client:
            if status == 429:
                for _ in range(5):
                    await log_in(client, password="feil")
            assert (await log_in(client)).status_code == status
