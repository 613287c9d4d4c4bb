"""Who has signed up for the dates of gatherings. One call, one transaction.

Those who are kept out take no places. A row is deleted `domain.sign_up.KEPT_DAYS` days after its
date; how many came is then known as attendance, which holds no names (D-21).
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import Event, Mode, Occurrence
from calendar_app.domain.sign_up import KEPT_DAYS, Bar, SignUp, is_over, refusal
from calendar_app.storage.attendance import attendance_of, save_attendance
from calendar_app.storage.event_rows import batches
from calendar_app.storage.events import GoneError, get_event
from calendar_app.storage.occurrences import find_occurrence
from calendar_app.storage.rows import EventRow, SignUpRow
from calendar_app.storage.staff import members_of
from calendar_app.storage.transaction import transaction


class SignUpRefusedError(Exception):
    """The sign-up, or its withdrawal, comes too late or finds no place; `bar` says which."""

    def __init__(self, bar: Bar) -> None:
        super().__init__(bar.value)
        self.bar = bar


async def sign_up(
    event_id: int, occurrence_id: int, *, staff_id: int, way: Mode, now: datetime
) -> None:
    """Sign somebody up for a date, or change the way of who is; raises `SignUpRefusedError`.

    The event is locked, so that those who press together do not take one place together (T-22),
    and nobody signs up for what is being called off. Raises `GoneError` for a date that is gone.
    """
    async with transaction():
        event, occurrence = await _locked(event_id, occurrence_id)
        own = SignUpRow.filter(occurrence_id=occurrence_id, staff_id=staff_id)
        mine = await own.first()
        if mine and mine.mode == way.value:
            return
        taken = await _ways_of_others(occurrence_id, staff_id)
        if bar := refusal(event, occurrence, way, taken=taken, now=now):
            raise SignUpRefusedError(bar)
        if mine:
            await own.update(mode=way.value)
        else:
            await SignUpRow.create(
                occurrence_id=occurrence_id, staff_id=staff_id, mode=way.value, created_at=now
            )


async def withdraw_sign_up(
    event_id: int, occurrence_id: int, *, staff_id: int, now: datetime
) -> None:
    """Give somebody's place back, also after the deadline; not after the date has passed."""
    async with transaction():
        _, occurrence = await _locked(event_id, occurrence_id)
        if is_over(occurrence, now=now):
            raise SignUpRefusedError(Bar.PAST)
        await SignUpRow.filter(occurrence_id=occurrence_id, staff_id=staff_id).delete()


async def sign_ups_of(event_ids: Collection[int]) -> dict[int, list[SignUp]]:
    """Give who has signed up for the dates of events, by id of the date, in order of sign-up."""
    rows: list[SignUpRow] = []
    for batch in batches(sorted(event_ids)):
        found = SignUpRow.filter(occurrence__event_id__in=batch, staff__disabled_at=None)
        rows += await found.select_related("staff").order_by("id")
    people = await members_of(list({row.staff_id: row.staff for row in rows}.values()))
    sign_ups: dict[int, list[SignUp]] = defaultdict(list)
    for row in rows:
        person = people[row.staff_id]
        sign_ups[row.occurrence_id].append(
            SignUp(
                occurrence_id=row.occurrence_id,
                staff_id=person.id,
                name=person.name,
                library_ids=person.library_ids,
                way=Mode(row.mode),
                created_at=row.created_at,
            )
        )
    return sign_ups


async def own_sign_ups(staff_id: int) -> dict[int, Mode]:
    """Give the ways in which somebody has signed up, by id of the date."""
    rows = await SignUpRow.filter(staff_id=staff_id).values("occurrence_id", "mode")
    return {row["occurrence_id"]: Mode(row["mode"]) for row in rows}


async def delete_old_sign_ups(*, today: date, now: datetime) -> int:
    """Forget who signed up for dates that are long past (D-21); gives how many were forgotten.

    How many they were stays, as attendance, where the host has not entered it.
    """
    before = today - timedelta(days=KEPT_DAYS)
    async with transaction():
        rows = SignUpRow.filter(occurrence__end_date__lt=before)
        old = await rows.values("id", "occurrence_id", "mode")
        await _keep_counts([(row["occurrence_id"], row["mode"]) for row in old], now=now)
        for batch in batches([row["id"] for row in old]):
            await SignUpRow.filter(id__in=batch).delete()
    return len(old)


async def _keep_counts(signed_up: list[tuple[int, str]], *, now: datetime) -> None:
    ways: dict[int, list[str]] = defaultdict(list)
    for occurrence_id, mode in signed_up:
        ways[occurrence_id].append(mode)
    known = await attendance_of(ways)
    counts = {
        occurrence_id: Attendance(participants=len(modes), digital=modes.count(Mode.ONLINE.value))
        for occurrence_id, modes in ways.items()
        if occurrence_id not in known
    }
    await save_attendance(counts, staff_id=None, now=now)


async def _locked(event_id: int, occurrence_id: int) -> tuple[Event, Occurrence]:
    """Lock the event first, as `storage.changes.changing` does, and read what it says now."""
    await EventRow.filter(id=event_id).select_for_update().only("id")
    event = await get_event(event_id)
    occurrence = await find_occurrence(event_id, occurrence_id)
    if occurrence is None:
        raise GoneError(occurrence_id)
    return event, occurrence


async def _ways_of_others(occurrence_id: int, staff_id: int) -> list[Mode]:
    """Give the ways that are taken; those who are kept out take no place."""
    rows = SignUpRow.filter(occurrence_id=occurrence_id, staff__disabled_at=None)
    return [
        Mode(row["mode"])
        for row in await rows.values("mode", "staff_id")
        if row["staff_id"] != staff_id
    ]
