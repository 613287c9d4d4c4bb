"""The people of the libraries: invited, given roles, kept out and let in again.

Every change of roles notes the moment in `access_changed_at`, by which the personal feeds of the
person tell that what they show may be another thing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.people import (
    Person,
    invitation_problems,
    may_keep_account,
    name_problems,
    no_longer_admin_at,
    rises,
)
from calendar_app.domain.problems import Problem
from calendar_app.storage.access_changes import note_access_change
from calendar_app.storage.events import MAX_ID, GoneError
from calendar_app.storage.one_time_links import MadeLink, make_link
from calendar_app.storage.rows import LibraryRow, OneTimeLinkRow, StaffRoleRow, StaffRow
from calendar_app.storage.staff import (
    EmailTakenError,
    add_staff,
    disable_staff,
    enable_staff,
    folded_email,
    members_of,
)
from calendar_app.storage.transaction import transaction

Wanted = Mapping[int, Role | None]
"""The role at each library id; None for none. A library that is not named stays as it is."""


class LastAdminError(Exception):
    """A library would have nobody left who decides about its people."""

    def __init__(self, library_ids: Collection[int]) -> None:
        super().__init__(", ".join(map(str, library_ids)))
        self.library_ids = tuple(library_ids)


class InvitationRefusedError(Exception):
    """Nobody is invited like this; `problems` says why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Who was invited. `link` is None when they have a password already."""

    person: Person
    is_new: bool
    link: MadeLink | None


async def people_of(library_ids: Collection[int]) -> list[Person]:
    """Give whoever has a role at one of the libraries, once each, by name: four queries."""
    roles = StaffRoleRow.filter(library_id__in=list(library_ids))
    ids = {row["staff_id"] for row in await roles.values("staff_id")}
    rows = await StaffRow.filter(id__in=sorted(ids))
    return sorted(await _people(rows), key=lambda one: (one.member.name.casefold(), one.member.id))


async def find_person(staff_id: int) -> Person | None:
    """Find an account by its id; any number may be asked for."""
    if not 0 < staff_id <= MAX_ID:
        return None
    row = await StaffRow.get_or_none(id=staff_id)
    return None if row is None else (await _people([row]))[0]


async def invite(
    asker: StaffMember, *, email: str, name: str, roles: Mapping[int, Role], now: datetime
) -> Invited:
    """Give roles to whoever has the address, with a new account when nobody does.

    An account that had lost its last role opens again. Raises InvitationRefusedError, and
    LastAdminError when a role would fall that must not.
    """
    try:
        return await _invite(asker, email=email, name=name, roles=roles, now=now)
    except EmailTakenError:  # somebody at another library was quicker by a moment
        return await _invite(asker, email=email, name=name, roles=roles, now=now)


async def set_roles(staff_id: int, wanted: Wanted, *, now: datetime) -> Person:
    """Change the roles of an account; who has none left is kept out (T-14).

    Links that let choose a password die when the person may do more than before. Raises
    LastAdminError, and GoneError for an account that is not there.
    """
    async with transaction():
        await _lock(wanted)
        # Two libraries may take their roles away at once: one of them must see that none is left.
        row = await StaffRow.filter(id=staff_id).select_for_update().first()
        if row is None:
            raise GoneError(staff_id)
        before = (await members_of([row]))[staff_id].roles
        after = {**before, **wanted}
        kept = {number: role for number, role in after.items() if role is not None}
        if kept != before:
            await _check_admins(row, no_longer_admin_at(before, kept))
            await _write_roles(row.id, before, kept, now=now)
            if not kept:
                await disable_staff(staff_id, now=now)
        return (await _people([await StaffRow.get(id=staff_id)]))[0]


async def disable_person(staff_id: int, *, now: datetime) -> None:
    """Keep somebody out, as `disable_staff` does, unless a library would lose its last admin.

    Raises LastAdminError.
    """
    async with transaction():
        admin_at = StaffRoleRow.filter(staff_id=staff_id, role=Role.ADMIN.value)
        library_ids = [one["library_id"] for one in await admin_at.values("library_id")]
        await _lock(library_ids)
        row = await StaffRow.get_or_none(id=staff_id)
        if row is None:
            raise GoneError(staff_id)
        await _check_admins(row, library_ids)
        await disable_staff(staff_id, now=now)


async def save_profile(staff_id: int, *, name: str, language: str) -> None:
    """Keep what somebody is called, and in which language they read ("" for the usual one)."""
    await StaffRow.filter(id=staff_id).update(name=name, language=language)


async def _invite(
    asker: StaffMember, *, email: str, name: str, roles: Mapping[int, Role], now: datetime
) -> Invited:
    async with transaction():
        await _lock(roles)
        row = await StaffRow.get_or_none(email=folded_email(email))
        known = None if row is None else (await _people([row]))[0]
        problems = invitation_problems(asker, invited=known, given=roles)
        if known is None:
            problems += name_problems(name)
        if problems:
            raise InvitationRefusedError(problems)
        if known is None:
            account = await add_staff(email, name=name, password_hash="", roles=roles, now=now)
            staff_id = account.member.id
        else:
            staff_id = known.member.id
            if known.is_disabled and not known.member.roles:
                await enable_staff(staff_id)
            await set_roles(staff_id, roles, now=now)
        person = (await _people([await StaffRow.get(id=staff_id)]))[0]
        is_waiting = not person.has_password and not person.is_disabled
        is_ours = may_keep_account(asker, person.member)
        link = (
            await make_link(staff_id, made_by=asker.id, now=now) if is_waiting and is_ours else None
        )
    return Invited(person=person, is_new=known is None, link=link)


async def _lock(library_ids: Collection[int]) -> None:
    """Let changes of one library's people come one after the other; in one order (ST-3)."""
    wanted = LibraryRow.filter(id__in=sorted(library_ids))
    await wanted.order_by("id").select_for_update().only("id")


async def _check_admins(row: StaffRow, losing: Collection[int]) -> None:
    """Refuse to take the last admin who can log in from a library; raises LastAdminError."""
    if row.disabled_at is not None or not row.password_hash:
        return
    admins = StaffRoleRow.filter(library_id__in=list(losing), role=Role.ADMIN.value)
    others = admins.filter(staff__disabled_at__isnull=True, staff__password_hash__not="").exclude(
        staff_id=row.id
    )
    still = {one["library_id"] for one in await others.values("library_id")}
    if missing := sorted(set(losing) - still):
        raise LastAdminError(missing)


async def _write_roles(
    staff_id: int, before: Mapping[int, Role], after: Mapping[int, Role], *, now: datetime
) -> None:
    gone = [number for number in before if number not in after]
    await StaffRoleRow.filter(staff_id=staff_id, library_id__in=gone).delete()
    for number, role in after.items():
        if number not in before:
            await StaffRoleRow.create(staff_id=staff_id, library_id=number, role=role.value)
        elif before[number] is not role:
            of_library = StaffRoleRow.filter(staff_id=staff_id, library_id=number)
            await of_library.update(role=role.value)
    await note_access_change(staff_id, now=now)
    if rises(before, after):
        await OneTimeLinkRow.filter(staff_id=staff_id).delete()


async def _people(rows: Sequence[StaffRow]) -> list[Person]:
    members = await members_of(rows)
    return [
        Person(
            member=members[row.id],
            disabled_at=row.disabled_at,
            has_password=bool(row.password_hash),
        )
        for row in rows
    ]
