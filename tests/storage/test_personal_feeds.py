import asyncio
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.personal_feed import MOST_LIVE
from calendar_app.storage.address import sqlite_url
from calendar_app.storage.events import GoneError
from calendar_app.storage.personal_feeds import (
    FeedRefusedError,
    end_feed,
    feeds_of,
    find_feed,
    find_own_feed,
    make_feed,
    report_leaked,
)
from calendar_app.storage.rows import PersonalFeedRow, StaffRow
from calendar_app.storage.staff import disable_staff, enable_staff
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

pytestmark = pytest.mark.usefixtures("database")
LATER = NOW + timedelta(days=1)


async def make_person(email: str = "librarian@example.org") -> StaffMember:
    if not await StaffRow.exists():
        await store_vocabulary(now=NOW)
    return await make_staff(email, Role.EDITOR, "hamar", "gjovik", now=NOW)


async def codes(staff_id: int, name: str) -> list[str]:
    with pytest.raises(FeedRefusedError) as refused:
        await make_feed(staff_id, name=name, now=NOW)
    return [problem.code for problem in refused.value.problems]


async def ended_at(*tokens: str) -> list[datetime | None]:
    """Give when each feed ended; every token must be one."""
    found = [await find_feed(token) for token in tokens]
    assert None not in found
    return [one.feed.ended_at for one in found if one]


async def test_token_finds_the_feed_and_whose_it_is() -> None:
    librarian = await make_person()
    token = await make_feed(librarian.id, name="Mobilen min", now=NOW)
    found = await find_feed(token)
    assert found is not None
    assert found.person == librarian
    assert [found.feed] == await feeds_of(librarian.id)
    assert (found.feed.name, found.feed.created_at, found.feed.ended_at) == (
        "Mobilen min",
        NOW,
        None,
    )


async def test_token_has_256_bits_that_no_other_has() -> None:
    """T-14."""
    librarian = await make_person()
    tokens = [await make_feed(librarian.id, name=str(number), now=NOW) for number in range(5)]
    assert len(set(tokens)) == 5
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


async def test_database_holds_no_token_that_opens_anything() -> None:
    """T-14: only the hash is stored, and it is not itself a token."""
    librarian = await make_person()
    token = await make_feed(librarian.id, name="Mobilen min", now=NOW)
    (row,) = await PersonalFeedRow.all().values()
    assert re.fullmatch("[0-9a-f]{64}", row["token_hash"])
    assert token not in str(row)
    assert await find_feed(row["token_hash"]) is None


async def test_database_file_does_not_hold_the_token(database: str) -> None:
    """T-14: neither the file nor its write-ahead log, in any form that a search finds."""
    if not database.startswith("sqlite"):
        pytest.skip("PostgreSQL keeps its files to itself")
    librarian = await make_person()
    token = await make_feed(librarian.id, name="Mobilen min", now=NOW)
    files = list(Path(database.removeprefix(sqlite_url(Path("/"))[:-1])).parent.iterdir())
    assert any(b"Mobilen min" in file.read_bytes() for file in files)
    assert not any(token.encode() in file.read_bytes() for file in files)


@pytest.mark.parametrize("token", ["", "x", "\x00", "\ud800", "a" * 100_000, "%", "' OR 1=1 --"])
async def test_made_up_token_finds_nothing(token: str) -> None:
    await make_feed((await make_person()).id, name="Mobilen min", now=NOW)
    assert await find_feed(token) is None


async def test_ended_feed_keeps_the_moment_and_the_others_live_on() -> None:
    librarian = await make_person()
    tokens = [await make_feed(librarian.id, name=name, now=NOW) for name in ("En", "To")]
    feed = (await feeds_of(librarian.id))[0]
    await end_feed(librarian.id, feed.id, now=LATER)
    await end_feed(librarian.id, feed.id, now=LATER + timedelta(days=9))
    assert await ended_at(*tokens) == [LATER, None]


async def test_reported_feed_is_as_if_it_had_never_been() -> None:
    librarian = await make_person()
    token = await make_feed(librarian.id, name="Mobilen min", now=NOW)
    await report_leaked(librarian.id, (await feeds_of(librarian.id))[0].id)
    assert await find_feed(token) is None
    assert await feeds_of(librarian.id) == []


async def test_feed_of_another_is_out_of_reach() -> None:
    librarian, colleague = await make_person(), await make_person("colleague@example.org")
    token = await make_feed(librarian.id, name="Mobilen min", now=NOW)
    feed = (await feeds_of(librarian.id))[0]
    assert await find_own_feed(librarian.id, feed.id) == feed
    assert await find_own_feed(colleague.id, feed.id) is None
    assert await feeds_of(colleague.id) == []
    await end_feed(colleague.id, feed.id, now=LATER)
    await report_leaked(colleague.id, feed.id)
    found = await find_feed(token)
    assert found is not None
    assert found.feed == feed


@pytest.mark.parametrize("feed_id", [0, -1, 2**31, 2**63])
async def test_id_that_is_none_finds_nothing(feed_id: int) -> None:
    """T-11."""
    assert await find_own_feed((await make_person()).id, feed_id) is None


async def test_name_and_number_are_judged() -> None:
    librarian = await make_person()
    await make_feed(librarian.id, name="Mobilen min", now=NOW)
    assert await codes(librarian.id, "") == ["required"]
    assert await codes(librarian.id, "MOBILEN MIN") == ["feed_name_taken"]
    assert await codes(librarian.id, "a" * 61) == ["too_long"]
    for number in range(1, MOST_LIVE):
        await make_feed(librarian.id, name=f"Nr. {number}", now=NOW)
    assert await codes(librarian.id, "Enda en") == ["too_many_feeds"]
    await end_feed(librarian.id, (await feeds_of(librarian.id))[0].id, now=NOW)
    await make_feed(librarian.id, name="Mobilen min", now=NOW)


async def test_forms_sent_together_do_not_pass_the_limit_together() -> None:
    librarian = await make_person()
    made = await asyncio.gather(
        *(
            make_feed(librarian.id, name=f"Nr. {number}", now=NOW)
            for number in range(MOST_LIVE + 5)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(one, FeedRefusedError) for one in made) == 5
    assert len(await feeds_of(librarian.id)) == MOST_LIVE


async def test_feeds_end_with_the_account_and_do_not_come_back_with_it() -> None:
    """T-14: at once, in the transaction that keeps the person out."""
    librarian, colleague = await make_person(), await make_person("colleague@example.org")
    token = await make_feed(librarian.id, name="Mobilen min", now=NOW)
    others = await make_feed(colleague.id, name="Mobilen min", now=NOW)
    await disable_staff(librarian.id, now=LATER)
    await enable_staff(librarian.id)
    assert await ended_at(token, others) == [LATER, None]


async def test_account_that_is_kept_out_has_no_living_feed_however_that_came_about() -> None:
    librarian = await make_person()
    token = await make_feed(librarian.id, name="Mobilen min", now=NOW)
    await StaffRow.filter(id=librarian.id).update(disabled_at=LATER)
    assert await ended_at(token) == [LATER]
    with pytest.raises(GoneError):
        await make_feed(librarian.id, name="Nettbrettet", now=LATER)


async def test_feeds_go_with_the_account() -> None:
    """T-14: an account that is deleted takes them along."""
    librarian = await make_person()
    token = await make_feed(librarian.id, name="Mobilen min", now=NOW)
    await StaffRow.filter(id=librarian.id).delete()
    assert await find_feed(token) is None
    assert await PersonalFeedRow.all().count() == 0
