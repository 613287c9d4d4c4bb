"""A form that was sent after the log-in had run out is kept for whoever sent it (T-17, T-18, T-22).

The log-in that has ended opens nothing, before or after.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.storage.drafts import drafts_of
from calendar_app.storage.events import get_event
from calendar_app.storage.sessions import IDLE, REMEMBERED, end_session
from calendar_app.storage.staff import disable_staff, set_password
from tests.support.event_lines import event_lines
from tests.support.log_in import LOG_IN, SIGNED_IN, log_in
from tests.support.pictures import picture
from tests.support.staff_forms import STORY_TIME, Fields, event_form, outline, words_of
from tests.support.web import HOST, Clock, SignedIn, SignIn, browser, make_staff

NEW = "/ansatt/arrangementer/nytt"
LINKS = "/ansatt/kalenderlenker"
HOSTILE = '"><script>alert(1)</script>'
TYPED = STORY_TIME | {"title": "Blåbær", "description": "en\r\nto", "handling": "publiser"}

End = Callable[[SignedIn, Clock], Awaitable[None]]


async def run_out(_: SignedIn, clock: Clock) -> None:
    clock.move(IDLE)


async def log_out(person: SignedIn, clock: Clock) -> None:
    token = person.client.cookies[SIGNED_IN]
    await end_session(token, now=clock())


async def change_password(person: SignedIn, clock: Clock) -> None:
    await set_password(person.person.id, "another hash")


async def send(person: SignedIn, path: str = NEW, fields: object = None) -> httpx2.Response:
    given = {**TYPED, "category_id": "1", "more_category_ids": ["2", "3"]}
    return await person.post(path, fields or given)  # type: ignore[arg-type]


@asynccontextmanager
async def logged_in_anew(app: Starlette, email: str) -> AsyncIterator[httpx2.AsyncClient]:
    async with browser(app) as client:
        answer = await log_in(client, email)
        assert answer.status_code == 303
        yield client


async def only_parked(person: SignedIn) -> int:
    (draft,) = await drafts_of(person.person.id)
    assert draft.is_parked
    return draft.id


@pytest.mark.parametrize("end", [run_out, log_out, change_password])
async def test_form_of_an_ended_log_in_waits_after_the_next(
    app: Starlette, signed_in: SignIn, clock: Clock, end: End
) -> None:
    """T-18: it is not done, and not lost; the address tells an id and nothing else."""
    librarian = await signed_in()
    await end(librarian, clock)
    answer = await send(librarian)
    draft_id = await only_parked(librarian)
    wanted = f"/ansatt/kladder/{draft_id}"
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{LOG_IN}?next=%2Fansatt%2Fkladder%2F{draft_id}"
    assert (await librarian.get(wanted)).status_code == 303
    assert await titles(clock) == []
    (draft,) = await drafts_of(librarian.person.id)
    assert draft.all("more_category_ids") == ["2", "3"]
    assert "csrf_token" not in dict(draft.texts)


async def test_kept_form_is_sent_after_the_log_in_and_done_once(
    app: Starlette, signed_in: SignIn, clock: Clock
) -> None:
    librarian = await signed_in()
    clock.move(IDLE)
    await send(librarian)
    await send(librarian)
    draft_id = await only_parked(librarian)
    async with logged_in_anew(app, librarian.person.email) as anew:
        page = (await anew.get(f"/ansatt/kladder/{draft_id}")).text
        assert "Du var logget ut da du sendte skjemaet" in page
        said = " ".join(words_of(page).split())
        assert "Tittel Blåbær" in said
        assert "<dt>innsending" not in page
        fields = event_form(page)
        assert f'action="{NEW}"' in page
        done = await anew.post(NEW, data=_as_a_browser(fields))
        assert done.headers["location"].endswith("?melding=opprettet-publisert")
        event = await get_event(int(re.findall(r"\d+", done.headers["location"])[0]))
        assert (event.details.title, event.details.description) == ("Blåbær", "en\nto")
        assert event.details.category_ids == (1, 2, 3)
        assert await drafts_of(librarian.person.id) == []
        assert (await anew.get(f"/ansatt/kladder/{draft_id}")).status_code == 404


async def test_kept_form_can_be_opened_and_changed_first(
    app: Starlette, signed_in: SignIn, clock: Clock
) -> None:
    librarian = await signed_in()
    clock.move(IDLE)
    await send(librarian)
    draft_id = await only_parked(librarian)
    async with logged_in_anew(app, librarian.person.email) as anew:
        page = (await anew.get(f"/ansatt/kladder/{draft_id}")).text
        assert f'href="{NEW}?kladd={draft_id}"' in page
        form = event_form((await anew.get(f"{NEW}?kladd={draft_id}")).text)
        assert form["title"] == ["Blåbær"]
        refused = await anew.post(NEW, data={**form, "title": "", "handling": "utkast"})
        again = event_form(refused.text)
        assert (refused.status_code, again["kladd"]) == (422, [str(draft_id)])
        await anew.post(NEW, data={**again, "title": "Tyttebær", "handling": "utkast"})
    assert await drafts_of(librarian.person.id) == []
    assert await titles(clock) == ["Tyttebær"]


async def test_another_person_who_logs_in_sees_nothing(
    app: Starlette, signed_in: SignIn, clock: Clock
) -> None:
    """T-21: 404, as for what is not there."""
    librarian = await signed_in()
    await make_staff("colleague@example.org", Role.ADMIN, "hamar", now=clock())
    clock.move(IDLE)
    await send(librarian)
    draft_id = await only_parked(librarian)
    async with logged_in_anew(app, "colleague@example.org") as colleague:
        theirs = await colleague.get(f"/ansatt/kladder/{draft_id}")
        missing = await colleague.get("/ansatt/kladder/4711")
    assert theirs.status_code == missing.status_code == 404
    assert theirs.content == missing.content


async def test_nothing_is_kept_that_may_not_be(
    app: Starlette, signed_in: SignIn, clock: Clock
) -> None:
    """T-17, T-24: of a disabled account, without the token, from another site, of no log-in."""
    disabled, forged, old = await signed_in(), await signed_in(), await signed_in()
    await disable_staff(disabled.person.id, now=clock())
    clock.move(IDLE)
    plain = (303, LOG_IN)
    answer = await send(disabled)
    assert (answer.status_code, answer.headers["location"]) == plain
    for fields, headers in (
        ({**TYPED, "csrf_token": "x"}, {}),
        ({**TYPED, "csrf_token": disabled.csrf_token}, {}),
        (TYPED, {}),
        ({**TYPED, "csrf_token": forged.csrf_token}, {"sec-fetch-site": "cross-site"}),
    ):
        answer = await forged.client.post(NEW, data=fields, headers=headers)
        assert (answer.status_code, answer.headers["location"]) == plain
    async with browser(app) as stranger:
        stranger.cookies.set(SIGNED_IN, "of-nobody", domain=HOST)
        answer = await stranger.post(NEW, data={**TYPED, "csrf_token": forged.csrf_token})
        assert (answer.status_code, answer.headers["location"]) == plain
    for path in ("/ansatt/logg-ut", "/ansatt/konto/passord", "/ansatt/kladder", "/ansatt/nothing"):
        await send(forged, path, {"password": "hemmelig", "skjema": NEW})
    clock.move(REMEMBERED)
    await send(old)
    for person in (disabled, forged, old):
        assert await drafts_of(person.person.id) == []


async def test_form_that_was_open_over_a_new_log_in_is_kept_too(
    app: Starlette, signed_in: SignIn, clock: Clock
) -> None:
    """Its token is of the log-in before: it is not done (T-17), but waits for a click."""
    librarian = await signed_in()
    colleague = await signed_in()
    clock.move(IDLE)
    async with logged_in_anew(app, librarian.person.email) as anew:
        answer = await anew.post(NEW, data={**TYPED, "csrf_token": librarian.csrf_token})
        draft_id = await only_parked(librarian)
        assert answer.headers["location"] == f"/ansatt/kladder/{draft_id}"
        assert "Blåbær" in (await anew.get(answer.headers["location"])).text
        theirs = await anew.post(NEW, data={**TYPED, "csrf_token": colleague.csrf_token})
        assert theirs.status_code == 403
    assert await titles(clock) == []


async def test_other_forms_are_kept_and_files_are_not(
    app: Starlette, signed_in: SignIn, clock: Clock
) -> None:
    librarian = await signed_in()
    clock.move(IDLE)
    await send(librarian, LINKS, {"name": "Mobilen"})
    fields = {**TYPED, "csrf_token": librarian.csrf_token}
    sent = {"image_file": ("a.png", picture())}
    answer = await librarian.client.post(NEW, data=fields, files=sent)
    assert "kladder" in answer.headers["location"]
    form, link = sorted(await drafts_of(librarian.person.id), key=lambda one: one.path)
    assert "image_file" not in dict(form.texts)
    assert (link.path, link.texts) == (LINKS, (("name", "Mobilen"),))
    async with logged_in_anew(app, librarian.person.email) as anew:
        page = (await anew.get(f"/ansatt/kladder/{link.id}")).text
        assert f'action="{LINKS}"' in page
        assert "Åpne skjemaet" not in page
        assert (await anew.post(LINKS, data=_as_a_browser(event_form(page)))).status_code == 200


async def test_hostile_text_is_text_on_the_page_of_what_was_kept(
    app: Starlette, signed_in: SignIn, clock: Clock
) -> None:
    """T-4."""
    librarian = await signed_in()
    token = librarian.csrf_token
    clock.move(IDLE)
    for text in ("Blåbær", HOSTILE):
        fields = {**TYPED, "csrf_token": token, "title": text, "description": text, text: text}
        await librarian.client.post(NEW, data=fields)
    async with logged_in_anew(app, librarian.person.email) as anew:
        ids = [one.id for one in await drafts_of(librarian.person.id)]
        pages = [(await anew.get(f"/ansatt/kladder/{number}")).text for number in ids]
    assert len(pages) == 2
    assert len({tuple(outline(page)) for page in pages}) == 1
    assert sum("alert(1)" in words_of(page) for page in pages) == 1


def _as_a_browser(fields: Fields) -> Fields:
    """Line breaks of a text area travel as CR LF."""
    return {
        name: [re.sub(r"\r?\n", "\r\n", text) for text in texts] for name, texts in fields.items()
    }


async def titles(clock: Clock) -> list[str]:
    lines = await event_lines(
        today=clock().date(), library_ids=None, workflow=None, past=False, search=""
    )
    return [line.title for line in lines]
