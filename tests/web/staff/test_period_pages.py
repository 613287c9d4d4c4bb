"""The pages on which coordinators keep school holidays and named weeks."""

import re
from datetime import date

import httpx2
import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.storage.periods import add_periods, all_periods
from tests.support.staff_forms import event_form, outline, words_of
from tests.support.web import NOW, SignedIn, SignIn

PERIODS = "/ansatt/oppsett/perioder"
HAMAR, RINGSAKER, GJOVIK = "1", "2", "4"
HOSTILE = '</script><script>alert(1)</script> "onfocus=x {{7*7}} {%raw%} <svg/onload=x>'
TYPED = {
    "kind": "school_holiday",
    "library_ids": [HAMAR],
    "name": "Vinterferie",
    "first_day": "2027-02-22",
    "last_day": "26.2.2027",
}


async def make(person: SignedIn, **changes: str | list[str]) -> httpx2.Response:
    return await person.post(f"{PERIODS}/nytt", {**TYPED, **changes})


async def stored() -> list[tuple[str, int | None, date, date]]:
    return [(one.name, one.library_id, one.first, one.last) for one in await all_periods()]


WINTER = ("Vinterferie", 1, date(2027, 2, 22), date(2027, 2, 26))


async def test_a_holiday_is_made_for_each_library_listed_and_in_the_plan(signed_in: SignIn) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar", "gjovik")
    answer = await make(person, library_ids=[HAMAR, GJOVIK])
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{PERIODS}?melding=periode-lagret",
    )
    assert await stored() == [WINTER, ("Vinterferie", 4, *WINTER[2:])]
    page = words_of((await person.get(PERIODS)).text)
    assert page.count("22.–26. februar 2027") == 2
    assert "Vinterferie" in (await person.get("/ansatt/plan?fra=2027-02")).text


async def test_the_same_form_sent_twice_makes_one(signed_in: SignIn) -> None:
    """T-5."""
    person = await signed_in(Role.COORDINATOR, "hamar")
    for _ in range(2):
        assert (await make(person)).status_code == 303
    assert await stored() == [WINTER]


async def test_a_named_week_is_everybodys_and_one_day_is_enough(signed_in: SignIn) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar")
    await make(person, kind="named_week", name="Verdens bokdag", last_day="")
    assert await stored() == [("Verdens bokdag", None, WINTER[2], WINTER[2])]
    assert "Merkeuke for alle" in (await person.get(PERIODS)).text


async def test_the_form_is_changed_as_it_is_shown(signed_in: SignIn) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar")
    await make(person)
    address = f"{PERIODS}/{(await all_periods())[0].id}/rediger"
    fields = event_form((await person.get(address)).text)
    assert fields.keys() == {"csrf_token", "name", "first_day", "last_day"}
    moved = {**fields, "last_day": ["28.2.2027"], "library_ids": [GJOVIK], "kind": ["named_week"]}
    answer = await person.post(address, moved)
    assert answer.headers["location"] == f"{PERIODS}?melding=periode-lagret"
    assert await stored() == [(*WINTER[:3], date(2027, 2, 28))]


async def test_it_is_asked_before_a_period_is_deleted(signed_in: SignIn) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar")
    await make(person)
    address = f"{PERIODS}/{(await all_periods())[0].id}/sletting"
    question = await person.get(address)
    assert "Arrangementene blir ikke endret" in question.text
    assert await stored() == [WINTER]
    answer = await person.post(address)
    assert answer.headers["location"] == f"{PERIODS}?melding=periode-slettet"
    assert await stored() == []
    assert (await person.post(address)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"name": "x" * 101}, "Teksten er for lang."),
        ({"first_day": "30.2.2027"}, "Skriv en dato som finnes"),
        ({"first_day": ""}, "Fyll ut dette feltet."),
        ({"last_day": "2027-02-21"}, "Slutten kommer før starten."),
        ({"last_day": "2028-12-31"}, "En periode kan vare i høyst 400 dager."),
        ({"library_ids": []}, "Fyll ut dette feltet."),
        ({"library_ids": [GJOVIK]}, "Du kan ikke endre"),
        ({"library_ids": ["99999999999999999999"]}, "Velg et av alternativene."),
        ({"library_ids": ["x"]}, "Velg et av alternativene."),
        ({"kind": "ferie"}, "Velg et av alternativene."),
    ],
)
async def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(
    signed_in: SignIn, changes: dict[str, str | list[str]], sentence: str
) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar")
    answer = await make(person, **changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    typed = {**TYPED, **changes}
    kept = event_form(answer.text)
    for name in ("name", "first_day", "last_day"):
        assert kept[name] == [typed[name]]
    assert await stored() == []


async def test_who_may_not_gets_403_and_what_is_not_there_404(signed_in: SignIn) -> None:
    """T-21: a library's holidays are kept by those who answer for it."""
    keeper = await signed_in(Role.COORDINATOR, "hamar")
    await make(keeper)
    await make(keeper, kind="named_week", name="Bokuka")
    named, holiday = sorted((one.id for one in await all_periods()), reverse=True)
    editor = await signed_in(Role.EDITOR, "hamar")
    other = await signed_in(Role.ADMIN, "gjovik")
    for path in ("", "/nytt", f"/{holiday}/rediger", f"/{holiday}/sletting"):
        assert (await editor.get(PERIODS + path)).status_code == 403, path
    assert (await make(editor)).status_code == 403
    for part in ("rediger", "sletting"):
        for answer in (
            await other.get(f"{PERIODS}/{holiday}/{part}"),
            await other.post(f"{PERIODS}/{holiday}/{part}", TYPED),
        ):
            assert answer.status_code == 403
        assert (await other.get(f"{PERIODS}/{named}/{part}")).status_code == 200
        for bad in ("99", str(2**63), "1e3", "-1", "%EF%BC%91"):
            assert (await keeper.get(f"{PERIODS}/{bad}/{part}")).status_code == 404
    listed = (await other.get(PERIODS)).text
    assert re.findall(r"perioder/(\d+)/rediger", listed) == [str(named)]
    assert len(await stored()) == 2


async def test_past_periods_are_folded_away(signed_in: SignIn) -> None:
    person = await signed_in(Role.COORDINATOR, "hamar")
    await make(person, first_day="2026-10-05", last_day="2026-10-09", name="Høstferie")
    page = (await person.get(PERIODS)).text
    assert "Her er det ingen ferier eller merkeuker framover." in page
    assert page.index("<details") < page.index("Høstferie")


async def test_hostile_text_is_text(signed_in: SignIn) -> None:
    """T-4: in the list, the form and the question."""
    person = await signed_in(Role.COORDINATOR, "hamar")
    pages: dict[str, list[str]] = {}
    for name in ("Vanlig", HOSTILE):
        for one in await all_periods():
            await person.post(f"{PERIODS}/{one.id}/sletting")
        first, last = WINTER[2:]
        kind = PeriodKind.NAMED_WEEK
        await add_periods(
            Period(id=0, kind=kind, library_id=None, name=name, first=first, last=last),
            now=NOW,
        )
        number = (await all_periods())[0].id
        paths = ("", f"/{number}/rediger", f"/{number}/sletting")
        pages[name] = [(await person.get(PERIODS + path)).text for path in paths]
    for usual, hostile in zip(pages["Vanlig"], pages[HOSTILE], strict=True):
        assert outline(hostile) == outline(usual)
    assert HOSTILE in words_of(pages[HOSTILE][0])
    assert event_form(pages[HOSTILE][1])["name"] == [HOSTILE]
    assert HOSTILE in words_of(pages[HOSTILE][2])
