"""R18: one broken row is left out and named in the log; everything else is published."""

import logging
from datetime import UTC, datetime

import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import DBConnectionError, OperationalError

from calendar_app.publishing.index import load_index, updated
from calendar_app.storage import public_rows
from calendar_app.storage.events import get_event
from calendar_app.storage.public_rows import read_public
from calendar_app.storage.published import publication_state, published_dates
from calendar_app.storage.published_series import published_series_of
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.events import edit, publish, weekly
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = FIRST
EVENTS = 7
BROKEN = 3

ON_BOTH = {
    "an unknown value": "UPDATE event SET state = 'forgotten' WHERE id = 3",
    "an unknown value of a date": "UPDATE occurrence SET state = 'x' WHERE event_id = 3",
    "a span without an end": """UPDATE event SET first_span = '{"first": "2027-01-06"}'
        WHERE id = 3""",
    "a span of another time": """UPDATE occurrence SET moved_from = '{"start": 7}'
        WHERE event_id = 3""",
    "a list that is none": "UPDATE event SET rdates = '5' WHERE id = 3",
    "a rule of another kind": "UPDATE event SET rrule = 'FREQ=SECONDLY' WHERE id = 3",
    "a person without a name": """UPDATE event SET people = '[{"who": "x"}]' WHERE id = 3""",
    "minutes beyond the day": "UPDATE occurrence SET start_minute = 5000 WHERE event_id = 3",
    "an end before the start": "UPDATE occurrence SET end_date = '2026-01-01', end_minute = 1,"
    " ends_at = '2026-01-01 00:00:00+00:00' WHERE event_id = 3",
    "whole days that end before they begin": "UPDATE occurrence SET end_date = '2026-01-01',"
    " start_minute = NULL, end_minute = NULL, starts_at = NULL, ends_at = NULL WHERE event_id = 3",
}
ON_SQLITE = {
    "bytes that are no text": "UPDATE event SET title = CAST(X'4CEDA080' AS TEXT) WHERE id = 3",
    "half a character": """UPDATE event SET partners = '["\\ud800"]' WHERE id = 3""",
    "the year 0": "UPDATE event SET state_from = '0000-01-01' WHERE id = 3",
    "no JSON": "UPDATE event SET books = '[' WHERE id = 3",
}
"""PostgreSQL takes none of these."""


@pytest.fixture(autouse=True)
async def seven_events(database: str) -> None:
    await store_vocabulary(now=NOW)
    for _ in range(EVENTS):
        await publish(weekly(FIRST, count=2), now=NOW)


def others() -> set[int]:
    return set(range(1, EVENTS + 1)) - {BROKEN}


@pytest.mark.parametrize("name", [*ON_BOTH, *ON_SQLITE])
async def test_what_is_broken_is_left_out_and_nothing_else(
    name: str, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    """R18."""
    if name in ON_SQLITE and database.startswith("postgres"):
        pytest.skip("PostgreSQL refuses to store it")
    index = await load_index(TODAY)
    assert {one.event_id for one in index.entries.dates} == others() | {BROKEN}
    await _break(name)
    vocabulary = await load_vocabulary()
    with caplog.at_level(logging.ERROR):
        found = await published_dates(range(1, EVENTS + 1), vocabulary)
    assert {one.event_id for one in found} == others()
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        f"Event {BROKEN} is left out of all that is public"
    ]
    fresh = await load_index(TODAY)
    assert {one.event_id for one in fresh.entries.dates} == others()
    await edit(EVENTS, now=NOW, title="Noe annet")
    update = await updated(index, await publication_state())
    assert {one.event_id for one in update.index.entries.dates} >= others()


async def test_a_broken_rule_leaves_the_other_series_alone() -> None:
    """R18, for the form of a feed that tells rules."""
    await _break("a rule of another kind")
    assert set(await published_series_of(range(1, EVENTS + 1))) == others()


async def test_staff_are_told_of_what_is_broken() -> None:
    await _break("an unknown value")
    with pytest.raises(ValueError, match="forgotten"):
        await get_event(BROKEN)


@pytest.mark.parametrize("error", [OperationalError("disk I/O error"), DBConnectionError("gone")])
async def test_a_database_that_fails_is_no_broken_row(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FC-33: what could not be fetched is not left out, but not answered."""

    async def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(public_rows, "read_stored", fail)
    with pytest.raises(type(error)):
        await read_public(range(1, EVENTS + 1))


async def test_a_fault_of_the_program_empties_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """FC-33: what befalls every row is not a broken row."""

    async def fail(*_: object, **__: object) -> None:
        raise TypeError("a bug")

    monkeypatch.setattr(public_rows, "read_stored", fail)
    with pytest.raises(TypeError, match="a bug"):
        await read_public(range(1, EVENTS + 1))


async def _break(name: str) -> None:
    statement = (ON_BOTH | ON_SQLITE)[name]
    await get_connection("default").execute_query(statement)
