"""Public series as they are stored, for the form of a feed that tells rules."""

from datetime import UTC, date, datetime

import pytest

from calendar_app.domain.event import Visibility, Workflow
from calendar_app.domain.timing import AllDay
from calendar_app.storage.events import set_workflow
from calendar_app.storage.published_series import published_series_of
from tests.support.events import publish, single, weekly
from tests.support.samples import store_vocabulary

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST = date(2027, 1, 6)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def test_events_with_a_rule_are_series() -> None:
    event = await publish(weekly(FIRST, 5), now=NOW)
    alone = await publish(single(AllDay(FIRST, FIRST)), now=NOW)
    found = await published_series_of([event.id, alone.id, 4711])
    assert list(found) == [event.id]
    series = found[event.id]
    assert (series.uid, series.rule) == (event.uid, event.schedule.rule)
    assert (series.first, series.created_at) == (event.schedule.first, NOW)


async def test_series_that_is_not_public_is_none() -> None:
    hidden = await publish(weekly(FIRST, 5), now=NOW, visibility=Visibility.STAFF)
    withdrawn = await publish(weekly(FIRST, 5), now=NOW)
    await set_workflow(withdrawn.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    assert await published_series_of([hidden.id, withdrawn.id]) == {}


async def test_nothing_is_asked_for() -> None:
    assert await published_series_of([]) == {}
