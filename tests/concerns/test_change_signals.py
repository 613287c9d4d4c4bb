"""What tells a subscriber that something changed: SEQUENCE, LAST-MODIFIED, ETag, Last-Modified.

They move exactly when something visible changes, never otherwise and never backwards. Read
through HTTP; changes are made by the functions that the forms call.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx2
import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.event import (
    Event,
    Schedule,
    Visibility,
    Workflow,
)
from calendar_app.domain.timing import DAY
from calendar_app.storage import events, occurrences
from calendar_app.storage.named_filters import add_named_filter
from tests.concerns.steps import ALL, FIRST, GJOVIK, INVISIBLE, VISIBLE
from tests.support.demonstration import FEED, Programme
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.reading import Vevent, read_feed
from tests.support.web import NOW, Clock

_PAUSE = timedelta(seconds=10)
_BY_RULE = f"{FEED}?gjentakelse=regel"
_LAST_NIGHT_OF_SUMMER = datetime(2027, 10, 30, 21, 59, 50, tzinfo=UTC)


@pytest.fixture
def calendar(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> Programme:
    return Programme(app, clock, client)


@dataclass(frozen=True)
class Told:
    """What one feed tells at one moment."""

    etag: str
    last_modified: datetime
    events: dict[str, Vevent]

    def signals(self, uid: str) -> tuple[int, datetime, datetime]:
        event = self.events[uid]
        return event["SEQUENCE"], event["LAST-MODIFIED"].dt, event["DTSTAMP"].dt


async def test_every_visible_change_moves_every_signal_once(calendar: Programme) -> None:
    """FC-10, FC-16, FC-17, FC-27."""
    event, date_ids = await _published(calendar)
    before = await _told(calendar)
    assert list(before.events) == await _uids(event.id)
    for name, reach, act in VISIBLE:
        calendar.clock.move(_PAUSE)
        await act(event.id, date_ids[0], calendar.clock())
        calendar.wrote()
        after = await _told(calendar)
        assert (name, list(after.events)) == (name, list(before.events))
        for number, uid in enumerate(after.events):
            moved = reach == ALL or number == 0
            sequence, modified, stamp = after.signals(uid)
            assert (name, sequence - before.signals(uid)[0]) == (name, int(moved))
            assert (modified > before.signals(uid)[1]) is moved, name
            assert stamp == modified, name
            assert (after.events[uid].to_ical() != before.events[uid].to_ical()) is moved, name
        _assert_newer(name, before, after, calendar)
        before = after


async def test_what_comes_and_goes_moves_the_feed(calendar: Programme) -> None:
    """FC-27 for add, delete of a date, withdraw; FC-10, FC-17: what comes back counts on."""
    event, _ = await _published(calendar)
    first = await _told(calendar)
    uids = list(first.events)

    calendar.clock.move(_PAUSE)
    other = await publish(single(timed(FIRST + DAY)), now=calendar.clock(), organiser_id=GJOVIK)
    added = await _told_after_write("added", first, calendar)
    assert len(added.events) == 4

    await edit(event.id, now=calendar.clock(), schedule=_without(FIRST + timedelta(days=7)))
    shorter = await _told_after_write("one date deleted", added, calendar)
    assert list(added.events.keys() - shorter.events.keys()) == [uids[1]]

    await _set_workflow(event.id, Workflow.WITHDRAWN, calendar)
    withdrawn = await _told_after_write("withdrawn", shorter, calendar)
    assert list(withdrawn.events) == await _uids(other.id)

    await _set_workflow(event.id, Workflow.PUBLISHED, calendar)
    back = await _told_after_write("published again", withdrawn, calendar)
    assert back.events.keys() == shorter.events.keys()
    for uid in (uids[0], uids[2]):
        assert back.signals(uid)[0] == shorter.signals(uid)[0] + 1
        assert back.signals(uid)[1] > shorter.signals(uid)[1]

    await edit(event.id, now=calendar.clock(), schedule=weekly(FIRST, count=3))
    longer = await _told_after_write("the date is there again", back, calendar)
    assert len(longer.events) == 4
    assert uids[1] not in longer.events, "a uid is never used again"


async def test_what_nobody_sees_moves_nothing(calendar: Programme) -> None:
    """FC-16: not a byte, not a header of any feed, also for who looks at the version anew."""
    event, date_ids = await _published(calendar)
    addresses = (FEED, f"{FEED}?bibliotek=hamar", f"/arrangement/{event.slug}-{event.id}.ics")
    before = [await calendar.get(one) for one in addresses]
    for name, _, act in INVISIBLE:
        calendar.clock.move(_PAUSE)
        await act(event.id, date_ids[0], calendar.clock())
        await _work_on_a_draft(calendar.clock())
        calendar.wrote()
        after = [await calendar.get(one) for one in addresses]
        for old, new in zip(before, after, strict=True):
            assert (name, new.content) == (name, old.content)
            assert (name, dict(new.headers)) == (name, dict(old.headers))


async def test_a_change_in_hamar_leaves_the_etag_of_gjovik_alone(calendar: Programme) -> None:
    """FC-28; its Last-Modified may move. Also what renames rows that Hamar alone uses."""
    event, date_ids = await _published(calendar)
    await publish(single(timed(FIRST)), now=NOW, organiser_id=GJOVIK, venue_id=4)
    calendar.wrote()
    gjovik = (f"{FEED}?bibliotek=gjovik", f"{FEED}?sted=gjovik-radhus&avlyst=synlig")
    before = [await calendar.get(one) for one in gjovik]
    assert all(len(read_feed(one.content)) == 1 for one in before)
    for name, _, act in VISIBLE:
        if name.startswith("co-organiser"):
            continue
        calendar.clock.move(_PAUSE)
        await act(event.id, date_ids[0], calendar.clock())
        calendar.wrote()
    after = [await calendar.get(one) for one in gjovik]
    assert [one.content for one in after] == [one.content for one in before]
    assert [one.headers["etag"] for one in after] == [one.headers["etag"] for one in before]


async def test_an_override_raises_all_stamps_of_its_series(calendar: Programme) -> None:
    """FC-18: in the form that tells rules; and back again they count on (FC-17)."""
    event, date_ids = await _published(calendar)
    told = [_master(await calendar.get(_BY_RULE))]
    steps: list[Callable[[datetime], Awaitable[object]]] = [
        lambda now: occurrences.cancel_date(
            event.id, date_ids[1], reason="Sykdom", staff_id=None, now=now
        ),
        lambda now: occurrences.reinstate_date(event.id, date_ids[1], staff_id=None, now=now),
        lambda now: edit(event.id, now=now, schedule=_without(FIRST + timedelta(days=7))),
        lambda now: edit(event.id, now=now, summary="Kort sagt."),
    ]
    for step in steps:
        calendar.clock.move(_PAUSE)
        await step(calendar.clock())
        calendar.wrote()
        told.append(_master(await calendar.get(_BY_RULE)))
    assert [one["SEQUENCE"] for one in told] == [0, 1, 2, 3, 4]
    assert {str(one["UID"]) for one in told} == {event.uid}
    for stamp in ("LAST-MODIFIED", "DTSTAMP"):
        moments = [one[stamp].dt for one in told]
        assert moments == sorted(set(moments)), stamp
    await edit(event.id, now=calendar.clock(), internal_note="Husk nøkkelen")
    calendar.wrote()
    assert _master(await calendar.get(_BY_RULE)).to_ical() == told[-1].to_ical()


async def test_last_modified_never_moves_backwards(calendar: Programme) -> None:
    """FC-27: through deletions, withdrawals, drafts and midnights, also of a change of clocks."""
    event, _ = await _published(calendar)
    other = await publish(single(timed(FIRST)), now=NOW, organiser_id=GJOVIK)
    steps: list[Callable[[datetime], Awaitable[object]]] = [
        lambda now: edit(event.id, now=now, schedule=_without(FIRST + timedelta(days=7))),
        lambda now: events.set_workflow(event.id, Workflow.WITHDRAWN, staff_id=None, now=now),
        lambda now: _work_on_a_draft(now),
        lambda now: events.set_workflow(event.id, Workflow.PUBLISHED, staff_id=None, now=now),
        lambda now: edit(other.id, now=now, visibility=Visibility.STAFF),
        lambda now: add_named_filter(f"f-{now:%H%M%S}", "Filter", "", None, now=now),
        lambda now: edit(other.id, now=now, visibility=Visibility.PUBLIC),
    ]
    calendar.wrote()
    told = (await _told(calendar)).last_modified
    for moment in (datetime(2027, 3, 27, 22, 59, 50, tzinfo=UTC), _LAST_NIGHT_OF_SUMMER):
        calendar.clock.now = moment
        for step in (*steps, *steps):
            await step(calendar.clock())
            for _ in range(3):
                calendar.wrote()
                now_told = (await _told(calendar)).last_modified
                assert now_told >= told
                told = now_told
                calendar.clock.move(timedelta(milliseconds=450))
    assert told.date() == date(2027, 10, 30)


async def test_a_uid_outlives_everything_that_happens_to_a_date(calendar: Programme) -> None:
    """FC-10: moved to another library and day, cut in two, withdrawn and published again."""
    event, date_ids = await _published(calendar)
    uids = set((await _told(calendar)).events)
    await edit(event.id, now=NOW, organiser_id=GJOVIK)
    assert set((await _told_after(calendar)).events) == uids
    await edit(event.id, now=NOW, schedule=weekly(FIRST + DAY, count=3), announce_move=True)
    assert set((await _told_after(calendar)).events) == uids
    shifted = DateChange(span=timed(FIRST + timedelta(days=9)))
    holder = await occurrences.change_date(
        event.id,
        date_ids[1],
        shifted,
        scope=Scope.FOLLOWING,
        expected_version=(await events.get_event(event.id)).version,
        announce_move=False,
        staff_id=None,
        now=NOW,
    )
    assert holder.id != event.id
    split = await _told_after(calendar)
    assert set(split.events) == uids
    assert len({str(one["URL"]) for one in split.events.values()}) == 2
    for workflow in (Workflow.WITHDRAWN, Workflow.PUBLISHED):
        await _set_workflow(holder.id, workflow, calendar)
    assert set((await _told_after(calendar)).events) == uids


async def test_who_fetched_in_the_second_of_a_change_is_told_of_the_next(
    calendar: Programme,
) -> None:
    """FC-27 with a clock that ticks in whole seconds, for clients that send only a date."""
    event, _ = await _published(calendar)
    for fraction in (200_000, 600_000, 900_000):
        calendar.clock.now = calendar.clock.now.replace(microsecond=fraction)
        await edit(event.id, now=calendar.clock(), title=f"Lesestund {fraction}")
        calendar.wrote()
        since = {"If-Modified-Since": (await calendar.get(FEED)).headers["last-modified"]}
        await edit(event.id, now=calendar.clock(), title=f"Lesestund {fraction} igjen")
        calendar.wrote()
        answer = await calendar.client.get(FEED, headers=since)
        assert (answer.status_code, b"igjen" in answer.content) == (200, True)
        assert parsedate_to_datetime(answer.headers["last-modified"]) <= calendar.clock()


async def _published(calendar: Programme) -> tuple[Event, list[int]]:
    """Publish a series of three in Hamar; give the ids of its dates."""
    event = await publish(weekly(FIRST, count=3), now=calendar.clock())
    calendar.clock.move(_PAUSE)
    calendar.wrote()
    return event, [one.id for one in await occurrences.occurrences_of(event.id)]


def _master(answer: httpx2.Response) -> Vevent:
    """Give the VEVENT with the rule; there is one series."""
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    (master,) = (one for one in found if "RRULE" in one)
    return master


async def _told(calendar: Programme) -> Told:
    answer = await calendar.get(FEED)
    modified = parsedate_to_datetime(answer.headers["last-modified"])
    assert modified <= calendar.clock()
    return Told(answer.headers["etag"], modified, read_feed(answer.content))


async def _told_after(calendar: Programme) -> Told:
    calendar.wrote()
    return await _told(calendar)


async def _told_after_write(name: str, before: Told, calendar: Programme) -> Told:
    after = await _told_after(calendar)
    _assert_newer(name, before, after, calendar)
    calendar.clock.move(_PAUSE)
    return after


def _assert_newer(name: str, before: Told, after: Told, calendar: Programme) -> None:
    assert after.etag != before.etag, name
    assert before.last_modified < after.last_modified <= calendar.clock(), name


def _without(day: date) -> Schedule:
    return weekly(FIRST, count=3, exdates=frozenset({day}))


async def _uids(event_id: int) -> list[str]:
    return [one.uid for one in await occurrences.occurrences_of(event_id)]


async def _set_workflow(event_id: int, workflow: Workflow, calendar: Programme) -> None:
    await events.set_workflow(event_id, workflow, staff_id=None, now=calendar.clock())


async def _work_on_a_draft(now: datetime) -> None:
    """Do what no subscriber may notice: an event for staff alone, and one that is taken back."""
    hidden = await publish(single(timed(FIRST)), now=now, visibility=Visibility.STAFF)
    await edit(hidden.id, now=now, title="Fortsatt skjult")
    await events.cancel_event(hidden.id, reason="Sykdom", staff_id=None, now=now)
