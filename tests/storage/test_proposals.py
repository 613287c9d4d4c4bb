"""Asked for, answered, taken back: proposals through storage, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Workflow
from calendar_app.storage.events import NewEvent, create_event, get_event, save_event, set_workflow
from calendar_app.storage.history import revisions_of
from calendar_app.storage.workflow import (
    Proposal,
    decline_proposal,
    name_of_proposer,
    proposals,
    propose_event,
    withdraw_proposal,
)
from tests.support.events import details, weekly
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST
from tests.support.web import make_staff

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def make(title: str = "Lesestund", organiser: int = 1, note: str = "") -> Event:
    said = details(title, organiser_id=organiser, internal_note=note)
    new = NewEvent(details=said, schedule=weekly(FIRST, 2), workflow=Workflow.PLANNED)
    return await create_event(new, staff_id=None, now=NOW)


async def test_what_waits_is_listed_with_who_asks_the_longest_waiting_first() -> None:
    editor = await make_staff("a@example.org", Role.EDITOR, "hamar", now=NOW)
    first, second, elsewhere = await make("Først"), await make("Sist"), await make("Der", 2)
    for event, now in ((second, LATER), (first, NOW), (elsewhere, NOW)):
        await propose_event(event.id, staff_id=editor.id, now=now)
    assert await proposals([1]) == [
        Proposal(
            event_id=one.id,
            title=one.details.title,
            organiser_id=1,
            proposed_at=at,
            proposed_by="Bibliotekaren",
        )
        for one, at in ((first, NOW), (second, LATER))
    ]
    assert await proposals([]) == []
    assert await name_of_proposer(await get_event(first.id)) == "Bibliotekaren"


async def test_asking_twice_is_asking_once() -> None:
    event = await make()
    once = await propose_event(event.id, staff_id=None, now=NOW)
    assert await propose_event(event.id, staff_id=None, now=LATER) == once


@pytest.mark.parametrize("workflow", [Workflow.PUBLISHED, Workflow.DRAFT])
async def test_publishing_and_taking_back_answer_the_question(workflow: Workflow) -> None:
    event = await make()
    await propose_event(event.id, staff_id=None, now=NOW)
    answered = await set_workflow(event.id, workflow, staff_id=None, now=LATER)
    assert (answered.proposed_at, answered.proposed_by) == (None, None)
    assert await proposals([1]) == []


async def test_publishing_in_the_form_answers_it_too_and_an_edit_does_not() -> None:
    event = await make()
    asked = await propose_event(event.id, staff_id=None, now=NOW)
    for workflow, expected in ((None, NOW), (Workflow.PUBLISHED, None)):
        saved = await save_event(
            event.id,
            details=asked.details,
            schedule=asked.schedule,
            expected_version=(await get_event(event.id)).version,
            announce_move=False,
            workflow=workflow,
            staff_id=None,
            now=LATER,
        )
        assert saved.proposed_at == expected


async def test_a_word_goes_back_before_the_internal_note_and_into_the_history() -> None:
    event = await make(note="Husk nøkkel")
    await propose_event(event.id, staff_id=None, now=NOW)
    back = await decline_proposal(event.id, note="Skriv alder", staff_id=None, now=LATER)
    assert (back.proposed_at, back.workflow) == (None, Workflow.PLANNED)
    assert back.details.internal_note == "Skriv alder\n\nHusk nøkkel"
    newest = (await revisions_of(event.id))[0]
    assert newest.action == "declined"
    assert newest.after
    assert newest.after["event"]["internal_note"].startswith("Skriv alder")


async def test_a_proposal_is_taken_back_and_then_there_is_nothing_to_answer() -> None:
    event = await make()
    await propose_event(event.id, staff_id=None, now=NOW)
    gone = await withdraw_proposal(event.id, staff_id=None, now=LATER)
    assert gone.proposed_at is None
    assert await decline_proposal(event.id, note="For sent", staff_id=None, now=LATER) == gone


async def test_what_was_withdrawn_and_is_asked_for_again_is_listed() -> None:
    """Nobody asks in vain: the coordinator sees every question that is open."""
    event = await make()
    await set_workflow(event.id, Workflow.PUBLISHED, staff_id=None, now=NOW)
    await set_workflow(event.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    await propose_event(event.id, staff_id=None, now=LATER)
    assert [one.event_id for one in await proposals([1])] == [event.id]
