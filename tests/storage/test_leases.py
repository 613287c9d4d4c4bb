from datetime import UTC, datetime, timedelta

from calendar_app.storage.leases import give_back, take_lease

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


async def test_one_of_two_gets_the_lease_until_it_ends(database: str) -> None:
    assert await take_lease("daily", holder="a", until=TOMORROW, now=NOW)
    assert not await take_lease("daily", holder="b", until=TOMORROW, now=NOW)
    later = TOMORROW + timedelta(days=1)
    assert await take_lease("daily", holder="b", until=later, now=TOMORROW)
    assert not await take_lease("daily", holder="a", until=later, now=TOMORROW)


async def test_only_its_holder_gives_a_lease_back(database: str) -> None:
    await take_lease("daily", holder="a", until=TOMORROW, now=NOW)
    await give_back("daily", holder="b", now=NOW)
    assert not await take_lease("daily", holder="b", until=TOMORROW, now=NOW)
    await give_back("daily", holder="a", now=NOW)
    assert await take_lease("daily", holder="b", until=TOMORROW, now=NOW)


async def test_two_tasks_do_not_hinder_each_other(database: str) -> None:
    assert await take_lease("daily", holder="a", until=TOMORROW, now=NOW)
    assert await take_lease("sync", holder="b", until=TOMORROW, now=NOW)
