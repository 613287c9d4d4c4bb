"""FC-33: what goes wrong while a feed is made never shows as an emptier calendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tortoise.expressions import F

from calendar_app.addresses import Addresses
from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.selection import Selection
from calendar_app.publishing.fitting import UnrenderableError
from calendar_app.publishing.formats import Format
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.events import set_workflow
from calendar_app.storage.occurrences import mark_full, occurrences_of
from calendar_app.storage.rows import OccurrenceRow
from calendar_app.wording import feed_wording
from tests.support.events import publish, weekly
from tests.support.reading import read_feed
from tests.support.samples import store_vocabulary

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST = date(2026, 11, 25)


@pytest.fixture
async def publisher(database: str) -> Publisher:
    await store_vocabulary(now=NOW)
    return Publisher(feed_wording(Addresses("https://kalender.example.no")), now=lambda: NOW)


async def _break(event: Event) -> str:
    """Put the second date into a state that cannot be written, past every check of ours (R18)."""
    second = (await occurrences_of(event.id))[1]
    row = await OccurrenceRow.get(id=second.id)
    await OccurrenceRow.filter(id=second.id).update(
        end_minute=row.start_minute, ends_at=row.starts_at
    )
    return second.uid


async def _change_another(publisher: Publisher, event: Event, full: bool) -> None:
    """Change the last date, so that the event is read and rendered anew."""
    last = (await occurrences_of(event.id))[-1]
    await mark_full(event.id, last.id, full, staff_id=None, now=NOW)
    publisher.current.note_own_write()


async def _body(publisher: Publisher, form: Format = Format.ICS) -> bytes:
    return (await publisher.feed(Selection(), unknown=False, form=form)).body


async def test_a_date_that_cannot_be_rendered_keeps_its_last_good_form(
    publisher: Publisher, caplog: pytest.LogCaptureFixture
) -> None:
    """To the byte, in the style it was in, through one change after the other."""
    event = await publish(weekly(FIRST, count=4), now=NOW)
    before = _vevents(await _body(publisher))
    uid = await _break(event)
    for full in (True, False, True):
        await _change_another(publisher, event, full)
        after = _vevents(await _body(publisher))
        assert after.keys() == before.keys()
        assert after[uid] == before[uid]
        assert (b"SUMMARY:FULLT: " in list(after.values())[-1]) is full
    assert f"Date {uid}" in caplog.text


async def test_what_was_never_good_is_left_out_and_logged(
    publisher: Publisher, caplog: pytest.LogCaptureFixture
) -> None:
    """Another style has no last good form of its own; the other dates are all there."""
    event = await publish(weekly(FIRST, count=4), now=NOW)
    await _body(publisher)
    uid = await _break(event)
    await _change_another(publisher, event, True)
    answer = await publisher.feed(Selection(ui="nn"), unknown=False)
    assert len(read_feed(answer.body)) == 3
    assert uid not in answer.body.decode()
    assert f"Date {uid}" in caplog.text


async def test_nothing_good_is_kept_of_what_was_withdrawn(publisher: Publisher) -> None:
    """Promise 3: what staff took back does not come again through an error."""
    event = await publish(weekly(FIRST, count=4), now=NOW)
    await _body(publisher)
    uid = await _break(event)
    for workflow in (Workflow.WITHDRAWN, Workflow.PUBLISHED):
        await set_workflow(event.id, workflow, staff_id=None, now=NOW)
        publisher.current.note_own_write()
        body = await _body(publisher)
    assert len(read_feed(body)) == 3
    assert uid not in body.decode()


async def test_a_feed_of_which_most_cannot_be_rendered_is_not_sent(publisher: Publisher) -> None:
    """FC-33: an emptier calendar would be believed; the error is answered 503."""
    event = await publish(weekly(FIRST, count=4), now=NOW)
    uid = await _break(event)
    assert len(read_feed(await _body(publisher))) == 3
    await OccurrenceRow.exclude(uid=uid).update(end_minute=660, ends_at=F("starts_at"))
    fresh = Publisher(feed_wording(Addresses("https://kalender.example.no")), now=lambda: NOW)
    with pytest.raises(UnrenderableError):
        await _body(fresh)
    with pytest.raises(UnrenderableError):
        await fresh.event_feed(event.id, called_off=CalledOff.STATUS, ui="nb")


async def test_rules_fall_back_on_dates_when_one_cannot_be_rendered(publisher: Publisher) -> None:
    """The series is then told date by date, the last good one among them."""
    event = await publish(weekly(FIRST, count=4), now=NOW)
    by_rule = Selection(by_rule=True)
    await _body(publisher)
    assert list(read_feed((await publisher.feed(by_rule, unknown=False)).body)) == [event.uid]
    uid = await _break(event)
    await _change_another(publisher, event, True)
    told = read_feed((await publisher.feed(by_rule, unknown=False)).body)
    assert len(told) == 4
    assert uid in told


def _vevents(body: bytes) -> dict[str, bytes]:
    """Give the bytes of each VEVENT by uid, in order."""
    return dict(_parts(body))


def _parts(body: bytes) -> Iterator[tuple[str, bytes]]:
    for part in body.split(b"BEGIN:VEVENT\r\n")[1:]:
        uid = part.partition(b"UID:")[2].partition(b"\r\n")[0].decode()
        yield uid, part
