"""Where an event stands on its way to publication, for libraries whose editors must ask."""

from dataclasses import dataclass

from calendar_app.domain.access import StaffMember, may_publish, may_write
from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.vocabulary import Library
from calendar_app.domain.workflow import can_propose, next_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What the page of an event says and offers; nothing of it where no approval is needed."""

    can_propose: bool
    is_waiting: bool
    proposed_by: str
    can_answer: bool
    can_withdraw: bool


def approval_of(
    event: Event, *, person: StaffMember, organiser: Library, proposed_by: str
) -> Approval:
    """Put it together; `proposed_by` is the name of who asked."""
    writes = may_write(person, event)
    is_waiting = event.proposed_at is not None and Workflow.PUBLISHED in next_steps(event)
    return Approval(
        can_propose=can_propose(event, person, organiser),
        is_waiting=writes and is_waiting,
        proposed_by=proposed_by,
        can_answer=is_waiting and may_publish(person, organiser),
        can_withdraw=writes and is_waiting and not may_publish(person, organiser),
    )
