"""Events through storage, on both databases: made, edited, cancelled, withdrawn, deleted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendar_app.domain.event import (
    EventDetails,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    Schedule,
    State,
    Workflow,
)
from calendar_app.domain.timing import AllDay, Timed, wall
from calendar_app.domain.vocabulary import Access
from calendar_app.storage.events import (
    NewEvent,
    NotDeletableError,
    StaleEditError,
    cancel_event,
    create_event,
    delete_event,
    find_event,
    leave_event,
    reinstate_event,
    save_event,
    set_workflow,
)
from calendar_app.storage.history import revisions_of
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from calendar_app.storage.published import publication_state, published_dates
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_venue
from tests.support.published import timed
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST, week, weekly

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DETAILS = EventDetails(title="Lesestund på biblioteket", organiser_id=1, venue_id=1)
FULL = EventDetails(
    title="Æventyr & «sitater»; komma, \\ og emoji 🦊",
    organiser_id=1,
    co_organiser_ids=(4, 2),
    summary="Kort",
    description="Linje én\n\n- liste",
    content_language="nn",
    languages=("nn", "en"),
    category_ids=(3, 1),
    age_band_ids=(2, 1),
    age_from=3,
    age_to=6,
    price=Price(kind=PriceKind.PAID, amount=50, note="Vipps"),
    registration=Registration(
        kind=RegistrationKind.LINK,
        url="https://example.org/p",
        opens_at=datetime(2026, 12, 1, 8, tzinfo=UTC),
        waiting_list=True,
    ),
    capacity=12,
    venue_id=1,
    access=Access(wheelchair=False, note="Trapp"),
    internal_note="Bestill boller",
)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def make(**changes: object) -> int:
    new = NewEvent(details=DETAILS, schedule=weekly(), workflow=Workflow.PUBLISHED)
    event = await create_event(replace(new, **changes), staff_id=None, now=NOW)  # type: ignore[arg-type]
    return event.id


async def public(event_id: int) -> list[tuple[str, str, State, int]]:
    dates = await published_dates([event_id], await load_vocabulary())
    return [(one.uid, one.title, one.state, one.sequence) for one in dates]


async def test_everything_comes_back_as_it_was_stored() -> None:
    schedule = weekly(
        count=None,
        rdates=(timed(date(2027, 1, 9), 780, 840), AllDay(date(2027, 2, 6), date(2027, 2, 7))),
        exdates=frozenset({week(2)}),
    )
    made = await create_event(NewEvent(details=FULL, schedule=schedule), staff_id=3, now=NOW)
    found = await find_event(made.id)
    assert found == made
    assert (found.details, found.schedule) == (FULL, schedule)
    assert found.slug == "aeventyr-sitater-komma-og-emoji"
    assert (found.version, found.created_at, found.published_at) == (1, NOW, None)


async def test_the_second_reading_of_the_autumn_hour_is_kept() -> None:
    day = date(2026, 10, 25)
    span = Timed(wall(day, 150, fold=1), wall(day, 240))
    event_id = await make(schedule=Schedule(first=span))
    (stored,) = await occurrences_of(event_id)
    event = await find_event(event_id)
    assert event is not None
    assert isinstance(stored.span, Timed)
    assert isinstance(event.schedule.first, Timed)
    assert stored.span.starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert event.schedule.first.starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


async def test_sending_a_form_twice_makes_one_event() -> None:
    """T-22."""
    new = NewEvent(details=DETAILS, schedule=weekly(), submission="once")
    first = await create_event(new, staff_id=None, now=NOW)
    second = await create_event(new, staff_id=None, now=NOW)
    assert first.id == second.id
    assert len(await occurrences_of(first.id)) == 5


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 10**30])
async def test_an_id_that_no_row_can_have_finds_nothing(number: int) -> None:
    """T-11."""
    assert await find_event(number) is None


async def test_a_stale_edit_is_refused_and_brings_what_was_saved_meanwhile() -> None:
    event_id = await make()
    mine, theirs = replace(DETAILS, title="Mitt"), replace(DETAILS, title="Deres")
    arguments = {"schedule": weekly(), "announce_move": False, "staff_id": None, "now": NOW}
    await save_event(event_id, details=theirs, expected_version=1, **arguments)  # type: ignore[arg-type]
    with pytest.raises(StaleEditError) as refused:
        await save_event(event_id, details=mine, expected_version=1, **arguments)  # type: ignore[arg-type]
    assert refused.value.current.details.title == "Deres"


async def test_an_edit_keeps_the_uids_and_counts_up_what_changed() -> None:
    """FC-10, FC-16."""
    event_id = await make()
    before = await public(event_id)
    await save_event(
        event_id,
        details=replace(DETAILS, title="Eventyrstund"),
        schedule=weekly(count=6),
        expected_version=1,
        announce_move=True,
        staff_id=None,
        now=NOW + timedelta(minutes=1),
    )
    after = await public(event_id)
    assert [one[0] for one in after[:5]] == [one[0] for one in before]
    assert {one[1:] for one in after[:5]} == {("Eventyrstund", State.SCHEDULED, 1)}
    assert after[5][3] == 0


async def test_a_staff_only_edit_moves_no_signal_and_no_version() -> None:
    """FC-16, FC-20."""
    event_id = await make()
    before, state = await public(event_id), await publication_state()
    await save_event(
        event_id,
        details=replace(DETAILS, internal_note="Husk nøkkel"),
        schedule=weekly(),
        expected_version=1,
        announce_move=True,
        staff_id=None,
        now=NOW + timedelta(minutes=1),
    )
    assert await public(event_id) == before
    assert await publication_state() == state


async def test_a_renamed_venue_moves_the_signals_of_its_dates_alone() -> None:
    """FC-16."""
    here = await make(schedule=weekly(count=1))
    there = await make(schedule=weekly(count=1), details=replace(DETAILS, venue_id=4))
    venue = (await load_vocabulary()).venues[1]
    state = await publication_state()
    await save_venue(replace(venue, name="Nye huset"), now=NOW + timedelta(hours=1))
    assert [one[3] for one in await public(here)] == [1]
    assert [one[3] for one in await public(there)] == [0]
    assert (await publication_state()).version == state.version + 1


async def test_cancelling_takes_the_dates_to_come_and_undo_brings_them_back() -> None:
    event_id = await make(schedule=weekly(first=date(2026, 11, 18)))
    (_, second, *_) = await occurrences_of(event_id)
    await cancel_date(event_id, second.id, reason="Sykdom", staff_id=None, now=NOW)
    await cancel_event(event_id, reason="Stengt", staff_id=None, now=NOW)
    cancelled = await public(event_id)
    await reinstate_event(event_id, staff_id=None, now=NOW + timedelta(hours=1))
    again = await public(event_id)
    states = [State.SCHEDULED, *[State.CANCELLED] * 4]
    assert [one[2] for one in cancelled] == states
    assert [one[2] for one in again] == [
        State.SCHEDULED,
        State.CANCELLED,
        *[State.SCHEDULED] * 3,
    ]
    assert [one[3] for one in again] == [0, 1, 2, 2, 2]
    assert [one[0] for one in again] == [one[0] for one in cancelled]


async def test_what_was_called_off_and_passed_does_not_take_place_after_all() -> None:
    event_id = await make(schedule=weekly(first=date(2026, 11, 25)))
    await cancel_event(event_id, reason="Stengt", staff_id=None, now=NOW)
    later = datetime(2026, 12, 4, 12, tzinfo=UTC)
    await cancel_event(event_id, reason="Fortsatt stengt", staff_id=None, now=later)
    still = [one[2] for one in await public(event_id)]
    await reinstate_event(event_id, staff_id=None, now=later)
    again = [one[2] for one in await public(event_id)]
    assert still == [State.CANCELLED] * 5
    assert again == [*[State.CANCELLED] * 2, *[State.SCHEDULED] * 3]


async def test_undo_of_a_cancellation_gives_back_that_the_event_was_full() -> None:
    event_id = await make(schedule=weekly(count=1), state=State.FULL)
    await cancel_event(event_id, reason="Stengt", staff_id=None, now=NOW)
    await reinstate_event(event_id, staff_id=None, now=NOW)
    assert [one[2] for one in await public(event_id)] == [State.FULL]


async def test_an_edit_and_a_step_are_one_change() -> None:
    event_id = await make(workflow=Workflow.DRAFT)
    saved = await save_event(
        event_id,
        details=replace(DETAILS, title="Nytt"),
        schedule=weekly(),
        expected_version=1,
        announce_move=False,
        workflow=Workflow.PUBLISHED,
        staff_id=None,
        now=NOW,
    )
    assert (saved.workflow, saved.version, saved.published_at) == (Workflow.PUBLISHED, 2, NOW)
    assert len(await revisions_of(event_id)) == 2
    assert {one[1:] for one in await public(event_id)} == {("Nytt", State.SCHEDULED, 0)}


async def test_withdrawn_it_is_gone_and_back_again_it_counts_on() -> None:
    """FC-17, FC-20."""
    event_id = await make(schedule=weekly(count=1))
    before = await public(event_id)
    await set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    assert await public(event_id) == []
    later = NOW + timedelta(days=1)
    await set_workflow(event_id, Workflow.PUBLISHED, staff_id=None, now=later)
    ((uid, *_, sequence),) = await public(event_id)
    assert (uid, sequence) == (before[0][0], 1)


async def test_what_was_never_public_may_be_deleted_and_nothing_else() -> None:
    draft = await make(workflow=Workflow.DRAFT)
    await delete_event(draft, staff_id=None, now=NOW)
    assert await find_event(draft) is None
    assert await occurrences_of(draft) == []
    known = await make()
    await set_workflow(known, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    with pytest.raises(NotDeletableError):
        await delete_event(known, staff_id=None, now=NOW)
    assert await find_event(known) is not None


async def test_a_library_leaves_an_event_it_takes_part_in() -> None:
    event_id = await make(details=FULL)
    left = await leave_event(event_id, 4, staff_id=None, now=NOW)
    assert left.details.co_organiser_ids == (2,)


async def test_history_tells_every_change_with_before_and_after() -> None:
    event_id = await make(schedule=weekly(count=1))
    await save_event(
        event_id,
        details=replace(DETAILS, title="Nytt"),
        schedule=weekly(count=1),
        expected_version=1,
        announce_move=False,
        staff_id=9,
        now=NOW,
    )
    edited, created = await revisions_of(event_id)
    assert (created.action, created.before) == ("created", None)
    assert (edited.action, edited.staff_id) == ("edited", 9)
    assert edited.before is not None
    assert edited.after is not None
    titles = [one["event"]["title"] for one in (edited.before, edited.after)]
    assert titles == ["Lesestund på biblioteket", "Nytt"]


async def test_a_failing_change_leaves_nothing_half_done() -> None:
    event_id = await make()
    before = await public(event_id)
    with pytest.raises(KeyError):
        await cancel_date(event_id, 2**31 - 1, reason="x", staff_id=None, now=NOW)
    assert await public(event_id) == before
    assert [one.action for one in await revisions_of(event_id)] == ["created"]
    event = await find_event(event_id)
    assert event is not None
    assert event.version == 1


async def test_first_of_a_series_is_stored_as_the_rule_gives_it() -> None:
    monday = FIRST - timedelta(days=2)
    schedule = replace(weekly(count=2), first=timed(monday))
    event = await find_event(await make(schedule=schedule))
    assert event is not None
    assert event.schedule.first == timed(FIRST)
