"""The people of the libraries: seen, invited, given roles, kept out (A-8, T-14, T-21, T-24)."""

import logging
import re
from datetime import timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.storage.people import find_person
from calendar_app.storage.personal_feeds import make_feed
from calendar_app.storage.staff import find_account
from tests.support.people import (
    PEOPLE,
    asked_for,
    link_on,
    role_fields,
)
from tests.support.personal import LINKS, make_link, titles
from tests.support.staff_forms import sent_by, words_of
from tests.support.web import NOW, Clock, SignedIn, SignIn, browser, make_staff

HAMAR, RINGSAKER, GJOVIK = 1, 2, 4


@pytest.fixture
async def admin(signed_in: SignIn) -> SignedIn:
    return await signed_in(Role.ADMIN, "hamar", email="admin@example.org")


async def words(person: SignedIn, path: str) -> str:
    answer = await person.get(path)
    assert answer.status_code == 200, answer.status_code
    return words_of(answer.text)


async def test_person_of_several_libraries_stands_there_once_with_all_roles(
    admin: SignedIn, signed_in: SignIn
) -> None:
    both = await signed_in(Role.EDITOR, "hamar", "gjovik", email="both@example.org")
    await signed_in(Role.EDITOR, "gjovik", email="stranger@example.org")
    page = await admin.get(PEOPLE)
    told = words_of(page.text)
    assert page.text.count(f'href="{PEOPLE}/{both.person.id}"') == 1
    assert "Hamar: Redaktør" in told
    assert "Gjovik: Redaktør" in told
    assert "stranger@example.org" not in told


async def test_editor_sees_no_people_and_coordinator_changes_none(signed_in: SignIn) -> None:
    editor, coordinator = await signed_in(Role.EDITOR), await signed_in(Role.COORDINATOR)
    assert (await editor.get(PEOPLE)).status_code == 403
    page = await coordinator.get(PEOPLE)
    assert page.status_code == 200
    assert f"{PEOPLE}/ny" not in page.text
    own = f"{PEOPLE}/{editor.person.id}"
    assert sent_by((await coordinator.get(own)).text, form=1) == {}
    answer = await coordinator.post(f"{own}/roller", role_fields({HAMAR: Role.ADMIN}))
    assert answer.status_code == 403


async def test_invited_person_gets_a_link_that_is_shown_once_and_kept_nowhere(
    admin: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    answer = await asked_for(admin, "new@example.org", {HAMAR: Role.EDITOR})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    path = link_on(answer)
    assert "Send lenken selv" in words_of(answer.text)
    account = await find_account("new@example.org")
    assert account is not None
    assert (account.member.roles, account.password_hash) == ({HAMAR: Role.EDITOR}, "")
    own = await admin.get(f"{PEOPLE}/{account.member.id}")
    token = path.rsplit("/", 1)[1]
    assert token not in own.text
    assert token not in caplog.text
    assert f"invited staff {account.member.id}" in caplog.text
    assert "Invitert" in await words(admin, PEOPLE)


async def test_address_that_has_an_account_gets_the_roles_alone(
    admin: SignedIn, signed_in: SignIn
) -> None:
    other = await signed_in(Role.COORDINATOR, "gjovik", email="known@example.org")
    answer = await asked_for(admin, "KNOWN@example.org", {HAMAR: Role.EDITOR}, name="Et annet navn")
    assert answer.status_code == 303
    landing = await words(admin, answer.headers["location"])
    assert "Personen hadde konto fra før" in landing
    found = await find_person(other.person.id)
    assert found is not None
    assert found.member.roles == {HAMAR: Role.EDITOR, GJOVIK: Role.COORDINATOR}
    assert found.member.name == "Bibliotekaren"


async def test_roles_are_given_only_where_one_is_admin(signed_in: SignIn) -> None:
    """A-18: fields of other libraries are not looked at."""
    admin = await signed_in(Role.ADMIN, "hamar")
    await asked_for(admin, "new@example.org", {HAMAR: Role.EDITOR, GJOVIK: Role.ADMIN})
    account = await find_account("new@example.org")
    assert account is not None
    assert account.member.roles == {HAMAR: Role.EDITOR}
    path = f"{PEOPLE}/{account.member.id}/roller"
    await admin.post(path, role_fields({GJOVIK: Role.ADMIN, HAMAR: Role.ADMIN}))
    found = await find_person(account.member.id)
    assert found is not None
    assert found.member.roles == {HAMAR: Role.ADMIN}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"email": ""}, "Fyll ut dette feltet."),
        ({"email": "ikke en adresse"}, "Skriv en e-postadresse"),
        ({"email": "a" * 300 + "@example.org"}, "Skriv en e-postadresse"),
        ({"name": " "}, "Fyll ut dette feltet."),
        ({"name": "x" * 201}, "Teksten er for lang."),
        ({"role_1": "ingen"}, "Velg en rolle ved minst ett bibliotek."),
        ({"role_1": "konge"}, "Velg et av alternativene."),
    ],
)
async def test_invitation_with_a_mistake_keeps_what_was_typed_and_invites_nobody(
    admin: SignedIn, fields: dict[str, str], problem: str
) -> None:
    typed = {"email": "new@example.org", "name": "Kollegaen", "role_1": "editor", **fields}
    answer = await admin.post(f"{PEOPLE}/ny", typed)
    assert answer.status_code == 422
    assert problem in words_of(answer.text)
    sent = sent_by(answer.text, form=1)
    assert (sent["email"], sent["name"]) == ([typed["email"].strip()], [typed["name"].strip()])
    assert await find_account("new@example.org") is None


async def test_whoever_holds_an_open_invitation_gets_no_more_than_was_seen_when_it_was_made(
    admin: SignedIn, signed_in: SignIn
) -> None:
    """A-8: an admin of one library gets no role at another by a link to somebody else."""
    path = link_on(await asked_for(admin, "new@example.org", {HAMAR: Role.EDITOR}))
    elsewhere = await signed_in(Role.ADMIN, "gjovik")
    answer = await asked_for(elsewhere, "new@example.org", {GJOVIK: Role.ADMIN})
    assert answer.status_code == 422
    assert "invitert av et annet bibliotek" in words_of(answer.text)
    everywhere = await signed_in(Role.ADMIN, "hamar", "gjovik")
    second = link_on(await asked_for(everywhere, "new@example.org", {GJOVIK: Role.ADMIN}))
    assert second != path
    assert (await everywhere.client.get(path)).status_code == 404


async def test_who_is_not_admin_of_all_libraries_of_a_person_gets_no_way_into_the_account(
    admin: SignedIn, signed_in: SignIn
) -> None:
    """T-21."""
    both = await signed_in(Role.EDITOR, "hamar", "gjovik")
    own = f"{PEOPLE}/{both.person.id}"
    for path in (f"{own}/lenke", f"{own}/sperring", f"{own}/sperring/angre"):
        assert (await admin.post(path)).status_code == 403
    myself = f"{PEOPLE}/{admin.person.id}"
    assert (await admin.post(f"{myself}/lenke")).status_code == 403
    answer = await admin.post(f"{own}/roller", role_fields({HAMAR: None}))
    assert answer.headers["location"].startswith(f"{PEOPLE}?")
    found = await find_person(both.person.id)
    assert found is not None
    assert (found.member.roles, found.is_disabled) == ({GJOVIK: Role.EDITOR}, False)


async def test_disabled_person_is_out_everywhere_at_once(
    app: Starlette, admin: SignedIn, signed_in: SignIn, clock: Clock
) -> None:
    """T-14, T-18, FC-23: log-in, open forms, calendar links, one-time links."""
    editor = await signed_in(Role.EDITOR, "hamar", email="editor@example.org")
    feed = await make_link(editor)
    one_time = link_on(await admin.post(f"{PEOPLE}/{editor.person.id}/lenke"))
    own = f"{PEOPLE}/{editor.person.id}"
    question = await words(admin, f"{own}/sperring")
    assert "logget ut overalt" in question
    assert (await editor.get("/ansatt/arrangementer")).status_code == 200
    answer = await admin.post(f"{own}/sperring")
    assert answer.headers["location"] == f"{own}?melding=sperret"

    assert (await editor.get("/ansatt/arrangementer")).status_code == 303
    assert (await editor.post(LINKS, {"name": "Ny"})).status_code == 303
    async with browser(app) as visitor:
        assert await titles(visitor, feed) == {"Denne kalenderen er avsluttet"}
        assert (await visitor.get(one_time)).status_code == 404

    assert (await admin.post(f"{own}/sperring/angre")).status_code == 303
    found = await find_person(editor.person.id)
    assert found is not None
    assert not found.is_disabled
    async with browser(app) as visitor:
        assert (await visitor.get(one_time)).status_code == 404
        assert await titles(visitor, feed) == {"Denne kalenderen er avsluttet"}
    assert (await editor.get("/ansatt/arrangementer")).status_code == 303


async def test_person_without_any_role_left_is_out(admin: SignedIn, signed_in: SignIn) -> None:
    editor = await signed_in(Role.EDITOR, "hamar", email="editor@example.org")
    path = f"{PEOPLE}/{editor.person.id}"
    answer = await admin.post(f"{path}/roller", role_fields({HAMAR: None}))
    assert answer.headers["location"] == f"{PEOPLE}?melding=uten-roller"
    assert (await editor.get("/ansatt/arrangementer")).status_code == 303
    assert (await admin.get(path)).status_code == 404
    again = await asked_for(admin, "editor@example.org", {HAMAR: Role.EDITOR})
    assert again.status_code == 303
    found = await find_person(editor.person.id)
    assert found is not None
    assert (found.is_disabled, found.member.roles) == (False, {HAMAR: Role.EDITOR})


async def test_last_admin_of_a_library_stays_one(
    admin: SignedIn, signed_in: SignIn, clock: Clock
) -> None:
    own = f"{PEOPLE}/{admin.person.id}/roller"
    answer = await admin.post(own, role_fields({HAMAR: Role.EDITOR}))
    assert answer.status_code == 422
    assert "Hamar må ha minst én administrator som kan logge inn." in words_of(answer.text)
    # An admin who was invited, and one who is kept out, do not count.
    await asked_for(admin, "new@example.org", {HAMAR: Role.ADMIN})
    out = await make_staff("out@example.org", Role.ADMIN, "hamar", now=NOW)
    await admin.post(f"{PEOPLE}/{out.id}/sperring")
    assert (await admin.post(own, role_fields({HAMAR: Role.EDITOR}))).status_code == 422
    await signed_in(Role.ADMIN, "hamar", email="second@example.org")
    assert (await admin.post(own, role_fields({HAMAR: Role.EDITOR}))).status_code == 303


async def test_last_admin_is_not_kept_out(signed_in: SignIn) -> None:
    """By an admin of another library nobody is; by one of the same it is never the last."""
    one = await signed_in(Role.ADMIN, "hamar", "gjovik")
    other = await make_staff("other@example.org", Role.ADMIN, "gjovik", now=NOW)
    assert (await one.post(f"{PEOPLE}/{other.id}/sperring")).status_code == 303
    mine = f"{PEOPLE}/{one.person.id}/sperring"
    assert (await one.post(mine)).status_code == 403


async def test_change_of_roles_is_logged_with_who_and_what(
    admin: SignedIn, signed_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    editor = await signed_in(Role.EDITOR, "hamar")
    path = f"{PEOPLE}/{editor.person.id}/roller"
    await admin.post(path, role_fields({HAMAR: Role.COORDINATOR}))
    assert (
        f"staff {admin.person.id} changed the roles of staff {editor.person.id} "
        "from {1: 'editor'} to {1: 'coordinator'}" in caplog.messages
    )
    assert "example.org" not in caplog.text


async def test_personal_feed_changes_with_the_roles(
    app: Starlette, client: httpx2.AsyncClient, admin: SignedIn, signed_in: SignIn, clock: Clock
) -> None:
    """FC-27: who asks 'changed since?' is told yes."""
    editor = await signed_in(Role.EDITOR, "hamar")
    feed = await make_link(editor)
    clock.move(timedelta(minutes=1))
    first = await client.get(feed)
    asked = {"if-modified-since": first.headers["last-modified"]}
    assert (await client.get(feed, headers=asked)).status_code == 304
    clock.move(timedelta(minutes=1))
    path = f"{PEOPLE}/{editor.person.id}/roller"
    await admin.post(path, role_fields({HAMAR: Role.COORDINATOR}))
    later = await client.get(feed, headers=asked)
    assert later.status_code == 200
    assert later.headers["last-modified"] > first.headers["last-modified"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"onfocus=alert(1) x="', "{{7*7}}", "<svg/onload>"]
)
async def test_hostile_name_is_text_on_every_page(admin: SignedIn, text: str) -> None:
    """T-4."""
    shown = await asked_for(admin, "new@example.org", {HAMAR: Role.EDITOR}, name=text)
    path = link_on(shown)
    account = await find_account("new@example.org")
    assert account is not None
    own = f"{PEOPLE}/{account.member.id}"
    pages = [shown, *[await admin.get(one) for one in (PEOPLE, own, f"{own}/sperring", path)]]
    for page in pages:
        assert page.status_code == 200
        assert text in words_of(page.text)
        assert "<script>alert" not in page.text
        assert "<svg/onload" not in page.text
        assert not re.search(r"<[^>]*\sonfocus=", page.text)


async def test_feed_made_in_the_moment_of_disabling_is_refused(
    admin: SignedIn, signed_in: SignIn
) -> None:
    editor = await signed_in(Role.EDITOR, "hamar")
    await admin.post(f"{PEOPLE}/{editor.person.id}/sperring")
    with pytest.raises(KeyError):
        await make_feed(editor.person.id, name="Ny", now=NOW)
