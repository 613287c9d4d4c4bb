"""Links that let somebody choose a password, once: an invitation, or a way to a new password.

The address holds a token of 256 random bits, the table only its hash. A link is gone when it was
used, when another is made, when the password changes in whatever way, when the person is kept
out or may do more than before, and when its time has run out (T-14, T-24).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from calendar_app.storage.events import GoneError
from calendar_app.storage.rows import OneTimeLinkRow, StaffRow
from calendar_app.storage.staff import set_password
from calendar_app.storage.tokens import new_token, token_hash
from calendar_app.storage.transaction import transaction


class Purpose(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    NEW_PASSWORD = "password"  # noqa: S105 - the name of a purpose


LIFETIME = {Purpose.INVITATION: timedelta(days=7), Purpose.NEW_PASSWORD: timedelta(minutes=60)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLink:
    """A new link: `token` is given this once. `expires_at` is UTC."""

    token: str
    purpose: Purpose
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLink:
    """A link that still holds, and whose account it opens."""

    staff_id: int
    email: str
    name: str
    purpose: Purpose


async def make_link(staff_id: int, *, made_by: int | None, now: datetime) -> MadeLink:
    """Make a link in place of those there are: an invitation as long as there is no password.

    Raises GoneError for an account that is kept out, or is not there.
    """
    token = new_token()
    async with transaction():
        row = await StaffRow.filter(id=staff_id, disabled_at=None).select_for_update().first()
        if row is None:
            raise GoneError(staff_id)
        purpose = Purpose.NEW_PASSWORD if row.password_hash else Purpose.INVITATION
        await OneTimeLinkRow.filter(staff_id=staff_id).delete()
        link = await OneTimeLinkRow.create(
            token_hash=token_hash(token),
            staff_id=staff_id,
            purpose=purpose.value,
            created_by=made_by,
            created_at=now,
            expires_at=now + LIFETIME[purpose],
        )
    return MadeLink(token=token, purpose=purpose, expires_at=link.expires_at)


async def find_link(token: str, *, now: datetime) -> OpenLink | None:
    """Find a link that holds at `now`. Whatever is asked for that is none costs the same."""
    row = await OneTimeLinkRow.get_or_none(token_hash=token_hash(token)).select_related("staff")
    if row is None or row.expires_at <= now or row.staff.disabled_at is not None:
        return None
    return OpenLink(
        staff_id=row.staff_id,
        email=row.staff.email,
        name=row.staff.name,
        purpose=Purpose(row.purpose),
    )


async def use_link(token: str, *, password_hash: str, now: datetime) -> bool:
    """Set the password of the link's account and take the link away; every log-in ends.

    False when it does not hold: of two who use it at once, one does (T-22).
    """
    async with transaction():
        found = await find_link(token, now=now)
        if found is None:
            return False
        if not await OneTimeLinkRow.filter(token_hash=token_hash(token)).delete():
            return False
        await set_password(found.staff_id, password_hash)
    return True
