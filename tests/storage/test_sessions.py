from datetime import datetime, timedelta

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.storage.rows import SessionRow, StaffRow
from calendar_app.storage.sessions import (
    IDLE,
    LONGEST,
    REMEMBERED,
    EndedSession,
    end_session,
    find_ended_session,
    find_session,
    start_session,
    was_form_of,
)
from calendar_app.storage.staff import disable_staff, set_password
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

pytestmark = pytest.mark.usefixtures("database")
SECOND = timedelta(seconds=1)


async def make_person() -> StaffMember:
    await store_vocabulary(now=NOW)
    return await make_staff("librarian@example.org", Role.EDITOR, "hamar", "gjovik", now=NOW)


async def is_signed_in(token: str, at: datetime) -> bool:
    return await find_session(token, now=at) is not None


async def test_token_finds_the_person_with_their_roles() -> None:
    librarian = await make_person()
    session = await find_session(await start_session(librarian.id, now=NOW), now=NOW)
    assert session is not None
    assert session.person == librarian
    assert librarian.roles == {1: Role.EDITOR, 4: Role.EDITOR}


async def test_two_log_ins_share_neither_token_nor_form_token() -> None:
    librarian = await make_person()
    tokens = [await start_session(librarian.id, now=NOW) for _ in range(2)]
    sessions = [await find_session(token, now=NOW) for token in tokens]
    assert len({*tokens, *(one.csrf_token for one in sessions if one)}) == 4


async def test_database_holds_no_token_that_lets_anybody_in() -> None:
    librarian = await make_person()
    token = await start_session(librarian.id, now=NOW)
    row = await SessionRow.get()
    assert token not in (row.token_hash, row.csrf_token)
    assert await find_session(row.token_hash, now=NOW) is None


@pytest.mark.parametrize("token", ["", "x", "\x00", "\ud800", "a" * 100_000])
async def test_made_up_token_finds_nobody(token: str) -> None:
    await start_session((await make_person()).id, now=NOW)
    assert await find_session(token, now=NOW) is None


async def test_log_out_ends_this_log_in_alone() -> None:
    librarian = await make_person()
    first, second = [await start_session(librarian.id, now=NOW) for _ in range(2)]
    await end_session(first, now=NOW)
    assert (await is_signed_in(first, NOW), await is_signed_in(second, NOW)) == (False, True)


async def test_log_in_ends_after_eight_hours_without_use() -> None:
    token = await start_session((await make_person()).id, now=NOW)
    assert await is_signed_in(token, NOW + IDLE - SECOND)
    assert await is_signed_in(token, NOW + 2 * IDLE - 2 * SECOND)
    assert not await is_signed_in(token, NOW + 3 * IDLE)


async def test_log_in_ends_after_seven_days_however_much_it_is_used() -> None:
    token = await start_session((await make_person()).id, now=NOW)
    moment = NOW
    while moment < NOW + LONGEST:
        assert await is_signed_in(token, moment)
        moment += IDLE / 2
    assert not await is_signed_in(token, NOW + LONGEST)


async def test_clock_set_back_lets_no_log_in_live_longer() -> None:
    token = await start_session((await make_person()).id, now=NOW)
    assert await is_signed_in(token, NOW - timedelta(minutes=4))
    assert not await is_signed_in(token, NOW - timedelta(days=300))


async def test_use_is_noted_at_most_every_five_minutes() -> None:
    token = await start_session((await make_person()).id, now=NOW)
    await find_session(token, now=NOW + timedelta(minutes=5))
    assert (await SessionRow.get()).seen_at == NOW
    await find_session(token, now=NOW + timedelta(minutes=6))
    assert (await SessionRow.get()).seen_at == NOW + timedelta(minutes=6)


async def test_next_log_in_clears_away_what_ended_long_ago() -> None:
    librarian = await make_person()
    await start_session(librarian.id, now=NOW)
    ended = await start_session(librarian.id, now=NOW)
    await end_session(ended, now=NOW)
    last = NOW + IDLE + REMEMBERED
    await start_session(librarian.id, now=last - SECOND)
    assert await SessionRow.all().count() == 2
    token = await start_session(librarian.id, now=last)
    assert await SessionRow.all().count() == 2
    assert await is_signed_in(token, last)


async def test_ended_log_in_opens_nothing_and_still_says_whose_it_was() -> None:
    """T-18: it is no log-in, for as long as it is remembered and after."""
    librarian = await make_person()
    run_out, logged_out, replaced = [await start_session(librarian.id, now=NOW) for _ in range(3)]
    csrf_tokens = [row.csrf_token for row in await SessionRow.all().order_by("id")]
    await find_session(logged_out, now=NOW)
    await end_session(logged_out, now=NOW + SECOND)
    assert await find_ended_session(replaced, now=NOW + SECOND) is None
    await set_password(librarian.id, "another hash")
    for token, csrf_token in zip((run_out, logged_out, replaced), csrf_tokens, strict=True):
        for age in (IDLE, REMEMBERED - SECOND, 2 * REMEMBERED):
            assert not await is_signed_in(token, NOW + age)
        found = await find_ended_session(token, now=NOW + IDLE)
        assert found == EndedSession(staff_id=librarian.id, csrf_token=csrf_token)
        assert await was_form_of(librarian.id, csrf_token, now=NOW + IDLE)
        assert not await was_form_of(librarian.id + 1, csrf_token, now=NOW + IDLE)
        assert await find_ended_session(token, now=NOW + 2 * REMEMBERED) is None
    assert await find_ended_session("of nobody", now=NOW) is None


async def test_of_a_disabled_person_nothing_is_said() -> None:
    librarian = await make_person()
    token = await start_session(librarian.id, now=NOW)
    await disable_staff(librarian.id, now=NOW)
    assert not await is_signed_in(token, NOW)
    assert await find_ended_session(token, now=NOW + SECOND) is None


async def test_disabled_person_is_not_signed_in_even_if_the_row_is_there() -> None:
    librarian = await make_person()
    token = await start_session(librarian.id, now=NOW)
    await StaffRow.filter(id=librarian.id).update(disabled_at=NOW)
    assert not await is_signed_in(token, NOW)
