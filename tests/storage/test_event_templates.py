"""Templates and the events somebody made last, on both databases."""

import asyncio

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.recent_events import recent_events
from calendar_app.storage.templates import (
    TemplateNameTakenError,
    add_template,
    delete_template,
    find_template,
    templates_of,
)
from tests.support.counting import counted_queries
from tests.support.events import details, single, timed
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

TEXTS = {"title": ("Lesestund",), "person_name": ("", "Ære være Ågot", "</script>")}


@pytest.fixture
async def vocabulary(database: str) -> Vocabulary:
    return await store_vocabulary(now=NOW)


async def add(name: str, library_id: int | None = 1, staff_id: int = 7) -> int:
    return await add_template(name, TEXTS, library_id=library_id, staff_id=staff_id, now=NOW)


@pytest.mark.usefixtures("vocabulary")
async def test_a_template_comes_back_as_it_was_kept() -> None:
    number = await add("Lesestund")
    found = await find_template(number)
    assert found
    assert (found.name, found.library_id, found.created_by) == ("Lesestund", 1, 7)
    assert (dict(found.texts), found.created_at) == (TEXTS, NOW)
    await delete_template(number)
    assert await find_template(number) is None


@pytest.mark.usefixtures("vocabulary")
async def test_the_list_holds_those_of_the_libraries_and_those_for_all() -> None:
    for name, library_id in (("ø", 1), ("B", 2), ("a", None), ("C", 4)):
        await add(name, library_id)
    assert [one.name for one in await templates_of([1, 2])] == ["a", "B", "ø"]
    assert [one.name for one in await templates_of([])] == ["a"]


@pytest.mark.usefixtures("vocabulary")
async def test_one_name_is_one_template_of_a_library() -> None:
    first = await add("Lesestund")
    assert await add("Lesestund") == first
    assert await add("Lesestund", library_id=2) != first
    with pytest.raises(TemplateNameTakenError):
        await add("Lesestund", staff_id=8)


@pytest.mark.usefixtures("vocabulary")
@pytest.mark.parametrize("library_id", [1, None])
async def test_a_template_sent_many_times_at_once_is_kept_once(library_id: int | None) -> None:
    """T-22."""
    made = await asyncio.gather(*(add("Lesestund", library_id) for _ in range(10)))
    assert len(set(made)) == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63])
async def test_any_number_may_be_asked_for(number: int) -> None:
    """T-11."""
    assert await find_template(number) is None


async def make(title: str, staff_id: int | None, organiser_id: int = 1) -> int:
    said = details(title, organiser_id=organiser_id)
    new = NewEvent(details=said, schedule=single(timed(NOW.date())))
    return (await create_event(new, staff_id=staff_id, now=NOW)).id


@pytest.mark.usefixtures("vocabulary")
async def test_the_newest_events_of_a_person_come_first_and_each_title_once() -> None:
    person = await make_staff("a@example.org", Role.EDITOR, "hamar", now=NOW)
    other = await make_staff("b@example.org", Role.EDITOR, "hamar", now=NOW)
    await make("Lesestund", person.id)
    await make("Krabbetreff", person.id)
    newest = await make("lesestund", person.id)
    await make("En annens", other.id)
    await make("Ingens", None)
    await make("Et annet biblioteks", person.id, organiser_id=2)
    found = await recent_events(person.id, library_ids=[1], most=5)
    assert [one.title for one in found] == ["lesestund", "Krabbetreff"]
    assert found[0].event_id == newest
    assert len(await recent_events(person.id, library_ids=[1], most=1)) == 1


@pytest.mark.usefixtures("vocabulary")
async def test_asking_costs_the_same_however_much_was_made() -> None:
    person = await make_staff("a@example.org", Role.EDITOR, "hamar", now=NOW)
    for number in range(3):
        await make(f"Lesestund {number}", person.id)
        with counted_queries() as statements:
            await recent_events(person.id, library_ids=[1], most=5)
            await templates_of([1])
        assert len(statements) == 3
