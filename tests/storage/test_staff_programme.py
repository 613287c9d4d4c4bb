"""What a member of staff may see of the programme, read as personal feeds show it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.event import Event, Visibility, Workflow
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import Window
from calendar_app.storage.events import (
    NewEvent,
    cancel_event,
    create_event,
    delete_event,
    get_event,
    leave_event,
    reinstate_event,
    set_workflow,
)
from calendar_app.storage.occurrences import (
    cancel_date,
    change_date,
    mark_full,
    occurrences_of,
    reinstate_date,
    reset_date,
)
from calendar_app.storage.published import after_restore
from calendar_app.storage.staff_programme import programme_state, staff_dates
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_venue
from tests.support.events import details, edit, single, timed, weekly
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

pytestmark = pytest.mark.usefixtures("stored_vocabulary")
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4
DAY = date(2027, 2, 8)
WINDOW = Window(date(2027, 1, 1), date(2027, 4, 1))
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def stored_vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


def staff_of(*library_ids: int) -> StaffMember:
    return StaffMember(id=1, email="", name="", roles=dict.fromkeys(library_ids, Role.EDITOR))


async def make(
    title: str, workflow: Workflow = Workflow.DRAFT, *, day: date = DAY, **said: Any
) -> Event:
    new = NewEvent(details=details(title, **said), schedule=single(timed(day)), workflow=workflow)
    return await create_event(new, staff_id=None, now=NOW)


async def titles(*library_ids: int) -> list[str]:
    dates = await staff_dates(staff_of(*library_ids), window=WINDOW)
    return sorted(one.occurrence.title for one in dates)


async def test_drafts_are_for_those_who_arrange_and_plans_for_all() -> None:
    """T-14: no draft of another library is ever in it."""
    for workflow in Workflow:
        await make(f"Hamars {workflow.value}", workflow)
        await make(f"Ringsakers {workflow.value}", workflow, organiser_id=RINGSAKER)
    await make("Sammen med Ringsaker", co_organiser_ids=(RINGSAKER,))
    shared = [
        f"{who} {how}" for who in ("Hamars", "Ringsakers") for how in ("planned", "published")
    ]
    assert await titles(HAMAR) == sorted([*shared, "Hamars draft", "Sammen med Ringsaker"])
    assert await titles(RINGSAKER) == sorted([*shared, "Ringsakers draft", "Sammen med Ringsaker"])
    assert await titles(GJOVIK) == await titles() == shared


@pytest.mark.parametrize("visibility", Visibility)
async def test_every_visibility_is_there_and_named(visibility: Visibility) -> None:
    await make("Samling", Workflow.PUBLISHED, visibility=visibility)
    (found,) = await staff_dates(staff_of(HAMAR), window=WINDOW)
    assert (found.workflow, found.visibility) == (Workflow.PUBLISHED, visibility)
    assert found.is_public is (visibility is Visibility.PUBLIC)


async def test_only_dates_that_touch_the_window_are_read() -> None:
    for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 31), date(2027, 4, 1)):
        await make(f"{day}", day=day)
    assert await titles(HAMAR) == ["2027-01-01", "2027-03-31"]
    series = weekly(date(2026, 12, 28), count=3)
    new = NewEvent(details=details("Serie"), schedule=series, workflow=Workflow.DRAFT)
    await create_event(new, staff_id=None, now=NOW)
    assert (await titles(HAMAR)).count("Serie") == 2


Act = Callable[[Event, datetime], Awaitable[object]]


def _of_first_date(
    function: Callable[..., Awaitable[object]], *given: object, **named: object
) -> Act:
    async def act(event: Event, now: datetime) -> None:
        first = (await occurrences_of(event.id))[0]
        await function(event.id, first.id, *given, staff_id=None, now=now, **named)

    return act


def _of_event(function: Callable[..., Awaitable[object]], *given: object, **named: object) -> Act:
    return lambda event, now: function(event.id, *given, staff_id=None, now=now, **named)


async def _move_one(event: Event, now: datetime) -> None:
    await _change(event, now, Scope.THIS)


async def _cut_in_two(event: Event, now: datetime) -> None:
    await _change(event, now, Scope.FOLLOWING)


async def _change(event: Event, now: datetime, scope: Scope) -> None:
    second = (await occurrences_of(event.id))[1]
    await change_date(
        event.id,
        second.id,
        DateChange(span=timed(second.span.first, 13 * 60, 14 * 60)),
        scope=scope,
        expected_version=(await get_event(event.id)).version,
        announce_move=True,
        staff_id=None,
        now=now,
    )


async def _rename_venue(event: Event, now: datetime) -> None:
    venue = (await load_vocabulary()).venues[1]
    await save_venue(replace(venue, name=f"{venue.name} (nytt navn)"), now=now)


ACTS: dict[str, Act] = {
    "edited": lambda event, now: edit(event.id, now=now, summary="Kort sagt."),
    "one date moved": _move_one,
    "one date reset": _of_first_date(reset_date),
    "one date full": _of_first_date(mark_full, True),
    "one date cancelled": _of_first_date(cancel_date, reason="Sykdom"),
    "one date reinstated": _of_first_date(reinstate_date),
    "planned": _of_event(set_workflow, Workflow.PLANNED),
    "published": _of_event(set_workflow, Workflow.PUBLISHED),
    "withdrawn": _of_event(set_workflow, Workflow.WITHDRAWN),
    "published again": _of_event(set_workflow, Workflow.PUBLISHED),
    "cancelled": _of_event(cancel_event, reason="Sykdom"),
    "reinstated": _of_event(reinstate_event),
    "partner left": _of_event(leave_event, GJOVIK),
    "for staff": lambda event, now: edit(event.id, now=now, visibility=Visibility.STAFF),
    "for all": lambda event, now: edit(event.id, now=now, visibility=Visibility.PUBLIC),
    "cut in two": _cut_in_two,
    "planned once more": _of_event(set_workflow, Workflow.PLANNED),
    "restored": lambda event, now: after_restore(now),
}


async def test_change_signals_never_fall_whatever_is_done() -> None:
    """FC-17 for personal feeds: SEQUENCE and LAST-MODIFIED of every uid, step by step."""
    series = NewEvent(
        details=details(co_organiser_ids=(GJOVIK,), venue_id=1),
        schedule=weekly(DAY, count=4),
        workflow=Workflow.DRAFT,
    )
    event = await create_event(series, staff_id=None, now=NOW)
    now, before = NOW, await _by_uid()
    assert len(before) == 4
    for name, act in ACTS.items():
        now += MINUTE
        await act(event, now)
        after = await _by_uid()
        fallen = [
            uid
            for uid in before.keys() & after.keys()
            if _signals(after[uid]) < _signals(before[uid])
        ]
        assert fallen == [], name
        changed = [uid for uid in before.keys() & after.keys() if after[uid] != before[uid]]
        assert all(_have_risen(before[uid], after[uid]) for uid in changed), name
        before |= after
    assert len(before) == 4


async def _by_uid() -> dict[str, PublishedOccurrence]:
    dates = await staff_dates(staff_of(HAMAR), window=WINDOW)
    return {one.occurrence.uid: one.occurrence for one in dates}


def _signals(one: PublishedOccurrence) -> tuple[int, datetime]:
    return one.sequence, one.last_modified


def _have_risen(before: PublishedOccurrence, after: PublishedOccurrence) -> bool:
    return after.sequence > before.sequence and after.last_modified > before.last_modified


async def test_what_was_never_public_is_newer_after_a_restore_than_any_phone_has_it() -> None:
    event = await make("Utkast")
    (before,) = (await _by_uid()).values()
    await after_restore(NOW + MINUTE)
    (after,) = (await _by_uid()).values()
    assert after.sequence == before.sequence + 1000
    assert after.last_modified == NOW + MINUTE
    assert (await get_event(event.id)).version == event.version + 1000


async def test_every_change_is_seen_and_nothing_else() -> None:
    """Also what no public version counts: drafts, plans, deletions."""
    event = await make("Utkast", co_organiser_ids=(GJOVIK,), venue_id=1)
    now, state = NOW, await programme_state()
    acts: list[Act] = [
        lambda event, now: edit(event.id, now=now, summary="Kort sagt."),
        _of_event(set_workflow, Workflow.PLANNED),
        _of_first_date(cancel_date, reason="Sykdom"),
        _rename_venue,
        _of_event(leave_event, GJOVIK),
        _of_event(delete_event),
    ]
    for act in acts:
        assert await programme_state() == state
        now += MINUTE
        await act(event, now)
        new = await programme_state()
        assert new != state
        assert new.stamp > state.stamp
        state = new


async def test_stamp_is_the_second_after_the_change_and_never_the_earlier_of_two() -> None:
    await make("Utkast")
    half = NOW + timedelta(milliseconds=500)
    await edit((await make("Et annet")).id, now=half + MINUTE, summary="Kort sagt.")
    stamp = (await programme_state()).stamp
    assert stamp == NOW + MINUTE + timedelta(seconds=1)
    await edit((await make("Et tredje")).id, now=NOW, summary="En klokke som går etter.")
    assert (await programme_state()).stamp == stamp
