"""Which steps of the workflow lead where, and what may be called off or deleted."""

from calendar_app.domain.access import StaffMember, may_publish, may_write
from calendar_app.domain.event import Event, State, Workflow
from calendar_app.domain.vocabulary import Library

_STEPS = {
    Workflow.DRAFT: (Workflow.PLANNED, Workflow.PUBLISHED),
    Workflow.PLANNED: (Workflow.PUBLISHED, Workflow.DRAFT),
    Workflow.PUBLISHED: (Workflow.WITHDRAWN,),
    Workflow.WITHDRAWN: (Workflow.PUBLISHED, Workflow.DRAFT),
}


def next_steps(event: Event) -> tuple[Workflow, ...]:
    """Give where an event may go from here, the usual step first."""
    return _STEPS[event.workflow]


def is_told(event: Event) -> bool:
    """Tell whether others than the own library know of it, so that it cannot just vanish."""
    return event.workflow in (Workflow.PLANNED, Workflow.PUBLISHED)


def can_be_cancelled(event: Event) -> bool:
    """Tell whether there is anything to cancel: somebody must have been told of it."""
    return is_told(event) and event.state is not State.CANCELLED


def can_be_reinstated(event: Event) -> bool:
    """Tell whether there is a cancellation to undo."""
    return event.state is State.CANCELLED


def can_be_deleted(event: Event) -> bool:
    """Tell whether nobody outside can have seen it: what was published is cancelled instead."""
    return event.published_at is None


def steps_for(event: Event, person: StaffMember, organiser: Library) -> tuple[Workflow, ...]:
    """Give where this person may take the event: not every editor publishes."""
    if not may_write(person, event):
        return ()
    may = may_publish(person, organiser)
    return tuple(step for step in next_steps(event) if may or step is not Workflow.PUBLISHED)


def publishable(event: Event, person: StaffMember, organiser: Library) -> bool:
    """Tell whether this person may publish the event as it stands."""
    return Workflow.PUBLISHED in steps_for(event, person, organiser)


def may_hand_over(event: Event, person: StaffMember, organiser: Library) -> bool:
    """Tell whether the event may become `organiser`'s: published, only by who may publish there."""
    is_public_elsewhere = (
        event.workflow is Workflow.PUBLISHED and event.details.organiser_id != organiser.id
    )
    return not is_public_elsewhere or may_publish(person, organiser)


def can_propose(event: Event, person: StaffMember, organiser: Library) -> bool:
    """Tell whether this person may ask for publication, and has not."""
    return (
        may_write(person, event)
        and event.proposed_at is None
        and Workflow.PUBLISHED in next_steps(event)
        and not may_publish(person, organiser)
    )
