import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from calendar_app.app import create_app
from calendar_app.domain.access import Role
from calendar_app.settings import Settings
from calendar_app.storage.rows import SessionRow
from calendar_app.storage.sessions import find_session
from calendar_app.storage.staff import disable_staff, find_account, set_password
from calendar_app.web.passwords import Passwords
from tests.support.passwords import CountingHasher
from tests.support.web import HOST, NOW, PASSWORD, Clock, SignIn, browser, make_staff

LOG_IN = "/ansatt/logg-inn"
LOG_OUT = "/ansatt/logg-ut"
WRONG = "Feil e-postadresse eller passord."
SIGNED_IN, SIGNING_IN = "lesekalender", "lesekalender-innlogging"

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


async def form_token(client: httpx2.AsyncClient, query: str = "") -> str:
    """Open the log-in page and read the token of its form."""
    page = await client.get(LOG_IN + query)
    found = re.search(r'name="csrf_token" value="(\w+)"', page.text)
    assert found
    return found[1]


async def log_in(
    client: httpx2.AsyncClient,
    email: str = "kari@example.org",
    password: str = PASSWORD,
    *,
    wanted: str = "",
) -> httpx2.Response:
    """Do what a person does: open the page, fill in, send."""
    token = await form_token(client)
    fields = {"csrf_token": token, "email": email, "password": password, "next": wanted}
    return await client.post(LOG_IN, data=fields)


async def is_signed_in(client: httpx2.AsyncClient) -> bool:
    """The log-in page sends on who is logged in."""
    return (await client.get(LOG_IN)).status_code == 303


@pytest.fixture
async def kari(app: Starlette) -> int:
    return (await make_staff("kari@example.org", Role.EDITOR, "hamar", now=NOW)).id


@pytest.mark.usefixtures("kari")
class TestLogIn:
    async def test_right_password_leads_to_the_page_that_was_wanted(
        self, client: httpx2.AsyncClient
    ) -> None:
        response = await log_in(client, wanted="/ansatt/arrangementer?side=2")
        assert (response.status_code, response.headers["location"]) == (
            303,
            "/ansatt/arrangementer?side=2",
        )
        assert await is_signed_in(client)

    async def test_foreign_address_leads_to_the_staff_pages(
        self, client: httpx2.AsyncClient
    ) -> None:
        """T-15, A-6."""
        for wanted in ("", "//evil.com", "https://evil.com", "/\\evil.com"):
            page = await client.get(LOG_IN, params={"next": wanted})
            assert 'name="next" value="/ansatt/"' in page.text
            response = await log_in(browser_of(client), wanted=wanted)
            assert response.headers["location"] == "/ansatt/"

    async def test_who_is_signed_in_already_goes_straight_on(
        self, client: httpx2.AsyncClient
    ) -> None:
        await log_in(client)
        response = await client.get(f"{LOG_IN}?next=/ansatt/arrangementer")
        assert (response.status_code, response.headers["location"]) == (
            303,
            "/ansatt/arrangementer",
        )

    async def test_wrong_password_shows_the_form_again_with_the_address_typed(
        self, client: httpx2.AsyncClient
    ) -> None:
        response = await log_in(client, password="feil", wanted="/ansatt/x")
        assert response.status_code == 422
        assert WRONG in response.text
        assert 'value="kari@example.org"' in response.text
        assert 'name="next" value="/ansatt/x"' in response.text
        assert 'value="feil"' not in response.text
        assert not await is_signed_in(client)

    async def test_unknown_disabled_and_wrong_get_the_same_answer(
        self, app: Starlette, client: httpx2.AsyncClient
    ) -> None:
        """T-24."""
        disabled = await make_staff("ola@example.org", Role.EDITOR, "hamar", now=NOW)
        await disable_staff(disabled.id, now=NOW)
        answers = [
            await log_in(client, email, password)
            for email, password in (
                ("kari@example.org", "feil"),
                ("eva@example.org", PASSWORD),
                ("ola@example.org", PASSWORD),
                ("kari@example.org", "x" * 2000),
                ("\x00\ud7ff" * 200, PASSWORD),
            )
        ]
        assert {one.status_code for one in answers} == {422}
        assert len({re.sub(r'type="email" value="[^"]*"', "", one.text) for one in answers}) == 1

    async def test_unknown_disabled_and_wrong_cost_one_verification_each(
        self, app: Starlette, client: httpx2.AsyncClient
    ) -> None:
        """A-3: counted, because medians on a busy machine prove nothing."""
        hasher = CountingHasher()
        app.state.parts = replace(app.state.parts, passwords=Passwords(hasher))
        disabled = await make_staff("ola@example.org", Role.EDITOR, "hamar", now=NOW)
        await disable_staff(disabled.id, now=NOW)
        for email in ("kari@example.org", "ola@example.org", "eva@example.org"):
            await log_in(client, email, "feil")
        assert len(hasher.verified) == 3
        assert len({stored.split("$")[3] for stored in hasher.verified}) == 1

    async def test_old_hash_is_renewed_with_todays_parameters(
        self, client: httpx2.AsyncClient
    ) -> None:
        before = await find_account("kari@example.org")
        assert before is not None
        assert Passwords().is_outdated(before.password_hash)
        await log_in(client)
        after = await find_account("kari@example.org")
        assert after is not None
        assert not Passwords().is_outdated(after.password_hash)
        assert (await log_in(browser_of(client))).status_code == 303


def browser_of(client: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """Another browser on the same application."""
    return httpx2.AsyncClient(transport=client._transport, base_url=client.base_url)


class TestStateOfBeingLoggedIn:
    """T-18."""

    async def test_log_in_gives_a_new_token_and_ends_the_one_brought_along(
        self, client: httpx2.AsyncClient, kari: int
    ) -> None:
        client.cookies.set(SIGNED_IN, "chosen-by-somebody-else", domain=HOST)
        await log_in(client)
        first = client.cookies[SIGNED_IN]
        assert first != "chosen-by-somebody-else"

        client.cookies.delete(SIGNED_IN)
        token = await form_token(client)
        client.cookies.set(SIGNED_IN, first, domain=HOST)
        fields = {"csrf_token": token, "email": "kari@example.org", "password": PASSWORD}
        await client.post(LOG_IN, data=fields)
        assert await find_session(first, now=NOW) is None
        assert await SessionRow.all().count() == 1

    async def test_log_out_ends_it_for_a_copied_cookie_too(self, signed_in: SignIn) -> None:
        kari = await signed_in()
        token = kari.client.cookies[SIGNED_IN]
        response = await kari.post(LOG_OUT)
        assert (response.status_code, response.headers["location"]) == (
            303,
            f"{LOG_IN}?melding=logget-ut",
        )
        assert SIGNED_IN not in kari.client.cookies
        assert "Du er logget ut." in (await kari.get(response.headers["location"])).text
        kari.client.cookies.set(SIGNED_IN, token, domain=HOST)
        assert not await is_signed_in(kari.client)

    async def test_new_password_or_a_disabled_account_ends_it_at_once(
        self, signed_in: SignIn
    ) -> None:
        kari, ola = await signed_in(), await signed_in()
        await set_password(kari.person.id, "other")
        await disable_staff(ola.person.id, now=NOW)
        assert not await is_signed_in(kari.client)
        assert not await is_signed_in(ola.client)

    async def test_it_runs_out_without_use(self, signed_in: SignIn, clock: Clock) -> None:
        kari = await signed_in()
        clock.move(timedelta(hours=7, minutes=59))
        assert await is_signed_in(kari.client)
        clock.move(timedelta(hours=8))
        assert not await is_signed_in(kari.client)


@pytest.mark.usefixtures("kari")
class TestForgery:
    """T-17 for the log-in and log-out forms; each case is one answer: 403, nothing changed."""

    async def test_log_in_needs_the_token_of_the_page_and_its_cookie(
        self, client: httpx2.AsyncClient
    ) -> None:
        other = browser_of(client)
        foreign = await form_token(other)
        own = await form_token(client)
        fields = {"email": "kari@example.org", "password": PASSWORD}
        for token in ("", foreign, own[:-1], own + "0", "ø", "\x00"):
            response = await client.post(LOG_IN, data={**fields, "csrf_token": token})
            assert response.status_code == 403
        client.cookies.delete(SIGNING_IN)
        response = await client.post(LOG_IN, data={**fields, "csrf_token": own})
        assert response.status_code == 403
        assert not await is_signed_in(client)

    async def test_log_in_from_another_site_is_refused(self, client: httpx2.AsyncClient) -> None:
        token = await form_token(client)
        fields = {"csrf_token": token, "email": "kari@example.org", "password": PASSWORD}
        for headers in FOREIGN:
            response = await client.post(LOG_IN, data=fields, headers=headers)
            assert response.status_code == 403, headers
        assert not await is_signed_in(client)

    async def test_log_in_from_our_own_page_is_taken(self, client: httpx2.AsyncClient) -> None:
        """Our pages say no-referrer, so browsers send `Origin: null` with their forms."""
        for headers in OWN:
            fresh = browser_of(client)
            token = await form_token(fresh)
            fields = {"csrf_token": token, "email": "kari@example.org", "password": PASSWORD}
            response = await fresh.post(LOG_IN, data=fields, headers=headers)
            assert response.status_code == 303, headers

    async def test_log_out_is_no_link_and_no_foreign_form(self, signed_in: SignIn) -> None:
        eva, ola = await signed_in(), await signed_in()
        for token in ("", "x", ola.csrf_token):
            response = await eva.client.post(LOG_OUT, data={"csrf_token": token})
            assert response.status_code == 403
        fields = {"csrf_token": eva.csrf_token}
        foreign = {"sec-fetch-site": "cross-site"}
        response = await eva.client.post(LOG_OUT, data=fields, headers=foreign)
        assert response.status_code == 403
        plain = {"content-type": "text/plain"}
        body = f"csrf_token={eva.csrf_token}"
        response = await eva.client.post(LOG_OUT, content=body, headers=plain)
        assert response.status_code == 403
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE"):
            response = await eva.client.request(method, LOG_OUT)
            assert (response.status_code, response.headers["allow"]) == (405, "POST")
        assert await is_signed_in(eva.client)


@pytest.mark.usefixtures("kari")
class TestTooManyAttempts:
    async def test_sixth_failure_has_to_wait_and_the_right_password_too(
        self, client: httpx2.AsyncClient
    ) -> None:
        for _ in range(5):
            assert (await log_in(client, password="feil")).status_code == 422
        for password in ("feil", PASSWORD):
            response = await log_in(client, "KARI@example.org", password)
            assert response.status_code == 429
            assert "For mange forsøk. Vent litt og prøv igjen." in response.text
            assert 800 < int(response.headers["retry-after"]) <= 900

    async def test_attempts_sent_at_once_do_not_slip_through(
        self, client: httpx2.AsyncClient
    ) -> None:
        token = await form_token(client)
        fields = {"csrf_token": token, "email": "kari@example.org", "password": "feil"}
        answers = await asyncio.gather(*(client.post(LOG_IN, data=fields) for _ in range(8)))
        assert sorted(one.status_code for one in answers) == [422] * 5 + [429] * 3

    async def test_forwarded_address_from_an_untrusted_peer_is_not_another_network(
        self, client: httpx2.AsyncClient
    ) -> None:
        """A-11."""
        token = await form_token(client)
        fields = {"csrf_token": token, "email": "kari@example.org", "password": "feil"}
        answers = [
            await client.post(LOG_IN, data=fields, headers={"x-forwarded-for": f"192.0.{n}.1"})
            for n in range(6)
        ]
        assert answers[-1].status_code == 429

    async def test_stranger_elsewhere_locks_nobody_out(self, app: Starlette) -> None:
        for host, status in (("198.51.100.7", 429), ("192.0.2.1", 303)):
            transport = httpx2.ASGITransport(app=app, client=(host, 1))
            async with httpx2.AsyncClient(
                transport=transport, base_url="http://127.0.0.1:8000"
            ) as client:
                if status == 429:
                    for _ in range(5):
                        await log_in(client, password="feil")
                assert (await log_in(client)).status_code == status


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
