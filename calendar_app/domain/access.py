"""Who may do what: staff have a role per library, and rights follow from role and library.

A stranger (no role at the event's library) may read what is planned or published, and must not
learn that a draft exists. A co-organiser's staff read, and may take their library off the event.
What is for a community of practice is seen by its members, and by those who arrange it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from calendar_app.domain.event import Event, Visibility, Workflow
from calendar_app.domain.vocabulary import Library


class Role(StrEnum):
    """An editor keeps events, a coordinator answers for them, an admin also for people."""

    EDITOR = "editor"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who is logged in; `roles` by library id.

    `community_ids` are the communities of practice of which the person is a member; `language`
    is that of the interface, "" for the installation's.
    """

    id: int
    email: str
    name: str
    roles: Mapping[int, Role]
    community_ids: frozenset[int] = frozenset()
    language: str = ""

    @property
    def library_ids(self) -> tuple[int, ...]:
        """The libraries whose events this person may write."""
        return tuple(sorted(self.roles))


def may_write(person: StaffMember, event: Event) -> bool:
    """Tell whether the person may change the event: only the organiser's staff write."""
    return event.details.organiser_id in person.roles


def may_read(person: StaffMember, event: Event) -> bool:
    """Tell whether the person may see the event: own ones, and what the libraries share."""
    details = event.details
    return may_see(
        person,
        organiser_id=details.organiser_id,
        co_organiser_ids=details.co_organiser_ids,
        workflow=event.workflow,
        visibility=details.visibility,
        community_ids=details.gathering.community_ids,
    )


def may_see(
    person: StaffMember,
    *,
    organiser_id: int,
    co_organiser_ids: Collection[int],
    workflow: Workflow,
    visibility: Visibility,
    community_ids: Collection[int],
) -> bool:
    """Apply the rule of `may_read` to what a line of a list knows of an event."""
    if organiser_id in person.roles or person.roles.keys() & set(co_organiser_ids):
        return True
    if workflow not in (Workflow.PLANNED, Workflow.PUBLISHED):
        return False
    if visibility is not Visibility.COMMUNITY:
        return True
    return bool(person.community_ids & set(community_ids))


def may_leave(person: StaffMember, event: Event, library_id: int) -> bool:
    """Tell whether the person may take a co-organising library off the event."""
    return library_id in person.roles and library_id in event.details.co_organiser_ids


def answers_for(person: StaffMember, library_id: int) -> bool:
    """Tell whether the person answers for a library: its coordinators and admins do."""
    return person.roles.get(library_id) in (Role.COORDINATOR, Role.ADMIN)


def may_publish(person: StaffMember, organiser: Library) -> bool:
    """Tell whether the person may publish what `organiser` arranges, or must ask for it."""
    if organiser.needs_approval:
        return answers_for(person, organiser.id)
    return organiser.id in person.roles


def may_set_up(person: StaffMember) -> bool:
    """Tell whether the person may change what all libraries share, such as categories."""
    return any(answers_for(person, library_id) for library_id in person.roles)


def may_keep_people(person: StaffMember, library_id: int) -> bool:
    """Tell whether the person decides who works at a library, and as what."""
    return person.roles.get(library_id) is Role.ADMIN
