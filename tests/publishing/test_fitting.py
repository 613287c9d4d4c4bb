"""What gives way in each format, and that nothing is rendered only to be left out."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_app.addresses import Addresses
from calendar_app.domain.event import EventDetails, Schedule, Workflow
from calendar_app.domain.index import IndexEntry, entries_of
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import AllDay
from calendar_app.publishing.fitting import few_enough
from calendar_app.publishing.formats import Format
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.wording import feed_wording
from feeds.lint import lint
from feeds.trim import Bounds, Piece, trim
from tests.support.published import make_published, timed
from tests.support.reading import read_feed
from tests.support.samples import store_vocabulary

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
BOUNDS = Bounds(entries=6, size=10_000)
DAYS = 400
EVENTS = 6


def _entries(spans: list[tuple[int, int]]) -> list[IndexEntry]:
    dates = [
        make_published(
            uid=f"uid-{number:02}",
            span=AllDay(TODAY + timedelta(days=first), TODAY + timedelta(days=first + length)),
        )
        for number, (first, length) in enumerate(spans)
    ]
    return sorted(entries_of(dates), key=lambda one: one.sort_key)


def _pieces(entries: list[IndexEntry]) -> list[Piece]:
    return [Piece(uid=one.uid, first=one.first, last=one.last, vevent=b"x") for one in entries]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(-60, 40), st.sampled_from([0, 0, 0, 3, 50])), max_size=30),
)
def test_what_number_alone_leaves_out_is_what_trimming_would(spans: list[tuple[int, int]]) -> None:
    """FC-21, FC-22: the same dates and the same words, with less to render."""
    entries = _entries(spans)
    expected = trim(_pieces(entries), today=TODAY, shorten=None, bounds=BOUNDS)
    kept, past_from = few_enough(entries, TODAY, BOUNDS)
    found = trim(_pieces(list(kept)), today=TODAY, shorten=None, bounds=BOUNDS)
    said = replace(found.trimming, past_from=past_from or found.trimming.past_from)
    assert [one.uid for one in found.pieces] == [one.uid for one in expected.pieces]
    assert said == expected.trimming
    assert len(kept) <= BOUNDS.entries + 1


@pytest.fixture
async def publisher(database: str) -> Publisher:
    """Six events on each of 400 days, of which 50 are past: 2,400 dates."""
    await store_vocabulary(now=NOW)
    rule = RecurrenceRule(frequency=Frequency.DAILY, count=DAYS)
    for number in range(EVENTS):
        first = timed(TODAY - timedelta(days=50), 600 + number * 60, 630 + number * 60)
        details = EventDetails(title=f"Lesestund {number}", organiser_id=1, venue_id=1)
        schedule = Schedule(first=first, rule=rule)
        new = NewEvent(details=details, schedule=schedule, workflow=Workflow.PUBLISHED)
        await create_event(new, staff_id=None, now=NOW)
    return Publisher(feed_wording(Addresses("https://kalender.example.no")), now=lambda: NOW)


async def test_each_format_has_a_bound_of_its_own_and_says_what_gave_way(
    publisher: Publisher,
) -> None:
    """FC-22: iCalendar 1,000, RSS 2,000, JSON 10,000; the future is never cut before the past."""
    ics = await publisher.feed(Selection(), unknown=False)
    assert lint(ics.body) == []
    starts = [one["DTSTART"].dt.date() for one in read_feed(ics.body).values()]
    assert (len(starts), min(starts)) == (996, TODAY)
    assert ics.trimming.until == max(starts) == TODAY + timedelta(days=165)
    assert publisher.rendering.rendered == 1_001, "more was rendered than there is room for"
    rss = await publisher.feed(Selection(), unknown=False, form=Format.RSS)
    items = list(ElementTree.fromstring(rss.body).iter("item"))
    assert (len(items), rss.trimming.past_from, rss.trimming.until) == (1998, TODAY, _day(332))
    assert "kortet ned" in rss.body.decode()
    answer = await publisher.feed(Selection(), unknown=False, form=Format.JSON)
    told = json.loads(answer.body)
    assert (told["count"], told["trimmed"], bool(answer.trimming)) == (2400, None, False)
    changes = await publisher.changes(Selection(), unknown=False, since=None)
    assert len(json.loads(changes.body)["uids"]) == 2400


async def test_rules_tell_of_the_dates_that_fit_as_dates(publisher: Publisher) -> None:
    """FC-12, SEL-41: what is trimmed is trimmed alike, though rules would have had room."""
    dates = await publisher.feed(Selection(), unknown=False)
    rules = await publisher.feed(Selection(by_rule=True), unknown=False)
    assert rules.trimming == dates.trimming
    told = read_feed(rules.body)
    assert len(told) == EVENTS
    lasts = {str(one["RRULE"]["UNTIL"][0].date()) for one in told.values()}
    assert lasts == {str(dates.trimming.until)}


def _day(number: int) -> date:
    return TODAY + timedelta(days=number)
