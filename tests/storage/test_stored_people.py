"""People as they are stored: roles, the last admin, and what dies with an account."""

import asyncio
from datetime import timedelta

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.storage.events import GoneError
from calendar_app.storage.one_time_links import (
    LIFETIME,
    Purpose,
    find_link,
    make_link,
    use_link,
)
from calendar_app.storage.own_sessions import end_one, end_others, open_sessions
from calendar_app.storage.people import (
    InvitationRefusedError,
    LastAdminError,
    disable_person,
    find_person,
    invite,
    people_of,
    save_profile,
    set_roles,
)
from calendar_app.storage.personal_feeds import find_feed, make_feed
from calendar_app.storage.rows import OneTimeLinkRow, StaffRow
from calendar_app.storage.sessions import IDLE, LONGEST, find_session, start_session
from calendar_app.storage.staff import find_account, set_password
from tests.support.counting import counted_queries
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

pytestmark = pytest.mark.usefixtures("database")
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4
EDITOR, COORDINATOR, ADMIN = Role.EDITOR, Role.COORDINATOR, Role.ADMIN
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
async def admin(database: str) -> StaffMember:
    await store_vocabulary(now=NOW)
    return await make_staff("admin@example.org", ADMIN, "hamar", now=NOW)


async def roles_of(staff_id: int) -> dict[int, Role]:
    found = await find_person(staff_id)
    assert found is not None
    return dict(found.member.roles)


async def test_people_of_libraries_come_once_each_by_name(admin: StaffMember) -> None:
    both = await make_staff("both@example.org", EDITOR, "hamar", "gjovik", now=NOW)
    await make_staff("else@example.org", EDITOR, "ringsaker", now=NOW)
    await save_profile(both.id, name="Aksel", language="nn")
    found = await people_of([HAMAR, GJOVIK])
    assert [one.member.id for one in found] == [both.id, admin.id]
    assert found[0].member.language == "nn"


async def test_list_costs_the_same_for_one_and_for_many() -> None:
    with counted_queries() as one:
        await people_of([HAMAR])
    for number in range(5):
        await make_staff(f"p{number}@example.org", EDITOR, "hamar", "gjovik", now=NOW)
    with counted_queries() as many:
        await people_of([HAMAR, GJOVIK])
    assert len(one) == len(many) == 4


async def test_roles_are_changed_only_where_they_are_named() -> None:
    person = await make_staff("p@example.org", EDITOR, "hamar", "gjovik", now=NOW)
    await set_roles(person.id, {HAMAR: COORDINATOR, RINGSAKER: EDITOR}, now=NOW + SECOND)
    assert await roles_of(person.id) == {HAMAR: COORDINATOR, RINGSAKER: EDITOR, GJOVIK: EDITOR}
    await set_roles(person.id, {RINGSAKER: None}, now=NOW + SECOND)
    assert await roles_of(person.id) == {HAMAR: COORDINATOR, GJOVIK: EDITOR}


async def test_change_of_roles_moves_the_stamp_of_what_may_be_seen_and_no_change_does_not() -> None:
    """FC-27."""
    person = await make_staff("p@example.org", EDITOR, "hamar", now=NOW)
    await set_roles(person.id, {HAMAR: EDITOR}, now=NOW)
    assert (await StaffRow.get(id=person.id)).access_changed_at is None
    await set_roles(person.id, {HAMAR: COORDINATOR}, now=NOW)
    first = (await StaffRow.get(id=person.id)).access_changed_at
    await set_roles(person.id, {HAMAR: EDITOR}, now=NOW)
    second = (await StaffRow.get(id=person.id)).access_changed_at
    assert first is not None
    assert second is not None
    assert NOW <= first < second


async def test_last_admin_of_each_library_is_kept(admin: StaffMember) -> None:
    for wanted in ({HAMAR: EDITOR}, {HAMAR: None}):
        with pytest.raises(LastAdminError) as refused:
            await set_roles(admin.id, wanted, now=NOW)
        assert refused.value.library_ids == (HAMAR,)
    with pytest.raises(LastAdminError):
        await disable_person(admin.id, now=NOW)
    assert await roles_of(admin.id) == {HAMAR: ADMIN}


async def test_of_two_admins_who_take_the_role_from_each_other_one_stays(
    admin: StaffMember,
) -> None:
    """T-22: at once, in two transactions."""
    other = await make_staff("other@example.org", ADMIN, "hamar", now=NOW)
    results = await asyncio.gather(
        set_roles(admin.id, {HAMAR: EDITOR}, now=NOW),
        disable_person(other.id, now=NOW),
        return_exceptions=True,
    )
    assert [isinstance(one, LastAdminError) for one in results].count(True) == 1
    left = [one for one in await people_of([HAMAR]) if not one.is_disabled]
    assert [one.member.roles[HAMAR] for one in left].count(ADMIN) == 1


async def test_who_loses_the_last_role_is_kept_out_with_all_that_is_theirs() -> None:
    """T-14."""
    person = await make_staff("p@example.org", EDITOR, "hamar", now=NOW)
    session = await start_session(person.id, now=NOW)
    feed = await make_feed(person.id, name="Mobilen", now=NOW)
    link = await make_link(person.id, made_by=None, now=NOW)
    found = await set_roles(person.id, {HAMAR: None}, now=NOW)
    assert (found.member.roles, found.disabled_at) == ({}, NOW)
    assert await find_session(session, now=NOW) is None
    assert await find_link(link.token, now=NOW) is None
    ended = await find_feed(feed)
    assert ended is not None
    assert ended.feed.ended_at == NOW
    with pytest.raises(GoneError):
        await make_link(person.id, made_by=None, now=NOW)


async def test_who_loses_the_last_roles_at_two_libraries_at_once_is_kept_out() -> None:
    """T-14, T-22: neither of the two sees only its own half."""
    for number in range(5):
        one = await make_staff(f"to{number}@example.org", EDITOR, "hamar", "gjovik", now=NOW)
        await asyncio.gather(*(set_roles(one.id, {at: None}, now=NOW) for at in (HAMAR, GJOVIK)))
        found = await find_person(one.id)
        assert found
        assert (found.member.roles, found.is_disabled) == ({}, True)


async def test_nobody_is_there_whatever_number_is_asked_for() -> None:
    """T-11."""
    for number in (0, -1, 2**31, 2**63):
        assert await find_person(number) is None
    for work in (set_roles(99, {HAMAR: EDITOR}, now=NOW), disable_person(99, now=NOW)):
        with pytest.raises(GoneError):
            await work


async def test_invitations_sent_at_once_make_one_account(admin: StaffMember) -> None:
    """T-22: by admins of two libraries, who do not wait for each other's locks."""
    other = await make_staff("other@example.org", ADMIN, "gjovik", now=NOW)
    results = await asyncio.gather(
        invite(admin, email="new@example.org", name="A", roles={HAMAR: EDITOR}, now=NOW),
        invite(other, email="New@example.org", name="B", roles={GJOVIK: EDITOR}, now=NOW),
        return_exceptions=True,
    )
    assert [isinstance(one, InvitationRefusedError) for one in results].count(True) == 1
    assert await StaffRow.filter(email="new@example.org").count() == 1
    account = await find_account("new@example.org")
    assert account is not None
    assert len(account.member.roles) == 1


async def test_account_that_lost_its_last_role_opens_again_by_an_invitation(
    admin: StaffMember,
) -> None:
    person = await make_staff("p@example.org", EDITOR, "gjovik", now=NOW)
    await set_roles(person.id, {GJOVIK: None}, now=NOW)
    invited = await invite(
        admin, email="p@example.org", name="", roles={HAMAR: COORDINATOR}, now=NOW
    )
    assert (invited.is_new, invited.link) == (False, None)
    assert (invited.person.is_disabled, invited.person.member.roles) == (
        False,
        {HAMAR: COORDINATOR},
    )


async def test_account_that_is_kept_out_stays_so_when_it_is_invited(admin: StaffMember) -> None:
    person = await make_staff("p@example.org", EDITOR, "gjovik", now=NOW)
    await disable_person(person.id, now=NOW)
    invited = await invite(admin, email="p@example.org", name="", roles={HAMAR: EDITOR}, now=NOW)
    assert (invited.person.is_disabled, invited.link) == (True, None)


async def test_only_the_hash_of_a_link_is_stored() -> None:
    person = await make_staff("p@example.org", EDITOR, "hamar", now=NOW)
    link = await make_link(person.id, made_by=7, now=NOW)
    row = await OneTimeLinkRow.get()
    assert len(link.token) == 43
    assert link.token not in (row.token_hash, row.purpose)
    assert (row.created_by, row.expires_at) == (7, NOW + LIFETIME[Purpose.NEW_PASSWORD])
    assert await find_link(row.token_hash, now=NOW) is None


@pytest.mark.parametrize("token", ["", "x", "\x00", "\ud800", "a" * 100_000])
async def test_made_up_link_opens_nothing(token: str) -> None:
    assert await find_link(token, now=NOW) is None
    assert not await use_link(token, password_hash="x", now=NOW)


async def test_new_link_replaces_the_one_before_and_more_rights_end_it() -> None:
    person = await make_staff("p@example.org", EDITOR, "hamar", now=NOW)
    first = await make_link(person.id, made_by=None, now=NOW)
    second = await make_link(person.id, made_by=None, now=NOW)
    assert await find_link(first.token, now=NOW) is None
    assert await find_link(second.token, now=NOW) is not None
    await set_roles(person.id, {HAMAR: COORDINATOR}, now=NOW)
    assert await find_link(second.token, now=NOW) is None
    third = await make_link(person.id, made_by=None, now=NOW)
    await set_roles(person.id, {HAMAR: EDITOR}, now=NOW)
    assert await find_link(third.token, now=NOW) is not None


async def test_link_is_used_by_one_of_many_at_once() -> None:
    """T-22."""
    person = await make_staff("p@example.org", EDITOR, "hamar", now=NOW)
    link = await make_link(person.id, made_by=None, now=NOW)
    results = await asyncio.gather(
        *(use_link(link.token, password_hash=f"hash{number}", now=NOW) for number in range(5))
    )
    assert sorted(results) == [False, False, False, False, True]
    account = await find_account("p@example.org")
    assert account is not None
    assert account.password_hash == f"hash{results.index(True)}"


async def test_link_dies_with_a_password_set_otherwise() -> None:
    """T-24."""
    person = await make_staff("p@example.org", EDITOR, "hamar", now=NOW)
    link = await make_link(person.id, made_by=None, now=NOW)
    await set_password(person.id, "other")
    assert await find_link(link.token, now=NOW) is None


async def test_open_log_ins_are_listed_and_ended() -> None:
    """T-18."""
    person = await make_staff("p@example.org", EDITOR, "hamar", now=NOW)
    stranger = await make_staff("s@example.org", EDITOR, "hamar", now=NOW)
    tokens = [
        await start_session(person.id, now=NOW + number * SECOND, device=f"Firefox/{number}")
        for number in range(3)
    ]
    await start_session(stranger.id, now=NOW)
    now = NOW + 5 * SECOND
    listed = await open_sessions(person.id, now=now)
    assert [one.device for one in listed] == ["Firefox/2", "Firefox/1", "Firefox/0"]
    await end_one(stranger.id, listed[0].id, now=now)
    assert await find_session(tokens[2], now=now) is not None
    await end_one(person.id, listed[0].id, now=now)
    assert await find_session(tokens[2], now=now) is None
    await end_others(person.id, but=listed[2].id, now=now)
    assert [one.device for one in await open_sessions(person.id, now=now)] == ["Firefox/0"]
    assert len(await open_sessions(stranger.id, now=now)) == 1


async def test_log_in_that_has_run_out_is_not_listed() -> None:
    person = await make_staff("p@example.org", EDITOR, "hamar", now=NOW)
    await start_session(person.id, now=NOW)
    assert len(await open_sessions(person.id, now=NOW + IDLE - SECOND)) == 1
    assert await open_sessions(person.id, now=NOW + IDLE) == []
    assert await open_sessions(person.id, now=NOW + LONGEST) == []
