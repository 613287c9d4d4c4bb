"""Events to measure with: as many dates as wanted inside the window of a feed."""

from datetime import UTC, date, datetime, timedelta

from calendar_app.domain.event import EventDetails, Schedule, Workflow
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.storage.events import NewEvent, create_event
from tests.support.published import timed
from tests.support.samples import store_vocabulary

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()
DATES = 50
_TEXT = (
    "Vi leser bildebøker og eventyr og prater om dem etterpå. Barna kan sitte på fanget eller "
    "på puter. Ta gjerne med bamse. "
)


async def store_dates(count: int, *, since: date = TODAY) -> None:
    """Store events of 50 weekly dates each, `count` dates in all, at the four libraries."""
    await store_vocabulary(now=NOW)
    for number in range(count // DATES):
        first = since + timedelta(days=1 + number % 7)
        rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(first.weekday(),), count=DATES)
        start = 9 * 60 + number % 480
        details = EventDetails(
            title=f"Lesestund nummer {number}",
            organiser_id=1 + number % 4,
            summary="Høytlesning for barn fra 3 år.",
            description=_TEXT,
            venue_id=1 + number % 5,
            category_ids=(1 if number % 5 == 0 else 2 + number % 3,),
            age_from=number % 10,
            age_to=number % 10 + 3,
        )
        schedule = Schedule(first=timed(first, start, start + 45), rule=rule)
        new = NewEvent(details=details, schedule=schedule, workflow=Workflow.PUBLISHED)
        await create_event(new, staff_id=None, now=NOW)
