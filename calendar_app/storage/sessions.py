"""Who is logged in: rows on the server, found by the hash of the token in the cookie.

A copied database lets nobody in, and a copied cookie is worth nothing after the log-out. A
session ends when it was not used for 8 hours, and 7 days after the log-in whatever happens.
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
_NOTED_EVERY = timedelta(minutes=5)
_CLOCK_SLIP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody's log-in; `csrf_token` stands in every form of it."""

    person: StaffMember
    csrf_token: str


async def start_session(staff_id: int, *, now: datetime) -> str:
    """Log somebody in and give the token for the cookie; clears away what has run out."""
    token = new_token()
    async with transaction():
        await SessionRow.filter(_ended(now)).delete()
        await SessionRow.create(
            token_hash=token_hash(token),
            csrf_token=new_token(),
            staff_id=staff_id,
            created_at=now,
            seen_at=now,
        )
    return token


async def find_session(token: str, *, now: datetime) -> Session | None:
    """Find a log-in that still holds, and note that it was used."""
    row = await SessionRow.get_or_none(token_hash=token_hash(token)).select_related("staff")
    if row is None or row.staff.disabled_at is not None or not _holds(row, now):
        return None
    if now - row.seen_at > _NOTED_EVERY:
        await SessionRow.filter(id=row.id).update(seen_at=now)
    person = (await members_of([row.staff]))[row.staff_id]
    return Session(person=person, csrf_token=row.csrf_token)


async def end_session(token: str) -> None:
    """Log out."""
    await SessionRow.filter(token_hash=token_hash(token)).delete()


def _ended(now: datetime) -> Q:
    return Q(created_at__lte=now - LONGEST) | Q(seen_at__lte=now - IDLE)


def _holds(row: SessionRow, now: datetime) -> bool:
    """Tell whether it has not run out; one from the future does not outlive a clock set back."""
    age = now - row.created_at
    return -_CLOCK_SLIP <= age < LONGEST and now - row.seen_at < IDLE
