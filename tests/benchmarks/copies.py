"""Many events at once: copies of one that was created as staff would, written in bulk."""

from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import Any
from uuid import uuid4

from calendar_app.domain.timing import wall
from calendar_app.storage.rows import EventCategoryRow, EventRow, OccurrenceRow
from calendar_app.storage.transaction import transaction
from tests.benchmarks.programme import DATES, store_dates

_AT_ONCE = 200


async def store_copies(numbers: range, *, weeks_ago: int = 0, dates: int = DATES) -> None:
    """Store events of 50 weekly dates each; number 0 is there, made as staff make one.

    It is the first of what is stored already, if there is anything. At all libraries, venues and
    for all ages; `weeks_ago` puts them into the past, and of each only the first `dates` are
    stored.
    """
    if not await EventRow.all().exists():
        await store_dates(DATES)
    event = (await EventRow.all().order_by("id").limit(1).values())[0]
    rows = OccurrenceRow.filter(event_id=event["id"]).order_by("start_date").limit(dates)
    first = await rows.values()
    shift = timedelta(weeks=weeks_ago)
    for start in range(numbers.start, numbers.stop, _AT_ONCE):
        batch = range(start, min(start + _AT_ONCE, numbers.stop))
        async with transaction():
            await EventRow.bulk_create(EventRow(**_event(event, number)) for number in batch)
            found = await EventRow.filter(uid__in=list(map(_uid, batch))).values_list("uid", "id")
            ids = dict(found)
            await EventCategoryRow.bulk_create(
                EventCategoryRow(event_id=ids[_uid(number)], category_id=1 + number % 3, position=0)
                for number in batch
            )
            await OccurrenceRow.bulk_create(
                OccurrenceRow(**one)
                for number in batch
                for one in _dates(first, ids[_uid(number)], number, shift)
            )


def _uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def _event(event: dict[str, Any], number: int) -> dict[str, Any]:
    """Vary what filters ask about, so that a few keys together find a few hundred dates."""
    own = {name: value for name, value in event.items() if name != "id"}
    return own | {
        "uid": _uid(number),
        "slug": f"lesestund-nummer-{number}",
        "title": f"Lesestund nummer {number}",
        "series_slug": f"lesestund-nummer-{number}",
        "organiser_id": 1 + number % 4,
        "venue_id": 1 + number // 4 % 5,
        "room_id": None,
        "age_from": number // 20 % 15,
        "age_to": number // 20 % 15 + 2,
    }


def _dates(
    rows: Iterable[dict[str, Any]], event_id: int, number: int, shift: timedelta
) -> Iterable[dict[str, Any]]:
    step = timedelta(days=number % 7) - shift
    for row in rows:
        day: date = row["start_date"] + step
        start, end = wall(day, row["start_minute"]), wall(day, row["end_minute"])
        own = {name: value for name, value in row.items() if name != "id"}
        yield own | {
            "uid": str(uuid4()),
            "event_id": event_id,
            "recurrence_date": day,
            "start_date": day,
            "end_date": day,
            "starts_at": start.astimezone(UTC),
            "ends_at": end.astimezone(UTC),
        }
