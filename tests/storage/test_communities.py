"""Communities of practice, who is in them, and what that means for what they see."""

import asyncio
from datetime import timedelta

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.event import Mode
from calendar_app.domain.vocabulary import Community, Label
from calendar_app.storage.communities import (
    add_member,
    community_members,
    name_coordinator,
    possible_members,
    remove_member,
    retire_community,
    save_community,
)
from calendar_app.storage.events import GoneError
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.published import publication_state
from calendar_app.storage.rows import StaffRow
from calendar_app.storage.sign_ups import own_sign_ups, sign_up
from calendar_app.storage.staff import disable_staff
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.gatherings import make_community, make_gathering
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

LATER = NOW + timedelta(minutes=5)


@pytest.fixture(autouse=True)
async def _vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def staff(number: int, *slugs: str) -> StaffMember:
    return await make_staff(f"p{number}@example.org", Role.EDITOR, *(slugs or ("gjovik",)), now=NOW)


async def in_it(community_id: int) -> list[tuple[int, bool]]:
    members = (await community_members()).get(community_id, [])
    return [(one.staff_id, one.is_coordinator) for one in members]


async def test_a_community_is_made_renamed_retired_and_keeps_its_slug() -> None:
    made = await make_community("Småbarn og høytlesing", purpose="Felles opplegg.")
    stored = (await load_vocabulary()).communities[made]
    assert (stored.label.slug, stored.purpose) == ("smabarn-og-hoytlesing", "Felles opplegg.")
    renamed = Label(slug="", nb="Lesing", nn="Lesing", en="Reading")
    assert await save_community(Community(id=made, label=renamed)) == made
    label = (await load_vocabulary()).communities[made].label
    assert (label.slug, label.en) == ("smabarn-og-hoytlesing", "Reading")
    await retire_community(made, is_retired=True, now=NOW)
    assert (await load_vocabulary()).communities[made].retired_at == NOW
    await retire_community(made, is_retired=False, now=NOW)
    assert (await load_vocabulary()).communities[made].retired_at is None


async def test_two_of_one_name_get_slugs_of_their_own() -> None:
    ids = [await make_community("Ungdom") for _ in range(3)]
    communities = (await load_vocabulary()).communities
    assert [communities[one].label.slug for one in ids] == ["ungdom", "ungdom-2", "ungdom-3"]


async def test_a_community_that_is_not_there_is_neither_changed_nor_joined() -> None:
    person = await staff(1)
    label = Label(slug="", nb="x", nn="x", en="x")
    with pytest.raises(GoneError):
        await save_community(Community(id=77, label=label))
    with pytest.raises(GoneError):
        await retire_community(77, is_retired=True, now=NOW)
    with pytest.raises(GoneError):
        await add_member(77, person.id, now=NOW)


async def test_nothing_public_moves_by_a_community() -> None:
    """Promise 3: not even a version says that there is one."""
    before = await publication_state()
    made, person = await make_community(), await staff(1)
    await add_member(made, person.id, now=LATER)
    await retire_community(made, is_retired=True, now=LATER)
    assert await publication_state() == before


async def test_people_come_go_and_look_after_it() -> None:
    made, one, other = await make_community(), await staff(1), await staff(2, "hamar", "gjovik")
    for person in (one, other, one):
        await add_member(made, person.id, now=NOW)
    await name_coordinator(made, other.id, is_coordinator=True)
    await add_member(made, other.id, now=NOW)
    assert await in_it(made) == [(other.id, True), (one.id, False)]
    assert [row.library_ids for row in (await community_members())[made]] == [(1, 4), (4,)]
    await name_coordinator(made, other.id, is_coordinator=False)
    await remove_member(made, one.id, now=NOW)
    await remove_member(made, one.id, now=NOW)
    assert await in_it(made) == [(other.id, False)]
    with pytest.raises(GoneError):
        await name_coordinator(made, one.id, is_coordinator=True)


async def test_who_is_kept_out_is_not_in_it_and_cannot_be_taken_in() -> None:
    made, one, other = await make_community(), await staff(1), await staff(2)
    await add_member(made, one.id, now=NOW)
    assert [row.id for row in await possible_members(made)] == [other.id]
    for person in (one, other):
        await disable_staff(person.id, now=NOW)
    assert await in_it(made) == []
    assert await possible_members(made) == []
    with pytest.raises(GoneError):
        await add_member(made, other.id, now=NOW)


async def test_joining_many_times_at_once_is_joining_once() -> None:
    """T-22."""
    made, person = await make_community(), await staff(1)
    await asyncio.gather(*(add_member(made, person.id, now=NOW) for _ in range(10)))
    assert await in_it(made) == [(person.id, False)]


async def test_nobody_joins_a_retired_one() -> None:
    made, person = await make_community(), await staff(1)
    await retire_community(made, is_retired=True, now=NOW)
    with pytest.raises(GoneError):
        await add_member(made, person.id, now=NOW)


async def test_each_change_of_membership_moves_the_moment_on_within_one_second_too() -> None:
    """FC-27: a program that asks 'changed since?' is told yes."""
    made, person = await make_community(), await staff(1)
    moments = []
    for step in range(4):
        change = remove_member if step % 2 else add_member
        await change(made, person.id, now=NOW)
        row = await StaffRow.get(id=person.id)
        assert row.access_changed_at
        moments.append(row.access_changed_at)
    assert moments == [NOW + timedelta(seconds=number) for number in (1, 2, 3, 4)]
    await remove_member(made, person.id, now=LATER)
    assert (await StaffRow.get(id=person.id)).access_changed_at == moments[-1]


async def test_who_leaves_gives_up_places_at_what_they_see_no_longer() -> None:
    made, person = await make_community(), await staff(1)
    await add_member(made, person.id, now=NOW)
    theirs = await make_gathering(communities=(made,))
    for_all = await make_gathering()
    dates = [(await occurrences_of(one.id))[0].id for one in (theirs, for_all)]
    for event, date_id in zip((theirs, for_all), dates, strict=True):
        await sign_up(event.id, date_id, staff_id=person.id, way=Mode.ONLINE, now=NOW)
    await remove_member(made, person.id, now=LATER)
    assert await own_sign_ups(person.id) == {dates[1]: Mode.ONLINE}
