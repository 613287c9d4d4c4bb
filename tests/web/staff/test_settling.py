"""Before dates vanish, move or disagree, the page says so and asks; nothing is lost on the way."""

from datetime import date, timedelta
from typing import Any

import pytest

from calendar_app.domain.event import Event, State, Workflow
from calendar_app.domain.timing import Timed
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.occurrences import occurrences_of
from tests.support.events import details, publish, single, timed, weekly
from tests.support.recorded import count_people, records_of
from tests.support.staff_forms import Fields, event_form, outline, words_of
from tests.support.web import Clock, SignedIn, SignIn

DAY = date(2027, 2, 8)
ASKED = "Se hva som skjer med datoene"


def address(event: Event, *more: object) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *map(str, more)))


async def form_at(editor: SignedIn, path: str) -> Fields:
    page = await editor.get(path)
    assert page.status_code == 200
    return event_form(page.text)


async def edited(editor: SignedIn, event: Event, **said: Any) -> Any:
    """Open the event's form, change some fields and save."""
    path = address(event, "rediger")
    return await editor.post(path, {**await form_at(editor, path), "handling": "lagre", **said})


async def changed(editor: SignedIn, event: Event, number: int, **said: Any) -> Any:
    """Open the form of a date, change some fields and save."""
    row = (await occurrences_of(event.id))[number]
    path = address(event, "datoer", row.id)
    return await editor.post(path, {**await form_at(editor, path), **said})


def read(page: str) -> str:
    return " ".join(words_of(page).split())


async def firsts(event: Event) -> list[date]:
    return [row.span.first for row in await occurrences_of(event.id)]


async def test_a_shorter_series_is_asked_about_and_saved_after_a_yes(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 4), now=clock(), venue_id=1)
    asked = await edited(editor, event, count="2", title="Ny tittel")
    assert asked.status_code == 200
    words = read(asked.text)
    assert ASKED in words
    assert "2 datoer blir borte. 2 datoer blir som de er." in words
    assert "mandag 22. februar 2027" in words
    assert await get_event(event.id) == event
    yes = await editor.post(
        address(event, "rediger"), {**event_form(asked.text), "handling": "lagre"}
    )
    assert yes.headers["location"] == f"{address(event)}?melding=lagret"
    assert await firsts(event) == [DAY, DAY + timedelta(weeks=1)]
    assert (await get_event(event.id)).details.title == "Ny tittel"


async def test_the_way_back_keeps_what_was_typed(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 4), now=clock(), venue_id=1)
    asked = await edited(editor, event, count="2", title="Ny tittel")
    fields = {**event_form(asked.text), "handling": "forhandsvis"}
    back = await editor.post(address(event, "rediger"), fields)
    form = event_form(back.text)
    assert (form["title"], form["count"]) == (["Ny tittel"], ["2"])
    assert await get_event(event.id) == event


async def test_nothing_is_asked_where_nothing_moves_or_goes(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 2), now=clock(), venue_id=1)
    assert (await edited(editor, event, title="Ny")).status_code == 303
    assert (await edited(editor, event, count="4")).status_code == 303
    alone = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    assert (await edited(editor, alone, start_date="9.2.2027")).status_code == 303


async def test_a_series_that_moves_says_from_when_to_when(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    uids = [row.uid for row in await occurrences_of(event.id)]
    asked = await edited(editor, event, start_time="12.00", end_time="13.00")
    words = read(asked.text)
    assert "3 datoer får ny tid. Oppmøte og påmeldinger blir stående." in words
    assert "mandag 8. februar 2027 kl. 11.00–11.45 blir til mandag 8. februar 2027" in words
    await editor.post(address(event, "rediger"), {**event_form(asked.text), "handling": "lagre"})
    rows = await occurrences_of(event.id)
    assert [row.uid for row in rows] == uids
    assert rows[0].span == timed(DAY, 720, 780)


async def test_each_conflict_is_listed_with_a_choice_and_kept_without_one(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 5), now=clock(), venue_id=1)
    for number in (2, 3, 4):
        await changed(editor, event, number, note="Ta med pute")
    rows = await occurrences_of(event.id)
    asked = await edited(editor, event, count="2")
    assert "3 datoer er ikke lenger i serien, men blir stående" in read(asked.text)
    form = event_form(asked.text)
    assert [form[f"valg-{row.id}"] for row in rows[2:]] == [["behold"]] * 3
    chosen = {f"valg-{rows[2].id}": "folg", f"valg-{rows[3].id}": "avlys", "reason": "Ferie"}
    yes = await editor.post(address(event, "rediger"), {**form, **chosen, "handling": "lagre"})
    assert yes.status_code == 303
    after = {row.id: row.overrides for row in await occurrences_of(event.id)}
    assert sorted(after) == [rows[0].id, rows[1].id, rows[3].id, rows[4].id]
    assert (after[rows[3].id].state, after[rows[3].id].state_reason) == (State.CANCELLED, "Ferie")
    assert after[rows[4].id].state is None


async def test_a_cancellation_among_the_choices_wants_a_reason(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    await changed(editor, event, 2, note="Ta med pute")
    row = (await occurrences_of(event.id))[2]
    form = event_form((await edited(editor, event, count="2")).text)
    refused = await editor.post(
        address(event, "rediger"), {**form, f"valg-{row.id}": "avlys", "handling": "lagre"}
    )
    assert refused.status_code == 422
    assert "Skriv en grunn" in refused.text
    assert event_form(refused.text)[f"valg-{row.id}"] == ["avlys"]
    assert len(await occurrences_of(event.id)) == 3


async def test_a_date_with_attendance_is_kept_and_cannot_be_chosen_away(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    row = (await occurrences_of(event.id))[2]
    await count_people(row.id, now=clock())
    asked = await edited(editor, event, count="1")
    words = read(asked.text)
    assert "1 dato blir borte. 1 dato er ikke lenger i serien, men blir stående" in words
    assert "Den har oppmøte eller påmeldinger." in words
    assert "Ta den bort, som serien" not in words
    form = event_form(asked.text) | {f"valg-{row.id}": ["folg"], "handling": ["lagre"]}
    await editor.post(address(event, "rediger"), form)
    assert [one.id for one in await occurrences_of(event.id)][-1] == row.id
    assert await records_of(row.id) == (1, 0)


async def test_a_yes_to_another_outcome_is_asked_again(signed_in: SignIn, clock: Clock) -> None:
    """Somebody was counted on a date between the question and the answer."""
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    form = event_form((await edited(editor, event, count="1")).text)
    await count_people((await occurrences_of(event.id))[2].id, now=clock())
    again = await editor.post(address(event, "rediger"), {**form, "handling": "lagre"})
    assert again.status_code == 200
    assert ASKED in again.text
    assert len(await occurrences_of(event.id)) == 3


async def test_a_stale_edit_is_a_conflict_and_not_a_question(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    form = await form_at(editor, address(event, "rediger"))
    await edited(editor, event, title="Deres")
    stale = await editor.post(address(event, "rediger"), {**form, "count": "1"})
    assert stale.status_code == 409


async def test_a_draft_has_nothing_to_cancel(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    new = NewEvent(details=details(venue_id=1), schedule=weekly(DAY, 3), workflow=Workflow.DRAFT)
    event = await create_event(new, staff_id=None, now=clock())
    await changed(editor, event, 2, note="Ta med pute")
    asked = await edited(editor, event, count="1", handling="utkast")
    assert "Avlys den" not in asked.text
    await editor.post(address(event, "rediger"), {**event_form(asked.text), "handling": "utkast"})
    assert len(await occurrences_of(event.id)) == 2


async def test_a_date_that_goes_years_away_is_asked_about(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    asked = await changed(editor, event, 1, start_date="2028-02-15", title="Egen")
    assert "En dato flyttes langt. Er årstallet riktig?" in asked.text
    path = address(event, "datoer", (await occurrences_of(event.id))[1].id)
    fields = {**event_form(asked.text), "handling": "forhandsvis"}
    back = await editor.post(path, fields)
    assert event_form(back.text)["title"] == ["Egen"]
    assert await get_event(event.id) == event
    yes = await editor.post(path, {**event_form(asked.text), "handling": "lagre"})
    assert yes.status_code == 303
    assert (await firsts(event))[-1] == date(2028, 2, 15)


@pytest.mark.parametrize(("choice", "hour"), [("behold", 15), ("folg", 12)])
async def test_all_dates_move_and_one_with_its_own_time_is_asked_about(
    signed_in: SignIn, clock: Clock, choice: str, hour: int
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    await changed(editor, event, 2, start_time="15.00", end_time="16.00")
    asked = await changed(editor, event, 0, scope="alle", start_time="12.00", end_time="13.00")
    words = read(asked.text)
    assert "2 datoer får ny tid. 1 dato har en egen tid og beholder den" in words
    rows = await occurrences_of(event.id)
    form = {**event_form(asked.text), f"valg-{rows[2].id}": choice, "handling": "lagre"}
    await editor.post(address(event, "datoer", rows[0].id), form)
    hours = [
        row.span.start.hour for row in await occurrences_of(event.id) if isinstance(row.span, Timed)
    ]
    assert hours == [12, 12, hour]


@pytest.mark.parametrize("text", ["</li><script>alert(1)</script>", '"><img src=x onerror=x>'])
async def test_hostile_text_is_text_here_too(signed_in: SignIn, clock: Clock, text: str) -> None:
    """T-4."""
    editor = await signed_in()
    pages = []
    for title in ("Lesestund", text):
        event = await publish(weekly(DAY, 3), now=clock(), title=title, venue_id=1)
        await changed(editor, event, 2, note="x", title=title)
        pages.append((await edited(editor, event, count="1", summary=title)).text)
    assert text in words_of(pages[1])
    assert outline(pages[1]) == outline(pages[0])
