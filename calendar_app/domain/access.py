"""Who may do what: staff have a role per library, and rights follow from role and library.

A stranger (no role at the event's library) may read what is planned or published, and must not
learn that a draft exists. A co-organiser's staff read, and may take their library off the event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from calendar_app.domain.event import Event, Workflow


class Role(StrEnum):
    """An editor keeps events, a coordinator answers for them, an admin also for people."""

    EDITOR = "editor"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who is logged in; `roles` by library id."""

    id: int
    email: str
    name: str
    roles: Mapping[int, Role]

    @property
    def library_ids(self) -> tuple[int, ...]:
        """The libraries whose events this person may write."""
        return tuple(sorted(self.roles))


def may_write(person: StaffMember, event: Event) -> bool:
    """Tell whether the person may change the event: only the organiser's staff write."""
    return event.details.organiser_id in person.roles


def may_read(person: StaffMember, event: Event) -> bool:
    """Tell whether the person may see the event: own ones, and what the libraries share."""
    if may_write(person, event):
        return True
    if set(event.details.co_organiser_ids) & set(person.roles):
        return True
    return event.workflow in (Workflow.PLANNED, Workflow.PUBLISHED)


def may_leave(person: StaffMember, event: Event, library_id: int) -> bool:
    """Tell whether the person may take a co-organising library off the event."""
    return library_id in person.roles and library_id in event.details.co_organiser_ids
