"""What somebody types is kept on the server: saved while they write, offered, thrown away."""

import re
from datetime import timedelta

import httpx2
import pytest

from calendar_app.domain.access import Role
from calendar_app.storage.drafts import FormDraft, drafts_of, save_draft
from calendar_app.storage.events import get_event
from tests.support.counting import counted_queries
from tests.support.staff_forms import STORY_TIME, WEEKLY, event_form, outline, words_of
from tests.support.web import NOW, Clock, Fields, SignedIn, SignIn

NEW = "/ansatt/arrangementer/nytt"
DRAFTS = "/ansatt/kladder"
HOSTILE = '"><script>alert(1)</script>'


async def keep(person: SignedIn, path: str, fields: Fields) -> httpx2.Response:
    """Send what the script of a form sends."""
    return await person.post(DRAFTS, {**fields, "skjema": path})


async def only_draft(person: SignedIn) -> FormDraft:
    (draft,) = await drafts_of(person.person.id)
    return draft


async def made_event(person: SignedIn) -> int:
    answer = await person.post(NEW, {**STORY_TIME, "handling": "utkast"})
    assert answer.status_code == 303
    return int(re.findall(r"\d+", answer.headers["location"])[0])


async def test_draft_says_when_it_was_kept_and_holds_what_was_typed(signed_in: SignIn) -> None:
    librarian = await signed_in()
    fields = {**WEEKLY, "title": "Blåbær", "weekdays": ["0", "2"]}
    answer = await keep(librarian, NEW, fields)
    assert answer.status_code == 200
    draft = await only_draft(librarian)
    assert answer.json() == {"draft": draft.id, "said": "Lagret som kladd kl. 13.00"}
    assert (draft.key, draft.path) == ("nytt:a-form-of-its-own", NEW)
    assert draft.all("weekdays") == ["0", "2"]
    assert draft.all("csrf_token") == draft.all("skjema") == []
    await keep(librarian, NEW, {**fields, "title": "Tyttebær"})
    assert (await only_draft(librarian)).text("title") == "Tyttebær"


async def test_new_form_offers_the_draft_and_goes_on_with_it(signed_in: SignIn) -> None:
    """Double submit afterwards still makes one event: the form keeps its name."""
    librarian = await signed_in()
    await keep(librarian, NEW, {**WEEKLY, "title": "Blåbær"})
    draft = await only_draft(librarian)
    page = (await librarian.get(NEW)).text
    assert "Fortsett med det du skrev kl. 13.00" in page
    assert f'href="{NEW}?kladd={draft.id}"' in page
    form = event_form((await librarian.get(f"{NEW}?kladd={draft.id}")).text)
    assert form["title"] == ["Blåbær"]
    assert form["count"] == ["4"]
    assert form["innsending"] == ["a-form-of-its-own"]
    answers = [
        await librarian.client.post(NEW, data={**form, "handling": "utkast"}) for _ in range(2)
    ]
    assert len({one.headers["location"].partition("?")[0] for one in answers}) == 1
    assert await drafts_of(librarian.person.id) == []
    assert "Fortsett med det du skrev" not in (await librarian.get(NEW)).text


async def test_edit_offers_a_draft_that_is_newer_than_the_event(
    signed_in: SignIn, clock: Clock
) -> None:
    librarian = await signed_in()
    event_id = await made_event(librarian)
    path = f"/ansatt/arrangementer/{event_id}/rediger"
    form = event_form((await librarian.get(path)).text)
    clock.move(timedelta(minutes=12))
    await keep(librarian, path, {**form, "title": "Blåbær"})
    draft = await only_draft(librarian)
    assert (draft.key, draft.version) == (f"arrangement:{event_id}", 1)
    assert "Fortsett med det du skrev kl. 13.12" in (await librarian.get(path)).text
    for _ in range(2):
        clock.move(timedelta(hours=6))
        page = (await librarian.get(path)).text
    assert "Fortsett med det du skrev 23. november 2026 kl. 13.12" in page
    taken = event_form((await librarian.get(f"{path}?kladd={draft.id}")).text)
    assert (taken["title"], taken["versjon"]) == (["Blåbær"], ["1"])
    await librarian.client.post(path, data={**taken, "handling": "lagre"})
    assert (await get_event(event_id)).details.title == "Blåbær"
    assert await drafts_of(librarian.person.id) == []


async def test_draft_of_an_event_that_others_changed_since_meets_their_change(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-22: it is not offered, and asked for by name it still says which version it is of."""
    librarian, colleague = await signed_in(), await signed_in()
    event_id = await made_event(librarian)
    path = f"/ansatt/arrangementer/{event_id}/rediger"
    form = event_form((await librarian.get(path)).text)
    await keep(librarian, path, {**form, "title": "Mitt"})
    draft = await only_draft(librarian)
    clock.move(timedelta(minutes=1))
    theirs = event_form((await colleague.get(path)).text)
    await colleague.client.post(path, data={**theirs, "title": "Deres", "handling": "lagre"})
    assert "Fortsett med det du skrev" not in (await librarian.get(path)).text
    taken = event_form((await librarian.get(f"{path}?kladd={draft.id}")).text)
    assert taken["versjon"] == ["1"]
    answer = await librarian.client.post(path, data={**taken, "handling": "lagre"})
    assert answer.status_code == 409
    assert [one.id for one in await drafts_of(librarian.person.id)] == [draft.id]
    assert (await get_event(event_id)).details.title == "Deres"


async def test_refused_form_keeps_its_draft(signed_in: SignIn) -> None:
    librarian = await signed_in()
    await keep(librarian, NEW, STORY_TIME)
    answer = await librarian.post(NEW, {**STORY_TIME, "title": "", "handling": "publiser"})
    assert answer.status_code == 422
    await only_draft(librarian)


async def test_list_shows_ones_own_and_the_way_on(signed_in: SignIn) -> None:
    librarian = await signed_in()
    assert "Du har ingen kladder." in (await librarian.get(DRAFTS)).text
    await keep(librarian, NEW, {**STORY_TIME, "title": "Blåbær"})
    draft = await only_draft(librarian)
    page = (await librarian.get(DRAFTS)).text
    assert "Nytt arrangement, 23. november 2026 kl. 13.00" in words_of(page)
    assert f'href="{NEW}?kladd={draft.id}"' in page
    shown = words_of((await librarian.get(f"{DRAFTS}/{draft.id}")).text)
    assert "Tittel Blåbær" in " ".join(shown.split())
    assert "Send det nå" not in shown


async def test_draft_is_thrown_away_after_a_question(signed_in: SignIn) -> None:
    librarian = await signed_in()
    await keep(librarian, NEW, STORY_TIME)
    path = f"{DRAFTS}/{(await only_draft(librarian)).id}/sletting"
    assert "Forkast kladden" in (await librarian.get(path)).text
    await only_draft(librarian)
    answer = await librarian.post(path)
    assert answer.headers["location"] == f"{DRAFTS}?melding=kladd-forkastet"
    assert await drafts_of(librarian.person.id) == []
    assert (await librarian.post(path)).status_code == 404


async def test_draft_of_another_person_is_not_there(signed_in: SignIn) -> None:
    """T-21: to the byte the page of what is missing; and it opens no form."""
    librarian = await signed_in()
    colleague = await signed_in(Role.ADMIN, "hamar")
    await keep(librarian, NEW, {**STORY_TIME, "title": "Blåbær"})
    draft = await only_draft(librarian)
    for path in (f"{DRAFTS}/{draft.id}", f"{DRAFTS}/{draft.id}/sletting"):
        theirs = await colleague.get(path)
        missing = await colleague.get(path.replace(str(draft.id), "4711"))
        assert theirs.status_code == missing.status_code == 404
        assert theirs.content == missing.content
    assert (await colleague.post(f"{DRAFTS}/{draft.id}/sletting")).status_code == 404
    assert "Blåbær" not in (await colleague.get(f"{NEW}?kladd={draft.id}")).text
    assert "Blåbær" not in (await colleague.get(DRAFTS)).text
    await only_draft(librarian)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/kalender",
        "/ansatt/kladder",
        "/ansatt/logg-inn",
        "/ansatt/logg-ut",
        "/ansatt/konto/passord",
        "/ansatt/arrangementer",
        "/ansatt/finnes-ikke",
        "https://evil.example/ansatt/arrangementer/nytt",
        "//evil.example/ansatt/arrangementer/nytt",
        "/ansatt/../ansatt/arrangementer/nytt",
        "/ansatt/arrangementer/nytt?x=1",
        "/ansatt/arrangementer/nytt\n",
        "/ansatt/arrangementer/" + "9" * 500 + "/rediger",
    ],
)
async def test_only_forms_of_our_own_are_kept(signed_in: SignIn, path: str) -> None:
    """T-15, T-24."""
    librarian = await signed_in()
    answer = await keep(librarian, path, STORY_TIME)
    # A path with a line feed at its end is cleaned to the path of a form.
    assert answer.status_code == (200 if path.endswith("\n") else 404)


async def test_form_of_another_site_is_not_kept(signed_in: SignIn) -> None:
    """T-17."""
    librarian = await signed_in()
    fields = {**STORY_TIME, "skjema": NEW, "csrf_token": librarian.csrf_token}
    foreign = {"sec-fetch-site": "cross-site"}
    answers = [
        await librarian.client.post(DRAFTS, data=fields, headers=foreign),
        await librarian.client.post(DRAFTS, data={**fields, "csrf_token": "x"}),
        await librarian.client.post(DRAFTS, json=fields),
    ]
    assert [one.status_code for one in answers] == [403, 403, 403]
    assert await drafts_of(librarian.person.id) == []


async def test_passwords_are_never_kept(signed_in: SignIn) -> None:
    librarian = await signed_in()
    await keep(librarian, NEW, {**STORY_TIME, "password": "hemmelig", "nytt_passord": "hemmelig"})
    assert "hemmelig" not in str(await only_draft(librarian))


async def test_too_much_is_not_kept(signed_in: SignIn) -> None:
    librarian = await signed_in()
    answer = await keep(librarian, NEW, {**STORY_TIME, "description": "x" * 1_100_000})
    assert answer.status_code in (400, 413)
    assert await drafts_of(librarian.person.id) == []


async def test_hostile_text_is_text_on_every_page_of_a_draft(signed_in: SignIn) -> None:
    """T-4."""
    librarian = await signed_in()
    for title in ("Blåbær", HOSTILE):
        fields = dict.fromkeys(("title", "summary", "description"), title)
        await keep(librarian, NEW, {**STORY_TIME, **fields, HOSTILE: title})
        draft = await only_draft(librarian)
        paths = (
            DRAFTS,
            f"{DRAFTS}/{draft.id}",
            f"{DRAFTS}/{draft.id}/sletting",
            NEW,
            f"{NEW}?kladd={draft.id}",
        )
        pages = [(await librarian.get(path)).text for path in paths]
        if title != HOSTILE:
            plain = [outline(page) for page in pages]
    assert [outline(page) for page in pages] == plain
    assert all("alert(1)" in words_of(page) for page in pages[:4])


async def test_dates_are_told_in_lines_while_somebody_types(signed_in: SignIn) -> None:
    librarian = await signed_in()
    told = (await librarian.post("/ansatt/arrangementer/datoer", WEEKLY)).json()
    assert told["said"].startswith("Dette blir 4 datoer: ")
    assert told["dates"] == [
        "man. 8. feb. kl. 18.00–18.45",
        "man. 15. feb. kl. 18.00–18.45",
        "man. 22. feb. kl. 18.00–18.45",
        "man. 1. mars kl. 18.00–18.45",
    ]
    assert told["more"] == ""
    many = (await librarian.post("/ansatt/arrangementer/datoer", {**WEEKLY, "count": "20"})).json()
    assert (len(many["dates"]), many["more"]) == (12, "… og 8 datoer til.")
    one = (await librarian.post("/ansatt/arrangementer/datoer", STORY_TIME)).json()
    said = "Dette blir 1 dato: mandag 8. februar 2027 kl. 18.00–18.45."
    assert one == {"said": said, "dates": [], "more": ""}
    wrong = {**WEEKLY, "start_date": "i morgen"}
    unfinished = (await librarian.post("/ansatt/arrangementer/datoer", wrong)).json()
    assert unfinished == {"said": "", "dates": [], "more": ""}


async def test_list_of_drafts_costs_the_same_for_one_and_for_many(signed_in: SignIn) -> None:
    librarian = await signed_in()
    costs = []
    for number in range(3):
        await save_draft(
            librarian.person.id, key=f"nytt:{number}", path=NEW, texts=(), version=None, now=NOW
        )
        with counted_queries() as statements:
            page = (await librarian.get(DRAFTS)).text
        costs.append(len(statements))
        assert page.count(f'href="{NEW}?kladd=') == number + 1
    assert costs == [4, 4, 4]


async def test_list_is_for_who_is_logged_in(client: httpx2.AsyncClient) -> None:
    answer = await client.get(DRAFTS)
    assert answer.headers["location"] == "/ansatt/logg-inn?next=%2Fansatt%2Fkladder"
