"""Who decides about whom (A-8, T-21)."""

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.people import (
    Person,
    invitation_problems,
    is_email,
    may_change_roles,
    may_keep_account,
    may_see_person,
    no_longer_admin_at,
    rises,
)

HAMAR, GJOVIK = 1, 4
EDITOR, COORDINATOR, ADMIN = Role.EDITOR, Role.COORDINATOR, Role.ADMIN


def member(number: int = 1, **roles: Role) -> StaffMember:
    ids = {"hamar": HAMAR, "gjovik": GJOVIK}
    return StaffMember(
        id=number, email="", name="", roles={ids[slug]: role for slug, role in roles.items()}
    )


def invited(*, has_password: bool, **roles: Role) -> Person:
    return Person(member=member(2, **roles), disabled_at=None, has_password=has_password)


@pytest.mark.parametrize(
    ("asker", "other", "rights"),
    [
        (member(hamar=EDITOR), member(2, hamar=EDITOR), (False, False, False)),
        (member(hamar=COORDINATOR), member(2, hamar=ADMIN), (True, False, False)),
        (member(hamar=ADMIN), member(2, hamar=ADMIN), (True, True, True)),
        (member(hamar=ADMIN), member(2, gjovik=EDITOR), (False, False, False)),
        (member(hamar=ADMIN), member(2, hamar=EDITOR, gjovik=EDITOR), (True, True, False)),
        (
            member(hamar=ADMIN, gjovik=COORDINATOR),
            member(2, hamar=EDITOR, gjovik=EDITOR),
            (True, True, False),
        ),
        (
            member(hamar=ADMIN, gjovik=ADMIN),
            member(2, hamar=EDITOR, gjovik=EDITOR),
            (True, True, True),
        ),
        (member(hamar=ADMIN), member(2), (False, False, False)),
        (member(hamar=ADMIN), member(1, hamar=ADMIN), (True, True, False)),
    ],
)
def test_rights_follow_from_roles_at_shared_libraries(
    asker: StaffMember, other: StaffMember, rights: tuple[bool, bool, bool]
) -> None:
    """See, change a role, decide about the account: of one's own nobody does the last."""
    found = (
        may_see_person(asker, other),
        may_change_roles(asker, other),
        may_keep_account(asker, other),
    )
    assert found == rights


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {HAMAR: EDITOR}, True),
        ({HAMAR: EDITOR}, {HAMAR: ADMIN}, True),
        ({HAMAR: EDITOR}, {HAMAR: EDITOR, GJOVIK: EDITOR}, True),
        ({HAMAR: ADMIN}, {HAMAR: EDITOR}, False),
        ({HAMAR: ADMIN, GJOVIK: ADMIN}, {HAMAR: ADMIN}, False),
        ({HAMAR: EDITOR}, {HAMAR: EDITOR}, False),
    ],
)
def test_more_rights_anywhere_are_a_rise(
    before: dict[int, Role], after: dict[int, Role], expected: bool
) -> None:
    assert rises(before, after) is expected


def test_library_that_loses_an_admin_is_named() -> None:
    before = {HAMAR: ADMIN, GJOVIK: ADMIN, 2: EDITOR}
    assert no_longer_admin_at(before, {HAMAR: EDITOR, 2: EDITOR}) == (HAMAR, GJOVIK)
    assert no_longer_admin_at(before, before) == ()


@pytest.mark.parametrize(
    ("asker", "known", "given", "code"),
    [
        (member(hamar=ADMIN), None, (), "role_required"),
        (member(hamar=ADMIN), None, (HAMAR,), ""),
        (member(hamar=ADMIN), invited(has_password=True, gjovik=ADMIN), (HAMAR,), ""),
        (
            member(hamar=ADMIN),
            invited(has_password=False, gjovik=EDITOR),
            (HAMAR,),
            "invited_elsewhere",
        ),
        (member(hamar=ADMIN), invited(has_password=False, hamar=EDITOR), (HAMAR,), ""),
        (member(hamar=ADMIN), invited(has_password=False), (HAMAR,), ""),
    ],
)
def test_invitation_is_judged_by_who_holds_the_account(
    asker: StaffMember, known: Person | None, given: tuple[int, ...], code: str
) -> None:
    found = [one.code for one in invitation_problems(asker, invited=known, given=given)]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@b.no", True),
        ("a" * 64 + "@example.org", True),
        ("a" * 65 + "@example.org", False),
        ("a@" + "b" * 250 + ".no", False),
        ("a@b", False),
        ("a b@c.no", False),
        ("a@b.no\n", False),
        ("", False),
    ],
)
def test_what_looks_like_an_address(text: str, expected: bool) -> None:
    assert is_email(text) is expected
