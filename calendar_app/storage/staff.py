"""The people who log in: accounts with a password hash, and a role at each of their libraries."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tortoise.exceptions import IntegrityError
from tortoise.expressions import F

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.text import clean_line
from calendar_app.storage.rows import (
    CommunityMemberRow,
    OneTimeLinkRow,
    PersonalFeedRow,
    SessionRow,
    StaffRoleRow,
    StaffRow,
)
from calendar_app.storage.transaction import transaction

MAX_EMAIL = 254
"""The longest address there can be (RFC 5321 §4.5.3.1.3), and what its column holds."""


class EmailTakenError(Exception):
    """There is an account with this e-mail address already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAccount:
    """An account; `disabled_at` (UTC) is None as long as the person may log in."""

    member: StaffMember
    password_hash: str = field(repr=False)
    disabled_at: datetime | None

    @property
    def is_disabled(self) -> bool:
        """Tell whether the person is kept out."""
        return self.disabled_at is not None


def folded_email(text: str) -> str:
    """Give the one spelling under which an address is stored and found."""
    return unicodedata.normalize("NFKC", clean_line(text)).strip().casefold()


async def find_account(email: str) -> StaffAccount | None:
    """Find an account by its e-mail address, in whatever case it was typed."""
    folded = folded_email(email)
    if len(folded) > MAX_EMAIL:
        return None
    row = await StaffRow.get_or_none(email=folded)
    return None if row is None else (await _accounts([row]))[0]


async def staff_accounts() -> list[StaffAccount]:
    """Give all accounts in order of e-mail address."""
    return await _accounts(await StaffRow.all().order_by("email"))


async def add_staff(
    email: str, *, name: str, password_hash: str, roles: Mapping[int, Role], now: datetime
) -> StaffAccount:
    """Add an account with a role at each library id. Raises EmailTakenError."""
    try:
        async with transaction():
            row = await StaffRow.create(
                email=folded_email(email), name=name, password_hash=password_hash, created_at=now
            )
            for library_id, role in roles.items():
                await StaffRoleRow.create(staff_id=row.id, library_id=library_id, role=role.value)
    except IntegrityError:
        raise EmailTakenError from None
    return (await _accounts([row]))[0]


async def set_password(staff_id: int, password_hash: str) -> None:
    """Give an account another password; whoever is logged in with the old one is out.

    Links that let choose a password die with it (T-24).
    """
    async with transaction():
        await StaffRow.filter(id=staff_id).update(password_hash=password_hash)
        await OneTimeLinkRow.filter(staff_id=staff_id).delete()
        # No clock is given here; when it was last used is near enough, and never too late.
        await SessionRow.filter(staff_id=staff_id, ended_at=None).update(ended_at=F("seen_at"))


async def renew_hash(staff_id: int, *, old: str, new: str) -> None:
    """Put a stronger hash of the same password in place of `old`, unless that has gone."""
    await StaffRow.filter(id=staff_id, password_hash=old).update(password_hash=new)


async def disable_staff(staff_id: int, *, now: datetime) -> None:
    """Keep somebody out from this moment on, also where they are logged in.

    Their personal feeds end for good: letting them in again does not bring those back (T-14).
    """
    async with transaction():
        await StaffRow.filter(id=staff_id, disabled_at=None).update(disabled_at=now)
        await OneTimeLinkRow.filter(staff_id=staff_id).delete()
        await SessionRow.filter(staff_id=staff_id, ended_at=None).update(ended_at=now)
        await PersonalFeedRow.filter(staff_id=staff_id, ended_at=None).update(ended_at=now)


async def enable_staff(staff_id: int) -> None:
    """Let somebody in again."""
    await StaffRow.filter(id=staff_id).update(disabled_at=None)


async def members_of(rows: Collection[StaffRow]) -> dict[int, StaffMember]:
    """Give the person of each row by id, with roles and communities: two queries for all."""
    ids = [row.id for row in rows]
    roles: dict[int, dict[int, Role]] = defaultdict(dict)
    for role in await StaffRoleRow.filter(staff_id__in=ids).order_by("library_id"):
        roles[role.staff_id][role.library_id] = Role(role.role)
    communities: dict[int, set[int]] = defaultdict(set)
    for member in await CommunityMemberRow.filter(staff_id__in=ids):
        communities[member.staff_id].add(member.community_id)
    return {
        row.id: StaffMember(
            id=row.id,
            email=row.email,
            name=row.name,
            roles=roles.get(row.id, {}),
            community_ids=frozenset(communities.get(row.id, ())),
            language=row.language,
        )
        for row in rows
    }


async def _accounts(rows: list[StaffRow]) -> list[StaffAccount]:
    members = await members_of(rows)
    return [
        StaffAccount(
            member=members[row.id], password_hash=row.password_hash, disabled_at=row.disabled_at
        )
        for row in rows
    ]
