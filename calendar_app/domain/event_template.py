"""Templates: the event's form filled in beforehand, but for its dates (DESIGN, issue 4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from calendar_app.domain.access import StaffMember, answers_for, may_set_up
from calendar_app.domain.problems import Problem

NAME_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTemplate:
    """`texts` are those of the form, by field. `library_id` is None when all may use it.

    `created_by` is the id of the account that made it, None when that is not known.
    """

    id: int
    name: str
    library_id: int | None
    created_by: int | None
    created_at: datetime
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def may_use(person: StaffMember, template: EventTemplate) -> bool:
    """Tell whether the person may start from it: what is for all, and what is of own libraries."""
    return template.library_id is None or template.library_id in person.roles


def may_make(person: StaffMember, library_id: int | None) -> bool:
    """Tell whether the person may make one for a library, or (None) for all."""
    return may_set_up(person) if library_id is None else library_id in person.roles


def may_delete(person: StaffMember, template: EventTemplate) -> bool:
    """Tell whether the person may delete it: who made it, and who answers for its library."""
    if not may_use(person, template):
        return False
    if template.library_id is None:
        return template.created_by == person.id or may_set_up(person)
    return template.created_by == person.id or answers_for(person, template.library_id)


def judge_template(name: str, library_id: int | None, person: StaffMember) -> Iterator[Problem]:
    """Tell what is wrong with a template that somebody wants to keep."""
    if not name:
        yield Problem("template_name", "required")
    if len(name) > NAME_MAX:
        yield Problem("template_name", "too_long", {"max": NAME_MAX})
    if not may_make(person, library_id):
        yield Problem("template_library", "unknown_choice")
