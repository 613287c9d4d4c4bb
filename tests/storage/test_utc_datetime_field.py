"""UTCDatetimeField: the same on both databases (ST-16)."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from tortoise.connection import get_connection

from tests.storage.proof.models import Event, Library

pytestmark = pytest.mark.usefixtures("proof_database")

OSLO = ZoneInfo("Europe/Oslo")
NOON_IN_OSLO = dt.datetime(2026, 5, 1, 12, 0, tzinfo=OSLO)  # 10:00Z
HALF_PAST_TEN_UTC = dt.datetime(2026, 5, 1, 10, 30, tzinfo=dt.UTC)


@pytest.fixture
async def library() -> Library:
    return await Library.create(slug="hamar")


async def add(library: Library, uid: str, starts_at: dt.datetime) -> Event:
    return await Event.create(library=library, uid=uid, title=uid, starts_at=starts_at)


async def test_order_and_filter_compare_moments(library: Library) -> None:
    await add(library, "later", HALF_PAST_TEN_UTC)
    await add(library, "noon", NOON_IN_OSLO)
    assert [event.uid for event in await Event.all().order_by("starts_at")] == ["noon", "later"]
    quarter_past = dt.datetime(2026, 5, 1, 12, 15, tzinfo=OSLO)
    for limit in (quarter_past, quarter_past.astimezone(dt.UTC)):
        assert [event.uid for event in await Event.filter(starts_at__lt=limit)] == ["noon"]


async def test_update_stores_utc(library: Library) -> None:
    event = await add(library, "x", HALF_PAST_TEN_UTC)
    await Event.filter(id=event.id).update(starts_at=NOON_IN_OSLO)
    again = await Event.get(id=event.id)
    assert again.starts_at == NOON_IN_OSLO
    assert again.starts_at.utcoffset() == dt.timedelta(0)
    rows = await get_connection("default").execute_query_dict("SELECT starts_at FROM event")
    assert str(rows[0]["starts_at"]) == "2026-05-01 10:00:00+00:00"


async def test_both_sides_of_the_autumn_change_stay_apart(library: Library) -> None:
    for fold in (0, 1):
        await add(library, str(fold), dt.datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=OSLO))
    events = await Event.all().order_by("starts_at")
    assert [event.starts_at.hour for event in events] == [0, 1]


async def test_naive_is_refused_everywhere(library: Library) -> None:
    naive = dt.datetime(2026, 5, 1, 12, 0)  # noqa: DTZ001
    event = await add(library, "x", NOON_IN_OSLO)
    with pytest.raises(ValueError, match="starts_at: 2026-05-01T12:00:00 has no time zone"):
        await add(library, "y", naive)
    with pytest.raises(ValueError, match="has no time zone"):
        await Event.filter(starts_at__lt=naive)
    with pytest.raises(ValueError, match="has no time zone"):
        await Event.filter(id=event.id).update(starts_at=naive)
    event.starts_at = naive
    with pytest.raises(ValueError, match="has no time zone"):
        await event.save()


async def test_auto_now_is_utc(library: Library) -> None:
    assert library.updated_at.utcoffset() == dt.timedelta(0)
    assert abs(dt.datetime.now(dt.UTC) - library.updated_at) < dt.timedelta(seconds=30)
