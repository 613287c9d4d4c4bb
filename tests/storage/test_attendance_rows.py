"""Who came, stored: all numbers of a page or none, and which dates still lack theirs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import State, Visibility, Workflow
from calendar_app.domain.figures import Period
from calendar_app.storage.attendance import (
    attendance_of,
    dates_without_numbers,
    save_attendance,
)
from calendar_app.storage.events import GoneError, NewEvent, create_event
from calendar_app.storage.figures import stored_figures
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from calendar_app.storage.rows import SignUpRow
from calendar_app.storage.staff import add_staff
from tests.support.counting import counted_queries
from tests.support.events import details, publish, weekly
from tests.support.samples import store_vocabulary

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()
AUTUMN = Period(first=date(2026, 9, 1), last=date(2026, 12, 31))
MONTHS_AGO = date(2026, 9, 23)


async def make_past(**said: Any) -> tuple[int, list[int]]:
    event = await publish(weekly(MONTHS_AGO, 4), now=NOW - timedelta(days=90), **said)
    return event.id, [one.id for one in await occurrences_of(event.id)]


async def test_numbers_are_kept_changed_and_told_from_nothing(database: str) -> None:
    """D-30: what is empty stays empty, 0 is stored as 0."""
    await store_vocabulary(now=NOW)
    _, (one, two, *_) = await make_past()
    await save_attendance({one: Attendance(participants=0)}, staff_id=None, now=NOW)
    await save_attendance({two: Attendance(counts=False)}, staff_id=None, now=NOW)
    assert await attendance_of([one, two, 99]) == {
        one: Attendance(participants=0),
        two: Attendance(counts=False),
    }
    said = Attendance(participants=12, children_youth=8, digital=0)
    await save_attendance({one: said}, staff_id=7, now=NOW)
    assert (await attendance_of([one]))[one] == said


async def test_a_date_that_is_gone_takes_the_whole_page_along(database: str) -> None:
    await store_vocabulary(now=NOW)
    _, (one, *_) = await make_past()
    numbers = {one: Attendance(participants=3), 999: Attendance(participants=4)}
    with pytest.raises(GoneError):
        await save_attendance(numbers, staff_id=None, now=NOW)
    assert await attendance_of([one]) == {}


async def test_dates_that_took_place_and_have_no_number_are_asked_for(database: str) -> None:
    """D-30: newest first; not what was called off, is for staff, or of another library."""
    await store_vocabulary(now=NOW)
    event_id, (one, two, three, four) = await make_past()
    schools, _ = await make_past(title="Klassebesøk", visibility=Visibility.SCHOOLS)
    await make_past(title="Samling", visibility=Visibility.STAFF)
    await make_past(title="Andres", organiser_id=4)
    plan = NewEvent(
        details=details("Plan"), schedule=weekly(MONTHS_AGO, 2), workflow=Workflow.PLANNED
    )
    await create_event(plan, staff_id=None, now=NOW)
    await cancel_date(event_id, two, reason="Sykdom", staff_id=None, now=NOW)
    numbers = {three: Attendance(participants=0), four: Attendance(counts=False)}
    await save_attendance(numbers, staff_id=None, now=NOW)
    found = await dates_without_numbers([1], period=AUTUMN, today=TODAY)
    assert [(event.id, date.id) for event, date in found if event.id == event_id] == [
        (event_id, one)
    ]
    assert [event.id for event, _ in found].count(schools) == 4
    assert len(found) == 5
    days = [date.span.first for _, date in found]
    assert days == sorted(days, reverse=True)
    assert await dates_without_numbers([], period=AUTUMN, today=TODAY) == []


async def test_figures_cost_the_same_for_any_number_of_events(database: str) -> None:
    await store_vocabulary(now=NOW)
    await make_past()
    with counted_queries() as few:
        await stored_figures(AUTUMN)
    for number in range(3):
        await make_past(title=f"Nr. {number}")
    with counted_queries() as many:
        stored = await stored_figures(AUTUMN)
    assert len(few) == len(many)
    assert len(stored.dates) == 16
    assert {event.state for event, _ in stored.dates} == {State.SCHEDULED}


async def test_who_signed_up_is_counted_once_at_the_first_of_their_libraries(
    database: str,
) -> None:
    await store_vocabulary(now=NOW)
    _, (one, *_) = await make_past(visibility=Visibility.STAFF)
    for number, libraries in enumerate(([1], [1, 4], [4], [])):
        account = await add_staff(
            f"{number}@example.org",
            name="Bibliotekaren",
            password_hash="",
            roles=dict.fromkeys(libraries, Role.EDITOR),
            now=NOW,
        )
        await SignUpRow.create(
            occurrence_id=one, staff_id=account.member.id, mode="online", created_at=NOW
        )
    assert (await stored_figures(AUTUMN)).signed_up == {one: {1: 2, 4: 1}}
