"""Many events in one transaction, all or nothing; and the one undo of it. On both databases."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.bulk import BulkAction, BulkOrder, fingerprint
from calendar_app.domain.event import Event, State, Workflow
from calendar_app.domain.vocabulary import Library
from calendar_app.storage.bulk import (
    ChangedMeanwhileError,
    UndoneError,
    change_many,
    find_bulk_change,
    find_events,
    undo_many,
)
from calendar_app.storage.events import NewEvent, cancel_event, create_event, get_event
from calendar_app.storage.history import revisions_of
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.rows import BulkChangeRow
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.workflow import propose_event
from tests.support.counting import counted_queries
from tests.support.events import details, edit, weekly
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST
from tests.support.web import make_staff

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
PUBLISH = BulkOrder(action=BulkAction.PUBLISH)
CANCEL = BulkOrder(action=BulkAction.CANCEL, reason="Sykdom")
PLACE = BulkOrder(action=BulkAction.PLACE, venue_id=5)
CATEGORY = BulkOrder(action=BulkAction.CATEGORY, category_id=2)
ORDERS = (PUBLISH, CANCEL, PLACE, CATEGORY)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


@pytest.fixture
async def coordinator() -> StaffMember:
    return await make_staff("a@example.org", Role.COORDINATOR, "hamar", now=NOW)


async def make(workflow: Workflow = Workflow.PLANNED, **said: Any) -> Event:
    said = {"venue_id": 1, "category_ids": (1, 3), **said}
    new = NewEvent(details=details(**said), schedule=weekly(FIRST, 2), workflow=workflow)
    return await create_event(new, staff_id=None, now=NOW)


async def libraries() -> Mapping[int, Library]:
    return (await load_vocabulary()).libraries


async def do(
    events: Sequence[Event],
    order: BulkOrder,
    person: StaffMember,
    *,
    confirmed: Sequence[Event] | None = None,
    now: datetime = LATER,
) -> int:
    return await change_many(
        [one.id for one in events],
        order,
        confirmed=fingerprint(order, events if confirmed is None else confirmed),
        person=person,
        organisers=await libraries(),
        now=now,
    )


def what_it_is(event: Event) -> tuple[object, ...]:
    state = (event.workflow, event.state, event.state_reason, event.state_from)
    return (*state, event.previous_state, event.details, event.schedule, event.proposed_at)


def started(order: BulkOrder) -> Workflow:
    return Workflow.PUBLISHED if order is CANCEL else Workflow.PLANNED


@pytest.mark.parametrize("order", ORDERS)
async def test_an_order_is_carried_out_and_undone_exactly(
    order: BulkOrder, coordinator: StaffMember
) -> None:
    made = [await make(started(order)) for _ in range(3)]
    if order is PUBLISH:
        made[0] = await propose_event(made[0].id, staff_id=coordinator.id, now=NOW)
    change_id = await do(made, order, coordinator)
    done = await find_events([one.id for one in made])
    assert all(what_it_is(new) != what_it_is(old) for new, old in zip(done, made, strict=True))
    found = await find_bulk_change(change_id)
    assert found
    assert (found.event_ids, found.undone_at) == (tuple(one.id for one in made), None)
    assert await undo_many(change_id, person=coordinator, now=LATER + timedelta(hours=1)) == ()
    back = await find_events([one.id for one in made])
    assert [what_it_is(one) for one in back] == [what_it_is(one) for one in made]


async def test_what_each_order_does(coordinator: StaffMember) -> None:
    said: dict[BulkOrder, Event] = {}
    for order in ORDERS:
        event = await make(started(order), place_text="")
        await do([event], order, coordinator)
        said[order] = await get_event(event.id)
    assert (said[PUBLISH].workflow, said[PUBLISH].published_at) == (Workflow.PUBLISHED, LATER)
    cancelled = said[CANCEL]
    assert (cancelled.state, cancelled.state_reason, cancelled.state_from) == (
        State.CANCELLED,
        "Sykdom",
        date(2026, 11, 23),
    )
    assert cancelled.previous_state is State.SCHEDULED
    assert (said[PLACE].details.venue_id, said[PLACE].details.room_id) == (5, None)
    assert said[CATEGORY].details.category_ids == (2, 3)


async def test_each_event_gets_a_revision_and_the_change_names_it(
    coordinator: StaffMember,
) -> None:
    made = [await make() for _ in range(2)]
    change_id = await do(made, PUBLISH, coordinator)
    newest = [(await revisions_of(one.id))[0] for one in made]
    assert [(one.action, one.staff_id) for one in newest] == [("published", coordinator.id)] * 2
    row = await BulkChangeRow.get(id=change_id)
    assert [one["revision_id"] for one in row.revisions] == [one.id for one in newest]


async def test_what_the_order_leaves_out_is_left_as_it_is(coordinator: StaffMember) -> None:
    """A-18, T-21: an id that somebody puts into the form is authorised by itself."""
    mine, theirs, done = await make(), await make(organiser_id=2), await make(Workflow.PUBLISHED)
    await do([mine, theirs, done], PUBLISH, coordinator, confirmed=[mine])
    assert (await get_event(mine.id)).workflow is Workflow.PUBLISHED
    assert await find_events([theirs.id, done.id]) == [theirs, done]


async def test_an_editor_publishes_nothing_where_approval_is_needed() -> None:
    editor = await make_staff("b@example.org", Role.EDITOR, "hamar", now=NOW)
    strict = {one.id: replace(one, needs_approval=True) for one in (await libraries()).values()}
    event = await make()
    with pytest.raises(ChangedMeanwhileError):
        await change_many(
            [event.id],
            PUBLISH,
            confirmed=fingerprint(PUBLISH, [event]),
            person=editor,
            organisers=strict,
            now=LATER,
        )
    assert await get_event(event.id) == event


async def test_nothing_at_all_is_done_when_one_event_changed_after_the_preview(
    coordinator: StaffMember,
) -> None:
    """All or nothing: the yes was to other events than these."""
    made = [await make() for _ in range(3)]
    changed = await edit(made[1].id, now=NOW, summary="Nytt")
    with pytest.raises(ChangedMeanwhileError):
        await do(made, PUBLISH, coordinator)
    assert await find_events([one.id for one in made]) == [made[0], changed, made[2]]
    assert await BulkChangeRow.all().count() == 0


async def test_the_same_yes_sent_many_times_at_once_is_done_once(
    coordinator: StaffMember,
) -> None:
    """T-22."""
    made = [await make() for _ in range(2)]
    answers = await asyncio.gather(
        *(do(made, PUBLISH, coordinator) for _ in range(6)), return_exceptions=True
    )
    assert sum(isinstance(one, int) for one in answers) == 1
    assert sum(isinstance(one, ChangedMeanwhileError) for one in answers) == 5
    assert [len(await revisions_of(one.id)) for one in made] == [2, 2]


async def test_an_undo_sent_many_times_at_once_is_done_once(coordinator: StaffMember) -> None:
    """T-22."""
    made = [await make() for _ in range(2)]
    change_id = await do(made, PLACE, coordinator)
    answers = await asyncio.gather(
        *(undo_many(change_id, person=coordinator, now=LATER) for _ in range(5)),
        return_exceptions=True,
    )
    assert [one for one in answers if not isinstance(one, UndoneError)] == [()]
    assert [len(await revisions_of(one.id)) for one in made] == [3, 3]


async def test_what_was_changed_since_is_left_and_named(coordinator: StaffMember) -> None:
    made = [await make(Workflow.PUBLISHED) for _ in range(3)]
    change_id = await do(made, CANCEL, coordinator)
    await edit(made[1].id, now=LATER, summary="Nytt")
    left = await undo_many(change_id, person=coordinator, now=LATER)
    assert left == (made[1].id,)
    states = [one.state for one in await find_events([one.id for one in made])]
    assert states == [State.SCHEDULED, State.CANCELLED, State.SCHEDULED]
    found = await find_bulk_change(change_id)
    assert found
    assert found.left_ids == {made[1].id}
    with pytest.raises(UndoneError):
        await undo_many(change_id, person=coordinator, now=LATER)


async def test_who_lost_the_right_undoes_nothing(coordinator: StaffMember) -> None:
    event = await make()
    change_id = await do([event], PLACE, coordinator)
    gone = replace(coordinator, roles={2: Role.ADMIN})
    assert await undo_many(change_id, person=gone, now=LATER) == (event.id,)
    assert (await get_event(event.id)).details.venue_id == 5


async def test_change_signals_move_forward_through_it_all(coordinator: StaffMember) -> None:
    """FC-16, FC-17: cancelled and back, a date counts on and never falls."""
    event = await make(Workflow.PUBLISHED)
    seen = [[(one.sequence, one.last_modified) for one in await occurrences_of(event.id)]]
    change_id = await do([event], CANCEL, coordinator)
    seen.append([(one.sequence, one.last_modified) for one in await occurrences_of(event.id)])
    await undo_many(change_id, person=coordinator, now=LATER)
    seen.append([(one.sequence, one.last_modified) for one in await occurrences_of(event.id)])
    assert [[sequence for sequence, _ in one] for one in seen] == [[0, 0], [1, 1], [2, 2]]
    moments = [max(at for _, at in one if at) for one in seen]
    assert moments[0] < moments[1] < moments[2]


async def test_undoing_a_publication_never_makes_it_deletable(coordinator: StaffMember) -> None:
    """It was public for a while: somebody may have it in a calendar."""
    event = await make()
    change_id = await do([event], PUBLISH, coordinator)
    await undo_many(change_id, person=coordinator, now=LATER)
    back = await get_event(event.id)
    assert (back.workflow, back.published_at) == (Workflow.PLANNED, LATER)


async def test_a_date_that_passed_while_it_was_cancelled_stays_cancelled(
    coordinator: StaffMember,
) -> None:
    event = await make(Workflow.PUBLISHED)
    change_id = await do([event], CANCEL, coordinator)
    weeks_later = datetime(2027, 1, 8, 12, tzinfo=UTC)
    await undo_many(change_id, person=coordinator, now=weeks_later)
    states = [one.overrides.state for one in await occurrences_of(event.id)]
    assert states == [State.CANCELLED, None]


async def test_a_cancelled_event_among_others_keeps_what_it_goes_back_to(
    coordinator: StaffMember,
) -> None:
    one, off = await make(Workflow.PUBLISHED), await make(Workflow.PUBLISHED)
    off = await cancel_event(off.id, reason="Før", staff_id=None, now=NOW)
    await do([one, off], CANCEL, coordinator, confirmed=[one])
    assert await get_event(off.id) == off


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 7])
async def test_a_number_that_no_change_has_finds_nothing(number: int) -> None:
    assert await find_bulk_change(number) is None
    assert await find_events([number]) == []


async def test_the_history_of_many_is_one_statement(coordinator: StaffMember) -> None:
    """All the others wait while many are changed."""
    events = [await make() for _ in range(5)]
    with counted_queries() as asked:
        await do(events, PLACE, coordinator)
    written = [one for one in asked if one.startswith('INSERT INTO "revision"')]
    assert len(written) == 1
    assert [len(await revisions_of(one.id)) for one in events] == [2] * 5
