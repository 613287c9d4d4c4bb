"""The bin: what is deleted is in no other table, and comes back whole."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendar_app.domain.event import Event, EventDetails, State, Visibility, Workflow
from calendar_app.domain.gathering import Gathering
from calendar_app.domain.naming import Named
from calendar_app.storage.bin import (
    KEPT,
    binned_events,
    empty_bin,
    find_binned,
    restore_from_bin,
)
from calendar_app.storage.events import (
    LentError,
    NewEvent,
    NotDeletableError,
    create_event,
    delete_event,
    find_event,
    get_event,
)
from calendar_app.storage.history import revisions_of
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from calendar_app.storage.rows import (
    AttendanceRow,
    BinRow,
    BorrowRequestRow,
    CommunityRow,
    EventCategoryRow,
    EventRow,
    OccurrenceRow,
    SignUpRow,
    StaffRow,
)
from calendar_app.storage.slugs import merge
from tests.support.events import publish, single, timed, weekly
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

DAY = date(2027, 1, 6)
DETAILS = EventDetails(
    title="Lesestund <b>&",
    organiser_id=1,
    co_organiser_ids=(3, 2),
    category_ids=(3, 1),
    age_band_ids=(2,),
    venue_id=2,
    visibility=Visibility.STAFF,
)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def make(**changes: object) -> Event:
    new = NewEvent(details=DETAILS, schedule=weekly(DAY, 3), workflow=Workflow.PLANNED)
    return await create_event(replace(new, **changes), staff_id=7, now=NOW)  # type: ignore[arg-type]


async def delete(event: Event, *, now: datetime = NOW) -> int:
    """Delete an event; gives its id in the bin."""
    await delete_event(event.id, staff_id=7, now=now)
    return (await binned_events([1], now=now))[0].id


async def test_a_deleted_event_comes_back_with_everything_but_its_workflow() -> None:
    event = await make(submission="a-form")
    dates = await occurrences_of(event.id)
    await cancel_date(event.id, dates[1].id, reason="Sykdom", staff_id=None, now=NOW)
    before, dates = await get_event(event.id), await occurrences_of(event.id)
    bin_id = await delete(event)
    later = NOW + timedelta(days=3)
    assert await restore_from_bin(bin_id, staff_id=8, now=later) == event.id
    back = await get_event(event.id)
    assert back == replace(
        before, workflow=Workflow.DRAFT, version=before.version + 1, updated_at=later
    )
    assert await occurrences_of(event.id) == dates
    assert await binned_events([1], now=later) == []
    actions = [(one.action, one.staff_id) for one in await revisions_of(event.id)]
    assert actions[:2] == [("unbinned", 8), ("deleted", 7)]


async def test_nothing_of_it_is_left_elsewhere_and_its_people_come_back_too() -> None:
    """T-13: no table but the bin's holds any of it; who signed up is still signed up after."""
    community = await CommunityRow.create(slug="sma", nb="Små", nn="Små", en="Small", purpose="")
    event = await make(
        details=replace(DETAILS, gathering=Gathering(host_id=2, community_ids=(community.id,)))
    )
    dates = await occurrences_of(event.id)
    person = await StaffRow.create(
        email="a@example.org", name="X", password_hash="", created_at=NOW
    )
    sign_up = await SignUpRow.create(
        occurrence_id=dates[0].id, staff_id=person.id, mode="online", created_at=NOW
    )
    counted = await AttendanceRow.create(
        occurrence_id=dates[1].id, participants=0, counts=True, entered_at=NOW
    )
    bin_id = await delete(event)
    for table in (EventRow, OccurrenceRow, EventCategoryRow, SignUpRow, AttendanceRow):
        assert await table.all().count() == 0
    assert await find_event(event.id) is None
    await restore_from_bin(bin_id, staff_id=None, now=NOW)
    assert (await get_event(event.id)).details.gathering == Gathering(
        host_id=2, community_ids=(community.id,)
    )
    assert await SignUpRow.all().values() == [
        {
            "id": sign_up.id,
            "occurrence_id": dates[0].id,
            "staff_id": person.id,
            "mode": "online",
            "created_at": NOW,
        }
    ]
    [row] = await AttendanceRow.all().values("id", "participants", "children_youth", "entered_at")
    assert row == {
        "id": counted.id,
        "participants": 0,
        "children_youth": None,
        "entered_at": NOW,
    }


async def test_the_next_new_event_gets_an_id_of_its_own() -> None:
    """On PostgreSQL an id that is given does not move the counter."""
    event = await make()
    bin_id = await delete(event)
    other = await make()
    await restore_from_bin(bin_id, staff_id=None, now=NOW)
    third = await make()
    assert len({event.id, other.id, third.id}) == 3
    ids = [one.id for made in (event, other, third) for one in await occurrences_of(made.id)]
    assert len(set(ids)) == 9


async def test_a_form_sent_again_meanwhile_keeps_its_own_event() -> None:
    event = await make(submission="once")
    bin_id = await delete(event)
    again = await make(submission="once")
    assert again.id != event.id
    await restore_from_bin(bin_id, staff_id=None, now=NOW)
    twin = await make(submission="once")
    assert twin.id == again.id


async def test_what_was_merged_meanwhile_is_followed() -> None:
    event = await make()
    bin_id = await delete(event)
    await merge(Named.VENUE, "brumunddal", "moelv", now=NOW)
    await merge(Named.LIBRARY, "lillehammer", "gjovik", now=NOW)
    await merge(Named.CATEGORY, "verksted", "lesestund", now=NOW)
    await restore_from_bin(bin_id, staff_id=None, now=NOW)
    details = (await get_event(event.id)).details
    assert (details.venue_id, details.co_organiser_ids, details.category_ids) == (3, (4, 2), (1,))


async def test_a_library_that_is_merged_takes_its_bin_along() -> None:
    event = await make()
    await delete(event)
    await merge(Named.LIBRARY, "hamar", "gjovik", now=NOW)
    [found] = await binned_events([4], now=NOW)
    await restore_from_bin(found.id, staff_id=None, now=NOW)
    assert (await get_event(event.id)).details.organiser_id == 4


async def test_two_who_restore_at_once_restore_one_event() -> None:
    """T-22."""
    event = await make()
    bin_id = await delete(event)
    assert await restore_from_bin(bin_id, staff_id=None, now=NOW) == event.id
    assert await restore_from_bin(bin_id, staff_id=None, now=NOW) is None


async def test_what_was_public_once_or_is_lent_is_not_deleted() -> None:
    public = await publish(single(timed(DAY)), now=NOW, venue_id=1)
    with pytest.raises(NotDeletableError):
        await delete_event(public.id, staff_id=None, now=NOW)
    lent, stop = await make(), await make()
    await BorrowRequestRow.create(
        event_id=lent.id,
        library_id=2,
        wished_date=DAY,
        message="",
        state="asked",
        answer="",
        stop_id=stop.id,
        created_at=NOW,
        changed_at=NOW,
        is_news_to_host=True,
        is_news_to_borrower=False,
    )
    for event in (lent, stop):
        with pytest.raises(LentError):
            await delete_event(event.id, staff_id=None, now=NOW)
        assert await get_event(event.id) == event


async def test_only_the_organisers_see_it_and_only_for_90_days() -> None:
    event = await make()
    bin_id = await delete(event)
    [found] = await binned_events([1, 4], now=NOW)
    assert (found.title, found.staff_id, found.deleted_at) == (DETAILS.title, 7, NOW)
    assert await binned_events([2, 3], now=NOW) == []
    almost, over = NOW + KEPT - timedelta(seconds=1), NOW + KEPT
    assert await find_binned(bin_id, now=almost) == found
    assert await find_binned(bin_id, now=over) is None
    assert await binned_events([1], now=over) == []
    assert await empty_bin(now=almost) == 0
    assert await empty_bin(now=over) == 1
    assert await BinRow.all().count() == 0
    assert await revisions_of(event.id) == []


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63])
async def test_a_number_that_no_row_can_have_is_not_there(number: int) -> None:
    """T-11."""
    assert await find_binned(number, now=datetime(2026, 11, 23, tzinfo=UTC)) is None


async def test_a_date_of_its_own_place_follows_a_merged_venue() -> None:
    event = await make()
    first = (await occurrences_of(event.id))[0]
    await OccurrenceRow.filter(id=first.id).update(venue_id=2, state=State.FULL.value)
    bin_id = await delete(event)
    await merge(Named.VENUE, "brumunddal", "moelv", now=NOW)
    await restore_from_bin(bin_id, staff_id=None, now=NOW)
    own = (await occurrences_of(event.id))[0].overrides
    assert (own.venue_id, own.state) == (3, State.FULL)
