"""What the desk alone asks: drafts that wait, attendance that is missing, sign-ups."""

from datetime import date, timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import (
    Event,
    Mode,
    Schedule,
    Visibility,
    Workflow,
)
from calendar_app.domain.imported import ImportedEvent
from calendar_app.domain.timing import DAY, Window
from calendar_app.storage.attendance import save_attendance
from calendar_app.storage.desk import counted_dates, gone_through, own_sign_ups, waiting_drafts
from calendar_app.storage.events import NewEvent, create_event, get_event, save_event
from calendar_app.storage.imports import add_imported
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.plan import read_plan
from calendar_app.storage.sign_ups import sign_up
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.events import details, edit, single, timed, weekly
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

pytestmark = pytest.mark.usefixtures("stored_vocabulary")
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4
DAY_ = date(2027, 2, 8)


@pytest.fixture
async def stored_vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


def staff_of(*library_ids: int) -> StaffMember:
    return StaffMember(id=1, email="", name="", roles=dict.fromkeys(library_ids, Role.EDITOR))


async def make(
    title: str,
    workflow: Workflow = Workflow.PUBLISHED,
    *,
    schedule: Schedule | None = None,
    **said: Any,
) -> Event:
    new = NewEvent(
        details=details(title, **said),
        schedule=schedule or single(timed(DAY_)),
        workflow=workflow,
    )
    return await create_event(new, staff_id=None, now=NOW)


async def test_drafts_wait_newest_first_and_say_whether_they_were_imported() -> None:
    for minutes, title in enumerate(("Eldst", "Nyest")):
        new = NewEvent(details=details(title), schedule=single(timed(DAY_)))
        await create_event(new, staff_id=None, now=NOW + timedelta(minutes=minutes))
    await make("Planlagt", Workflow.PLANNED)
    await make("Andres", Workflow.DRAFT, organiser_id=GJOVIK)
    said = ImportedEvent(uid="x", digest="1", title="Hentet", schedule=single(timed(DAY_)))
    imported = await add_imported(
        said,
        details("Hentet"),
        library_id=HAMAR,
        source="fil.ics",
        workflow=Workflow.DRAFT,
        now=NOW,
    )
    person = staff_of(HAMAR)
    found = [(one.title, one.is_imported) for one in await waiting_drafts(person)]
    assert found == [("Nyest", False), ("Hentet", True), ("Eldst", False)]
    assert await waiting_drafts(staff_of()) == []
    window = Window(DAY_, DAY_ + DAY)
    planned = await read_plan(person, window=window, vocabulary=await load_vocabulary())
    (event,) = [one.event for one in planned if one.event.id == imported.id]
    assert (event.is_imported, event.says_ages) == (True, False)


async def test_who_saves_an_imported_event_has_gone_through_it() -> None:
    one, other = await make("Ett"), await make("Et annet")
    await edit(one.id, now=NOW, summary="Av et program, ikke av noen.")
    assert await gone_through([one.id, other.id]) == set()
    person = await make_staff("noen@example.org", Role.EDITOR, "hamar", now=NOW)
    await _edit_as(person.id, one)
    assert await gone_through([one.id, other.id]) == {one.id}


async def _edit_as(staff_id: int, event: Event) -> None:
    now = await get_event(event.id)
    await save_event(
        event.id,
        details=now.details,
        schedule=now.schedule,
        expected_version=now.version,
        announce_move=False,
        staff_id=staff_id,
        now=NOW,
    )


async def test_attendance_that_says_nothing_is_still_missing() -> None:
    """D-30: 0 is a number, empty is not; what is left out of the statistics is settled."""
    past = Window(date(2026, 10, 1), date(2026, 11, 23))
    event = await make("Serie", schedule=weekly(date(2026, 10, 5), count=4))
    ids = [one.id for one in await occurrences_of(event.id)]
    numbers = {
        ids[0]: Attendance(participants=0),
        ids[1]: Attendance(),
        ids[2]: Attendance(counts=False),
    }
    await save_attendance(numbers, staff_id=None, now=NOW)
    assert await counted_dates(past) == {ids[0], ids[2]}


async def test_sign_ups_are_ones_own_and_to_come() -> None:
    me = await make_staff("meg@example.org", Role.EDITOR, "hamar", now=NOW)
    other = await make_staff("andre@example.org", Role.EDITOR, "hamar", now=NOW)
    event = await make("Samling", visibility=Visibility.STAFF, mode=Mode.HYBRID, online_url="x")
    (there,) = await occurrences_of(event.id)
    await sign_up(event.id, there.id, staff_id=me.id, way=Mode.ONLINE, now=NOW)
    assert await own_sign_ups(me, today=NOW.date()) == {there.id: Mode.ONLINE}
    assert await own_sign_ups(me, today=DAY_ + DAY) == {}
    assert await own_sign_ups(other, today=NOW.date()) == {}
