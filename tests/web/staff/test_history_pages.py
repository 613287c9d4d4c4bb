"""The pages of history and bin: who changed what, and the way back."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import httpx2
import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, State, Workflow
from calendar_app.storage.bin import KEPT, binned_events
from calendar_app.storage.events import (
    NewEvent,
    create_event,
    delete_event,
    find_event,
    get_event,
    save_event,
)
from calendar_app.storage.history import revisions_of
from calendar_app.storage.occurrences import cancel_date, mark_full, occurrences_of
from tests.support.events import details, edit, publish, single, timed, weekly
from tests.support.staff_forms import event_form, outline, words_of
from tests.support.web import Clock, SignedIn, SignIn

DAY = date(2027, 2, 8)
HOSTILE = '<script>alert(1)</script> {{ 7*7 }} "><img src=x onerror=alert(1)>'


def address(event: Event, *more: object) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *map(str, more)))


async def history(person: SignedIn, event: Event) -> str:
    page = await person.get(address(event, "historikk"))
    assert page.status_code == 200
    return words_of(page.text)


async def newest(event: Event) -> int:
    return (await revisions_of(event.id))[0].id


async def oldest(event: Event) -> int:
    return (await revisions_of(event.id))[-1].id


def in_order(text: str, parts: Sequence[str]) -> bool:
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


async def test_the_history_says_who_did_what_in_words(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    await save_event(
        event.id,
        details=replace(event.details, title="Eventyrstund", venue_id=None, place_text="Parken"),
        schedule=event.schedule,
        expected_version=1,
        announce_move=False,
        staff_id=editor.person.id,
        now=clock(),
    )
    dates = await occurrences_of(event.id)
    staff_id = editor.person.id
    await cancel_date(event.id, dates[1].id, reason="Sykdom", staff_id=staff_id, now=clock())
    await edit(event.id, now=clock(), schedule=weekly(DAY, 2))
    words = await history(editor, event)
    assert in_order(
        words,
        (
            "Systemet endret arrangementet",
            "Én dato falt bort",
            "Bibliotekaren avlyste en dato",
            "mandag 15. februar 2027 kl. 11.00–11.45 – Status: «Avlyst: Sykdom»",
            "Bibliotekaren endret arrangementet",
            "Tittel: fra «Lesestund» til «Eventyrstund»",
            "Sted: fra «Hamar-kulturhus» til «Parken»",
            "Systemet laget arrangementet",
        ),
    )


async def test_one_change_stands_side_by_side(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1, description="Før")
    await edit(event.id, now=clock(), description="En\nlang\ntekst", capacity=5)
    page = await editor.get(address(event, "historikk", await newest(event)))
    assert page.status_code == 200
    cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", page.text)
    assert cells[3:6] == ["Beskrivelse", "Før", "En\nlang\ntekst"]
    assert "Arrangementet er slik nå" in page.text
    first = await editor.get(address(event, "historikk", await oldest(event)))
    assert "Lesestund" in words_of(first.text)
    assert "gjenoppretting" in first.text


async def test_a_version_is_restored_after_a_question(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 2), now=clock(), venue_id=1)
    gone = (await occurrences_of(event.id))[1]
    await edit(event.id, now=clock(), title="Ny tittel", schedule=weekly(DAY, 1))
    place = address(event, "historikk", await oldest(event), "gjenoppretting")
    asked = await editor.get(place)
    words = words_of(asked.text)
    assert in_order(words, ("Ny tittel", "Det er fortsatt publisert", "Lesestund"))
    assert (await get_event(event.id)).details.title == "Ny tittel"
    done = await editor.post(place, event_form(asked.text))
    assert done.headers["location"] == address(event) + "?melding=gjenopprettet"
    assert (await get_event(event.id)).details.title == "Lesestund"
    assert (await occurrences_of(event.id))[1].uid == gone.uid
    again = await editor.get(place)
    assert "ingenting å gjenopprette" in again.text


async def test_an_edit_in_between_is_shown_before_anything_is_restored(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-22."""
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    await edit(event.id, now=clock(), title="Ny tittel")
    place = address(event, "historikk", await oldest(event), "gjenoppretting")
    form = event_form((await editor.get(place)).text)
    await edit(event.id, now=clock(), title="Enda nyere")
    answer = await editor.post(place, form)
    assert answer.headers["location"] == place + "?melding=endret-imens"
    assert (await get_event(event.id)).details.title == "Enda nyere"
    assert "Enda nyere" in (await editor.get(place)).text


async def test_the_history_is_paged(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 2), now=clock(), venue_id=1)
    date_id = (await occurrences_of(event.id))[0].id
    for number in range(51):
        await mark_full(event.id, date_id, number % 2 == 0, staff_id=None, now=clock())
    first = await editor.get(address(event, "historikk"))
    assert first.text.count('<li class="line">') == 50
    [older] = re.findall(r'href="([^"]*\?eldre=\d+)"', first.text)
    rest = await editor.get(older)
    assert rest.text.count('<li class="line">') == 2
    assert "Systemet laget arrangementet" in words_of(rest.text)
    for strange in ("-1", "x", "9" * 30, "0"):
        assert (await editor.get(address(event, f"historikk?eldre={strange}"))).status_code == 200


@pytest.mark.parametrize("workflow", [Workflow.PLANNED, Workflow.DRAFT])
async def test_only_those_who_may_change_it_see_its_history(
    signed_in: SignIn, clock: Clock, workflow: Workflow
) -> None:
    """A-8, T-21: a stranger does not even learn that there is a draft."""
    new = NewEvent(
        details=details(co_organiser_ids=(4,)), schedule=single(timed(DAY)), workflow=workflow
    )
    event = await create_event(new, staff_id=None, now=clock())
    revision = await oldest(event)
    co_organiser = await signed_in(Role.ADMIN, "gjovik")
    stranger = await signed_in(Role.ADMIN, "ringsaker")
    hidden = 403 if workflow is Workflow.PLANNED else 404
    for person, status in ((co_organiser, 403), (stranger, hidden)):
        for more in ((), (revision,), (revision, "gjenoppretting")):
            path = address(event, "historikk", *more)
            assert (await person.get(path)).status_code == status
        path = address(event, "historikk", revision, "gjenoppretting")
        assert (await person.post(path, {"versjon": "1"})).status_code == status
    assert await get_event(event.id) == event


async def test_a_revision_of_another_event_is_not_there(signed_in: SignIn, clock: Clock) -> None:
    """A-14, A-18: the id in the address is looked for within the event that may be changed."""
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    foreign = await publish(single(timed(DAY)), now=clock(), organiser_id=2, title="Fremmed")
    for revision in (await oldest(foreign), 0, 2**63, "1e3", "-1"):
        path = address(event, "historikk", revision)
        assert (await editor.get(path)).status_code == 404
        assert (await editor.post(path + "/gjenoppretting", {"versjon": "1"})).status_code == 404
    assert await get_event(event.id) == event


async def test_hostile_text_shows_as_text(signed_in: SignIn, clock: Clock) -> None:
    """T-4: on the history, a revision, a restoration and in the bin."""
    editor = await signed_in()
    usual: list[str] = []
    hostile: list[str] = []
    for title, pages in (("Vanlig", usual), (HOSTILE, hostile)):
        new = NewEvent(details=details("Før"), schedule=weekly(DAY, 2))
        event = await create_event(new, staff_id=None, now=clock())
        await edit(event.id, now=clock(), title=title, contact=title, description=title)
        date_id = (await occurrences_of(event.id))[0].id
        await cancel_date(event.id, date_id, reason=title, staff_id=None, now=clock())
        first = await oldest(event)
        paths = [
            address(event, "historikk"),
            address(event, "historikk", await newest(event)),
            address(event, "historikk", first, "gjenoppretting"),
        ]
        pages += [(await editor.get(path)).text for path in paths]
        await delete_event(event.id, staff_id=None, now=clock())
        pages.append((await editor.get("/ansatt/papirkurv")).text)
        [binned] = await binned_events([1], now=clock())
        await editor.post(f"/ansatt/papirkurv/{binned.id}/gjenoppretting")
    for one, other in zip(usual, hostile, strict=True):
        assert outline(one) == outline(other)
        assert HOSTILE in words_of(other)


async def test_a_deleted_event_lies_in_the_bin_of_its_library_alone(
    signed_in: SignIn, client: httpx2.AsyncClient, clock: Clock
) -> None:
    """T-13, T-21, A-14."""
    editor, other = await signed_in(), await signed_in(Role.ADMIN, "ringsaker")
    new = NewEvent(
        details=details("Hemmelig", co_organiser_ids=(2,)),
        schedule=single(timed(DAY)),
        workflow=Workflow.PLANNED,
    )
    event = await create_event(new, staff_id=None, now=clock())
    await editor.post(address(event, "sletting"))
    assert await find_event(event.id) is None
    listed = await editor.get("/ansatt/papirkurv")
    assert "Hemmelig" in listed.text
    assert "Bibliotekaren slettet det" in words_of(listed.text)
    for path in ("/ansatt/papirkurv", "/ansatt/arrangementer?bibliotek=alle"):
        assert "Hemmelig" not in (await other.get(path)).text
    assert "Hemmelig" not in (await client.get("/kalender")).text
    [binned] = await binned_events([1], now=clock())
    place = f"/ansatt/papirkurv/{binned.id}/gjenoppretting"
    assert (await other.post(place)).status_code == 404
    assert await find_event(event.id) is None
    for wrong in (0, 2**63, "x"):
        assert (await editor.post(f"/ansatt/papirkurv/{wrong}/gjenoppretting")).status_code == 404
    back = await editor.post(place)
    assert back.headers["location"] == address(event) + "?melding=hentet-tilbake"
    restored = await get_event(event.id)
    assert (restored.workflow, restored.uid) == (Workflow.DRAFT, event.uid)
    assert (await editor.post(place)).status_code == 404


async def test_the_bin_forgets_after_90_days(signed_in: SignIn, clock: Clock) -> None:
    event = await create_event(
        NewEvent(details=details("Hemmelig"), schedule=single(timed(DAY))),
        staff_id=None,
        now=clock(),
    )
    await delete_event(event.id, staff_id=None, now=clock())
    [binned] = await binned_events([1], now=clock())
    clock.move(KEPT + timedelta(seconds=1))
    editor = await signed_in()
    assert "Hemmelig" not in (await editor.get("/ansatt/papirkurv")).text
    place = f"/ansatt/papirkurv/{binned.id}/gjenoppretting"
    assert (await editor.post(place)).status_code == 404


async def test_a_restored_state_is_shown_before_it_is_restored(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 2), now=clock(), venue_id=1)
    date_id = (await occurrences_of(event.id))[0].id
    await cancel_date(event.id, date_id, reason="Sykdom", staff_id=None, now=clock())
    place = address(event, "historikk", await oldest(event), "gjenoppretting")
    asked = await editor.get(place)
    assert in_order(words_of(asked.text), ("kl. 11.00–11.45: Status", "Avlyst: Sykdom"))
    await editor.post(place, event_form(asked.text))
    assert (await occurrences_of(event.id))[0].overrides.state is None
    assert (await get_event(event.id)).state is State.SCHEDULED
