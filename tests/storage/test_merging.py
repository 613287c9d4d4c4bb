"""SEL-27: two things become one, and whatever pointed at either points at it, once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tortoise.context import get_current_context
from tortoise.fields.relational import ForeignKeyFieldInstance

from calendar_app.domain.access import Role
from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.imported import ImportedEvent
from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import Room
from calendar_app.storage.events import StaleEditError, get_event, save_event, set_workflow
from calendar_app.storage.history import revisions_of
from calendar_app.storage.imports import add_imported, change_imported, imported_events
from calendar_app.storage.merging import users
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.occurrences import change_date, occurrences_of
from calendar_app.storage.public_names import public_names
from calendar_app.storage.rows import (
    BorrowRequestRow,
    EventRow,
    EventTemplateRow,
    PeriodRow,
)
from calendar_app.storage.slugs import merge
from calendar_app.storage.staff import add_staff, find_account
from calendar_app.storage.used_slugs import TABLES
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_venue
from tests.support.events import details, publish, single, timed
from tests.support.named_things import (
    GJOVIK,
    HAMAR,
    KULTURHUS,
    LATER,
    NOW,
    PRESENT,
    RADHUS,
    RINGSAKER,
    Stored,
)
from tests.support.schedules import FIRST, week
from tests.support.vocabulary import VOCABULARY


async def test_a_merged_library_leaves_nothing_behind(stored: Stored) -> None:
    """SEL-27: organisers, co-organisers, houses, people and filters, none of them twice."""
    both = await publish(single(timed(FIRST)), now=NOW, co_organiser_ids=(GJOVIK, RINGSAKER))
    with_both = await publish(
        single(timed(FIRST)), now=NOW, organiser_id=RINGSAKER, co_organiser_ids=(GJOVIK, HAMAR)
    )
    roles = {
        "a@example.org": {HAMAR: Role.ADMIN, GJOVIK: Role.EDITOR},
        "b@example.org": {HAMAR: Role.EDITOR, GJOVIK: Role.COORDINATOR},
        "c@example.org": {HAMAR: Role.EDITOR},
    }
    for email, role in roles.items():
        await add_staff(email, name="Ansatt", password_hash="x", roles=role, now=NOW)
    await add_named_filter("hamars", "Hamars", "", HAMAR, now=NOW)
    await merge(Named.LIBRARY, "hamar", "gjovik", now=LATER)
    assert await _organisers(stored.one) == (GJOVIK, ())
    assert await _organisers(both) == (GJOVIK, (RINGSAKER,))
    assert await _organisers(with_both) == (RINGSAKER, (GJOVIK,))
    vocabulary = await load_vocabulary()
    assert HAMAR not in vocabulary.libraries
    assert vocabulary.venues[KULTURHUS].library_id == GJOVIK
    assert {one.library_id for one in vocabulary.filters.values()} == {None, GJOVIK}
    accounts = [await find_account(email) for email in roles]
    assert [dict(one.member.roles) for one in accounts if one] == [
        {GJOVIK: Role.ADMIN},
        {GJOVIK: Role.COORDINATOR},
        {GJOVIK: Role.EDITOR},
    ]


async def _organisers(event: Event) -> tuple[int, tuple[int, ...]]:
    found = (await get_event(event.id)).details
    return found.organiser_id, found.co_organiser_ids


async def test_the_next_import_of_a_merged_library_knows_its_events(stored: Stored) -> None:
    """What staff had not edited may still be changed by its source."""
    entry = ImportedEvent(uid="kilde", digest="1", title="Bokkafé", schedule=single(timed(FIRST)))
    said = details("Bokkafé")
    event = await add_imported(
        entry, said, library_id=HAMAR, source="f", workflow=Workflow.PUBLISHED, now=NOW
    )
    await merge(Named.LIBRARY, "hamar", "gjovik", now=LATER)
    assert await imported_events(GJOVIK, ["kilde"]) == {"kilde": (event.id, "1")}
    assert await imported_events(HAMAR, ["kilde"]) == {}
    newer = replace(entry, digest="2", title="Bokkafé i sommer")
    said = replace((await get_event(event.id)).details, title=newer.title)
    assert await change_imported(event.id, newer, said, source="f", now=LATER)


async def test_two_libraries_that_imported_the_same_can_still_be_merged(stored: Stored) -> None:
    entry = ImportedEvent(uid="kilde", digest="1", title="Bokkafé", schedule=single(timed(FIRST)))
    made = [
        await add_imported(
            entry,
            details("Bokkafé", organiser_id=library_id),
            library_id=library_id,
            source="f",
            workflow=Workflow.PUBLISHED,
            now=NOW,
        )
        for library_id in (HAMAR, GJOVIK)
    ]
    await merge(Named.LIBRARY, "hamar", "gjovik", now=LATER)
    assert await imported_events(GJOVIK, ["kilde"]) == {"kilde": (made[1].id, "1")}


async def test_a_merged_venue_takes_its_rooms_and_single_dates_along(stored: Stored) -> None:
    for slug, rooms in (("hamar-kulturhus", ("sal", "kjeller")), ("gjovik-radhus", ("sal",))):
        venue = next(one for one in VOCABULARY.venues.values() if one.slug == slug)
        with_rooms = tuple(Room(id=0, slug=one, name=one.capitalize()) for one in rooms)
        await save_venue(replace(venue, rooms=with_rooms), now=NOW)
    before = (await load_vocabulary()).venues
    hall, cellar = before[KULTURHUS].rooms
    in_hall = await publish(single(timed(FIRST)), now=NOW, venue_id=KULTURHUS, room_id=hall.id)
    await _move_date(stored.other, DateChange(venue_id=KULTURHUS, room_id=cellar.id))
    await merge(Named.VENUE, "hamar-kulturhus", "gjovik-radhus", now=LATER)
    venues = (await load_vocabulary()).venues
    assert KULTURHUS not in venues
    assert [one.slug for one in venues[RADHUS].rooms] == ["kjeller", "sal"]
    place = (await get_event(in_hall.id)).details
    assert (place.venue_id, place.room_id) == (RADHUS, before[RADHUS].rooms[0].id)
    own = (await occurrences_of(stored.other.id))[0].overrides
    assert (own.venue_id, own.room_id) == (RADHUS, cellar.id)
    assert [one.action for one in await revisions_of(stored.other.id)][:1] == ["merged"]


async def _move_date(event: Event, change: DateChange) -> None:
    (date_, *_) = await occurrences_of(event.id)
    await change_date(
        event.id,
        date_.id,
        change,
        scope=Scope.THIS,
        expected_version=event.version,
        announce_move=False,
        staff_id=None,
        now=NOW,
    )


@pytest.mark.parametrize("kind", [Named.CATEGORY, Named.AGE_BAND])
async def test_what_had_both_labels_has_one_in_the_place_of_the_first(
    stored: Stored, kind: Named
) -> None:
    """The first category is the main one, and stays it."""
    field = {Named.CATEGORY: "category_ids", Named.AGE_BAND: "age_band_ids"}[kind]
    orders = {(1, 3, 2): (2, 3), (3, 2, 1): (3, 2), (1,): (2,), (2, 1): (2,), (3,): (3,)}
    events = []
    for number, order in enumerate(orders):
        said: dict[str, Any] = {field: order}
        events.append(await publish(single(timed(week(number))), now=NOW, **said))
    await merge(kind, *PRESENT[kind], now=LATER)
    found = [getattr((await get_event(one.id)).details, field) for one in events]
    assert found == list(orders.values())


async def test_merged_tours_and_series_have_the_stops_and_dates_of_both(stored: Stored) -> None:
    await merge(Named.TOUR, "askeladden", "jules-verne", now=LATER)
    await merge(Named.SERIES, "babysang", "bokprat", now=LATER)
    found = await public_names()
    assert len(found.stops) == 2
    assert len(set(found.stops.values())) == 1
    assert {(one.slug, one.aliases) for one in found.series.values()} == {
        ("bokprat", ("babysang",))
    }


async def test_a_form_from_before_a_merge_is_stale_and_a_draft_has_it_in_its_history(
    stored: Stored,
) -> None:
    draft = await publish(single(timed(FIRST)), now=NOW, venue_id=KULTURHUS)
    draft = await set_workflow(draft.id, Workflow.DRAFT, staff_id=None, now=NOW)
    await merge(Named.VENUE, "hamar-kulturhus", "gjovik-radhus", now=LATER)
    newest, *_ = await revisions_of(draft.id)
    assert newest.action == "merged"
    with pytest.raises(StaleEditError):
        await save_event(
            draft.id,
            details=draft.details,
            schedule=draft.schedule,
            expected_version=draft.version,
            announce_move=False,
            staff_id=None,
            now=LATER,
        )
    assert (await get_event(stored.other.id)).version == stored.other.version


async def test_what_a_library_plans_with_goes_along(stored: Stored) -> None:
    day = date(2027, 2, 22)
    period = await PeriodRow.create(
        kind="school", library_id=1, name="Vinterferie", first_day=day, last_day=day
    )
    template = await EventTemplateRow.create(name="Mal", library_id=1, texts={}, created_at=NOW)
    asked = await BorrowRequestRow.create(
        event_id=stored.other.id,
        library_id=1,
        wished_date=day,
        message="",
        state="asked",
        answer="",
        created_at=NOW,
        changed_at=NOW,
        is_news_to_host=True,
        is_news_to_borrower=False,
    )
    await EventRow.filter(id=stored.other.id).update(host_id=1)
    words = await load_vocabulary()
    await merge(Named.LIBRARY, words.libraries[1].slug, words.libraries[2].slug, now=LATER)
    for row in (period, template, asked):
        await row.refresh_from_db()
        assert row.library_id == 2
    assert (await get_event(stored.other.id)).details.gathering.host_id == 2


async def test_whatever_can_point_at_a_row_is_known_to_a_merge(stored: Stored) -> None:
    """A new reference that nobody told the merge of fails here, and not in somebody's data."""
    known = {
        Named.LIBRARY: {
            "VenueRow.library", "NamedFilterRow.library", "EventRow.organiser",
            "EventCoOrganiserRow.library", "StaffRoleRow.library", "EventRow.host",
            "PeriodRow.library", "EventTemplateRow.library", "BorrowRequestRow.library",
        },
        Named.VENUE: {"RoomRow.venue", "EventRow.venue", "OccurrenceRow.venue"},
        Named.AGE_BAND: {"EventAgeBandRow.age_band"},
        Named.CATEGORY: {"EventCategoryRow.category"},
        Named.TOUR: {"EventRow.tour"},
        Named.FILTER: set(),
    }  # fmt: skip
    context = get_current_context()
    assert context
    assert context.apps
    references = [
        (f"{model.__name__}.{name}", field.related_model)
        for model in context.apps["models"].values()
        for name, field in model._meta.fields_map.items()
        if isinstance(field, ForeignKeyFieldInstance)
    ]
    for kind, expected in known.items():
        assert {name for name, table in references if table is TABLES[kind]} == expected
        used_by = await users(kind, PRESENT[kind][0])
        assert used_by == (set() if kind is Named.FILTER else {stored.one.id})
