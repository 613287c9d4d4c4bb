"""Who is logged in: rows on the server, found by the hash of the token in the cookie.

A copied database lets nobody in, and a copied cookie is worth nothing after the log-out. A
session ends when it was not used for 8 hours, and 7 days after the log-in whatever happens. Its
row stays for 30 days: it lets nobody in, but what is sent under it can be kept for its person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import Q

from calendar_app.domain.access import StaffMember
from calendar_app.storage.rows import SessionRow
from calendar_app.storage.staff import members_of
from calendar_app.storage.tokens import new_token, token_hash
from calendar_app.storage.transaction import transaction

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
REMEMBERED = timedelta(days=30)
"""How long after its end it is still known whose a log-in was."""

_NOTED_EVERY = timedelta(minutes=5)
_CLOCK_SLIP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody's log-in; `csrf_token` stands in every form of it."""

    id: int
    person: StaffMember
    csrf_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSession:
    """A log-in that has ended: it opens nothing, it only tells whose a form was."""

    staff_id: int
    csrf_token: str


async def start_session(staff_id: int, *, now: datetime, device: str = "") -> str:
    """Log somebody in and give the token for the cookie; clears away what ended long ago.

    `device` is what the person knows the log-in again by (`domain.device`).
    """
    token = new_token()
    async with transaction():
        await SessionRow.filter(_is_forgotten(now)).delete()
        await SessionRow.create(
            token_hash=token_hash(token),
            csrf_token=new_token(),
            staff_id=staff_id,
            created_at=now,
            seen_at=now,
            device=device,
        )
    return token


async def find_session(token: str, *, now: datetime) -> Session | None:
    """Find a log-in that still holds, and note that it was used."""
    row = await SessionRow.get_or_none(token_hash=token_hash(token)).select_related("staff")
    if row is None or row.ended_at or row.staff.disabled_at or not _holds(row, now):
        return None
    if now - row.seen_at > _NOTED_EVERY:
        await SessionRow.filter(id=row.id).update(seen_at=now)
    person = (await members_of([row.staff]))[row.staff_id]
    return Session(id=row.id, person=person, csrf_token=row.csrf_token)


async def find_ended_session(token: str, *, now: datetime) -> EndedSession | None:
    """Find a log-in that has ended within 30 days, of somebody who is not kept out."""
    row = await SessionRow.get_or_none(token_hash=token_hash(token)).select_related("staff")
    if row is None or row.staff.disabled_at or not _has_ended(row, now):
        return None
    return EndedSession(staff_id=row.staff_id, csrf_token=row.csrf_token)


async def was_form_of(staff_id: int, csrf_token: str, *, now: datetime) -> bool:
    """Tell whether a form was of an earlier log-in of the same person."""
    rows = await SessionRow.filter(staff_id=staff_id, csrf_token=csrf_token)
    return any(_has_ended(row, now) for row in rows)


async def end_session(token: str, *, now: datetime) -> None:
    """Log out."""
    await SessionRow.filter(token_hash=token_hash(token), ended_at=None).update(ended_at=now)


def _is_forgotten(now: datetime) -> Q:
    ended = now - REMEMBERED
    return (
        Q(ended_at__lte=ended) | Q(created_at__lte=ended - LONGEST) | Q(seen_at__lte=ended - IDLE)
    )


def _has_ended(row: SessionRow, now: datetime) -> bool:
    """Tell whether it ended within the time for which that is remembered."""
    end = row.ended_at or min(row.created_at + LONGEST, row.seen_at + IDLE)
    return now - REMEMBERED < end <= now


def _holds(row: SessionRow, now: datetime) -> bool:
    """Tell whether it has not run out; one from the future does not outlive a clock set back."""
    age = now - row.created_at
    return -_CLOCK_SLIP <= age < LONGEST and now - row.seen_at < IDLE
