"""Who looks after a community, and how many of each library are in it."""

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.community import (
    CommunityMember,
    community_problems,
    may_keep_community,
    members_per_library,
)
from calendar_app.domain.vocabulary import Community, Label


def member(number: int, *library_ids: int, leads: bool = False) -> CommunityMember:
    return CommunityMember(
        staff_id=number, name="Bibliotekaren", library_ids=library_ids, is_coordinator=leads
    )


def staff(number: int, role: Role) -> StaffMember:
    return StaffMember(id=number, email="", name="", roles={1: role})


def test_its_coordinators_and_those_who_set_up_decide_who_is_in() -> None:
    members = [member(1, 1, leads=True), member(2, 1)]
    assert may_keep_community(staff(1, Role.EDITOR), members)
    assert not may_keep_community(staff(2, Role.EDITOR), members)
    assert may_keep_community(staff(2, Role.COORDINATOR), members)
    assert may_keep_community(staff(3, Role.ADMIN), members)
    assert not may_keep_community(staff(3, Role.EDITOR), members)


def test_who_works_at_two_libraries_counts_at_both() -> None:
    members = [member(1, 1), member(2, 1, 2), member(3)]
    assert members_per_library(members, [1, 2, 3]) == {1: 2, 2: 1, 3: 0}


def test_a_community_needs_a_name_in_each_language() -> None:
    label = Label(slug="pf", nb="Navn", nn="", en="x" * 101)
    found = community_problems(Community(id=0, label=label, purpose="x" * 2001))
    assert [(one.field, one.code) for one in found] == [
        ("nn", "required"),
        ("en", "too_long"),
        ("purpose", "too_long"),
    ]
