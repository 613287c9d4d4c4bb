"""The page behind a one-time link (T-14, T-18, T-22, T-24)."""

import asyncio
import logging
import re
from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.storage.rows import OneTimeLinkRow
from calendar_app.storage.staff import set_password
from calendar_app.web.guess_limits import PER_MINUTE
from calendar_app.web.passwords import Passwords
from tests.support.log_in import LOG_IN, SIGNED_IN, browser_of, log_in
from tests.support.passwords import CountingHasher
from tests.support.people import ONE_TIME, PEOPLE, asked_for, link_on
from tests.support.staff_forms import sent_by, words_of
from tests.support.web import PASSWORD, Clock, SignedIn, SignIn

EMAIL = "new@example.org"
NEW = "en ny bok hver uke"
UNKNOWN = f"{ONE_TIME}/{'A' * 43}"


@pytest.fixture
async def admin(signed_in: SignIn) -> SignedIn:
    return await signed_in(Role.ADMIN, "hamar", email="admin@example.org")


@pytest.fixture
async def link(admin: SignedIn) -> str:
    """The path of an invitation."""
    return link_on(await asked_for(admin, EMAIL, {1: Role.EDITOR}))


async def take(
    client: httpx2.AsyncClient, path: str, password: str = NEW, **fields: str
) -> httpx2.Response:
    """Do what a person does: open the page, fill in, send."""
    form = sent_by((await client.get(path)).text, form=0)
    return await client.post(path, data={**form, "password": password, **fields})


async def test_invited_person_chooses_a_password_and_is_in(
    client: httpx2.AsyncClient, link: str
) -> None:
    page = await client.get(link)
    assert page.status_code == 200
    assert (page.headers["cache-control"], page.headers["referrer-policy"]) == (
        "no-store",
        "no-referrer",
    )
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert EMAIL in words_of(page.text)
    assert 'autocomplete="new-password"' in page.text
    answer = await take(client, link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/ansatt/?melding=velkommen")
    assert (await client.get("/ansatt/arrangementer")).status_code == 200
    assert (await log_in(browser_of(client), EMAIL, NEW)).status_code == 303
    assert await OneTimeLinkRow.all().count() == 0
    assert (await client.get(link)).status_code == 404


async def test_looking_at_it_takes_nothing_away(client: httpx2.AsyncClient, link: str) -> None:
    """Programs that show a preview of what is behind a link must not use it up."""
    for method in ("GET", "HEAD", "GET"):
        assert (await client.request(method, link)).status_code == 200


async def test_log_in_that_the_browser_brought_along_ends(
    signed_in: SignIn, client: httpx2.AsyncClient, link: str
) -> None:
    """T-18: nobody goes on as who they were, and the token is a new one."""
    colleague = await signed_in(Role.EDITOR, "gjovik")
    token = colleague.client.cookies[SIGNED_IN]
    await take(colleague.client, link)
    assert colleague.client.cookies[SIGNED_IN] != token
    client.cookies.set(SIGNED_IN, token, domain="127.0.0.1")
    assert (await client.get("/ansatt/arrangementer")).status_code == 303


async def test_whatever_does_not_hold_is_answered_alike(
    client: httpx2.AsyncClient, admin: SignedIn, link: str, clock: Clock
) -> None:
    """T-24: wrong, used, replaced, run out, of somebody kept out: one 404 to the byte."""
    used = link
    await take(browser_of(client), used)
    gone = [UNKNOWN, used, f"{ONE_TIME}/x", f"{ONE_TIME}/%00", f"{ONE_TIME}/{'å' * 500}"]
    for number, email in enumerate(("a@example.org", "b@example.org", "c@example.org")):
        path = link_on(await asked_for(admin, email, {1: Role.EDITOR}))
        (row,) = await OneTimeLinkRow.all().prefetch_related("staff")
        if number == 0:
            await admin.post(f"{PEOPLE}/{row.staff_id}/lenke")
        elif number == 1:
            await admin.post(f"{PEOPLE}/{row.staff_id}/sperring")
        else:
            await OneTimeLinkRow.all().update(expires_at=clock())
        await OneTimeLinkRow.filter(expires_at__gt=clock()).delete()
        gone.append(path)
    for method in ("GET", "POST"):
        answers = [await client.request(method, path) for path in gone]
        assert {one.status_code for one in answers} == {404}
        assert len({one.text for one in answers}) == 1
        assert "Be den som sendte den, om en ny." in words_of(answers[0].text)
        assert {one.headers["referrer-policy"] for one in answers} == {"no-referrer"}


async def test_link_that_does_not_hold_costs_no_hashing(
    app: Starlette, client: httpx2.AsyncClient, link: str
) -> None:
    hasher = CountingHasher()
    app.state.parts = replace(app.state.parts, passwords=Passwords(hasher))
    hashed: list[str] = []
    app.state.parts.passwords.hashed = hashed.append
    await client.post(UNKNOWN, data={"password": NEW})
    assert (hashed, hasher.verified) == ([], [])


async def test_invitation_holds_for_seven_days(
    client: httpx2.AsyncClient, link: str, clock: Clock
) -> None:
    clock.move(timedelta(days=7) - timedelta(seconds=1))
    assert (await client.get(link)).status_code == 200
    clock.move(timedelta(seconds=1))
    assert (await client.get(link)).status_code == 404


async def test_way_to_a_new_password_holds_for_an_hour_and_dies_with_the_password(
    client: httpx2.AsyncClient, admin: SignedIn, signed_in: SignIn, clock: Clock
) -> None:
    """T-24."""
    editor = await signed_in(Role.EDITOR, "hamar", email="editor@example.org")
    make = f"{PEOPLE}/{editor.person.id}/lenke"
    path = link_on(await admin.post(make))
    clock.move(timedelta(minutes=60) - timedelta(seconds=1))
    assert "Velg et nytt passord" in words_of((await client.get(path)).text)
    clock.move(timedelta(seconds=1))
    assert (await client.get(path)).status_code == 404
    path = link_on(await admin.post(make))
    await set_password(editor.person.id, "other")
    assert (await client.get(path)).status_code == 404


async def test_new_password_by_a_link_ends_every_log_in(
    client: httpx2.AsyncClient, admin: SignedIn, signed_in: SignIn
) -> None:
    editor = await signed_in(Role.EDITOR, "hamar", email="editor@example.org")
    path = link_on(await admin.post(f"{PEOPLE}/{editor.person.id}/lenke"))
    assert (await editor.get("/ansatt/arrangementer")).status_code == 200
    await take(client, path)
    assert (await editor.get("/ansatt/arrangementer")).status_code == 303
    assert (await log_in(browser_of(client), "editor@example.org", PASSWORD)).status_code == 422


async def test_of_two_who_use_it_at_once_one_does(client: httpx2.AsyncClient, link: str) -> None:
    """T-22."""
    browsers = [browser_of(client) for _ in range(4)]
    forms = [sent_by((await one.get(link)).text, form=0) for one in browsers]
    answers = await asyncio.gather(
        *(
            one.post(link, data={**form, "password": f"{NEW} {number}"})
            for number, (one, form) in enumerate(zip(browsers, forms, strict=True))
        )
    )
    statuses = [one.status_code for one in answers]
    assert sorted(statuses) == [303, 404, 404, 404]
    winner = statuses.index(303)
    assert (await log_in(browser_of(client), EMAIL, f"{NEW} {winner}")).status_code == 303


@pytest.mark.parametrize(
    ("password", "problem"),
    [("kort", "Passordet må ha minst 12 tegn."), ("x" * 1025, "Passordet er for langt.")],
)
async def test_password_that_will_not_do_leaves_the_link_as_it_is(
    client: httpx2.AsyncClient, link: str, password: str, problem: str
) -> None:
    answer = await take(client, link, password)
    assert answer.status_code == 422
    assert problem in words_of(answer.text)
    assert password not in answer.text
    assert (await take(client, link)).status_code == 303


async def test_form_of_another_page_is_refused_and_the_link_kept(
    client: httpx2.AsyncClient, link: str
) -> None:
    """T-17: nobody is logged in as somebody else by a foreign page."""
    stranger = browser_of(client)
    forged = sent_by((await stranger.get(link)).text, form=0)
    for fields in ({}, forged):
        answer = await client.post(link, data={**fields, "password": NEW})
        assert answer.status_code == 403
    assert (await take(client, link)).status_code == 303


async def test_guesser_has_to_wait_and_whoever_has_a_link_does_not(
    client: httpx2.AsyncClient, link: str
) -> None:
    """T-14: counted per network, after the look-up."""
    answers = [await client.get(f"{ONE_TIME}/{number}") for number in range(PER_MINUTE + 1)]
    assert [one.status_code for one in answers] == [404] * PER_MINUTE + [429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert (await client.get(link)).status_code == 200


async def test_no_log_holds_the_token(
    app: Starlette, client: httpx2.AsyncClient, link: str, caplog: pytest.LogCaptureFixture
) -> None:
    """T-14: also when it was copied badly."""
    caplog.set_level(logging.DEBUG, logger="calendar_app")
    token = link.rsplit("/", 1)[1]
    for path in (link, f"{link}.", f"{ONE_TIME}/{token[:-3]}", f"{ONE_TIME}/{token}/{token}"):
        await client.get(path)
    await take(client, link)
    assert token[:30] not in caplog.text


async def test_log_in_tells_unknown_disabled_and_invited_apart_in_nothing(
    app: Starlette, client: httpx2.AsyncClient, admin: SignedIn, link: str
) -> None:
    """T-24, A-3: text, status and work; an account without a password takes no password at all."""
    hasher = CountingHasher()
    app.state.parts = replace(app.state.parts, passwords=Passwords(hasher))
    await asked_for(admin, "out@example.org", {1: Role.EDITOR})
    (row,) = await OneTimeLinkRow.filter(staff__email="out@example.org")
    await admin.post(f"{PEOPLE}/{row.staff_id}/sperring")
    emails = ("unknown@example.org", "out@example.org", EMAIL)
    answers = [
        await log_in(client, email, password)
        for email in emails
        for password in ("", "feil passord")
    ]
    assert {one.status_code for one in answers} == {422}
    texts = {re.sub(r'type="email" value="[^"]*"', "", one.text) for one in answers}
    assert len(texts) == 1
    assert len(hasher.verified) == len(answers)
    assert len({stored.split("$")[3] for stored in hasher.verified}) == 1


async def test_log_in_page_is_not_asked_for_on_the_way(
    client: httpx2.AsyncClient, link: str
) -> None:
    assert LOG_IN not in (await client.get(link)).text
