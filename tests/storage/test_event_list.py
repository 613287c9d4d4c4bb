from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from calendar_app.domain.event import EventDetails, Schedule, Workflow
from calendar_app.domain.timing import AllDay
from calendar_app.storage.events import NewEvent, create_event
from tests.support.event_lines import event_lines
from tests.support.published import timed
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST, weekly

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def make(title: str, schedule: Schedule, **changes: object) -> None:
    details = EventDetails(title=title, organiser_id=1, venue_id=1)
    new = NewEvent(details=replace(details, **changes), schedule=schedule)  # type: ignore[arg-type]
    await create_event(new, staff_id=None, now=NOW)


async def titles(**wanted: object) -> list[str]:
    return [line.title for line in await event_lines(today=TODAY, **wanted)]


async def test_what_is_to_come_stands_in_order_of_its_next_date_and_hour() -> None:
    await make("Kveld", Schedule(first=timed(FIRST, 1080, 1140)))
    await make("Utstilling", Schedule(first=AllDay(FIRST, date(2027, 2, 1))))
    await make("Morgen", Schedule(first=timed(FIRST, 600, 660)))
    await make("Serie", weekly(first=date(2026, 11, 18), count=3))
    await make("Før", Schedule(first=timed(date(2026, 11, 2))))
    assert await titles() == ["Serie", "Utstilling", "Morgen", "Kveld"]
    assert await titles(past=True) == ["Før"]


async def test_a_line_says_what_the_list_needs() -> None:
    await make("Serie", weekly(first=date(2026, 11, 18), count=3), co_organiser_ids=(4,))
    (line,) = await event_lines(today=TODAY)
    assert (line.date_count, line.is_series, line.workflow) == (3, True, Workflow.DRAFT)
    assert line.next_span == timed(date(2026, 11, 25))
    assert line.co_organiser_ids == (4,)


async def test_libraries_that_take_part_find_the_event_too_and_once() -> None:
    await make("Sammen", weekly(), co_organiser_ids=(4, 2))
    await make("Alene", weekly())
    assert await titles(library_ids=[4]) == ["Sammen"]
    assert await titles(library_ids=[1, 2, 4]) == ["Alene", "Sammen"]
    assert await titles(library_ids=[]) == []


async def test_search_folds_norwegian_letters_on_both_databases() -> None:
    """ST-22: the databases disagree about ÆØÅ, so they are not asked."""
    await make("Høytlesning på ÅSEN", weekly())
    assert await titles(search="hoytlesning på åsen") == ["Høytlesning på ÅSEN"]
    assert await titles(search="100%") == []
