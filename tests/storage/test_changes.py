"""Two changes of one event never mix."""

import asyncio
from datetime import UTC, datetime

from calendar_app.domain.event import EventDetails, Workflow
from calendar_app.storage.changes import changing
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.occurrences import mark_full, occurrences_of
from tests.support.samples import store_vocabulary
from tests.support.schedules import weekly

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def make() -> int:
    await store_vocabulary(now=NOW)
    details = EventDetails(title="Lesestund", organiser_id=1, venue_id=1)
    new = NewEvent(details=details, schedule=weekly(count=8), workflow=Workflow.PUBLISHED)
    return (await create_event(new, staff_id=None, now=NOW)).id


async def test_a_second_change_waits_until_the_first_is_through(database: str) -> None:
    event_id = await make()
    order: list[str] = []

    async def change(name: str) -> None:
        async with changing([event_id], now=NOW):
            order.append(f"{name} begins")
            await asyncio.sleep(0.2)
            order.append(f"{name} ends")

    await asyncio.gather(change("one"), change("other"))
    assert order[0].split()[0] == order[1].split()[0]
    assert order[2].split()[0] == order[3].split()[0]


async def test_parallel_changes_of_one_series_all_count(database: str) -> None:
    event_id = await make()
    rows = await occurrences_of(event_id)
    marks = (mark_full(event_id, row.id, True, staff_id=None, now=NOW) for row in rows)
    await asyncio.gather(*marks)
    assert (await get_event(event_id)).version == 1 + len(rows)
    assert {row.sequence for row in await occurrences_of(event_id)} == {1}
