"""A row that many events use is renamed: exactly the dates that show it are newer.

Read through HTTP; the rows are those of tests/support/vocabulary.py.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.event import Image
from calendar_app.domain.vocabulary import Room, Tour
from calendar_app.storage.events import get_event
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.occurrences import change_date, occurrences_of
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import (
    save_age_band,
    save_category,
    save_library,
    save_tour,
    save_venue,
)
from tests.support.demonstration import FEED, Programme
from tests.support.events import edit, publish, weekly
from tests.support.reading import Vevent
from tests.support.web import NOW, Clock

HAMAR, RINGSAKER, LILLEHAMMER, GJOVIK = 1, 2, 3, 4
KULTURHUS, BRUMUNDDAL, MOELV, RADHUS = 1, 2, 3, 4
FIRST = date(2026, 11, 25)
SECOND_DATE = 1

Act = Callable[[datetime, str], Awaitable[object]]
"""Changes a row so that it says something else, or again what it said."""


@dataclass(frozen=True)
class Shown:
    """The calendar, and the dates of the series that uses the rows, in order."""

    calendar: Programme
    event_id: int
    uids: tuple[str, ...]

    async def feed(self) -> dict[str, Vevent]:
        self.calendar.wrote()
        return await self.calendar.feed()


@pytest.fixture
async def shown(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> Shown:
    """A series in Hamar whose second date is in Brumunddal; and one in Gjøvik beside it."""
    venue = (await load_vocabulary()).venues[KULTURHUS]
    await save_venue(replace(venue, rooms=(Room(id=0, slug="sal", name="Salen"),)), now=NOW)
    (room,) = (await load_vocabulary()).venues[KULTURHUS].rooms
    event = await publish(
        weekly(FIRST, count=3),
        now=NOW,
        co_organiser_ids=(RINGSAKER,),
        venue_id=KULTURHUS,
        room_id=room.id,
        category_ids=(1,),
        age_band_ids=(1,),
        tour_id=await save_tour(Tour(id=0, slug="askeladden", title="Askeladden"), now=NOW),
    )
    await publish(
        weekly(FIRST, count=2),
        now=NOW,
        organiser_id=GJOVIK,
        venue_id=RADHUS,
        category_ids=(2,),
        age_band_ids=(3,),
    )
    dates = await occurrences_of(event.id)
    await change_date(
        event.id,
        dates[SECOND_DATE].id,
        DateChange(venue_id=BRUMUNDDAL),
        scope=Scope.THIS,
        expected_version=event.version,
        announce_move=False,
        staff_id=None,
        now=NOW,
    )
    return Shown(Programme(app, clock, client), event.id, tuple(one.uid for one in dates))


def _library(library_id: int) -> Act:
    async def act(now: datetime, name: str) -> None:
        row = (await load_vocabulary()).libraries[library_id]
        await save_library(replace(row, name=f"Biblioteket {name}"), now=now)

    return act


def _venue(venue_id: int) -> Act:
    async def act(now: datetime, name: str) -> None:
        row = (await load_vocabulary()).venues[venue_id]
        await save_venue(replace(row, name=f"Huset {name}"), now=now)

    return act


def _category(category_id: int, language: str) -> Act:
    async def act(now: datetime, name: str) -> None:
        row = (await load_vocabulary()).categories[category_id]
        said: dict[str, Any] = {language: f"Type {name}"}
        await save_category(replace(row, label=replace(row.label, **said)), now=now)

    return act


async def _room(now: datetime, name: str) -> None:
    row = (await load_vocabulary()).venues[KULTURHUS]
    await save_venue(replace(row, rooms=(Room(id=0, slug="sal", name=name),)), now=now)


async def _band_span(now: datetime, name: str) -> None:
    row = (await load_vocabulary()).age_bands[1]
    await save_age_band(replace(row, high=2 + len(name)), now=now)


async def _band_name(now: datetime, name: str) -> None:
    row = (await load_vocabulary()).age_bands[1]
    await save_age_band(replace(row, label=replace(row.label, nb=name)), now=now)


async def _tour(now: datetime, name: str) -> None:
    await save_tour(Tour(id=0, slug="askeladden", title=name), now=now)


async def _new_rows(now: datetime, name: str) -> None:
    vocabulary = await load_vocabulary()
    slug = name.lower()
    await save_library(replace(vocabulary.libraries[HAMAR], slug=slug, aliases=()), now=now)
    await save_venue(replace(vocabulary.venues[MOELV], slug=slug), now=now)
    await save_tour(Tour(id=0, slug=slug, title=name), now=now)


ALL, OWN_PLACE, SECOND, NONE = {0, 1, 2}, {0, 2}, {SECOND_DATE}, set[int]()

RENAMED: dict[str, tuple[Act, set[int]]] = {
    "venue": (_venue(KULTURHUS), OWN_PLACE),
    "venue of one date": (_venue(BRUMUNDDAL), SECOND),
    "venue of none": (_venue(MOELV), NONE),
    "room": (_room, OWN_PLACE),
    "organiser": (_library(HAMAR), ALL),
    "co-organiser": (_library(RINGSAKER), ALL),
    "library of none": (_library(LILLEHAMMER), NONE),
    "label of the category": (_category(1, "nb"), ALL),
    "label of the category in nynorsk": (_category(1, "nn"), ALL),
    "label of the category in English": (_category(1, "en"), ALL),
    "category of none": (_category(3, "nb"), NONE),
    "span of the age band": (_band_span, ALL),
    "name of the age band": (_band_name, NONE),
    "title of the tour": (_tour, ALL),
    "new rows": (_new_rows, NONE),
}


@pytest.mark.parametrize("name", RENAMED)
async def test_exactly_the_dates_that_show_it_are_newer(shown: Shown, name: str) -> None:
    """FC-16, FC-17: once; and set back they count on upwards."""
    act, expected = RENAMED[name]
    was = "Ett"
    await act(NOW, was)
    for now_called in ("Toto", was):
        before = await shown.feed()
        shown.calendar.clock.move(timedelta(minutes=1))
        await act(shown.calendar.clock(), now_called)
        after = await shown.feed()
        _assert_newer(before, after, {shown.uids[number] for number in expected})


@pytest.mark.parametrize(
    "image",
    [
        Image(hash="b" * 64, alt="En bok"),
        Image(hash="a" * 64, alt="To bøker"),
        Image(hash="a" * 64, alt="En bok", credit="Hamar bibliotek"),
        Image(),
    ],
)
async def test_another_image_is_a_change_of_every_date(shown: Shown, image: Image) -> None:
    """FC-16, FC-17."""
    first = Image(hash="a" * 64, alt="En bok")
    await edit(shown.event_id, now=NOW, image=first)
    for new in (image, first):
        before = await shown.feed()
        shown.calendar.clock.move(timedelta(minutes=1))
        await edit(shown.event_id, now=shown.calendar.clock(), image=new)
        _assert_newer(before, await shown.feed(), set(shown.uids))


async def test_a_new_named_filter_is_no_change_of_any_date(shown: Shown) -> None:
    """FC-16, FC-28: neither a byte nor the ETag of any other feed."""
    shown.calendar.wrote()
    before = await shown.calendar.get(FEED)
    event = await get_event(shown.event_id)
    shown.calendar.clock.move(timedelta(minutes=1))
    await add_named_filter("lesing", "Lesing", "type=lesestund", None, now=shown.calendar.clock())
    shown.calendar.wrote()
    after = await shown.calendar.get(FEED)
    assert (after.headers["etag"], after.content) == (before.headers["etag"], before.content)
    assert await get_event(shown.event_id) == event


def _assert_newer(before: dict[str, Vevent], after: dict[str, Vevent], expected: set[str]) -> None:
    """Expect of these uids a higher SEQUENCE and later stamps, and of the rest the same bytes."""
    assert list(after) == list(before)
    newer = {uid for uid in after if after[uid].to_ical() != before[uid].to_ical()}
    assert newer == expected
    for uid in newer:
        old, new = before[uid], after[uid]
        assert new["SEQUENCE"] == old["SEQUENCE"] + 1
        assert new["LAST-MODIFIED"].dt > old["LAST-MODIFIED"].dt
        assert new["DTSTAMP"].dt == new["LAST-MODIFIED"].dt
