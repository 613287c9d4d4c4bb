"""Sign-ups for dates of gatherings, on both databases."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import Mode
from calendar_app.domain.sign_up import KEPT_DAYS, Bar
from calendar_app.domain.timing import local_date
from calendar_app.storage.attendance import attendance_of
from calendar_app.storage.events import GoneError, cancel_event
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.sign_ups import (
    SignUpRefusedError,
    delete_old_sign_ups,
    own_sign_ups,
    sign_up,
    sign_ups_of,
    withdraw_sign_up,
)
from calendar_app.storage.staff import disable_staff
from tests.support.events import edit, weekly
from tests.support.gatherings import DAY, make_gathering, utc
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

HERE, THERE = Mode.IN_PERSON, Mode.ONLINE


@pytest.fixture(autouse=True)
async def _vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def staff(number: int) -> StaffMember:
    return await make_staff(f"p{number}@example.org", Role.EDITOR, "gjovik", now=NOW)


async def first_date(event_id: int) -> int:
    return (await occurrences_of(event_id))[0].id


async def refused(
    event_id: int, date_id: int, staff_id: int, way: Mode = HERE, *, now: datetime = NOW
) -> Bar | None:
    try:
        await sign_up(event_id, date_id, staff_id=staff_id, way=way, now=now)
    except SignUpRefusedError as error:
        return error.bar
    return None


async def test_somebody_signs_up_changes_the_way_and_withdraws() -> None:
    event, person = await make_gathering(), await staff(1)
    date_id = await first_date(event.id)
    await sign_up(event.id, date_id, staff_id=person.id, way=HERE, now=NOW)
    [signed] = (await sign_ups_of([event.id]))[date_id]
    assert (signed.staff_id, signed.name, signed.library_ids, signed.way) == (
        person.id,
        "Bibliotekaren",
        (4,),
        HERE,
    )
    await sign_up(event.id, date_id, staff_id=person.id, way=THERE, now=NOW + timedelta(days=1))
    [changed] = (await sign_ups_of([event.id]))[date_id]
    assert changed == replace(signed, way=THERE)
    assert await own_sign_ups(person.id) == {date_id: THERE}
    await withdraw_sign_up(event.id, date_id, staff_id=person.id, now=NOW)
    await withdraw_sign_up(event.id, date_id, staff_id=person.id, now=NOW)
    assert await sign_ups_of([event.id]) == {}


async def test_one_place_goes_to_one_of_twenty_who_press_together() -> None:
    """T-22."""
    event = await make_gathering(capacity=1)
    date_id = await first_date(event.id)
    people = [await staff(number) for number in range(20)]
    answers = await asyncio.gather(*(refused(event.id, date_id, one.id) for one in people))
    assert sorted(str(one) for one in answers) == ["None"] + [Bar.FULL.value] * 19
    assert len((await sign_ups_of([event.id]))[date_id]) == 1


async def test_the_same_press_twenty_times_is_one_sign_up() -> None:
    """T-22: double submit."""
    event, person = await make_gathering(capacity=1), await staff(1)
    date_id = await first_date(event.id)
    answers = await asyncio.gather(*(refused(event.id, date_id, person.id) for _ in range(20)))
    assert answers == [None] * 20
    assert len((await sign_ups_of([event.id]))[date_id]) == 1


async def test_a_place_that_is_given_back_is_free_for_the_next() -> None:
    event, one, other = await make_gathering(capacity=1), await staff(1), await staff(2)
    date_id = await first_date(event.id)
    assert await refused(event.id, date_id, one.id) is None
    assert await refused(event.id, date_id, other.id) is Bar.FULL
    assert await refused(event.id, date_id, other.id, THERE) is None
    await sign_up(event.id, date_id, staff_id=one.id, way=THERE, now=NOW)
    assert await refused(event.id, date_id, other.id) is None


async def test_who_is_kept_out_takes_no_place_and_is_not_listed() -> None:
    event, one, other = await make_gathering(capacity=1), await staff(1), await staff(2)
    date_id = await first_date(event.id)
    await sign_up(event.id, date_id, staff_id=one.id, way=HERE, now=NOW)
    await disable_staff(one.id, now=NOW)
    assert await refused(event.id, date_id, other.id) is None
    assert [row.staff_id for row in (await sign_ups_of([event.id]))[date_id]] == [other.id]


async def test_a_smaller_room_takes_nobodys_place_away() -> None:
    event, one, other = await make_gathering(capacity=2), await staff(1), await staff(2)
    date_id = await first_date(event.id)
    for person in (one, other):
        await sign_up(event.id, date_id, staff_id=person.id, way=HERE, now=NOW)
    await edit(event.id, now=NOW, capacity=1)
    assert len((await sign_ups_of([event.id]))[date_id]) == 2
    # Pressing the same once more changes nothing, and refuses nothing.
    assert await refused(event.id, date_id, one.id) is None


async def test_it_is_closed_after_the_deadline_but_not_for_leaving() -> None:
    event = await make_gathering(closes_at=utc(date(2027, 2, 1), 12))
    one, other = await staff(1), await staff(2)
    date_id = await first_date(event.id)
    late = utc(date(2027, 2, 1), 12)
    assert await refused(event.id, date_id, one.id, now=late - timedelta(seconds=1)) is None
    assert await refused(event.id, date_id, other.id, now=late) is Bar.CLOSED
    assert await refused(event.id, date_id, one.id, THERE, now=late) is Bar.CLOSED
    await withdraw_sign_up(event.id, date_id, staff_id=one.id, now=late)
    assert await sign_ups_of([event.id]) == {}


async def test_what_is_over_stays_as_it_was() -> None:
    event, person = await make_gathering(), await staff(1)
    date_id = await first_date(event.id)
    await sign_up(event.id, date_id, staff_id=person.id, way=HERE, now=NOW)
    over = utc(DAY, 18)
    assert await refused(event.id, date_id, person.id, THERE, now=over) is Bar.PAST
    with pytest.raises(SignUpRefusedError):
        await withdraw_sign_up(event.id, date_id, staff_id=person.id, now=over)
    assert await own_sign_ups(person.id) == {date_id: HERE}


async def test_nobody_signs_up_for_what_is_cancelled_or_gone() -> None:
    event, person = await make_gathering(), await staff(1)
    date_id = await first_date(event.id)
    await cancel_event(event.id, reason="Sykdom", staff_id=None, now=NOW)
    assert await refused(event.id, date_id, person.id) is Bar.CALLED_OFF
    with pytest.raises(GoneError):
        await sign_up(event.id, 2**31 - 1, staff_id=person.id, way=HERE, now=NOW)


async def test_places_of_one_date_are_not_those_of_another() -> None:
    event = await make_gathering(schedule=weekly(DAY, 3), capacity=1)
    one, other = await staff(1), await staff(2)
    dates = [date_.id for date_ in await occurrences_of(event.id)]
    assert await refused(event.id, dates[0], one.id) is None
    assert await refused(event.id, dates[1], other.id) is None
    assert await refused(event.id, dates[1], one.id) is Bar.FULL


async def test_a_date_with_sign_ups_stays_when_its_series_no_longer_has_it() -> None:
    event, person = await make_gathering(schedule=weekly(DAY, 3)), await staff(1)
    last = (await occurrences_of(event.id))[-1]
    await sign_up(event.id, last.id, staff_id=person.id, way=HERE, now=NOW)
    await edit(event.id, now=NOW, schedule=weekly(DAY, 1))
    assert [one.id for one in await occurrences_of(event.id)][-1] == last.id
    assert await own_sign_ups(person.id) == {last.id: HERE}


async def test_who_signed_up_is_forgotten_a_year_after_the_date() -> None:
    """D-21: the counts stay."""
    event, person = await make_gathering(schedule=weekly(DAY, 2)), await staff(1)
    dates = await occurrences_of(event.id)
    for one in dates:
        await sign_up(event.id, one.id, staff_id=person.id, way=HERE, now=NOW)
    kept = DAY + timedelta(days=KEPT_DAYS)
    assert await delete_old_sign_ups(today=kept, now=NOW) == 0
    assert await delete_old_sign_ups(today=kept + timedelta(days=1), now=NOW) == 1
    counts = {dates[0].id: Attendance(participants=1, digital=0)}
    assert await attendance_of([one.id for one in dates]) == counts
    assert await own_sign_ups(person.id) == {dates[1].id: HERE}
    assert local_date(NOW) < DAY
