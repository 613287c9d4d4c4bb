"""The set-up pages: what coordinators add, change, merge and take out of use."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import httpx2
import pytest

from calendar_app.domain.access import Role
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.events import publish, single, timed
from tests.support.staff_forms import STORY_TIME, Fields, event_form, outline, words_of
from tests.support.web import Clock, SignedIn, SignIn

SETUP = "/ansatt/oppsett"
DAY = date(2027, 2, 8)
HOSTILE = '<script>alert(1)</script>{{ 7*7 }}"><img src=x onerror=alert(1)>'
NEW: dict[str, dict[str, str]] = {
    "bibliotek": {"name": "Stange bibliotek", "short_name": "Stange", "colour": "#1F5E8C"},
    "steder": {"name": "Filialen", "short_name": "Filialen", "library_id": "1"},
    "aldersgrupper": {"nb": "Mellomtrinn", "nn": "Mellomtrinn", "en": "Tweens", "low": "9"},
    "kategorier": {"nb": "Skrivekurs", "nn": "Skrivekurs", "en": "Writing"},
    "fellesskap": {"nb": "Småbarn", "nn": "Småbarn", "en": "Toddlers", "purpose": "Lære"},
    "stotte": {"name": "Fritt Ord", "text": "Støttet av Fritt Ord"},
}


async def form_of(person: SignedIn, path: str) -> Fields:
    page = await person.get(f"{SETUP}/{path}")
    assert page.status_code == 200
    return event_form(page.text)


async def change(person: SignedIn, path: str, **texts: Any) -> httpx2.Response:
    """Open a form, change some fields, and send it."""
    return await person.post(f"{SETUP}/{path}", {**await form_of(person, path), **texts})


async def add(person: SignedIn, family: str, **texts: str) -> int:
    """Add a thing; gives its id."""
    done = await change(person, f"{family}/nytt", **{**NEW[family], **texts})
    assert done.headers["location"] == f"{SETUP}/{family}?melding=oppsett-lagt-til"
    page = await person.get(f"{SETUP}/{family}")
    return max(int(found) for found in re.findall(rf'href="{SETUP}/{family}/(\d+)"', page.text))


@pytest.mark.parametrize("family", NEW)
async def test_everything_is_added_changed_retired_and_deleted_by_forms(
    signed_in: SignIn, family: str
) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar")
    number = await add(person, family)
    one = f"{family}/{number}"
    name = "name" if "name" in NEW[family] else "nb"
    done = await change(person, one, **{name: "Et annet navn"})
    assert done.headers["location"] == f"{SETUP}/{family}?melding=oppsett-lagret"
    assert "Et annet navn" in (await person.get(f"{SETUP}/{family}")).text
    await person.post(f"{SETUP}/{one}/avvikling")
    assert "Ute av bruk" in (await person.get(f"{SETUP}/{one}")).text
    await person.post(f"{SETUP}/{one}/avvikling/angre")
    assert "Ute av bruk" not in words_of((await person.get(f"{SETUP}/{one}")).text)
    asked = await person.get(f"{SETUP}/{one}/sletting")
    assert "Et annet navn" in asked.text
    gone = await person.post(f"{SETUP}/{one}/sletting")
    assert gone.headers["location"] == f"{SETUP}/{family}?melding=oppsett-slettet"
    assert (await person.get(f"{SETUP}/{one}")).status_code == 404


async def test_a_fifth_library_with_a_branch_is_there_at_once(
    signed_in: SignIn, client: httpx2.AsyncClient, clock: Clock
) -> None:
    """D-13: no restart; whoever adds it writes its events, and the public filters by it.

    D-14: its branch has neither street nor point.
    """
    person = await signed_in(Role.COORDINATOR, "hamar")
    assert "Stange" not in (await client.get("/kalender")).text
    library = await add(person, "bibliotek")
    venue = await add(person, "steder", library_id=str(library), slug="stange-filial")
    made = await person.post(
        "/ansatt/arrangementer/nytt",
        {
            **STORY_TIME,
            "organiser_id": str(library),
            "place": str(venue),
            "start_date": "2026-12-01",
            "handling": "publiser",
        },
    )
    assert made.status_code == 303
    for address in ("/kalender?bibliotek=stange-bibliotek", "/kalender?sted=stange-filial"):
        assert "Lesestund" in (await client.get(address)).text
    feed = await client.get("/kalender.ics?bibliotek=stange-bibliotek")
    assert "LOCATION:Filialen\r\n" in feed.text
    assert "GEO" not in feed.text


async def test_another_name_in_the_address_keeps_the_old_one(
    signed_in: SignIn, client: httpx2.AsyncClient, clock: Clock
) -> None:
    """SEL-27."""
    person = await signed_in(Role.COORDINATOR, "hamar")
    await publish(single(timed(DAY)), now=clock(), venue_id=1, category_ids=(3,))
    done = await change(person, "kategorier/3", slug="kurs-og-verksted")
    assert done.status_code == 303
    page = await person.get(f"{SETUP}/kategorier/3")
    assert "verksted, verkstad, kurs" in page.text or "verkstad, kurs, verksted" in page.text
    kind = "type" if "type=" in (await client.get("/kalender")).text else "kategori"
    for slug in ("verksted", "kurs-og-verksted"):
        assert "Lesestund" in (await client.get(f"/kalender?{kind}={slug}")).text


@pytest.mark.parametrize(
    ("path", "texts", "sentence"),
    [
        ("kategorier/nytt", NEW["kategorier"] | {"slug": "lesestund"}, "noe annet"),
        ("kategorier/nytt", NEW["kategorier"] | {"slug": "kurs"}, "noe annet"),
        ("kategorier/nytt", NEW["kategorier"] | {"slug": "Æ Ø"}, "Bruk bare a–z"),
        ("kategorier/1", {"slug": "verksted"}, "noe annet"),
        ("bibliotek/1", {"colour": "#ffff00"}, "for lys"),
        ("bibliotek/1", {"email": "tull"}, "e-postadresse"),
        ("steder/1", {"latitude": "nord"}, "Skriv et tall"),
        ("steder/1", {"latitude": "60,79"}, "både breddegrad og lengdegrad"),
        ("steder/nytt", NEW["steder"] | {"library_id": "2"}, "Du kan ikke endre"),
        ("aldersgrupper/1", {"low": "ni"}, "helt tall"),
        ("aldersgrupper/1", {"low": ""}, "Fyll ut"),
        ("stotte/nytt", {"name": "", "text": ""}, "2 ting må rettes"),
    ],
)
async def test_what_is_wrong_is_said_and_everything_typed_is_still_there(
    signed_in: SignIn, path: str, texts: dict[str, str], sentence: str
) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar")
    before = await load_vocabulary()
    refused = await change(person, path, **texts)
    assert refused.status_code == 422
    assert sentence in words_of(refused.text)
    kept = event_form(refused.text)
    typed = {name: text for name, text in texts.items() if name != "library_id"}
    assert {name: kept[name] for name in typed} == {name: [text] for name, text in typed.items()}
    assert await load_vocabulary() == before


async def test_somebody_elses_change_is_not_overwritten_unseen(signed_in: SignIn) -> None:
    """T-22."""
    one, other = [await signed_in(Role.COORDINATOR, "hamar") for _ in range(2)]
    form = await form_of(other, "kategorier/1")
    assert (await change(one, "kategorier/1", nn="Deira")).status_code == 303
    stale = await other.post(f"{SETUP}/kategorier/1", {**form, "nb": "Mitt"})
    assert stale.status_code == 422
    assert "Noen andre har endret dette" in stale.text
    assert (await load_vocabulary()).categories[1].label.nn == "Deira"
    again = await other.post(f"{SETUP}/kategorier/1", event_form(stale.text))
    assert again.status_code == 303
    assert (await load_vocabulary()).categories[1].label.nb == "Mitt"


async def test_two_become_one_after_a_question(
    signed_in: SignIn, client: httpx2.AsyncClient, clock: Clock
) -> None:
    person = await signed_in(Role.COORDINATOR, "ringsaker")
    for day in (DAY, DAY + timedelta(days=1)):
        await publish(single(timed(day)), now=clock(), organiser_id=2, venue_id=2)
    path = f"{SETUP}/steder/2/sammenslaing"
    assert "Moelv" in (await person.get(path)).text
    asked = await person.get(f"{path}?into=3")
    assert "2 arrangementer bruker det, og får «Moelv» i stedet." in words_of(asked.text)
    assert 2 in (await load_vocabulary()).venues
    done = await person.post(path, event_form(asked.text))
    assert done.headers["location"] == f"{SETUP}/steder?melding=oppsett-slatt-sammen"
    venues = (await load_vocabulary()).venues
    assert 2 not in venues
    assert venues[3].aliases == ("brumunddal",)
    assert "Lesestund" in (await client.get("/kalender?sted=brumunddal")).text


async def test_nothing_is_merged_with_itself_or_with_what_others_keep(signed_in: SignIn) -> None:
    """A-18, T-21: the id in the body is judged like the one in the address."""
    person = await signed_in(Role.COORDINATOR, "hamar")
    before = await load_vocabulary()
    path = f"{SETUP}/steder/1/sammenslaing"
    for into, status in (("1", 422), ("", 200), ("x", 422), ("77", 422), ("4", 403)):
        assert (await person.post(path, {"into": into})).status_code == status, into
    assert "Gjovik-radhus" not in (await person.get(path)).text
    assert await load_vocabulary() == before


async def test_what_is_used_is_not_deleted_and_the_page_says_so(
    signed_in: SignIn, clock: Clock
) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar")
    await publish(single(timed(DAY)), now=clock(), venue_id=1)
    page = await person.get(f"{SETUP}/steder/1")
    assert "Brukes av ett arrangement" in words_of(page.text)
    assert "/sletting" not in page.text
    for answer in (
        await person.get(f"{SETUP}/steder/1/sletting"),
        await person.post(f"{SETUP}/steder/1/sletting"),
    ):
        assert answer.headers["location"] == f"{SETUP}/steder/1?melding=oppsett-i-bruk"
    assert 1 in (await load_vocabulary()).venues


async def test_a_place_has_rooms(signed_in: SignIn) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar")
    done = await change(person, "steder/1/rom/nytt", room_name="Storsalen")
    assert done.headers["location"] == f"{SETUP}/steder/1?melding=oppsett-lagt-til"
    [room] = (await load_vocabulary()).venues[1].rooms
    one = f"steder/1/rom/{room.id}"
    assert (await change(person, "steder/1/rom/nytt", room_name="Storsalen")).status_code == 422
    assert (await change(person, one, room_name="")).status_code == 422
    await change(person, one, room_name="Lillesalen")
    assert "Lillesalen" in (await person.get(f"{SETUP}/steder/1")).text
    await person.post(f"{SETUP}/{one}/avvikling")
    assert (await load_vocabulary()).venues[1].rooms[0].retired_at is not None
    await person.post(f"{SETUP}/{one}/avvikling/angre")
    assert (await load_vocabulary()).venues[1].rooms == (replace(room, name="Lillesalen"),)
    foreign = f"{SETUP}/steder/5/rom/{room.id}"
    assert (await person.get(foreign)).status_code == 404
    for more in ("", "/avvikling", "/sletting"):
        assert (await person.post(foreign + more, {"room_name": "X"})).status_code == 404
    gone = await person.post(f"{SETUP}/{one}/sletting")
    assert gone.headers["location"] == f"{SETUP}/steder/1?melding=oppsett-slettet"
    assert (await load_vocabulary()).venues[1].rooms == ()


OF_HAMAR = ("bibliotek/1", "steder/1", "steder/1/rom/nytt")
OF_ALL = ("aldersgrupper/1", "kategorier/1", "steder/5", "bibliotek/nytt", "kategorier/nytt")
LISTS = ("", "/bibliotek", "/steder", "/aldersgrupper", "/kategorier", "/fellesskap", "/stotte")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR, Role.ADMIN])
@pytest.mark.parametrize("library", ["hamar", "gjovik"])
async def test_who_may_set_up_what(signed_in: SignIn, role: Role, library: str) -> None:
    """A-8, T-21: by role and by library, looking and changing."""
    person = await signed_in(role, library)
    before = await load_vocabulary()
    sets_up = role is not Role.EDITOR
    for path in LISTS:
        assert (await person.get(SETUP + path)).status_code == (200 if sets_up else 403)
    for paths, may in ((OF_HAMAR, sets_up and library == "hamar"), (OF_ALL, sets_up)):
        for path in paths:
            assert (await person.get(f"{SETUP}/{path}")).status_code == (200 if may else 403)
            if not may:
                assert (await person.post(f"{SETUP}/{path}", NEW["steder"])).status_code == 403
    for path in ("bibliotek/1", "steder/1"):
        if not (sets_up and library == "hamar"):
            for more in ("avvikling", "avvikling/angre", "sletting", "sammenslaing"):
                answer = await person.post(f"{SETUP}/{path}/{more}", {"into": "2"})
                assert answer.status_code == 403
    assert await load_vocabulary() == before


@pytest.mark.parametrize("number", ["0", "77", str(2**63), "1e3", "-1", "%EF%BC%91"])
async def test_an_id_that_names_nothing_is_not_there(signed_in: SignIn, number: str) -> None:
    """T-11."""
    person = await signed_in(Role.ADMIN, "hamar")
    for family in NEW:
        assert (await person.get(f"{SETUP}/{family}/{number}")).status_code == 404
        answer = await person.post(f"{SETUP}/{family}/{number}/sletting")
        assert answer.status_code == 404
    assert (await person.get(f"{SETUP}/steder/1/rom/{number}")).status_code == 404


@pytest.mark.parametrize("family", NEW)
async def test_hostile_names_show_as_text(
    signed_in: SignIn, client: httpx2.AsyncClient, family: str
) -> None:
    """T-1, T-4: on the list, the form, the questions; and on the public page."""
    person = await signed_in(Role.COORDINATOR, "hamar")
    number = await add(person, family, slug="en-ny")
    one = f"{family}/{number}"
    texts = {name: text for name, text in NEW[family].items() if name in ("name", "nb", "text")}
    await client.get("/kalender")
    pages: dict[str, list[str]] = {}
    for kind, text in (("usual", "Vanlig"), ("hostile", f"{HOSTILE}\r\nX")):
        done = await change(person, one, **dict.fromkeys(texts, text))
        assert done.status_code == 303
        paths = (family, one, f"{one}/sletting")
        found = [(await person.get(f"{SETUP}/{path}")).text for path in paths]
        pages[kind] = [*found, (await client.get("/kalender")).text]
    for usual, hostile in zip(pages["usual"][:2], pages["hostile"][:2], strict=True):
        assert outline(usual) == outline(hostile)
        assert HOSTILE in words_of(hostile) or HOSTILE in str(event_form(hostile))
    assert "<script>alert(1)" not in "".join(pages["hostile"])
