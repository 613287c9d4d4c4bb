"""The pages on which staff make, end and report their personal feeds."""

from datetime import timedelta

import httpx2
import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.personal_feed import MOST_LIVE
from calendar_app.domain.text import clean_line
from calendar_app.storage.sessions import start_session
from tests.support.personal import (
    LINKS,
    address_on,
    end_link,
    link_ids,
    make_link,
    report_link,
    titles,
    token_in,
)
from tests.support.staff_forms import event_form, sent_by, words_of
from tests.support.web import HOST, PUBLIC_URL, Clock, SignedIn, SignIn


@pytest.fixture
async def librarian(signed_in: SignIn) -> SignedIn:
    return await signed_in(Role.EDITOR, "hamar")


async def words(person: SignedIn, path: str = LINKS) -> str:
    answer = await person.get(path)
    assert answer.status_code == 200
    return words_of(answer.text)


async def test_menu_leads_to_a_list_that_is_empty_at_first(librarian: SignedIn) -> None:
    page = (await librarian.get("/ansatt/arrangementer")).text
    assert f'href="{LINKS}"' in page
    assert "Du har ingen kalenderlenker ennå." in await words(librarian)


async def test_new_one_is_made_with_the_form_of_the_page_and_shown_in_both_ways(
    client: httpx2.AsyncClient, librarian: SignedIn
) -> None:
    form = event_form((await librarian.get(LINKS)).text)
    assert form == {"csrf_token": [librarian.csrf_token], "name": [""]}
    answer = await librarian.client.post(LINKS, data=form | {"name": ["Nettbrettet"]})
    path = address_on(answer)
    assert answer.text.count(token_in(path)) == 2
    assert f'href="webcal://{PUBLIC_URL.removeprefix("http://")}{path}"' in answer.text
    assert f">{PUBLIC_URL}{path}</textarea>" in answer.text
    told = words_of(answer.text)
    for sentence in ("Adressen vises bare denne ene gangen", "Adressen er hemmelig", "UTKAST"):
        assert sentence in told
    assert await titles(client, path) == set()
    listed = await words(librarian)
    assert "Nettbrettet" in listed
    assert "Laget 23. november 2026 kl. 13.00" in listed


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Fyll ut dette feltet."),
        (" \t\x00", "Fyll ut dette feltet."),
        ("a" * 61, "Teksten er for lang. Bruk høyst 60 tegn."),
        ("NETTBRETTET ", "Du har en kalenderlenke som heter det."),
    ],
)
async def test_name_that_will_not_do_comes_back_with_what_to_mend(
    librarian: SignedIn, name: str, sentence: str
) -> None:
    await make_link(librarian, "Nettbrettet")
    answer = await librarian.post(LINKS, {"name": name})
    assert answer.status_code == 422
    told = words_of(answer.text)
    assert f"Hva skal den hete: {sentence}" in " ".join(told.split())
    assert sent_by(answer.text, form=1)["name"] == [clean_line(name)]
    assert len(await link_ids(librarian)) == 1


async def test_hostile_name_is_shown_as_it_was_typed(librarian: SignedIn) -> None:
    """T-4, A-5: in the list, on the page of the address and in both questions."""
    hostile = '"><script>alert(1)</script>{{7*7}}'
    made = await librarian.post(LINKS, {"name": hostile})
    (feed_id,) = await link_ids(librarian)
    pages = [made, await librarian.get(LINKS)]
    pages += [await librarian.get(f"{LINKS}/{feed_id}/{way}") for way in ("avslutning", "avveie")]
    for page in pages:
        assert hostile in words_of(page.text)
        assert "<script>" not in page.text


async def test_when_there_are_enough_the_form_is_gone_and_a_sent_one_is_refused(
    librarian: SignedIn,
) -> None:
    for number in range(MOST_LIVE):
        await make_link(librarian, f"Nr. {number}")
    page = (await librarian.get(LINKS)).text
    assert "flere kan ingen ha" in words_of(page)
    assert event_form(page) == {}
    answer = await librarian.post(LINKS, {"name": "Enda en"})
    assert answer.status_code == 422
    assert "Du kan ha høyst 10 kalenderlenker." in words_of(answer.text)
    assert len(await link_ids(librarian)) == MOST_LIVE


async def test_ending_is_asked_about_first_and_done_with_the_form_of_the_question(
    librarian: SignedIn, clock: Clock
) -> None:
    await make_link(librarian, "Nettbrettet")
    (feed_id,) = await link_ids(librarian)
    question = await librarian.get(f"{LINKS}/{feed_id}/avslutning")
    assert "Nettbrettet" in words_of(question.text)
    assert await link_ids(librarian) == [feed_id]
    clock.move(timedelta(hours=1))
    answer = await librarian.client.post(
        f"{LINKS}/{feed_id}/avslutning", data=event_form(question.text)
    )
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{LINKS}?melding=lenke-avsluttet",
    )
    told = await words(librarian, answer.headers["location"])
    assert "Kalenderlenken er avsluttet." in told
    assert "Avsluttet 23. november 2026 kl. 14.00" in told
    assert await link_ids(librarian) == []
    clock.move(timedelta(hours=1))
    await end_link(librarian, feed_id)
    assert "Avsluttet 23. november 2026 kl. 14.00" in await words(librarian)


async def test_ended_one_stays_in_the_list_as_long_as_its_notice(
    signed_in: SignIn, clock: Clock
) -> None:
    """FC-23. The log-in of that time has run out by then, so the person logs in anew."""
    librarian = await signed_in()
    await make_link(librarian, "Nettbrettet")
    await end_link(librarian, (await link_ids(librarian))[0])
    for days, is_listed in ((90, True), (1, False)):
        clock.move(timedelta(days=days))
        token = await start_session(librarian.person.id, now=clock())
        librarian.client.cookies.set("lesekalender", token, domain=HOST)
        assert ("Nettbrettet" in await words(librarian)) is is_listed


async def test_reported_one_is_asked_about_first_and_then_nowhere(librarian: SignedIn) -> None:
    """T-14."""
    await make_link(librarian, "Nettbrettet")
    (feed_id,) = await link_ids(librarian)
    question = await librarian.get(f"{LINKS}/{feed_id}/avveie")
    assert "Nettbrettet" in words_of(question.text)
    assert await link_ids(librarian) == [feed_id]
    await report_link(librarian, feed_id)
    told = await words(librarian, f"{LINKS}?melding=lenke-meldt")
    assert "Kalenderlenken er meldt på avveie og virker ikke lenger." in told
    assert "Nettbrettet" not in told
    for way in ("avslutning", "avveie"):
        assert (await librarian.get(f"{LINKS}/{feed_id}/{way}")).status_code == 404
        assert (await librarian.post(f"{LINKS}/{feed_id}/{way}")).status_code == 404
