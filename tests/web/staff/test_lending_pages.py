"""Programmes to borrow: offered on the event's page, found in a list, asked for."""

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.lending import Lending
from calendar_app.storage.events import get_event
from calendar_app.storage.lending import cases_of
from tests.support.borrowing import GJOVIK, HAMAR, OFFER, WISHED, lend
from tests.support.events import publish, single, timed
from tests.support.staff_forms import Fields, event_form, outline, words_of
from tests.support.web import Clock, SignedIn, SignIn

HOSTILE = (
    '</script><script>alert(1)</script> "onfocus=x {{7*7}} {%raw%} <svg/onload=x>'
    " <details open ontoggle=x>"
)
"""T-4."""

ASKED = {
    "library_id": str(GJOVIK),
    "wished_date": "3.3.2027",
    "wished_time": "18",
    "message": "Helst en onsdag",
}


def offer(event: Event, *more: str) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}/utlan", *more))


def asking(event: Event) -> str:
    return f"/ansatt/lan/{event.id}/foresporsel"


async def filled_in(person: SignedIn, path: str, **typed: str) -> Fields:
    page = await person.get(path)
    assert page.status_code == 200
    return event_form(page.text) | {name: [text] for name, text in typed.items()}


async def test_an_event_is_opened_for_borrowing_from_its_page(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(single(timed(WISHED)), now=clock())
    page = await editor.get(f"/ansatt/arrangementer/{event.id}")
    assert f'href="{offer(event)}"' in page.text
    fields = await filled_in(
        editor,
        offer(event),
        lending_minutes="60",
        lending_needs="Sal med plass til 80",
        lending_fee="Honorar og reise deles likt",
        lending_contact="utlan@example.org",
    )
    done = await editor.post(offer(event), fields)
    assert done.headers["location"].endswith("?melding=utlan-apnet")
    assert (await get_event(event.id)).details.lending == OFFER
    told = words_of((await editor.get(done.headers["location"])).text)
    assert "Andre bibliotek kan nå spørre" in told
    assert "Sal med plass til 80" in told


async def test_what_is_wrong_with_the_offer_is_told_and_stays_typed(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(single(timed(WISHED)), now=clock())
    fields = await filled_in(
        editor, offer(event), lending_minutes="en time", lending_fee="x" * 2001
    )
    answer = await editor.post(offer(event), fields)
    assert answer.status_code == 422
    assert 'value="en time"' in answer.text
    assert "Skriv et helt tall" in answer.text
    assert "høyst 2000 tegn" in answer.text
    assert (await get_event(event.id)).details.lending == Lending()


async def test_two_who_change_the_offer_at_once_lose_nothing(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-22."""
    editor = await signed_in()
    event = await lend(now=clock())
    mine = await filled_in(editor, offer(event), lending_fee="Gratis")
    theirs = await filled_in(editor, offer(event), lending_fee="500 kroner")
    assert (await editor.post(offer(event), theirs)).status_code == 303
    late = await editor.post(offer(event), mine)
    assert late.status_code == 409
    assert 'value="Gratis"' in late.text
    assert (await get_event(event.id)).details.lending.fee == "500 kroner"
    assert (await editor.post(offer(event), event_form(late.text))).status_code == 303
    assert (await get_event(event.id)).details.lending.fee == "Gratis"


async def test_closed_for_borrowing_it_keeps_what_was_written(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await lend(now=clock())
    done = await editor.post(offer(event, "avslutning"))
    assert done.headers["location"].endswith("?melding=utlan-lukket")
    lending = (await get_event(event.id)).details.lending
    assert (lending.is_open, lending.needs) == (False, OFFER.needs)
    other = await signed_in(Role.EDITOR, "gjovik")
    assert (await other.get(asking(event))).headers["location"] == "/ansatt/lan?melding=lan-lukket"
    late = await other.post(asking(event), ASKED)
    assert late.headers["location"] == "/ansatt/lan?melding=lan-lukket"
    assert await cases_of([HAMAR]) == []


async def test_the_list_shows_what_others_lend_and_own_ones_apart(
    signed_in: SignIn, clock: Clock
) -> None:
    """A-19: a draft of another library is in no list; one's own is."""
    await lend(now=clock(), title="Askeladden", age_from=6)
    await lend(now=clock(), title="Hemmelig utkast", workflow=Workflow.DRAFT)
    await lend(now=clock(), title="Egen koffert", organiser_id=GJOVIK, venue_id=4)
    await publish(single(timed(WISHED)), now=clock(), title="Ikke til låns")
    borrower = await signed_in(Role.EDITOR, "gjovik")
    page = (await borrower.get("/ansatt/lan")).text
    others, own = page.split("Det dere låner ut")
    assert "Askeladden" in others
    assert "60 minutter" in others
    assert "fra 6 år" in others
    assert "Honorar og reise deles likt" in others
    assert "Egen koffert" not in others
    assert "Egen koffert" in own
    assert "Hemmelig utkast" not in page
    assert "Ikke til låns" not in page
    host = await signed_in()
    others, own = (await host.get("/ansatt/lan")).text.split("Det dere låner ut")
    assert "Hemmelig utkast" in own
    assert "Askeladden" not in others


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Smått", "Stort", "For alle"}),
        ("?alder=2", {"Smått", "For alle"}),
        ("?alder=14", {"Stort", "For alle"}),
        ("?bibliotek=ringsaker", {"Stort"}),
        ("?bibliotek=finnes-ikke&alder=tre", {"Smått", "Stort", "For alle"}),
        ("?bibliotek=ringsaker&alder=2", set()),
    ],
)
async def test_the_list_is_filtered_by_age_and_library(
    signed_in: SignIn, clock: Clock, query: str, found: set[str]
) -> None:
    await lend(now=clock(), title="Smått", age_band_ids=(1,))
    await lend(now=clock(), title="Stort", age_from=10, organiser_id=2, venue_id=2)
    await lend(now=clock(), title="For alle")
    page = (await (await signed_in(Role.EDITOR, "gjovik")).get(f"/ansatt/lan{query}")).text
    assert {one for one in ("Smått", "Stort", "For alle") if f">{one}</a>" in page} == found


async def test_staff_of_another_library_ask_and_sending_twice_asks_once(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-22: an editor may ask."""
    event = await lend(now=clock())
    editor = await signed_in(Role.EDITOR, "gjovik")
    fields = await filled_in(editor, asking(event), wished_date="3.3.2027", wished_time="18")
    sent = [await editor.post(asking(event), fields) for _ in range(2)]
    [case] = await cases_of([HAMAR])
    address = f"/ansatt/foresporsler/{case.request.id}?melding=lan-spurt"
    assert [one.headers["location"] for one in sent] == [address] * 2
    assert (case.request.wished_date, case.request.wished_minute) == (WISHED, 1080)
    assert case.request.story[0].staff_id == editor.person.id
    told = words_of((await editor.get(address)).text)
    assert "Gjovik spurte om å låne opplegget onsdag 3. mars 2027 kl. 18.00" in told


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"library_id": str(HAMAR)}, "library_id"),
        ({"library_id": "3"}, "library_id"),
        ({"library_id": ""}, "library_id"),
        ({"library_id": "1e3"}, "library_id"),
        ({"wished_date": ""}, "wished_date"),
        ({"wished_date": "30.2.2027"}, "wished_date"),
        ({"wished_date": "22.11.2026"}, "wished_date"),
        ({"wished_date": "1.1.2090"}, "wished_date"),
        ({"wished_time": "25"}, "wished_time"),
        ({"message": "x" * 2001}, "message"),
    ],
)
async def test_what_is_wrong_with_the_request_is_told_beside_its_field(
    signed_in: SignIn, clock: Clock, typed: dict[str, str], field: str
) -> None:
    """A-18: nobody asks for a library that is not theirs, nor for the host itself."""
    event = await lend(now=clock())
    person = await signed_in(Role.EDITOR, "gjovik", "ringsaker", "hamar")
    answer = await person.post(asking(event), {**ASKED, **typed})
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert await cases_of([HAMAR]) == []


async def test_another_request_for_the_same_day_is_refused_and_stays_typed(
    signed_in: SignIn, clock: Clock
) -> None:
    event = await lend(now=clock())
    editor = await signed_in(Role.EDITOR, "gjovik")
    await editor.post(asking(event), ASKED)
    answer = await editor.post(asking(event), {**ASKED, "message": "En ny tekst"})
    assert answer.status_code == 422
    assert "Dere har alt spurt om denne dagen" in answer.text
    assert "En ny tekst" in answer.text
    assert len(await cases_of([HAMAR])) == 1


async def test_nobody_borrows_from_themselves_and_a_draft_is_not_there(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-21."""
    shared = await lend(now=clock())
    draft = await lend(now=clock(), workflow=Workflow.DRAFT)
    host, other = await signed_in(), await signed_in(Role.ADMIN, "gjovik")
    for person, event, status in ((host, shared, 403), (host, draft, 403), (other, draft, 404)):
        assert (await person.get(asking(event))).status_code == status
        assert (await person.post(asking(event), ASKED)).status_code == status
    for answer in (await other.get(offer(shared)), await other.post(offer(shared), {})):
        assert answer.status_code == 403
    assert await cases_of([HAMAR]) == []


async def everywhere(people: list[SignedIn], text: str, clock: Clock) -> list[str]:
    """Put a text into every field about lending, and give the pages on which it is shown."""
    host, other = people
    lending = Lending(is_open=True, minutes=60, needs=text, fee=text, contact=text)
    event = await lend(now=clock(), title=text[:190], summary=text, lending=lending)
    await other.post(asking(event), {**ASKED, "message": text})
    newest = (await cases_of([GJOVIK]))[0].request
    assert newest.message == text
    request = f"/ansatt/foresporsler/{newest.id}"
    return [
        (await host.get(offer(event))).text,
        (await host.get(f"/ansatt/arrangementer/{event.id}")).text,
        (await host.get(request)).text,
        (await other.get(asking(event))).text,
        (await other.get(request)).text,
    ]


async def test_hostile_text_is_text_on_every_page_about_lending(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-4."""
    people = [await signed_in(), await signed_in(Role.EDITOR, "gjovik")]
    harmless = await everywhere(people, "Snilt", clock)
    hostile = await everywhere(people, HOSTILE, clock)
    assert [outline(one) for one in hostile] == [outline(one) for one in harmless]
    assert all(HOSTILE in words_of(one) or HOSTILE[:190] in words_of(one) for one in hostile)
    for path in ("/ansatt/lan", "/ansatt/foresporsler"):
        page = (await people[1].get(path)).text
        assert HOSTILE[:190] in words_of(page)
        assert "svg/onload" not in page.replace("&lt;svg/onload", "")


async def test_the_list_says_when_there_is_nothing_to_borrow(signed_in: SignIn) -> None:
    page = await (await signed_in()).get("/ansatt/lan")
    assert "Her er det ikke noe å låne akkurat nå." in page.text
    assert "Dere låner ikke ut noe ennå." in page.text
