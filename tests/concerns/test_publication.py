"""What a process remembers of the public calendar is true, enough, and bounded."""

import asyncio
import gc
import random
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from calendar_app.addresses import Addresses
from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.grammar import parse
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import Window, next_midnight
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.publisher import MOST_ANSWER_BYTES, MOST_ANSWERS, Publisher
from calendar_app.storage.events import cancel_event, get_event, set_workflow
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_venue
from calendar_app.wording import feed_wording
from tests.support.databases import NewDatabase
from tests.support.demonstration import FEED, Demonstration, Programme, running
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.reading import read_feed, seen_in_feed
from tests.support.web import NOW, PUBLIC_URL, Clock

GZIP = {"Accept-Encoding": "gzip"}
_EDITS_IN_A_STORM = 8
_TRIES = 5


async def test_after_an_edit_only_its_own_dates_are_rendered_again(programme: Programme) -> None:
    """DESIGN, section 7: counted, not timed. In both styles that the readers use."""
    for query in ("", "avlyst=synlig", "bibliotek=hamar"):
        await programme.feed(query)
    event, dates = await _a_series(programme)
    before = programme.publisher.rendering.rendered
    await edit(event.id, now=NOW, summary="Nytt i kortteksten")
    programme.wrote()
    feed = await programme.feed()
    assert [uid for uid in feed if "Nytt i kortteksten" in feed[uid]["DESCRIPTION"]] == dates
    assert programme.publisher.rendering.rendered - before == len(dates)
    await programme.feed("avlyst=synlig")
    assert programme.publisher.rendering.rendered - before == 2 * len(dates)
    await programme.feed("bibliotek=lillehammer,gjovik,hamar")
    assert programme.publisher.rendering.rendered - before == 2 * len(dates)


async def test_an_answer_that_a_change_does_not_concern_stays_the_same(
    programme: Programme,
) -> None:
    """FC-28, as one object: nothing is joined, hashed or compressed again."""
    vocabulary = await load_vocabulary()
    elsewhere, here, everything = (
        parse(query, vocabulary).selection for query in ("sted=moelv", "bibliotek=hamar", "")
    )
    before = [await _answer(programme, one) for one in (elsewhere, here, everything)]
    hamar = vocabulary.library("hamar")
    assert hamar
    await publish(single(timed(programme.today)), now=NOW, organiser_id=hamar.id)
    programme.wrote()
    after = [await _answer(programme, one) for one in (elsewhere, here, everything)]
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, False]


async def test_another_process_sees_a_change_within_a_second(programme: Programme) -> None:
    """FC-20. The other process is another publisher on the same database."""
    other = _another(programme)
    event, dates = await _a_series(programme)
    assert dates[0].encode() in (await _answer_of(other, Selection())).body
    await set_workflow(event.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    began = asked = time.monotonic()
    while dates[0].encode() in (await _answer_of(other, Selection())).body:
        assert asked - began < 1.1
        await asyncio.sleep(0.02)
        asked = time.monotonic()
    programme.wrote()
    assert set(dates).isdisjoint(await programme.feed())


async def test_what_points_at_a_new_venue_is_readable_before_the_look_at_the_version(
    programme: Programme,
) -> None:
    """A process that has not heard of the venue yet may answer of the past, but must answer."""
    other = _another(programme)
    venue = next(iter((await load_vocabulary()).venues.values()))
    for number in range(_TRIES):
        await other.current.index()
        new = replace(venue, slug=f"nytt-sted-{number}", name="Nytt sted")
        venue_id = await save_venue(new, now=NOW)
        event = await publish(single(timed(programme.today)), now=NOW, venue_id=venue_id)
        if other.current.is_fresh:  # else the second was over: try again
            break
    assert other.current.is_fresh
    assert len(await other.event_dates(event.id)) <= 1
    await other.event_feed(event.id, called_off=Selection().called_off, ui="nb")
    await asyncio.sleep(1.05)
    found = await other.event_dates(event.id)
    assert [one.place.name for one in found if one.place] == ["Nytt sted"]


async def test_what_is_remembered_after_a_storm_is_what_is_stored(programme: Programme) -> None:
    """Readers of pages and feeds ask while edits are saved; nothing old stays behind."""
    event, _ = await _a_series(programme)
    done = asyncio.Event()
    readers = [asyncio.create_task(_read_on(programme, seed, done)) for seed in range(3)]
    try:
        for number in range(_EDITS_IN_A_STORM):
            await edit(event.id, now=NOW, title=f"Lesestund nummer {number}")
            programme.wrote()
            await asyncio.sleep(random.Random(number).random() / 50)
    finally:
        done.set()
        answers = await asyncio.gather(*readers)
    assert min(answers) > 0
    programme.wrote()
    fresh = _another(programme)
    remembered = await _answer(programme, Selection())
    assert remembered.body == (await _answer_of(fresh, Selection())).body
    window = Window(programme.today, programme.today + timedelta(days=100))
    everything = Selection()
    assert await programme.publisher.dates(everything, window) == await fresh.dates(
        everything, window
    )


async def test_local_midnight_turns_the_feed_over(programme: Programme) -> None:
    """FC-19, FC-21, FC-27: what is cancelled drops, the window moves, Last-Modified too."""
    event, dates = await _a_series(programme)
    await cancel_event(event.id, reason="Sykdom", staff_id=None, now=programme.clock())
    programme.wrote()
    last_shown = next_midnight(NOW) + timedelta(days=7)
    programme.clock.now = last_shown - timedelta(seconds=1)
    first = (await programme.feed("bibliotek=hamar"))[dates[0]]
    assert (seen_in_feed(first).state, first["STATUS"]) == ("AVLYST", "CANCELLED")
    before = await programme.get(FEED)
    programme.clock.now = last_shown
    after = await programme.get(FEED)
    assert dates[0] not in read_feed(after.content)
    assert set(dates[1:]) <= read_feed(after.content).keys()
    assert after.headers["etag"] != before.headers["etag"]
    assert after.headers["last-modified"] == "Mon, 30 Nov 2026 23:00:00 GMT"
    unchanged = await programme.client.get(
        FEED, headers={"If-Modified-Since": before.headers["last-modified"]}
    )
    assert unchanged.status_code == 200


@pytest.fixture
def sqlite_programme_url(new_database: NewDatabase) -> str:
    return new_database("sqlite", Demonstration())


@pytest.fixture
async def any_database(
    sqlite_programme_url: str, tmp_path: Path, clock: Clock
) -> AsyncIterator[Programme]:
    """For what takes long and has nothing to do with the database: one kind is enough."""
    async with running(sqlite_programme_url, tmp_path, clock) as found:
        yield found


async def test_many_questions_leave_a_bounded_memory(any_database: Programme) -> None:
    """T-12: 1,500 different ones fill every bound three times over."""
    chance = random.Random(12)
    slugs = [one.slug for one in (await load_vocabulary()).venues.values()]
    for number in range(3 * MOST_ANSWERS):
        some = ",".join(chance.sample(slugs, k=2))
        until = any_database.today + timedelta(days=number % 300)
        query = f"sted={some}&alder={chance.randint(0, 90)}&til={until}"
        await any_database.get(f"{FEED}?{query}", **GZIP)
    kept = _kept_answers()
    assert MOST_ANSWERS / 2 < len(kept) <= MOST_ANSWERS
    assert sum(one.size for one in kept) <= MOST_ANSWER_BYTES


async def test_large_answers_leave_a_bounded_memory(any_database: Programme) -> None:
    """T-12: 64 MiB, whatever is kept ready for whom, and compressed forms counted too."""
    for number in range(200):
        until = any_database.today + timedelta(days=200 + number)
        await any_database.get(f"{FEED}?til={until}", **GZIP)
    assert sum(one.size for one in _kept_answers()) <= MOST_ANSWER_BYTES


def _kept_answers() -> list[Answer]:
    """Find every answer that anything in the process still holds."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Answer)]


def _another(programme: Programme) -> Publisher:
    return Publisher(feed_wording(Addresses(PUBLIC_URL)), now=programme.clock)


async def _answer(programme: Programme, selection: Selection) -> Answer:
    return await _answer_of(programme.publisher, selection)


async def _answer_of(publisher: Publisher, selection: Selection) -> Answer:
    return await publisher.feed(selection, unknown=False)


async def _a_series(programme: Programme) -> tuple[Event, list[str]]:
    """Publish five dates in Hamar, the first of them today; give their uids in order."""
    hamar = (await load_vocabulary()).library("hamar")
    assert hamar
    schedule = weekly(programme.today, count=5)
    event = await publish(schedule, now=NOW, organiser_id=hamar.id)
    programme.wrote()
    feed = await programme.feed("bibliotek=hamar")
    return await get_event(event.id), [
        uid for uid, one in feed.items() if seen_in_feed(one).event_id == event.id
    ]


async def _read_on(programme: Programme, seed: int, done: asyncio.Event) -> int:
    """Ask for this and that until all is done; give how often that was."""
    chance = random.Random(seed)
    asked = 0
    while not done.is_set():
        days = chance.randint(0, 30)
        address = chance.choice(
            [FEED, f"{FEED}?til={days}d", f"/kalender?til={days}d", "/kalender?bibliotek=hamar"]
        )
        await programme.get(address)
        asked += 1
        await asyncio.sleep(0)
    return asked
