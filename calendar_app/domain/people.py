"""Who decides about whose account: rights over people follow from roles at shared libraries.

Coordinators see the people of the libraries they answer for, admins give and take roles there.
What concerns the whole account (keeping somebody out, a new password) takes an admin of every
library it has a role at: a link to a new password is a way into all of them.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from calendar_app.domain.access import Role, StaffMember, answers_for, may_keep_people
from calendar_app.domain.problems import Problem

NAME_MAX = 200
EMAIL_MAX = 254
"""The longest address there can be (RFC 5321 §4.5.3.1.3)."""

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+")

_RANK = {Role.EDITOR: 1, Role.COORDINATOR: 2, Role.ADMIN: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account without its secrets. `disabled_at` (UTC) is None as long as they may log in.

    `has_password` is False until an invitation was taken.
    """

    member: StaffMember
    disabled_at: datetime | None
    has_password: bool

    @property
    def is_disabled(self) -> bool:
        """Tell whether the person is kept out."""
        return self.disabled_at is not None


def looked_after(person: StaffMember) -> frozenset[int]:
    """Give the ids of the libraries whose people the person may see."""
    return frozenset(number for number in person.roles if answers_for(person, number))


def kept(person: StaffMember) -> frozenset[int]:
    """Give the ids of the libraries at which the person decides who works there."""
    return frozenset(number for number in person.roles if may_keep_people(person, number))


def may_see_person(asker: StaffMember, other: StaffMember) -> bool:
    """Tell whether the two share a library that the first answers for."""
    return bool(looked_after(asker) & other.roles.keys())


def may_change_roles(asker: StaffMember, other: StaffMember) -> bool:
    """Tell whether there is a library at which the first decides about the second."""
    return bool(kept(asker) & other.roles.keys())


def may_keep_account(asker: StaffMember, other: StaffMember) -> bool:
    """Tell whether the first decides about the second's whole account.

    Nobody does about their own: who finds a browser open must not get a password of it.
    """
    return asker.id != other.id and bool(other.roles) and other.roles.keys() <= kept(asker)


def rises(before: Mapping[int, Role], after: Mapping[int, Role]) -> bool:
    """Tell whether somebody may do more somewhere than before."""
    return any(
        number not in before or _RANK[role] > _RANK[before[number]]
        for number, role in after.items()
    )


def no_longer_admin_at(before: Mapping[int, Role], after: Mapping[int, Role]) -> tuple[int, ...]:
    """Give the libraries that lose an admin by a change of roles."""
    return tuple(
        number
        for number, role in before.items()
        if role is Role.ADMIN and after.get(number) is not Role.ADMIN
    )


def is_email(text: str) -> bool:
    """Tell whether it looks like an e-mail address; only its owner knows whether it is one."""
    return _EMAIL.fullmatch(text) is not None and len(text) <= EMAIL_MAX


def name_problems(name: str) -> list[Problem]:
    """Judge what colleagues will see."""
    if not name:
        return [Problem("name", "required")]
    if len(name) > NAME_MAX:
        return [Problem("name", "too_long", {"max": NAME_MAX})]
    return []


def invitation_problems(
    asker: StaffMember, *, invited: Person | None, given: Collection[int]
) -> list[Problem]:
    """Judge roles at the libraries `given` for an address; `invited` has it already.

    Who has not taken an invitation yet gets no more of them from elsewhere: whoever holds the
    link would get the new role too.
    """
    if not given:
        return [Problem("roles", "role_required")]
    is_open = invited is not None and bool(invited.member.roles) and not invited.has_password
    if invited and is_open and not may_keep_account(asker, invited.member):
        return [Problem("email", "invited_elsewhere")]
    return []
