"""Templates: made of an event, offered where a new one starts, deleted by who may."""

import re
from datetime import date

import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, EventDetails, Person, Workflow
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.templates import templates_of
from tests.support.event_lines import event_lines
from tests.support.events import weekly
from tests.support.staff_forms import event_form, outline, words_of
from tests.support.web import Clock, SignedIn, SignIn

NEW = "/ansatt/arrangementer/nytt"
ALL = "/ansatt/maler"
DAY = date(2027, 2, 8)
SAID = EventDetails(
    title="Lesestund",
    organiser_id=1,
    venue_id=1,
    people=(Person(name="En forteller"),),
    internal_note="Husk nøkkel",
)


@pytest.fixture
async def event(app: Starlette, clock: Clock) -> Event:
    new = NewEvent(details=SAID, schedule=weekly(DAY, 4), workflow=Workflow.PUBLISHED)
    return await create_event(new, staff_id=None, now=clock())


async def keep(person: SignedIn, event: Event, name: str = "Tirsdagslesing", **more: str) -> int:
    """Keep a template and give the status of the answer."""
    page = await person.get(f"{ALL}/ny?fra={event.id}")
    assert page.status_code == 200
    fields = event_form(page.text) | {"template_name": [name]}
    return (await person.post(f"{ALL}/ny?fra={event.id}", {**fields, **more})).status_code


async def test_a_template_is_made_and_a_new_event_starts_from_it(
    signed_in: SignIn, event: Event
) -> None:
    editor, colleague = await signed_in(), await signed_in()
    assert await keep(editor, event) == 303
    assert "Tirsdagslesing" in (await colleague.get(ALL)).text
    [template] = await templates_of([1])
    form = f"{NEW}?mal={template.id}"
    assert f'href="{form}">Mal: Tirsdagslesing</a>' in (await colleague.get(NEW)).text
    fields = event_form((await colleague.get(form)).text)
    assert (fields["title"], fields["start_date"]) == (["Lesestund"], [""])
    assert (fields["repeats"], fields["count"], fields["start_time"]) == (
        ["weekly"],
        ["4"],
        ["11.00"],
    )
    assert fields["person_name"] == ["En forteller", "", ""]
    assert fields["internal_note"][0].strip() == "Husk nøkkel"
    made = await colleague.post(NEW, {**fields, "start_date": "2027-09-06"})
    assert made.status_code == 303
    made_id = max(line.event_id for line in await event_lines(today=date(2026, 11, 23)))
    assert (await get_event(made_id)).details == SAID


async def test_a_template_for_all_is_anybodys_and_holds_nothing_internal(
    signed_in: SignIn, event: Event
) -> None:
    coordinator, other = await signed_in(Role.COORDINATOR), await signed_in(Role.EDITOR, "gjovik")
    assert await keep(coordinator, event, template_library="alle") == 303
    [template] = await templates_of([])
    fields = event_form((await other.get(f"{NEW}?mal={template.id}")).text)
    assert (fields["organiser_id"], fields["internal_note"][0].strip()) == (["4"], "")


async def test_one_makes_templates_for_ones_own(signed_in: SignIn, event: Event) -> None:
    """An editor of another library makes its own of what it may read."""
    editor, other = await signed_in(), await signed_in(Role.EDITOR, "gjovik")
    for library in ("2", "alle", "x", "", "9" * 30):
        assert await keep(editor, event, template_library=library) == 422, library
    assert await keep(other, event) == 303
    [template] = await templates_of([4])
    assert template.library_id == 4
    assert (await editor.get(f"{NEW}?mal={template.id}")).status_code == 404


async def test_a_name_is_needed_and_taken_once(signed_in: SignIn, event: Event) -> None:
    """T-22: the same sent twice is kept once."""
    editor, colleague = await signed_in(), await signed_in()
    assert await keep(editor, event, " ") == 422
    assert await keep(editor, event, "x" * 101) == 422
    assert [await keep(editor, event) for _ in range(2)] == [303, 303]
    assert await keep(colleague, event) == 422
    assert len(await templates_of([1])) == 1


async def test_a_template_is_deleted_by_its_maker_and_by_who_answers(
    signed_in: SignIn, event: Event
) -> None:
    editor, colleague = await signed_in(), await signed_in()
    coordinator, stranger = await signed_in(Role.COORDINATOR), await signed_in(Role.ADMIN, "gjovik")
    for deleter in (editor, coordinator):
        await keep(editor, event)
        [template] = await templates_of([1])
        path = f"{ALL}/{template.id}/sletting"
        for person, status in ((colleague, 403), (stranger, 404)):
            assert (await person.get(path)).status_code == status
            assert (await person.post(path)).status_code == status
        assert path not in (await colleague.get(ALL)).text
        assert path in (await deleter.get(ALL)).text
        assert "Malen blir borte" in (await deleter.get(path)).text
        assert len(await templates_of([1])) == 1
        assert (await deleter.post(path)).headers["location"] == f"{ALL}?melding=mal-slettet"
        assert await templates_of([1]) == []
        assert (await deleter.post(path)).status_code == 404


@pytest.mark.parametrize("number", ["0", "１", "-1", "1e3", "x", "9" * 30])
async def test_what_is_no_template_is_not_there(signed_in: SignIn, number: str) -> None:
    """T-11."""
    editor = await signed_in()
    paths = (f"{NEW}?mal={number}", f"{ALL}/{number}/sletting", f"{ALL}/ny?fra={number}")
    assert [(await editor.get(path)).status_code for path in paths] == [404] * 3


async def test_a_template_of_nothing_is_not_there(signed_in: SignIn) -> None:
    editor = await signed_in()
    assert (await editor.get(f"{ALL}/ny")).status_code == 404
    assert (await editor.post(f"{ALL}/ny", {"template_name": "A"})).status_code == 404


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", '"onfocus="alert(1)', "{{7*7}}", "%(name)s"]
)
async def test_hostile_names_are_text(signed_in: SignIn, event: Event, hostile: str) -> None:
    """T-4: in the list, the question, the refused form and where a new event starts."""
    editor = await signed_in()

    async def pages(name: str) -> list[str]:
        assert await keep(editor, event, name) == 303
        [template] = await templates_of([1])
        deletion = f"{ALL}/{template.id}/sletting"
        refused = await editor.post(
            f"{ALL}/ny?fra={event.id}", {"template_name": name, "template_library": "2"}
        )
        shown = [(await editor.get(path)).text for path in (ALL, deletion, NEW)]
        await editor.post(deletion)
        assert event_form(refused.text)["template_name"] == [name]
        return [*shown, refused.text]

    harmless, found = await pages("Trygt navn"), await pages(hostile)
    assert [outline(page) for page in found] == [outline(page) for page in harmless]
    assert [hostile in words_of(page) for page in found] == [True, True, True, False]
    assert re.findall("<script>alert", "".join(found)) == []
