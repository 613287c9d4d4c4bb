"""What is set up, through storage: added, changed, called otherwise, retired, deleted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.naming import Named
from calendar_app.domain.setup import Thing
from calendar_app.domain.vocabulary import (
    AgeBand,
    Category,
    Community,
    FundingLine,
    Label,
    Library,
    Venue,
)
from calendar_app.storage.events import GoneError
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.published import published_dates
from calendar_app.storage.retiring import (
    InUseError,
    delete_room,
    delete_unused,
    retire,
    retire_room,
    uses_of,
)
from calendar_app.storage.rows import PeriodRow
from calendar_app.storage.setting_up import add_room, add_thing, change_thing, rename_room
from calendar_app.storage.staff import add_staff, find_account
from calendar_app.storage.used_slugs import SlugRefusedError
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.events import publish, single, timed
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

DAY = date(2027, 2, 8)
LATER = NOW + timedelta(minutes=1)
LABEL = Label(slug="ny", nb="Ny", nn="Ny", en="New")
NEW: tuple[Thing, ...] = (
    Library(id=0, slug="ny", name="Nytt bibliotek", short_name="Nytt"),
    Venue(id=0, slug="ny", name="Nytt sted", short_name="Nytt", library_id=1, latitude=60.5),
    AgeBand(id=0, label=LABEL, low=0, high=None),
    Category(id=0, label=LABEL),
    Community(id=0, label=LABEL, purpose="Vi lærer"),
    FundingLine(id=0, name="Fritt Ord", text="Støttet av Fritt Ord"),
)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> int:
    """Store it, and somebody who sets it up; gives that person's id."""
    await store_vocabulary(now=NOW)
    account = await add_staff(
        "a@example.org", name="A", password_hash="", roles={1: Role.COORDINATOR}, now=NOW
    )
    return account.member.id


async def stored(thing: Thing) -> Thing:
    """Read a thing of the same sort and id."""
    words = await load_vocabulary()
    tables: dict[type, Mapping[int, Thing]] = {
        Library: words.libraries,
        Venue: words.venues,
        AgeBand: words.age_bands,
        Category: words.categories,
        Community: words.communities,
        FundingLine: words.funding_lines,
    }
    return tables[type(thing)][thing.id]


async def added(thing: Thing, staff_id: int) -> Thing:
    return replace(thing, id=await add_thing(thing, staff_id=staff_id, now=NOW))


@pytest.mark.parametrize("thing", NEW)
async def test_a_thing_is_added_retired_brought_back_and_deleted(
    thing: Thing, vocabulary: int
) -> None:
    """D-13."""
    made = await added(thing, vocabulary)
    assert await stored(made) == made
    await retire(made, is_retired=True, now=LATER)
    assert await stored(made) == replace(made, retired_at=LATER)
    await retire(made, is_retired=False, now=LATER)
    assert await stored(made) == made
    assert (await uses_of(made, staff_id=vocabulary)).are_none
    await delete_unused(made, staff_id=vocabulary, now=LATER)
    with pytest.raises(KeyError):
        await stored(made)
    for gone in (
        retire(made, is_retired=True, now=LATER),
        delete_unused(made, staff_id=vocabulary, now=LATER),
        change_thing(made, now=LATER),
    ):
        with pytest.raises(GoneError):
            await gone


@pytest.mark.parametrize("thing", [one for one in NEW if not isinstance(one, Community)])
async def test_two_things_are_not_called_the_same(thing: Thing, vocabulary: int) -> None:
    await added(thing, vocabulary)
    with pytest.raises(SlugRefusedError):
        await added(thing, vocabulary)


async def test_another_name_in_addresses_keeps_the_old_one(vocabulary: int) -> None:
    """SEL-27: and one that meant something else cannot be had."""
    words = await load_vocabulary()
    band = words.age_bands[1]
    await change_thing(
        replace(band, label=replace(band.label, slug="de-minste", nb="De minste")), now=LATER
    )
    found = (await load_vocabulary()).age_bands[1]
    assert (found.label.slug, found.label.nb, found.aliases) == (
        "de-minste",
        "De minste",
        ("smabarn",),
    )
    other = words.age_bands[2]
    for slug in ("smabarn", "de-minste", "neste", "1-2"):
        with pytest.raises(SlugRefusedError):
            await change_thing(replace(other, label=replace(other.label, slug=slug)), now=LATER)
    assert (await load_vocabulary()).age_bands[2] == other


async def test_a_changed_thing_shows_in_what_uses_it_and_in_nothing_else(vocabulary: int) -> None:
    """FC-16: only the dates that show it are newer."""
    new = FundingLine(id=0, name="Fritt Ord", text="Støttet av Fritt Ord")
    line = replace(new, id=await add_thing(new, staff_id=vocabulary, now=NOW))
    here = await publish(single(timed(DAY)), now=NOW, venue_id=1, funding_line_id=line.id)
    there = await publish(single(timed(DAY)), now=NOW, venue_id=5)
    words = await load_vocabulary()
    await change_thing(replace(words.venues[1], name="Kulturhuset"), now=LATER)
    [shown] = await published_dates([here.id], await load_vocabulary())
    assert shown.place is not None
    assert shown.place.name == "Kulturhuset"
    await change_thing(replace(line, text="Betalt av oss"), now=LATER)
    [shown] = await published_dates([here.id], await load_vocabulary())
    assert shown.funding == "Betalt av oss"
    sequences = [(await occurrences_of(one.id))[0].sequence for one in (here, there)]
    assert sequences == [2, 0]


async def test_limits_of_a_band_change_what_it_means_and_no_event(vocabulary: int) -> None:
    """D-12."""
    event = await publish(single(timed(DAY)), now=NOW, venue_id=1, age_band_ids=(1,))
    band = (await load_vocabulary()).age_bands[1]
    await change_thing(replace(band, high=4), now=LATER)
    words = await load_vocabulary()
    [shown] = await published_dates([event.id], words)
    assert (words.age_bands[1].high, shown.age_to) == (4, 4)
    assert event.details.age_to is None


async def test_whoever_adds_a_library_answers_for_it(vocabulary: int) -> None:
    made = await added(NEW[0], vocabulary)
    account = await find_account("a@example.org")
    assert account is not None
    assert account.member.roles == {1: Role.COORDINATOR, made.id: Role.ADMIN}


async def test_what_is_used_is_never_deleted(vocabulary: int) -> None:
    event = await publish(
        single(timed(DAY)), now=NOW, venue_id=1, category_ids=(4,), age_band_ids=(3,)
    )
    words = await load_vocabulary()
    used: tuple[Thing, ...] = (
        words.libraries[1],
        words.venues[1],
        words.categories[4],
        words.age_bands[3],
    )
    for thing in used:
        assert (await uses_of(thing, staff_id=vocabulary)).events == 1
        with pytest.raises(InUseError):
            await delete_unused(thing, staff_id=vocabulary, now=LATER)
        await retire(thing, is_retired=True, now=LATER)
    [shown] = await published_dates([event.id], await load_vocabulary())
    assert shown.sequence == 0
    assert shown.organiser.name == "Hamar bibliotek"


async def test_other_uses_than_events_count_too(vocabulary: int) -> None:
    library = await added(NEW[0], vocabulary)
    assert (await uses_of(library, staff_id=vocabulary)).are_none
    assert not (await uses_of(library, staff_id=vocabulary + 1)).are_none
    await PeriodRow.create(
        kind="school", library_id=library.id, name="Vinterferie", first_day=DAY, last_day=DAY
    )
    assert not (await uses_of(library, staff_id=vocabulary)).are_none
    category = await added(NEW[3], vocabulary)
    await add_named_filter("u", "Utvalg", f"alder=0-3&{Named.CATEGORY}=verksted,-ny", None, now=NOW)
    with pytest.raises(InUseError):
        await delete_unused(category, staff_id=vocabulary, now=LATER)


async def test_rooms_are_added_renamed_retired_and_deleted_unless_used(vocabulary: int) -> None:
    for _ in range(2):
        await add_room(1, "Æresal", now=NOW)
    first, second = (await load_vocabulary()).venues[1].rooms
    assert (first.slug, second.slug) == ("aeresal", "aeresal-2")
    event = await publish(single(timed(DAY)), now=NOW, venue_id=1, room_id=first.id)
    await rename_room(1, first.id, "Storsalen", now=LATER)
    [shown] = await published_dates([event.id], await load_vocabulary())
    assert shown.place is not None
    assert (shown.place.room, shown.sequence) == ("Storsalen", 1)
    with pytest.raises(InUseError):
        await delete_room(1, first.id, now=LATER)
    await retire_room(1, first.id, is_retired=True, now=LATER)
    await delete_room(1, second.id, now=LATER)
    [left] = (await load_vocabulary()).venues[1].rooms
    assert (left.id, left.retired_at) == (first.id, LATER)


async def test_a_room_of_another_place_is_not_there(vocabulary: int) -> None:
    """A-18."""
    await add_room(1, "Sal", now=NOW)
    room = (await load_vocabulary()).venues[1].rooms[0]
    for wrong in (
        rename_room(2, room.id, "X", now=LATER),
        retire_room(2, room.id, is_retired=True, now=LATER),
        delete_room(2, room.id, now=LATER),
    ):
        with pytest.raises(GoneError):
            await wrong
