"""One truth: for any filter the page lists what the feed holds, in the same state and order.

Through HTTP alone. The windows differ: a list begins today, a feed 60 days ago; so the feed is
cut where the list begins.
"""

import random
from datetime import date, timedelta

from calendar_app.domain.event import State, Workflow
from calendar_app.domain.timing import DAY, AllDay
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.events import cancel_event, get_event, set_workflow
from calendar_app.storage.occurrences import cancel_date, mark_full, occurrences_of
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.demonstration import Programme
from tests.support.events import edit, publish, single, timed
from tests.support.reading import Seen, Vevent, last_day, seen_in_feed
from tests.support.web import NOW

_SELECTIONS = 24
_EDIT_AFTER_EVERY = 8


async def test_page_and_feed_agree_for_random_selections(programme: Programme) -> None:
    """Promise 1. Between the questions something is edited, so caches are asked too."""
    chance = random.Random(20261123)
    vocabulary = await load_vocabulary()
    most = 0
    for number in range(_SELECTIONS):
        if number % _EDIT_AFTER_EVERY == _EDIT_AFTER_EVERY - 1:
            await _edit_something(chance, programme)
        since, until = _random_dates(chance, programme.today)
        query = _query(_random_filters(chance, vocabulary), since, until)
        listed = await _on_the_page(programme, query)
        assert listed == await _in_the_feed(programme, query, since), query
        most = max(most, len(listed))
    assert most > 100, "the selections ask for too little to prove anything"


async def test_page_and_feed_agree_about_everything(programme: Programme) -> None:
    listed = await _on_the_page(programme, "")
    assert listed == await _in_the_feed(programme, "", None)
    assert {one.state for one in listed} >= {"", "AVLYST", "FULLT", "UTSATT", "NY TID"}


async def test_page_and_feed_agree_about_what_is_past(programme: Programme) -> None:
    since = programme.today - timedelta(days=60)
    query = _query([], since, None)
    assert await _on_the_page(programme, query) == await _in_the_feed(programme, query, since)


async def test_page_and_feed_agree_when_more_is_going_on_than_a_page_holds(
    programme: Programme,
) -> None:
    library = (await load_vocabulary()).library("hamar")
    assert library
    for number in range(60):
        first = programme.today - timedelta(days=70 - number)
        span = AllDay(first, programme.today + timedelta(days=5))
        await publish(single(span), now=NOW, title=f"Utstilling {number}", organiser_id=library.id)
    programme.wrote()
    assert await _on_the_page(programme, "") == await _in_the_feed(programme, "", None)


async def test_page_and_feed_agree_about_a_moved_date_that_is_over(programme: Programme) -> None:
    """`NY TID: ` stands until the date has passed, everywhere (DESIGN, section 4)."""
    library = (await load_vocabulary()).library("hamar")
    assert library
    day = programme.today + DAY
    event = await publish(single(timed(day)), now=NOW, organiser_id=library.id)
    moved = single(timed(day, 13 * 60, 14 * 60))
    await edit(event.id, now=NOW, schedule=moved, announce_move=True)
    programme.wrote()
    query = f"fra={day}&til={day}"
    listed = await _on_the_page(programme, query)
    assert listed == await _in_the_feed(programme, query, day)
    assert "NY TID" in [one.state for one in listed if one.event_id == event.id]
    programme.clock.move(timedelta(days=2))
    assert await _on_the_page(programme, query) == await _in_the_feed(programme, query, day)


async def _on_the_page(programme: Programme, query: str) -> list[Seen]:
    """List what goes on when the list begins, and then what begins on its pages."""
    pages = await programme.list_pages(query)
    coming = [one for page in pages for one in page.coming]
    going_on = list(pages[0].going_on)
    assert pages[0].total == len(coming) + len(going_on), query
    return [*going_on, *coming]


async def _in_the_feed(programme: Programme, query: str, since: date | None) -> list[Seen]:
    """List what the feed holds from the day on with which the list begins."""
    begins = since or programme.today
    events = [one for one in (await programme.feed(query)).values() if last_day(one) >= begins]
    return [_as_listed(one, begins) for one in events]


def _as_listed(event: Vevent, begins: date) -> Seen:
    seen = seen_in_feed(event)
    assert seen.first
    return seen if seen.first >= begins else seen.going_on()


def _random_filters(chance: random.Random, vocabulary: Vocabulary) -> list[str]:
    """Choose up to three keys, each with one to three values, some of them excluded."""
    slugs = {
        "bibliotek": [one.slug for one in vocabulary.libraries.values()],
        "sted": [one.slug for one in vocabulary.venues.values()],
        "alder": [*(one.label.slug for one in vocabulary.age_bands.values()), "5", "3-6", "13-"],
        "type": [one.label.slug for one in vocabulary.categories.values()],
    }
    keys = chance.sample(sorted(slugs), k=chance.choice([0, 1, 1, 2, 3]))
    filters = []
    for key in keys:
        values = chance.sample(slugs[key], k=chance.choice([1, 1, 2, 3]))
        filters.append(f"{key}={','.join(chance.choice(['', '', '', '-']) + v for v in values)}")
    return filters + chance.choice([[], [], ["avlyst=nei"], ["avlyst=synlig"]])


def _random_dates(chance: random.Random, today: date) -> tuple[date | None, date | None]:
    """Choose a window inside the feed's, or leave one end or both to the default."""
    since = today + timedelta(days=chance.randint(-60, 200))
    until = max(since, today) + timedelta(days=chance.randint(0, 150))
    return chance.choice([(None, None), (since, None), (None, until), (since, until)])


def _query(filters: list[str], since: date | None, until: date | None) -> str:
    dates = [f"fra={since}" if since else "", f"til={until}" if until else ""]
    return "&".join([*filters, *filter(None, dates)])


async def _edit_something(chance: random.Random, programme: Programme) -> None:
    """Do one of the things that staff do, to an event that the feed holds."""
    feed = await programme.feed()
    event = await get_event(seen_in_feed(chance.choice(list(feed.values()))).event_id)
    coming = [
        one
        for one in await occurrences_of(event.id)
        if one.span.last >= programme.today and one.overrides.state is None
    ]
    what = chance.choice(["withdraw", "rename", "cancel all", "cancel one", "full"])
    if what == "withdraw":
        await set_workflow(event.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    elif what == "rename":
        await edit(event.id, now=NOW, title=f"{event.details.title} (ny)")
    elif what == "cancel all" and event.state is State.SCHEDULED:
        await cancel_event(event.id, reason="Sykdom", staff_id=None, now=NOW)
    elif coming:
        date_id = chance.choice(coming).id
        if what == "full":
            await mark_full(event.id, date_id, True, staff_id=None, now=NOW)
        else:
            await cancel_date(event.id, date_id, reason="Sykdom", staff_id=None, now=NOW)
    programme.wrote()
