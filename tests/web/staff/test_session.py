"""Log-in and log-out (T-18, T-24)."""

import re
from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.storage.rows import SessionRow
from calendar_app.storage.sessions import find_session
from calendar_app.storage.staff import disable_staff, find_account, set_password
from calendar_app.web.passwords import Passwords
from tests.support.log_in import (
    LOG_IN,
    LOG_OUT,
    SIGNED_IN,
    browser_of,
    form_token,
    is_signed_in,
    log_in,
)
from tests.support.passwords import CountingHasher
from tests.support.web import HOST, NOW, PASSWORD, Clock, SignIn, make_staff

WRONG = "Feil e-postadresse eller passord."


@pytest.fixture(autouse=True)
async def librarian(app: Starlette) -> int:
    """Somebody who may log in."""
    return (await make_staff("librarian@example.org", Role.EDITOR, "hamar", now=NOW)).id


async def test_right_password_leads_to_the_page_that_was_wanted(client: httpx2.AsyncClient) -> None:
    response = await log_in(client, wanted="/ansatt/arrangementer?side=2")
    assert (response.status_code, response.headers["location"]) == (
        303,
        "/ansatt/arrangementer?side=2",
    )
    assert await is_signed_in(client)


async def test_foreign_address_leads_to_the_staff_pages(client: httpx2.AsyncClient) -> None:
    """T-15, A-6."""
    for wanted in ("", "//evil.com", "https://evil.com", "/\\evil.com"):
        page = await client.get(LOG_IN, params={"next": wanted})
        assert 'name="next" value="/ansatt/"' in page.text
        response = await log_in(browser_of(client), wanted=wanted)
        assert response.headers["location"] == "/ansatt/"


async def test_who_is_signed_in_already_goes_straight_on(client: httpx2.AsyncClient) -> None:
    await log_in(client)
    response = await client.get(f"{LOG_IN}?next=/ansatt/arrangementer")
    assert (response.status_code, response.headers["location"]) == (
        303,
        "/ansatt/arrangementer",
    )


async def test_wrong_password_shows_the_form_again_with_the_address_typed(
    client: httpx2.AsyncClient,
) -> None:
    response = await log_in(client, password="feil", wanted="/ansatt/x")
    assert response.status_code == 422
    assert WRONG in response.text
    assert 'value="librarian@example.org"' in response.text
    assert 'name="next" value="/ansatt/x"' in response.text
    assert 'value="feil"' not in response.text
    assert not await is_signed_in(client)


async def test_unknown_disabled_and_wrong_get_the_same_answer(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """T-24."""
    disabled = await make_staff("colleague@example.org", Role.EDITOR, "hamar", now=NOW)
    await disable_staff(disabled.id, now=NOW)
    answers = [
        await log_in(client, email, password)
        for email, password in (
            ("librarian@example.org", "feil"),
            ("visitor@example.org", PASSWORD),
            ("colleague@example.org", PASSWORD),
            ("librarian@example.org", "x" * 2000),
            ("\x00\ud7ff" * 200, PASSWORD),
        )
    ]
    assert {one.status_code for one in answers} == {422}
    assert len({re.sub(r'type="email" value="[^"]*"', "", one.text) for one in answers}) == 1


async def test_unknown_disabled_and_wrong_cost_one_verification_each(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """A-3: counted, because medians on a busy machine prove nothing."""
    hasher = CountingHasher()
    app.state.parts = replace(app.state.parts, passwords=Passwords(hasher))
    disabled = await make_staff("colleague@example.org", Role.EDITOR, "hamar", now=NOW)
    await disable_staff(disabled.id, now=NOW)
    for email in ("librarian@example.org", "colleague@example.org", "visitor@example.org"):
        await log_in(client, email, "feil")
    assert len(hasher.verified) == 3
    assert len({stored.split("$")[3] for stored in hasher.verified}) == 1


async def test_old_hash_is_renewed_with_todays_parameters(client: httpx2.AsyncClient) -> None:
    before = await find_account("librarian@example.org")
    assert before is not None
    assert Passwords().is_outdated(before.password_hash)
    await log_in(client)
    after = await find_account("librarian@example.org")
    assert after is not None
    assert not Passwords().is_outdated(after.password_hash)
    assert (await log_in(browser_of(client))).status_code == 303


async def test_log_in_gives_a_new_token_and_ends_the_one_brought_along(
    client: httpx2.AsyncClient, librarian: int
) -> None:
    client.cookies.set(SIGNED_IN, "chosen-by-somebody-else", domain=HOST)
    await log_in(client)
    first = client.cookies[SIGNED_IN]
    assert first != "chosen-by-somebody-else"

    client.cookies.delete(SIGNED_IN)
    token = await form_token(client)
    client.cookies.set(SIGNED_IN, first, domain=HOST)
    fields = {"csrf_token": token, "email": "librarian@example.org", "password": PASSWORD}
    await client.post(LOG_IN, data=fields)
    assert await find_session(first, now=NOW) is None
    assert await SessionRow.filter(ended_at=None).count() == 1


async def test_log_out_ends_it_for_a_copied_cookie_too(signed_in: SignIn) -> None:
    librarian = await signed_in()
    token = librarian.client.cookies[SIGNED_IN]
    response = await librarian.post(LOG_OUT)
    assert (response.status_code, response.headers["location"]) == (
        303,
        f"{LOG_IN}?melding=logget-ut",
    )
    assert SIGNED_IN not in librarian.client.cookies
    assert "Du er logget ut." in (await librarian.get(response.headers["location"])).text
    librarian.client.cookies.set(SIGNED_IN, token, domain=HOST)
    assert not await is_signed_in(librarian.client)


async def test_new_password_or_a_disabled_account_ends_it_at_once(signed_in: SignIn) -> None:
    librarian, colleague = await signed_in(), await signed_in()
    await set_password(librarian.person.id, "other")
    await disable_staff(colleague.person.id, now=NOW)
    assert not await is_signed_in(librarian.client)
    assert not await is_signed_in(colleague.client)


async def test_it_runs_out_without_use(signed_in: SignIn, clock: Clock) -> None:
    librarian = await signed_in()
    clock.move(timedelta(hours=7, minutes=59))
    assert await is_signed_in(librarian.client)
    clock.move(timedelta(hours=8))
    assert not await is_signed_in(librarian.client)
