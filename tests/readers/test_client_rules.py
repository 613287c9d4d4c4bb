"""What we send makes calendar programs do what it should, by the rules of their source (FC-44)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Workflow
from calendar_app.storage import events, occurrences
from calendar_app.storage.personal_feeds import end_feed, feeds_of, make_feed
from tests.concerns.steps import FIRST, INVISIBLE, VISIBLE, Step
from tests.readers.client_rules import (
    Events,
    Evolution,
    Thunderbird,
    events_of,
    evolution_updates,
    icsx5_updates,
    nextcloud_refresh_seconds,
    nextcloud_updates,
)
from tests.readers.serving import serving
from tests.support.databases import PRODUCT, NewDatabase
from tests.support.demonstration import FEED, Programme
from tests.support.events import publish, weekly
from tests.support.samples import store_vocabulary
from tests.support.web import Clock, make_staff

_PAUSE = timedelta(seconds=10)
_SEEN = {
    *("title", "description", "venue", "venue renamed", "category renamed", "ages", "price"),
    *("one date moved", "one date reset", "one date full", "one date cancelled", "all cancelled"),
}
"""What a calendar program shows; the rest of the visible stands on the page or in other formats."""

_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
NOTICES = {
    "ICSx5": icsx5_updates,
    "Evolution": evolution_updates,
    "Nextcloud": nextcloud_updates,
}


@pytest.fixture
def url(new_database: NewDatabase) -> str:
    return new_database("sqlite", PRODUCT)


@pytest.fixture
async def calendar(url: str, tmp_path: Path, clock: Clock) -> AsyncIterator[Programme]:
    """A calendar that takes three new selections a minute, to see what follows then."""
    async with serving(url, tmp_path, clock, new_selections=3) as programme:
        await store_vocabulary(now=clock())
        programme.wrote()
        yield programme


@pytest.mark.parametrize("query", ["", "gjentakelse=regel"])
async def test_every_visible_change_is_noticed_by_every_program(
    calendar: Programme, query: str
) -> None:
    """FC-44, FC-18: by date, and by rule where a change of one date shows in the first VEVENT."""
    event_id, date_id = await _published(calendar)
    before, seen = events_of(await _fetch(calendar, query)), set[str]()
    for step in VISIBLE:
        now = await _after(step, event_id, date_id, calendar, query)
        changed = [
            uid for uid in before.keys() & now.keys() if _said(before, uid) != _said(now, uid)
        ]
        if changed or before.keys() != now.keys():
            seen.add(step[0])
        for name, notices in NOTICES.items():
            unnoticed = [uid for uid in changed if not notices(before[uid], now[uid])]
            assert (step[0], name, unnoticed) == (step[0], name, [])
        before = now
    assert seen >= _SEEN


@pytest.mark.parametrize("query", ["", "gjentakelse=regel"])
async def test_what_nobody_sees_is_noticed_by_none(calendar: Programme, query: str) -> None:
    event_id, date_id = await _published(calendar)
    before = events_of(await _fetch(calendar, query))
    for step in INVISIBLE:
        now = await _after(step, event_id, date_id, calendar, query)
        assert now.keys() == before.keys()
        for name, notices in NOTICES.items():
            noticed = [uid for uid in now if notices(before[uid], now[uid])]
            assert (step[0], name, noticed) == (step[0], name, [])


async def test_nextcloud_comes_again_within_the_hour(calendar: Programme) -> None:
    """Without our line it would wait a week."""
    for address in (FEED, f"{FEED}?gjentakelse=regel", f"{FEED}?bibliotek=finnes-ikke"):
        body = (await calendar.get(address)).content
        assert nextcloud_refresh_seconds(body) == 3600
        without = body.replace(b"REFRESH-INTERVAL", b"X-A").replace(b"X-PUBLISHED-TTL", b"X-B")
        assert nextcloud_refresh_seconds(without) == 7 * 24 * 3600


async def test_thunderbird_shows_what_is_new_and_keeps_what_is_not(calendar: Programme) -> None:
    event_id, _ = await _published(calendar)
    answer = await calendar.client.head(FEED)
    assert Thunderbird().subscribes_to("/kalender", answer.headers)
    phone = await _polled(Thunderbird(), calendar, FEED)
    assert b"Lesestund" in phone.shown
    answer = await calendar.client.get(FEED, headers=phone.request_headers())
    assert (answer.status_code, phone.after(304, answer.headers, b"")) == (304, phone)
    await events.set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=calendar.clock())
    calendar.wrote()
    emptied = await _polled(phone, calendar, FEED)
    assert emptied.is_on
    assert b"VTIMEZONE" in emptied.shown
    assert b"Lesestund" not in emptied.shown


async def test_thunderbird_without_a_tag_goes_by_the_date(calendar: Programme) -> None:
    await _published(calendar)
    phone = await _polled(Thunderbird(), calendar, FEED)
    by_date = Thunderbird(phone.shown, etag=None, last_modified=phone.last_modified)
    answer = await calendar.client.get(FEED, headers=by_date.request_headers())
    assert answer.status_code == 304


async def test_programs_keep_what_they_have_when_we_cannot_answer(calendar: Programme) -> None:
    """FC-33: 503. Thunderbird rests until it is started again, Evolution does nothing."""
    calendar.clock.move(timedelta(hours=1))  # an hour after the start the limit is the full one
    await _published(calendar)
    phone = await _polled(Thunderbird(), calendar, FEED)
    desk = Evolution(events_of(phone.shown), phone.etag)
    refused = [await calendar.client.get(f"{FEED}?alder={age}") for age in range(9)][-1]
    assert refused.status_code == 503
    after = phone.after(503, refused.headers, refused.content)
    assert (after.shown, after.is_on, after.comes_back) == (phone.shown, False, True)
    assert desk.after(503, refused.headers, refused.content) == desk


async def test_programs_do_as_they_should_with_an_event_that_is_gone(calendar: Programme) -> None:
    """404: what was subscribed to by mistake stays as it was, and nothing else is said."""
    event_id, _ = await _published(calendar)
    address = f"/arrangement/lesestund-{event_id}.ics"
    phone = await _polled(Thunderbird(), calendar, address)
    desk = Evolution(events_of(phone.shown), phone.etag)
    await events.set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=calendar.clock())
    calendar.wrote()
    gone = await calendar.client.get(address)
    assert gone.status_code == 404
    assert phone.after(404, gone.headers, gone.content) == phone
    assert desk.after(404, gone.headers, gone.content) == desk


async def test_an_ended_personal_feed_leaves_every_program(calendar: Programme) -> None:
    """FC-23: one notice takes the events off the phone, and 410 then switches the feed off."""
    await _published(calendar)
    person = await make_staff("ansatt@example.org", Role.EDITOR, "hamar", now=calendar.clock())
    token = await make_feed(person.id, name="Mobilen", now=calendar.clock())
    address = f"/t/{token}.ics"
    phone = await _polled(Thunderbird(), calendar, address)
    desk = Evolution(events_of(phone.shown), phone.etag)
    assert len(desk.kept) == 3
    calendar.clock.move(_PAUSE)
    (feed,) = await feeds_of(person.id)
    await end_feed(person.id, feed.id, now=calendar.clock())
    notice = await calendar.client.get(address, headers=phone.request_headers())
    assert notice.status_code == 200
    assert len(desk.after(200, notice.headers, notice.content).kept) == 1
    assert phone.after(200, notice.headers, notice.content).shown.count(b"BEGIN:VEVENT") == 1
    calendar.clock.move(timedelta(days=91))
    gone = await calendar.client.get(address)
    after = phone.after(gone.status_code, gone.headers, gone.content)
    assert (gone.status_code, after.is_on, after.comes_back) == (410, False, False)


def test_what_is_no_calendar_empties_evolution() -> None:
    """Why no failure of ours may ever be a 200 (fact 6), and an empty calendar purges nothing."""
    empty = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    full = empty.replace(b"\r\n", b"\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n", 1)
    desk = Evolution(events_of(full), "a")
    assert desk.after(200, {}, b"<!doctype html>").kept == {}
    assert desk.after(200, {"etag": "b"}, empty).kept.keys() == {"a"}
    assert desk.after(200, {"etag": "a"}, b"<!doctype html>") == desk


async def _published(calendar: Programme) -> tuple[int, int]:
    event = await publish(weekly(FIRST, count=3), now=calendar.clock())
    calendar.clock.move(_PAUSE)
    calendar.wrote()
    return event.id, (await occurrences.occurrences_of(event.id))[0].id


async def _after(
    step: Step, event_id: int, date_id: int, calendar: Programme, query: str
) -> Events:
    calendar.clock.move(_PAUSE)
    await step[2](event_id, date_id, calendar.clock())
    calendar.wrote()
    return events_of(await _fetch(calendar, query))


async def _fetch(calendar: Programme, query: str) -> bytes:
    return (await calendar.get(f"{FEED}?{query}")).content


async def _polled(phone: Thunderbird, calendar: Programme, address: str) -> Thunderbird:
    answer = await calendar.client.get(address, headers=phone.request_headers())
    assert answer.status_code == 200
    assert answer.content
    return phone.after(200, answer.headers, answer.content)


def _said(shown: Events, uid: str) -> list[str]:
    """Give what a reader sees of an event: everything but its stamps."""
    return [
        f"{line.name}:{line.value}"
        for component in shown[uid]
        for line in component.lines
        if line.name not in _STAMPS
    ]
