"""Where a library needs approval, editors ask and coordinators answer, on every way there is."""

from dataclasses import replace
from datetime import date

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Workflow
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_library
from calendar_app.storage.workflow import proposals, propose_event
from tests.support.events import details, weekly
from tests.support.staff_forms import event_form, outline, words_of
from tests.support.web import NOW, Clock, SignIn

DAY = date(2027, 2, 8)
HAMAR = 1


def address(event: Event, *more: str) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *more))


@pytest.fixture
async def strict(app: object) -> None:
    """Let Hamar's editors ask."""
    hamar = (await load_vocabulary()).libraries[HAMAR]
    await save_library(replace(hamar, needs_approval=True), now=NOW)


async def make(
    clock: Clock, workflow: Workflow = Workflow.PLANNED, title: str = "Lesestund"
) -> Event:
    said = details(title, venue_id=1, co_organiser_ids=(4,))
    new = NewEvent(details=said, schedule=weekly(DAY, 2), workflow=workflow)
    return await create_event(new, staff_id=None, now=clock())


@pytest.mark.usefixtures("strict")
async def test_an_editor_asks_and_a_coordinator_publishes(signed_in: SignIn, clock: Clock) -> None:
    editor, coordinator = await signed_in(), await signed_in(Role.COORDINATOR, "hamar")
    event = await make(clock)
    page = (await editor.get(address(event))).text
    assert f'action="{address(event, "publisering")}"' not in page
    assert "Be om publisering" in page
    asked = await editor.post(address(event, "forslag"))
    assert asked.headers["location"] == f"{address(event)}?melding=forslag"
    assert [one.event_id for one in await proposals([HAMAR])] == [event.id]
    words = words_of((await coordinator.get(address(event))).text)
    assert "Venter på å bli publisert" in words
    assert "Bibliotekaren ba om det" in words
    await coordinator.post(address(event, "publisering"))
    done = await get_event(event.id)
    assert (done.workflow, done.proposed_at) == (Workflow.PUBLISHED, None)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PLANNED, Workflow.WITHDRAWN])
async def test_an_editor_is_refused_on_every_way_to_publish(
    signed_in: SignIn, clock: Clock, workflow: Workflow
) -> None:
    """The step, the button of the edit, the button of the new event; T-21."""
    editor = await signed_in()
    event = await make(clock, workflow)
    assert (await editor.post(address(event, "publisering"))).status_code == 403
    assert (await get_event(event.id)).workflow is workflow
    form = event_form((await editor.get(address(event, "rediger"))).text)
    await editor.post(address(event, "rediger"), {**form, "handling": "publiser"})
    assert (await get_event(event.id)).workflow is not Workflow.PUBLISHED
    blank = event_form((await editor.get("/ansatt/arrangementer/nytt")).text)
    new = {**blank, "title": "Ny", "start_date": "2027-03-01", "start_time": "18", "end_time": "19"}
    said = {**new, "place": "1", "for_everybody": "ja", "handling": "publiser"}
    made = await editor.post("/ansatt/arrangementer/nytt", said)
    event_id = int(made.headers["location"].split("?")[0].rsplit("/", 1)[1])
    assert (await get_event(event_id)).workflow is not Workflow.PUBLISHED


async def test_where_no_approval_is_needed_nothing_changes(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await make(clock)
    page = (await editor.get(address(event))).text
    assert "Be om publisering" not in page
    refused = await editor.post(address(event, "forslag"))
    assert refused.headers["location"] == f"{address(event)}?melding=ikke-mulig"
    await editor.post(address(event, "publisering"))
    assert (await get_event(event.id)).workflow is Workflow.PUBLISHED


@pytest.mark.usefixtures("strict")
async def test_a_proposal_goes_back_with_a_word(signed_in: SignIn, clock: Clock) -> None:
    editor, coordinator = await signed_in(), await signed_in(Role.COORDINATOR, "hamar")
    event = await make(clock)
    await editor.post(address(event, "forslag"))
    path = address(event, "forslag", "avvisning")
    assert (await editor.get(path)).status_code == 403
    assert (await editor.post(path, {"reason": "x"})).status_code == 403
    assert (await coordinator.post(path, {"reason": " "})).status_code == 422
    done = await coordinator.post(path, {"reason": "Skriv hvem det passer for."})
    assert done.headers["location"] == f"{address(event)}?melding=forslag-avvist"
    back = await get_event(event.id)
    assert (back.proposed_at, back.workflow) == (None, Workflow.PLANNED)
    note = "Sendt tilbake 23. november 2026 av Bibliotekaren: Skriv hvem det passer for."
    assert back.details.internal_note == note
    assert note in words_of((await editor.get(address(event))).text)
    assert "Be om publisering" in (await editor.get(address(event))).text


@pytest.mark.usefixtures("strict")
async def test_an_editor_takes_the_question_back(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await make(clock)
    await editor.post(address(event, "forslag"))
    assert "Ikke be om det likevel" in (await editor.get(address(event))).text
    await editor.post(address(event, "forslag", "angre"))
    assert await proposals([HAMAR]) == []
    again = await editor.post(address(event, "forslag", "angre"))
    assert again.headers["location"] == f"{address(event)}?melding=ikke-mulig"


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("path", ["forslag", "forslag/angre", "forslag/avvisning"])
async def test_strangers_and_partners_neither_ask_nor_answer(
    signed_in: SignIn, clock: Clock, path: str
) -> None:
    """T-21: an admin of another library, and one of a co-organiser."""
    event = await make(clock)
    await propose_event(event.id, staff_id=None, now=clock())
    asked = await get_event(event.id)
    for slug in ("ringsaker", "gjovik"):
        stranger = await signed_in(Role.ADMIN, slug)
        answer = await stranger.post(address(event, path), {"reason": "Nei"})
        assert answer.status_code == 403
    assert await get_event(event.id) == asked


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("text", ["</p><script>alert(1)</script>", '"><img src=x onerror=x>'])
async def test_hostile_text_is_text_here_too(signed_in: SignIn, clock: Clock, text: str) -> None:
    """T-4."""
    coordinator = await signed_in(Role.COORDINATOR, "hamar")
    pages = []
    for title in ("Lesestund", text):
        event = await make(clock, title=title)
        await propose_event(event.id, staff_id=coordinator.person.id, now=clock())
        path = address(event, "forslag", "avvisning")
        asked = await coordinator.get(path)
        await coordinator.post(path, {"reason": title})
        pages.append((asked.text, (await coordinator.get(address(event))).text))
    assert [text in words_of(one) for one in pages[1]] == [True, True]
    assert [outline(one) for one in pages[1]] == [outline(one) for one in pages[0]]


async def test_what_is_published_is_not_given_to_a_library_that_has_not_approved_it(
    signed_in: SignIn, clock: Clock
) -> None:
    """The organiser is a field of the form: else it would be the way round the question (T-21)."""
    ringsaker = (await load_vocabulary()).libraries[2]
    await save_library(replace(ringsaker, needs_approval=True), now=NOW)
    editor = await signed_in(Role.EDITOR, "hamar", "ringsaker")
    event = await make(clock, Workflow.PUBLISHED)
    form = event_form((await editor.get(address(event, "rediger"))).text)
    given = {**form, "organiser_id": "2", "handling": "lagre"}
    refused = await editor.post(address(event, "rediger"), given)
    assert refused.status_code == 422
    assert "Dette biblioteket godkjenner selv det som publiseres." in words_of(refused.text)
    assert (await get_event(event.id)).details.organiser_id == HAMAR
    both = await signed_in(Role.COORDINATOR, "hamar", "ringsaker")
    own = given | {"csrf_token": both.csrf_token}
    assert (await both.post(address(event, "rediger"), own)).status_code == 303
    assert (await get_event(event.id)).details.organiser_id == ringsaker.id


async def test_a_plan_may_be_given_to_a_library_that_approves(
    signed_in: SignIn, clock: Clock
) -> None:
    ringsaker = (await load_vocabulary()).libraries[2]
    await save_library(replace(ringsaker, needs_approval=True), now=NOW)
    editor = await signed_in(Role.EDITOR, "hamar", "ringsaker")
    event = await make(clock)
    form = event_form((await editor.get(address(event, "rediger"))).text)
    given = {**form, "organiser_id": "2", "handling": "publiser"}
    assert (await editor.post(address(event, "rediger"), given)).status_code == 303
    after = await get_event(event.id)
    assert (after.details.organiser_id, after.workflow) == (2, Workflow.PLANNED)
    assert [one.event_id for one in await proposals([2])] == [event.id]
