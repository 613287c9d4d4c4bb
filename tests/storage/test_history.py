"""The history of an event: pictures of earlier times, and the way back to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.event import Event, EventDetails, Occurrence, State, Workflow
from calendar_app.domain.naming import Named
from calendar_app.domain.versions import Version
from calendar_app.storage.events import (
    GoneError,
    NewEvent,
    StaleEditError,
    cancel_event,
    create_event,
    get_event,
    reinstate_event,
    set_workflow,
)
from calendar_app.storage.history import (
    find_revision,
    revision_page,
    revisions_of,
    version_at,
    version_numbered,
)
from calendar_app.storage.occurrences import cancel_date, change_date, occurrences_of
from calendar_app.storage.published import published_dates
from calendar_app.storage.restoring import find_restoration, restore_revision
from calendar_app.storage.slugs import merge
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

FIRST = date(2027, 1, 6)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


def at(step: int) -> datetime:
    return NOW + step * MINUTE


async def revision_ids(event_id: int) -> list[int]:
    """Give the ids of an event's revisions, oldest first."""
    return [one.id for one in reversed(await revisions_of(event_id))]


def said(dates: Sequence[Occurrence]) -> list[Occurrence]:
    """Give dates without their change signals."""
    return [replace(one, sequence=0, last_modified=None) for one in dates]


async def picture(event: Event) -> tuple[EventDetails, list[Occurrence], State, Workflow]:
    now = await get_event(event.id)
    return now.details, said(await occurrences_of(event.id)), now.state, now.workflow


def picture_of(version: Version) -> tuple[EventDetails, list[Occurrence], State, Workflow]:
    return version.details, said(version.dates), version.state, version.workflow


async def eventful() -> tuple[Event, list[object]]:
    """Let one series live through all sorts of changes; gives what it was after each."""
    event = await publish(weekly(FIRST, 5), now=NOW, venue_id=1, category_ids=(1, 3))
    pictures: list[object] = [await picture(event)]
    await edit(event.id, now=at(1), title="Eventyrstund", category_ids=(2,), age_band_ids=(1,))
    pictures.append(await picture(event))
    dates = await occurrences_of(event.id)
    await cancel_date(event.id, dates[1].id, reason="Sykdom", staff_id=None, now=at(2))
    pictures.append(await picture(event))
    await edit(event.id, now=at(3), schedule=weekly(FIRST, 3), announce_move=True)
    pictures.append(await picture(event))
    shifted = weekly(FIRST + timedelta(days=1), 6)
    await edit(event.id, now=at(4), schedule=shifted, announce_move=True, venue_id=5)
    pictures.append(await picture(event))
    await cancel_event(event.id, reason="Vannskade", staff_id=None, now=at(5))
    pictures.append(await picture(event))
    await reinstate_event(event.id, staff_id=None, now=at(6))
    pictures.append(await picture(event))
    return event, pictures


async def test_every_picture_of_the_past_is_found_by_walking_back() -> None:
    event, pictures = await eventful()
    for revision_id, expected in zip(await revision_ids(event.id), pictures, strict=True):
        found = await version_at(event.id, revision_id)
        assert found is not None
        assert picture_of(found) == expected


async def test_the_picture_before_a_revision_is_that_after_the_one_before() -> None:
    event, pictures = await eventful()
    ids = await revision_ids(event.id)
    assert await version_at(event.id, ids[0], before=True) is None
    for revision_id, expected in zip(ids[1:], pictures, strict=False):
        found = await version_at(event.id, revision_id, before=True)
        assert found is not None
        assert picture_of(found) == expected


async def test_the_version_of_a_form_is_found_by_its_number() -> None:
    event, pictures = await eventful()
    for number, expected in enumerate(pictures, start=1):
        found = await version_numbered(event.id, number)
        assert found is not None
        assert picture_of(found) == expected
    assert await version_numbered(event.id, 99) is None
    assert await version_numbered(event.id, 0) is None


async def test_any_version_can_be_had_back_and_is_a_new_step(database: str) -> None:
    """Everything comes back but the workflow, in whatever order it is asked for."""
    event, pictures = await eventful()
    ids = await revision_ids(event.id)
    for step, place in enumerate((0, 3, 1, 5, 2, 4, 6), start=10):
        await restore_revision(event.id, ids[place], staff_id=7, now=at(step))
        assert await picture(event) == pictures[place]
    newest = (await revisions_of(event.id))[0]
    assert (newest.action, newest.staff_id, newest.at) == ("restored", 7, at(16))
    assert len(await revision_ids(event.id)) == len(ids) + 7


async def test_a_dropped_date_comes_back_with_its_uid_and_newer_signals() -> None:
    """FC-10, FC-16: a phone that still has the date takes it up again."""
    event = await publish(weekly(FIRST, 3), now=NOW, venue_id=1)
    last = (await occurrences_of(event.id))[-1]
    await edit(event.id, now=at(1), title="Ny tittel")
    [_, _, seen] = await occurrences_of(event.id)
    assert (seen.sequence, seen.last_modified) == (1, at(1))
    await edit(event.id, now=at(2), schedule=weekly(FIRST, 2))
    await restore_revision(event.id, (await revision_ids(event.id))[0], staff_id=None, now=at(3))
    back = (await occurrences_of(event.id))[-1]
    assert (back.id, back.uid) == (last.id, last.uid)
    assert (back.sequence, back.last_modified) == (2, at(3))
    public = await published_dates([event.id], await load_vocabulary())
    assert [one.title for one in public] == ["Lesestund"] * 3


async def test_what_took_place_stays_as_it_was() -> None:
    event = await publish(weekly(FIRST, 4), now=NOW, venue_id=1)
    await edit(
        event.id, now=at(1), title="Ny tittel", schedule=weekly(FIRST + timedelta(days=1), 4)
    )
    past = (await occurrences_of(event.id))[0]
    later = datetime(2027, 1, 10, 12, tzinfo=NOW.tzinfo)
    first = (await revision_ids(event.id))[0]
    await restore_revision(event.id, first, staff_id=None, now=later)
    dates = await occurrences_of(event.id)
    assert said(dates[:1])[0].span == past.span
    assert [one.span.first for one in dates[1:]] == [FIRST + timedelta(weeks=n) for n in (1, 2, 3)]


async def test_the_workflow_stays_and_a_draft_is_not_published_by_its_past() -> None:
    event = await publish(single(timed(FIRST)), now=NOW, venue_id=1)
    await set_workflow(event.id, Workflow.WITHDRAWN, staff_id=None, now=at(1))
    await edit(event.id, now=at(2), title="Ny tittel")
    restored = await restore_revision(
        event.id, (await revision_ids(event.id))[0], staff_id=None, now=at(3)
    )
    assert (restored.workflow, restored.details.title) == (Workflow.WITHDRAWN, "Lesestund")


async def test_what_was_merged_is_followed_and_what_is_gone_is_told() -> None:
    event = await publish(
        single(timed(FIRST)), now=NOW, venue_id=2, category_ids=(1, 2), room_id=None
    )
    await edit(event.id, now=at(1), venue_id=5, category_ids=(3,))
    await merge(Named.VENUE, "brumunddal", "moelv", now=at(2))
    await merge(Named.CATEGORY, "lesestund", "verksted", now=at(2))
    first = (await revision_ids(event.id))[0]
    found = await find_restoration(event.id, first)
    assert found is not None
    assert (found.then.details.venue_id, found.then.details.category_ids) == (3, (3, 2))
    assert found.lost == frozenset()


async def test_dates_that_another_event_has_by_now_stay_there() -> None:
    """A series that was cut in two is not had back twice."""
    event = await publish(weekly(FIRST, 4), now=NOW, venue_id=1)
    third = (await occurrences_of(event.id))[2]
    later = await change_date(
        event.id,
        third.id,
        DateChange(title="Den andre delen"),
        scope=Scope.FOLLOWING,
        expected_version=1,
        announce_move=False,
        staff_id=None,
        now=at(1),
    )
    first = (await revision_ids(event.id))[0]
    found = await find_restoration(event.id, first)
    assert found is not None
    assert found.is_split
    await restore_revision(event.id, first, staff_id=None, now=at(2))
    assert len(await occurrences_of(event.id)) == 2
    assert third.uid in [one.uid for one in await occurrences_of(later.id)]


async def test_the_organiser_stays_whoever_it_was() -> None:
    """T-21: nobody gives an event to another library by its past."""
    event = await publish(single(timed(FIRST)), now=NOW, venue_id=1, co_organiser_ids=(2,))
    await edit(event.id, now=at(1), organiser_id=2, co_organiser_ids=(1,))
    restored = await restore_revision(
        event.id, (await revision_ids(event.id))[0], staff_id=None, now=at(2)
    )
    assert (restored.details.organiser_id, restored.details.co_organiser_ids) == (2, ())


async def test_a_restoration_that_was_looked_at_before_another_edit_is_refused() -> None:
    """T-22."""
    event = await publish(single(timed(FIRST)), now=NOW, venue_id=1)
    await edit(event.id, now=at(1), title="Deres")
    first = (await revision_ids(event.id))[0]
    with pytest.raises(StaleEditError):
        await restore_revision(event.id, first, expected_version=1, staff_id=None, now=at(2))
    assert (await get_event(event.id)).details.title == "Deres"


async def test_a_revision_of_another_event_is_none_of_this_one() -> None:
    """A-14, A-18."""
    event = await publish(single(timed(FIRST)), now=NOW, venue_id=1)
    other = await publish(single(timed(FIRST)), now=NOW, venue_id=1, title="Hemmelig")
    foreign = (await revision_ids(other.id))[0]
    assert await find_revision(event.id, foreign) is None
    assert await version_at(event.id, foreign) is None
    for number in (foreign, 0, -1, 2**31, 2**63):
        with pytest.raises(GoneError):
            await restore_revision(event.id, number, staff_id=None, now=at(1))
    assert (await get_event(event.id)).version == 1


async def test_the_history_comes_in_pages() -> None:
    event = await create_event(
        NewEvent(
            details=EventDetails(title="Tittel 0", organiser_id=1), schedule=single(timed(FIRST))
        ),
        staff_id=3,
        now=NOW,
    )
    for number in range(1, 6):
        await edit(event.id, now=at(number), title=f"Tittel {number}")
    page = await revision_page(event.id, limit=4)
    rest = await revision_page(event.id, older_than=page[-1].id, limit=4)
    versions = [one.version_after() for one in (*page, *rest)]
    titles = [one.details.title for one in versions if one]
    assert titles == [f"Tittel {number}" for number in (5, 4, 3, 2, 1, 0)]
    assert await revision_page(event.id, older_than=-(2**70)) == []
    assert len(await revision_page(event.id, older_than=2**70)) == 6
