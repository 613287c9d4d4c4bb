"""Many events at once: ticked in the list, looked at, done, and undone once."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, State, Workflow
from calendar_app.storage.bulk import find_events
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.rows import BulkChangeRow
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_library
from tests.support.events import details, edit, single, timed
from tests.support.staff_forms import Fields, event_form, outline, words_of
from tests.support.web import NOW, Clock, SignedIn, SignIn

MANY = "/ansatt/flere"
LIST = "/ansatt/arrangementer"
DAY = date(2027, 2, 8)


async def make(
    clock: Clock,
    title: str = "Lesestund",
    *,
    organiser: int = 1,
    workflow: Workflow = Workflow.PLANNED,
    days: int = 0,
) -> Event:
    said = details(title, organiser_id=organiser, venue_id=1, category_ids=(1,))
    schedule = single(timed(DAY + timedelta(days=days)))
    new = NewEvent(details=said, schedule=schedule, workflow=workflow)
    return await create_event(new, staff_id=None, now=clock())


async def chosen(person: SignedIn, events: Sequence[Event]) -> Fields:
    """Tick events in the list and press the button."""
    query = "&".join(f"velg={one.id}" for one in events)
    page = await person.get(f"{MANY}?{query}")
    assert page.status_code == 200
    return event_form(page.text)


async def looked_at(person: SignedIn, events: Sequence[Event], **said: Any) -> Any:
    return await person.post(MANY, {**await chosen(person, events), "handling": "se", **said})


async def done(person: SignedIn, events: Sequence[Event], **said: Any) -> Any:
    preview = await looked_at(person, events, **said)
    return await person.post(MANY, {**event_form(preview.text), "handling": "gjor"})


def read(page: str) -> str:
    return " ".join(words_of(page).split())


async def test_events_of_the_list_are_published_together_and_back(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    made = [await make(clock, f"Nr. {number}", days=number) for number in range(3)]
    boxes = re.findall(r'name="velg" value="(\d+)"', (await editor.get(LIST)).text)
    assert boxes == [str(one.id) for one in made]
    preview = await looked_at(editor, made, hva="publiser")
    assert "3 arrangementer blir publisert. Alle kan se dem." in read(preview.text)
    assert await find_events([one.id for one in made]) == made
    answer = await editor.post(MANY, {**event_form(preview.text), "handling": "gjor"})
    assert answer.status_code == 303
    assert {one.workflow for one in await find_events([one.id for one in made])} == {
        Workflow.PUBLISHED
    }
    public = (await editor.get("/kalender")).text
    assert [one.details.title for one in made if one.details.title in public] == [
        "Nr. 0",
        "Nr. 1",
        "Nr. 2",
    ]
    result = await editor.get(answer.headers["location"])
    assert "Angre alt" in result.text
    undone = await editor.post(f"{answer.headers['location']}/angre")
    assert undone.headers["location"] == f"{answer.headers['location']}?melding=angret-alt"
    page = await editor.get(undone.headers["location"])
    assert "Endringen er angret." in page.text
    assert "Angre alt" not in page.text
    assert {one.workflow for one in await find_events([one.id for one in made])} == {
        Workflow.PLANNED
    }
    assert "Nr. 1" not in (await editor.get("/kalender")).text


async def test_the_other_orders(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await make(clock, workflow=Workflow.PUBLISHED)
    assert (await done(editor, [event], hva="avlys", reason="Sykdom")).status_code == 303
    assert (await done(editor, [event], hva="sted", place="5")).status_code == 303
    assert (await done(editor, [event], hva="kategori", category_id="2")).status_code == 303
    saved = await get_event(event.id)
    assert (saved.state, saved.state_reason) == (State.CANCELLED, "Sykdom")
    assert (saved.details.venue_id, saved.details.category_ids) == (5, (2,))


async def test_the_preview_says_which_are_left_out_and_why(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    mine = await make(clock, "Vår")
    there = await make(clock, "Ute", workflow=Workflow.PUBLISHED)
    theirs = await make(clock, "Deres", organiser=4)
    words = read((await looked_at(editor, [mine, there, theirs], hva="publiser")).text)
    assert "1 arrangement blir publisert." in words
    assert "Ute Det er slik fra før." in words
    assert "Deres Et annet bibliotek arrangerer det." in words


async def test_ids_that_were_put_into_the_form_are_authorised_one_by_one(
    signed_in: SignIn, clock: Clock
) -> None:
    """A-18, T-21: another library's event is not changed, a hidden one not even named."""
    editor = await signed_in()
    mine, theirs = await make(clock, "Vår"), await make(clock, "Deres", organiser=4)
    hidden = await make(clock, "Hemmelig", organiser=4, workflow=Workflow.DRAFT)
    form = await chosen(editor, [mine])
    form["ider"] = [f"{mine.id},{theirs.id},{hidden.id},{theirs.id}"]
    preview = await editor.post(MANY, {**form, "hva": "publiser", "handling": "se"})
    assert ("Deres" in preview.text, "Hemmelig" in preview.text) == (True, False)
    again = event_form(preview.text) | {"ider": form["ider"], "handling": ["gjor"]}
    assert (await editor.post(MANY, again)).status_code == 303
    assert (await get_event(mine.id)).workflow is Workflow.PUBLISHED
    assert await find_events([theirs.id, hidden.id]) == [theirs, hidden]


async def test_an_editor_whose_library_needs_approval_publishes_nothing(
    signed_in: SignIn, clock: Clock
) -> None:
    hamar = (await load_vocabulary()).libraries[1]
    editor, coordinator = await signed_in(), await signed_in(Role.COORDINATOR, "hamar")
    await save_library(replace(hamar, needs_approval=True), now=NOW)
    event = await make(clock)
    preview = await looked_at(editor, [event], hva="publiser")
    assert "En koordinator må publisere det." in preview.text
    forced = await editor.post(MANY, {**event_form(preview.text), "handling": "gjor"})
    assert forced.status_code == 409
    assert await get_event(event.id) == event
    assert (await done(coordinator, [event], hva="publiser")).status_code == 303


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "hva"),
        ({"hva": "slett"}, "hva"),
        ({"hva": "avlys", "reason": " "}, "reason"),
        ({"hva": "avlys", "reason": "x" * 2001}, "reason"),
        ({"hva": "sted"}, "place"),
        ({"hva": "sted", "place": "99"}, "place"),
        ({"hva": "sted", "place": "1-99"}, "place"),
        ({"hva": "kategori"}, "category_id"),
        ({"hva": "kategori", "category_id": "99"}, "category_id"),
        ({"hva": "kategori", "category_id": "x"}, "category_id"),
    ],
)
async def test_an_order_that_is_none_is_refused_and_kept(
    signed_in: SignIn, clock: Clock, said: dict[str, str], field: str
) -> None:
    editor = await signed_in()
    event = await make(clock, workflow=Workflow.PUBLISHED)
    refused = await looked_at(editor, [event], **said)
    assert refused.status_code == 422
    assert f'href="#f-{field}"' in refused.text
    assert event_form(refused.text)["ider"] == [str(event.id)]


@pytest.mark.parametrize(
    "ids", ["", "x", "0", "-1", "1e3", "１", str(2**31), "9" * 40, "%00", "<b>", ",,,"]
)
async def test_ids_that_are_none_choose_nothing(signed_in: SignIn, clock: Clock, ids: str) -> None:
    """T-11."""
    editor = await signed_in()
    await make(clock)
    assert "Kryss av for arrangementene" in (await editor.get(f"{MANY}?velg={ids}")).text
    answer = await editor.post(MANY, {"ider": ids, "hva": "publiser", "handling": "gjor"})
    assert answer.status_code == 200 or answer.status_code == 422
    assert await BulkChangeRow.all().count() == 0


async def test_all_of_a_list_are_chosen_with_its_filters(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    made = [await make(clock, f"Nr. {number}", days=number) for number in range(52)]
    await make(clock, "Noe annet")
    await make(clock, "Nr. deres", organiser=4)
    shown = (await editor.get(f"{LIST}?sok=nr&bibliotek=alle")).text
    assert "Gjør noe med alle i lista" in shown
    page = await editor.get(f"{MANY}?sok=nr&bibliotek=alle&alle=ja")
    assert event_form(page.text)["ider"] == [",".join(str(one.id) for one in made)]


async def test_a_change_after_the_preview_stops_all_of_it(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    made = [await make(clock, f"Nr. {number}") for number in range(2)]
    preview = await looked_at(editor, made, hva="publiser")
    await edit(made[0].id, now=clock(), summary="Nytt")
    answer = await editor.post(MANY, {**event_form(preview.text), "handling": "gjor"})
    assert answer.status_code == 409
    assert "Ingenting er gjort nå" in answer.text
    assert (await get_event(made[1].id)) == made[1]
    again = await editor.post(MANY, {**event_form(answer.text), "handling": "gjor"})
    assert again.status_code == 303


async def test_a_yes_pressed_many_times_makes_one_change(signed_in: SignIn, clock: Clock) -> None:
    """T-22."""
    editor = await signed_in()
    event = await make(clock)
    form = event_form((await looked_at(editor, [event], hva="publiser")).text)
    yes = {**form, "handling": "gjor"}
    answers = await asyncio.gather(*(editor.post(MANY, yes) for _ in range(8)))
    assert sorted(one.status_code for one in answers) == [303, *[409] * 7]
    assert await BulkChangeRow.all().count() == 1


async def test_the_way_back_keeps_the_choice(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await make(clock)
    preview = await looked_at(editor, [event], hva="sted", place="5")
    back = await editor.post(MANY, {**event_form(preview.text), "handling": "endre"})
    form = event_form(back.text)
    assert (form["hva"], form["place"], form["ider"]) == (["sted"], ["5"], [str(event.id)])


async def test_what_was_changed_since_is_left_and_named_by_the_undo(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    made = [await make(clock, title) for title in ("Urørt", "Endret")]
    result = (await done(editor, made, hva="sted", place="5")).headers["location"]
    await edit(made[1].id, now=clock(), summary="Nytt")
    await editor.post(f"{result}/angre")
    words = read((await editor.get(result)).text)
    assert "1 arrangement er som før." in words
    assert words.index("Disse ble ikke angret") < words.index("Endret") < words.index("Urørt")
    again = await editor.post(f"{result}/angre")
    assert again.headers["location"] == f"{result}?melding=angret-for"


@pytest.mark.parametrize("role", Role)
async def test_a_change_is_seen_and_undone_by_who_made_it_alone(
    signed_in: SignIn, clock: Clock, role: Role
) -> None:
    """T-21: not by a colleague of any role."""
    editor, colleague = await signed_in(), await signed_in(role)
    event = await make(clock)
    result = (await done(editor, [event], hva="sted", place="5")).headers["location"]
    assert (await colleague.get(result)).status_code == 404
    assert (await colleague.post(f"{result}/angre")).status_code == 404
    assert (await get_event(event.id)).details.venue_id == 5
    for bad in ("0", "-1", "1e3", str(2**31), "9" * 40):
        assert (await editor.get(f"{MANY}/{bad}")).status_code == 404


async def test_who_has_no_library_changes_nothing(signed_in: SignIn, clock: Clock) -> None:
    person = await signed_in(Role.EDITOR, "no-such-library")
    event = await make(clock)
    assert (await person.get(f"{MANY}?velg={event.id}")).status_code == 403
    answer = await person.post(MANY, {"ider": str(event.id), "hva": "publiser"})
    assert answer.status_code == 403


@pytest.mark.parametrize("text", ["</li><script>alert(1)</script>", '"><img src=x onerror=x>'])
async def test_hostile_text_is_text_on_every_page_of_it(
    signed_in: SignIn, clock: Clock, text: str
) -> None:
    """T-4."""
    editor = await signed_in()
    outlines = []
    for title in ("Lesestund", text):
        event = await make(clock, title, workflow=Workflow.PUBLISHED)
        choice = (await editor.get(f"{MANY}?velg={event.id}")).text
        preview = (await looked_at(editor, [event], hva="avlys", reason=title)).text
        answer = await editor.post(MANY, {**event_form(preview), "handling": "gjor"})
        result = (await editor.get(answer.headers["location"])).text
        assert [title in words_of(one) for one in (choice, preview, result)] == [True] * 3
        outlines.append([outline(one) for one in (choice, preview, result)])
    assert outlines[0] == outlines[1]
