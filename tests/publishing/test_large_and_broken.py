"""Feeds that grow too large, dates that cannot be written, and periods outside the window."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from calendar_app.addresses import Addresses
from calendar_app.domain.event import EventDetails, Schedule, Workflow
from calendar_app.domain.grammar import parse
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import Window
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.rows import OccurrenceRow
from calendar_app.wording import feed_wording
from feeds.lint import lint
from tests.support.published import timed
from tests.support.samples import store_vocabulary
from tests.support.schedules import week, weekly

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TEXT = "Vi leser og prater. " * 80


@pytest.fixture
async def publisher(database: str) -> Publisher:
    await store_vocabulary(now=NOW)
    return Publisher(feed_wording(Addresses("https://kalender.example.no")), now=lambda: NOW)


async def publish(schedule: Schedule, *, description: str = "") -> None:
    details = EventDetails(title="Lesestund", organiser_id=1, venue_id=1, description=description)
    new = NewEvent(details=details, schedule=schedule, workflow=Workflow.PUBLISHED)
    await create_event(new, staff_id=None, now=NOW)


def daily(first: date, count: int, minute: int) -> Schedule:
    rule = RecurrenceRule(frequency=Frequency.DAILY, count=count)
    return Schedule(first=timed(first, minute, minute + 30), rule=rule)


async def test_a_feed_that_is_too_large_is_cut_from_the_past_and_says_so(
    publisher: Publisher,
) -> None:
    """FC-22: at most 1,000 VEVENTs and 900,000 bytes; the future is never cut before the past."""
    for number in range(3):
        first = TODAY - timedelta(days=50)
        await publish(daily(first, 380, 600 + number * 60), description=TEXT)
    answer = await publisher.feed(Selection(), unknown=False)
    assert answer.body.count(b"BEGIN:VEVENT") == 990
    assert len(answer.body) <= 900_000
    assert lint(answer.body) == []
    assert answer.trimming.past_from == TODAY
    assert answer.trimming.shortened
    said = re.sub(rb"\r\n ", b"", answer.body)
    assert b"kortet ned" in said
    again = await publisher.feed(
        parse(b"bibliotek=hamar", await publisher.vocabulary()).selection, unknown=False
    )
    assert again.body.count(b"BEGIN:VEVENT") == 990


async def test_one_date_that_cannot_be_written_does_not_take_the_others_along(
    publisher: Publisher, caplog: pytest.LogCaptureFixture
) -> None:
    """R18: put directly into the database, an end that is not after its start."""
    await publish(weekly(count=3))
    row = await OccurrenceRow.get(start_date=week(1))
    await OccurrenceRow.filter(id=row.id).update(end_minute=row.start_minute, ends_at=row.starts_at)
    answer = await publisher.feed(Selection(), unknown=False)
    assert answer.body.count(b"BEGIN:VEVENT") == 2
    assert row.uid in caplog.text


async def test_an_older_period_is_read_for_the_one_who_asks(publisher: Publisher) -> None:
    await publish(weekly(count=3, first=date(2025, 3, 5)))
    spring = Window(date(2025, 3, 1), date(2025, 3, 13))
    found = await publisher.dates(Selection(), spring)
    assert [one.span.first for one in found] == [date(2025, 3, 5), date(2025, 3, 12)]
    assert (await publisher.current.index()).entries.dates == ()


async def test_a_period_that_has_no_day_is_empty(publisher: Publisher) -> None:
    await publish(weekly(count=3))
    vocabulary = await publisher.vocabulary()
    for query in (b"fra=2027-02-01&til=2027-01-01", b"fra=9999-12-31", b"til=0001-01-01"):
        selection = parse(query, vocabulary).selection
        assert await publisher.dates(selection, Window(TODAY, date(2028, 1, 1))) == []
