"""School holidays and named weeks: what is refused, and who may keep which."""

from dataclasses import replace
from datetime import date

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.periods import (
    Period,
    PeriodEntry,
    PeriodKind,
    judge_period,
    may_keep_period,
)
from tests.support.vocabulary import VOCABULARY

HAMAR, GJOVIK = 1, 4
WINTER = PeriodEntry(
    kind=PeriodKind.SCHOOL_HOLIDAY,
    library_ids=(HAMAR,),
    name="Vinterferie",
    first=date(2027, 2, 22),
    last=date(2027, 2, 26),
)


def who(role: Role, *library_ids: int) -> StaffMember:
    return StaffMember(id=1, email="", name="", roles=dict.fromkeys(library_ids, role))


KEEPER = who(Role.COORDINATOR, HAMAR)


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, []),
        ({"last": date(2027, 2, 22)}, []),
        ({"last": date(2027, 2, 21)}, [("last_day", "end_before_start")]),
        ({"last": date(2028, 3, 27)}, []),
        ({"last": date(2028, 3, 28)}, [("last_day", "period_over_limit")]),
        ({"name": ""}, [("name", "required")]),
        ({"name": "x" * 100}, []),
        ({"name": "x" * 101}, [("name", "too_long")]),
        (
            {"first": date(1969, 12, 31), "last": date(1970, 1, 1)},
            [("first_day", "year_out_of_range")],
        ),
        (
            {"first": date(2100, 12, 31), "last": date(2101, 1, 1)},
            [("last_day", "year_out_of_range")],
        ),
        ({"library_ids": ()}, [("library_ids", "required")]),
        ({"library_ids": (GJOVIK,)}, [("library_ids", "not_your_library")]),
        ({"library_ids": (99,)}, [("library_ids", "unknown_choice")]),
        ({"kind": PeriodKind.NAMED_WEEK, "library_ids": ()}, []),
        ({"first": None, "last": None}, []),
    ],
)
def test_what_cannot_be_is_refused(
    changes: dict[str, object], problems: list[tuple[str, str]]
) -> None:
    entry = replace(WINTER, **changes)  # type: ignore[arg-type]
    found = judge_period(entry, KEEPER, VOCABULARY)
    assert [(one.field, one.code) for one in found] == problems


def test_a_library_keeps_its_holidays_and_all_coordinators_the_named_weeks() -> None:
    school = Period(
        id=1, kind=WINTER.kind, library_id=HAMAR, name="", first=date.min, last=date.min
    )
    named = replace(school, kind=PeriodKind.NAMED_WEEK, library_id=None)
    people = {
        "own": KEEPER,
        "admin": who(Role.ADMIN, HAMAR),
        "other": who(Role.ADMIN, GJOVIK),
        "editor": who(Role.EDITOR, HAMAR),
        "nobody": who(Role.EDITOR),
    }
    assert [name for name, one in people.items() if may_keep_period(one, school)] == [
        "own",
        "admin",
    ]
    keepers = [name for name, one in people.items() if may_keep_period(one, named)]
    assert keepers == ["own", "admin", "other"]
