"""The pages of communities of practice: all look, join and leave; some decide."""

import pytest

from calendar_app.domain.access import Role
from calendar_app.storage.communities import (
    add_member,
    community_members,
    name_coordinator,
    retire_community,
)
from tests.support.gatherings import make_community
from tests.support.staff_forms import outline, words_of
from tests.support.web import NOW, SignedIn, SignIn

LIST = "/ansatt/fellesskap"


async def in_it(made: int) -> list[tuple[int, bool]]:
    members = (await community_members()).get(made, [])
    return [(one.staff_id, one.is_coordinator) for one in members]


async def flash(person: SignedIn, path: str, **fields: str) -> tuple[int, str]:
    answer = await person.post(path, fields)
    return answer.status_code, answer.headers.get("location", "").partition("?melding=")[2]


async def test_anybody_joins_and_leaves(signed_in: SignIn) -> None:
    person, made = await signed_in(Role.EDITOR, "gjovik"), await make_community()
    here = f"{LIST}/{made}"
    assert "Bli med" in (await person.get(here)).text
    assert await flash(person, f"{here}/medlemskap") == (303, "fellesskap-inn")
    assert await in_it(made) == [(person.person.id, False)]
    assert "Meld meg ut" in (await person.get(here)).text
    assert await flash(person, f"{here}/medlemskap/angre") == (303, "fellesskap-ut")
    assert await in_it(made) == []


async def test_the_list_shows_names_purposes_and_members_of_each_library(
    signed_in: SignIn,
) -> None:
    reader = await signed_in(Role.EDITOR, "gjovik")
    made = await make_community("Ungdom", purpose="La ungdom bestemme.")
    for person in (await signed_in(), await signed_in(Role.EDITOR, "hamar", "ringsaker")):
        await add_member(made, person.person.id, now=NOW)
    shown = " ".join(words_of((await reader.get(LIST)).text).split())
    assert "Ungdom La ungdom bestemme. 2 medlemmer Hamar 2 Ringsaker 1 Lillehammer 0" in shown


@pytest.mark.parametrize("who", ["coordinator of it", "coordinator of a library", "admin"])
async def test_those_who_look_after_it_decide_who_is_in(signed_in: SignIn, who: str) -> None:
    role = {"coordinator of a library": Role.COORDINATOR, "admin": Role.ADMIN}.get(who, Role.EDITOR)
    keeper, made = await signed_in(role, "gjovik"), await make_community()
    if who == "coordinator of it":
        await add_member(made, keeper.person.id, is_coordinator=True, now=NOW)
    before = await in_it(made)
    other = (await signed_in()).person.id
    here = f"{LIST}/{made}/medlemmer"
    assert await flash(keeper, here, staff_id=str(other)) == (303, "medlem-inn")
    assert await flash(keeper, f"{here}/{other}/koordinator") == (303, "koordinator")
    assert (other, True) in await in_it(made)
    assert await flash(keeper, f"{here}/{other}/koordinator/angre") == (303, "ikke-koordinator")
    assert (other, False) in await in_it(made)
    assert await flash(keeper, f"{here}/{other}/fjerning") == (303, "medlem-ut")
    assert await in_it(made) == before


async def test_a_member_decides_for_nobody_else(signed_in: SignIn) -> None:
    member, made = await signed_in(), await make_community()
    other = (await signed_in()).person.id
    for one in (member.person.id, other):
        await add_member(made, one, now=NOW)
    before = await in_it(made)
    here = f"{LIST}/{made}/medlemmer"
    for path in (here, *(f"{here}/{other}/{step}" for step in _STEPS)):
        assert (await member.post(path, {"staff_id": str(other)})).status_code == 403
    page = (await member.get(f"{LIST}/{made}")).text
    assert "Ta ut" not in page
    assert 'name="staff_id"' not in page
    assert await in_it(made) == before


_STEPS = ("koordinator", "koordinator/angre", "fjerning")


async def test_what_is_not_there_is_not_found(signed_in: SignIn) -> None:
    """T-11."""
    keeper, made = await signed_in(Role.ADMIN), await make_community()
    for bad in ("0", "77", "1e3", "-1", str(2**31), "9" * 40):
        for path in (bad, f"{made}/medlemmer/{bad}/fjerning", f"{bad}/medlemskap"):
            answer = await keeper.post(f"{LIST}/{path}", {})
            assert answer.status_code in (404, 405), path
        assert (await keeper.get(f"{LIST}/{bad}")).status_code == 404
    for staff_id in ("", "0", "x", str(2**63)):
        assert await flash(keeper, f"{LIST}/{made}/medlemmer", staff_id=staff_id) == (
            303,
            "ikke-mulig",
        )


async def test_a_retired_one_is_its_members_alone_and_takes_nobody_in(signed_in: SignIn) -> None:
    member, other = await signed_in(), await signed_in(Role.ADMIN)
    made = await make_community("Ungdom")
    await add_member(made, member.person.id, now=NOW)
    await retire_community(made, is_retired=True, now=NOW)
    assert "Ungdom" in (await member.get(LIST)).text
    assert "Ungdom" not in (await other.get(LIST)).text
    page = (await other.get(f"{LIST}/{made}")).text
    assert "Praksisfellesskapet er avsluttet." in page
    assert "Bli med" not in page
    assert await flash(other, f"{LIST}/{made}/medlemskap") == (303, "ikke-mulig")


async def test_a_coordinator_who_leaves_looks_after_it_no_longer(signed_in: SignIn) -> None:
    keeper, made = await signed_in(), await make_community()
    await add_member(made, keeper.person.id, now=NOW)
    await name_coordinator(made, keeper.person.id, is_coordinator=True)
    await keeper.post(f"{LIST}/{made}/medlemskap/angre")
    await keeper.post(f"{LIST}/{made}/medlemskap")
    assert await in_it(made) == [(keeper.person.id, False)]


async def test_hostile_text_shows_as_text(signed_in: SignIn) -> None:
    """T-4."""
    person = await signed_in(Role.ADMIN)
    text = "<img src=x onerror=alert(1)>{{ 7*7 }}"
    plain, hostile = (
        await make_community("Ren", purpose="Ren"),
        await make_community(text, purpose=text),
    )
    pages = [(await person.get(f"{LIST}/{one}")).text for one in (plain, hostile)]
    assert outline(pages[0]) == outline(pages[1])
    assert text in words_of(pages[1])
    assert "<img" not in (await person.get(LIST)).text
