"""Who may use, make and delete a template."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.event_template import (
    EventTemplate,
    judge_template,
    may_delete,
    may_make,
    may_use,
)

HAMARS = EventTemplate(
    id=1,
    name="Lesestund",
    library_id=1,
    created_by=7,
    created_at=datetime(2026, 11, 23, tzinfo=UTC),
)
FOR_ALL = replace(HAMARS, library_id=None)


def person(role: Role, *library_ids: int, number: int = 1) -> StaffMember:
    roles = dict.fromkeys(library_ids, role)
    return StaffMember(id=number, email="a@example.org", name="Bibliotekaren", roles=roles)


@pytest.mark.parametrize(
    ("who", "uses_own", "uses_all", "deletes_own", "deletes_all"),
    [
        (person(Role.EDITOR, 1), True, True, False, False),
        (person(Role.EDITOR, 1, number=7), True, True, True, True),
        (person(Role.COORDINATOR, 1), True, True, True, True),
        (person(Role.COORDINATOR, 2), False, True, False, True),
        (person(Role.EDITOR, 2, number=7), False, True, False, True),
        (person(Role.EDITOR), False, True, False, False),
    ],
)
def test_rights_follow_from_role_library_and_maker(
    who: StaffMember, uses_own: bool, uses_all: bool, deletes_own: bool, deletes_all: bool
) -> None:
    assert (may_use(who, HAMARS), may_use(who, FOR_ALL)) == (uses_own, uses_all)
    assert (may_delete(who, HAMARS), may_delete(who, FOR_ALL)) == (deletes_own, deletes_all)


def test_only_those_who_set_up_make_one_for_all() -> None:
    editor, coordinator = person(Role.EDITOR, 1), person(Role.COORDINATOR, 1)
    assert [may_make(one, None) for one in (editor, coordinator)] == [False, True]
    assert [may_make(editor, library_id) for library_id in (1, 2)] == [True, False]


def test_a_template_without_a_name_or_for_strangers_is_refused() -> None:
    found = [(one.field, one.code) for one in judge_template("", 2, person(Role.EDITOR, 1))]
    assert found == [("template_name", "required"), ("template_library", "unknown_choice")]
    long = judge_template("x" * 101, 1, person(Role.EDITOR, 1))
    assert [one.code for one in long] == ["too_long"]
