"""One's own account: name, language, password, and where one is logged in (T-18, T-24)."""

from dataclasses import replace

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.storage.one_time_links import find_link, make_link
from calendar_app.web.passwords import Passwords
from tests.support.log_in import SIGNED_IN, browser_of, log_in
from tests.support.passwords import CountingHasher
from tests.support.staff_forms import sent_by, words_of
from tests.support.web import HOST, NOW, PASSWORD, SignedIn, SignIn

ACCOUNT = "/ansatt/konto"
OWN_PASSWORD = f"{ACCOUNT}/passord"
SESSIONS = f"{ACCOUNT}/innlogginger"
NEW = "en ny bok hver uke"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
EMAIL = "librarian@example.org"


@pytest.fixture
async def librarian(signed_in: SignIn) -> SignedIn:
    return await signed_in(Role.EDITOR, "hamar", email=EMAIL)


async def change(person: SignedIn, old: str = PASSWORD, new: str = NEW) -> httpx2.Response:
    return await person.post(OWN_PASSWORD, {"old_password": old, "password": new})


async def log_in_with(client: httpx2.AsyncClient, user_agent: str) -> httpx2.AsyncClient:
    browser = browser_of(client)
    browser.headers["user-agent"] = user_agent
    assert (await log_in(browser, EMAIL)).status_code == 303
    return browser


async def test_language_takes_effect_at_once(librarian: SignedIn) -> None:
    page = await librarian.get(ACCOUNT)
    form = sent_by(page.text, form=1)
    assert (form["name"], form["language"]) == (["Bibliotekaren"], ["nb"])
    answer = await librarian.post(ACCOUNT, {"name": "Bibliotekaren", "language": "en"})
    assert answer.headers["location"] == f"{ACCOUNT}?melding=konto-lagret"
    assert '<html lang="en">' in (await librarian.get(answer.headers["location"])).text
    assert '<html lang="en">' in (await librarian.get("/ansatt/arrangementer")).text


async def test_name_is_that_of_the_next_page(librarian: SignedIn) -> None:
    await librarian.post(ACCOUNT, {"name": "  Barne\x00bibliotekaren ", "language": "nb"})
    assert sent_by((await librarian.get(ACCOUNT)).text, form=1)["name"] == ["Barnebibliotekaren"]


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "x" * 201}, {"language": "xx"}])
async def test_mistake_changes_nothing(librarian: SignedIn, fields: dict[str, str]) -> None:
    answer = await librarian.post(ACCOUNT, {"name": "Ny", "language": "nn", **fields})
    assert answer.status_code == 422
    assert sent_by((await librarian.get(ACCOUNT)).text, form=1)["name"] == ["Bibliotekaren"]


async def test_new_password_keeps_this_log_in_under_a_new_token_and_ends_the_others(
    client: httpx2.AsyncClient, librarian: SignedIn
) -> None:
    """T-18: what was copied from the cookie before is worth nothing."""
    elsewhere = await log_in_with(client, FIREFOX)
    before = librarian.client.cookies[SIGNED_IN]
    link = await make_link(librarian.person.id, made_by=None, now=NOW)
    answer = await change(librarian)
    assert answer.headers["location"] == f"{ACCOUNT}?melding=passord-byttet"
    assert librarian.client.cookies[SIGNED_IN] != before
    assert (await librarian.get(ACCOUNT)).status_code == 200
    assert (await elsewhere.get(ACCOUNT)).status_code == 303
    client.cookies.set(SIGNED_IN, before, domain=HOST)
    assert (await client.get(ACCOUNT)).status_code == 303
    assert await find_link(link.token, now=NOW) is None
    assert (await log_in(browser_of(client), EMAIL, NEW)).status_code == 303
    assert (await log_in(browser_of(client), EMAIL, PASSWORD)).status_code == 422


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("feil", NEW, "Det gamle passordet stemmer ikke."),
        ("", NEW, "Det gamle passordet stemmer ikke."),
        (PASSWORD, "kort", "Passordet må ha minst 12 tegn."),
        (PASSWORD, "x" * 1025, "Passordet er for langt."),
    ],
)
async def test_password_is_not_changed_by_mistake(
    client: httpx2.AsyncClient, librarian: SignedIn, old: str, new: str, problem: str
) -> None:
    answer = await change(librarian, old, new)
    assert answer.status_code == 422
    assert problem in words_of(answer.text)
    assert f'value="{new}"' not in answer.text
    assert (await log_in(browser_of(client), EMAIL)).status_code == 303


async def test_guessing_the_old_password_is_counted_as_at_the_log_in(librarian: SignedIn) -> None:
    """T-24: whoever finds a browser open does not find the password too."""
    for _ in range(5):
        assert (await change(librarian, "feil")).status_code == 422
    answer = await change(librarian)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "For mange forsøk." in words_of(answer.text)


async def test_old_password_is_verified_once(app: Starlette, librarian: SignedIn) -> None:
    hasher = CountingHasher()
    app.state.parts = replace(app.state.parts, passwords=Passwords(hasher))
    await change(librarian, "feil")
    assert len(hasher.verified) == 1


async def test_log_ins_are_told_apart_by_what_they_were_made_with(
    client: httpx2.AsyncClient, librarian: SignedIn
) -> None:
    await log_in_with(client, SAFARI)
    browser = await log_in_with(client, FIREFOX)
    page = await browser.get(ACCOUNT)
    told = words_of(page.text)
    assert ("Firefox på Windows" in told, "Safari på iPhone" in told) == (True, True)
    assert "Ukjent nettleser" in told
    assert told.count("Denne") == 1
    assert told.index("Firefox på Windows") < told.index("Denne") < told.index("Safari på iPhone")
    assert page.text.count("/avslutning") == 3


async def test_one_log_in_is_ended_and_then_the_rest(
    client: httpx2.AsyncClient, librarian: SignedIn
) -> None:
    phone, desk = await log_in_with(client, SAFARI), await log_in_with(client, FIREFOX)
    page = (await librarian.get(ACCOUNT)).text
    (one,) = [
        line.split('action="')[1].split('"')[0]
        for line in page.split("<li")
        if "Safari" in line and "action=" in line
    ]
    assert (await librarian.post(one)).status_code == 303
    assert (await librarian.post(one)).status_code == 404
    assert (await phone.get(ACCOUNT)).status_code == 303
    assert (await desk.get(ACCOUNT)).status_code == 200
    assert (await librarian.post(f"{SESSIONS}/avslutning")).status_code == 303
    assert (await desk.get(ACCOUNT)).status_code == 303
    assert (await librarian.get(ACCOUNT)).status_code == 200


async def test_log_in_of_another_is_not_there(
    librarian: SignedIn, signed_in: SignIn, client: httpx2.AsyncClient
) -> None:
    """T-21."""
    await log_in_with(client, FIREFOX)
    page = (await librarian.get(ACCOUNT)).text
    own = page.split(f"{SESSIONS}/")[1].split("/")[0]
    stranger = await signed_in(Role.ADMIN, "hamar")
    assert (await stranger.post(f"{SESSIONS}/{own}/avslutning")).status_code == 404
    assert (await librarian.post(f"{SESSIONS}/{own}/avslutning")).status_code == 303


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"onfocus=alert(1) x="', "{{7*7}}"])
async def test_hostile_name_is_text(librarian: SignedIn, text: str) -> None:
    """T-4."""
    await librarian.post(ACCOUNT, {"name": text, "language": "nb"})
    page = await librarian.get(ACCOUNT)
    assert sent_by(page.text, form=1)["name"] == [text]
    assert "<script>alert" not in page.text
