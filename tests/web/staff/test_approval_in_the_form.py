"""The button that publishes, and what it becomes where a coordinator publishes."""

import re
from datetime import date

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Workflow
from calendar_app.storage.events import get_event
from calendar_app.storage.rows import LibraryRow
from tests.support.event_lines import event_lines
from tests.support.staff_forms import STORY_TIME, event_form
from tests.support.web import SignIn

NEW = "/ansatt/arrangementer/nytt"


async def only_event() -> Event:
    [line] = await event_lines(today=date(2026, 11, 23))
    return await get_event(line.event_id)


def buttons(page: str) -> list[str]:
    found: list[str] = re.findall(r'name="handling" value="(\w+)"', page)
    return [one for one in found if one in ("publiser", "foresla", "planlegg", "utkast", "lagre")]


async def needs_approval() -> None:
    await LibraryRow.filter(id=1).update(needs_approval=True)


async def test_an_editor_asks_where_a_coordinator_publishes(signed_in: SignIn) -> None:
    await needs_approval()
    editor, coordinator = await signed_in(), await signed_in(Role.COORDINATOR)
    elsewhere = await signed_in(Role.EDITOR, "ringsaker")
    shown = [buttons((await one.get(NEW)).text) for one in (editor, coordinator, elsewhere)]
    publishes = ["publiser", "planlegg", "utkast"]
    assert shown == [["foresla", "planlegg", "utkast"], publishes, publishes]


async def test_the_button_follows_the_library_that_is_chosen(signed_in: SignIn) -> None:
    await needs_approval()
    editor = await signed_in(Role.EDITOR, "hamar", "ringsaker")
    for library, first in (("1", "foresla"), ("2", "publiser")):
        fields = {**STORY_TIME, "organiser_id": library, "title": ""}
        assert buttons((await editor.post(NEW, fields)).text)[0] == first


async def test_a_proposal_is_planned_and_waits(signed_in: SignIn) -> None:
    await needs_approval()
    editor = await signed_in()
    made = await editor.post(NEW, {**STORY_TIME, "handling": "foresla"})
    assert made.headers["location"].endswith("?melding=foreslatt")
    event = await only_event()
    assert event.workflow is Workflow.PLANNED
    assert (event.proposed_by, event.published_at) == (editor.person.id, None)


async def test_publishing_without_the_right_is_a_proposal_whatever_was_sent(
    signed_in: SignIn,
) -> None:
    """The server refuses, not only the button: of a new event and of one that is there."""
    await needs_approval()
    editor = await signed_in()
    await editor.post(NEW, {**STORY_TIME, "title": "Mumiedagen", "handling": "publiser"})
    event = await only_event()
    assert (event.workflow, event.proposed_at is None) == (Workflow.PLANNED, False)
    address = f"/ansatt/arrangementer/{event.id}/rediger"
    fields = event_form((await editor.get(address)).text)
    for handling in ("publiser", "foresla"):
        await editor.post(address, {**fields, "handling": handling})
    assert (await only_event()).workflow is Workflow.PLANNED
    assert "Mumiedagen" not in (await editor.get("/kalender")).text


async def test_a_draft_becomes_a_proposal_from_the_form(signed_in: SignIn) -> None:
    await needs_approval()
    editor = await signed_in()
    await editor.post(NEW, {**STORY_TIME, "handling": "utkast"})
    event = await only_event()
    address = f"/ansatt/arrangementer/{event.id}/rediger"
    fields = event_form((await editor.get(address)).text)
    saved = await editor.post(address, {**fields, "title": "Ny", "handling": "foresla"})
    assert saved.headers["location"].endswith("?melding=foreslatt")
    event = await only_event()
    assert (event.details.title, event.workflow) == ("Ny", Workflow.PLANNED)
    assert event.proposed_by == editor.person.id


async def test_what_is_published_already_is_edited_as_before(signed_in: SignIn) -> None:
    coordinator, editor = await signed_in(Role.COORDINATOR), await signed_in()
    await coordinator.post(NEW, {**STORY_TIME, "handling": "publiser"})
    await needs_approval()
    event = await only_event()
    address = f"/ansatt/arrangementer/{event.id}/rediger"
    page = (await editor.get(address)).text
    assert buttons(page) == ["lagre"]
    for handling in ("lagre", "publiser", "foresla"):
        fields = event_form((await editor.get(address)).text)
        saved = await editor.post(address, {**fields, "handling": handling})
        assert saved.headers["location"].endswith("?melding=lagret"), handling
    event = await only_event()
    assert (event.workflow, event.proposed_at) == (Workflow.PUBLISHED, None)
