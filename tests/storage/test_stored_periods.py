"""School holidays and named weeks, stored."""

from dataclasses import replace
from datetime import date

import pytest

from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.timing import DAY, Window
from calendar_app.storage.periods import (
    add_periods,
    all_periods,
    change_period,
    delete_period,
    find_period,
    periods_in,
)
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

pytestmark = pytest.mark.usefixtures("stored_vocabulary")
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4


@pytest.fixture
async def stored_vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


WINTER = Period(
    id=0,
    kind=PeriodKind.SCHOOL_HOLIDAY,
    library_id=HAMAR,
    name="Vinterferie",
    first=date(2027, 2, 22),
    last=date(2027, 2, 26),
)
BOOKS = replace(
    WINTER, kind=PeriodKind.NAMED_WEEK, library_id=None, name="Bokuka", last=date(2027, 2, 28)
)


async def test_periods_are_kept_changed_and_deleted() -> None:
    await add_periods(WINTER, replace(WINTER, library_id=GJOVIK), BOOKS, now=NOW)
    await add_periods(WINTER, BOOKS, now=NOW)
    stored = await all_periods()
    assert [(one.name, one.library_id) for one in stored] == [
        ("Vinterferie", HAMAR),
        ("Vinterferie", GJOVIK),
        ("Bokuka", None),
    ]
    await change_period(replace(stored[0], name="Vinterfri", last=date(2027, 3, 1)), now=NOW)
    await delete_period(stored[1].id, now=NOW)
    assert await find_period(stored[1].id) is None
    assert [(one.name, one.last.day) for one in await all_periods()] == [
        ("Bokuka", 28),
        ("Vinterfri", 1),
    ]
    for number in (0, -1, 2**31, 2**63):
        assert await find_period(number) is None


async def test_periods_of_a_window_touch_it() -> None:
    await add_periods(WINTER, now=NOW)
    found = {
        day: await periods_in(Window(day, day + DAY))
        for day in (date(2027, 2, number) for number in (21, 22, 26, 27))
    }
    assert [day.day for day, periods in found.items() if periods] == [22, 26]
