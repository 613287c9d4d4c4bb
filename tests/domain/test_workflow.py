"""Where an event may go from where it is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.event import Event, EventDetails, Schedule, State, Workflow
from calendar_app.domain.timing import AllDay
from calendar_app.domain.workflow import (
    can_be_cancelled,
    can_be_deleted,
    can_be_reinstated,
    can_propose,
    next_steps,
    publishable,
    steps_for,
)
from tests.support.vocabulary import VOCABULARY

NOW = datetime(2027, 1, 4, 12, tzinfo=UTC)
DRAFT = Event(
    id=1,
    uid="uid",
    slug="lesestund",
    details=EventDetails(title="Lesestund", organiser_id=1),
    schedule=Schedule(first=AllDay(date(2027, 2, 8), date(2027, 2, 8))),
    created_at=NOW,
    updated_at=NOW,
)


@pytest.mark.parametrize(
    ("workflow", "steps"),
    [
        (Workflow.DRAFT, (Workflow.PLANNED, Workflow.PUBLISHED)),
        (Workflow.PLANNED, (Workflow.PUBLISHED, Workflow.DRAFT)),
        (Workflow.PUBLISHED, (Workflow.WITHDRAWN,)),
        (Workflow.WITHDRAWN, (Workflow.PUBLISHED, Workflow.DRAFT)),
    ],
)
def test_steps_lead_from_where_an_event_is(workflow: Workflow, steps: tuple[Workflow, ...]) -> None:
    assert next_steps(replace(DRAFT, workflow=workflow)) == steps


@pytest.mark.parametrize(
    ("workflow", "state", "expected"),
    [
        (Workflow.DRAFT, State.SCHEDULED, False),
        (Workflow.PLANNED, State.SCHEDULED, True),
        (Workflow.PUBLISHED, State.SCHEDULED, True),
        (Workflow.PUBLISHED, State.POSTPONED, True),
        (Workflow.PUBLISHED, State.CANCELLED, False),
        (Workflow.WITHDRAWN, State.SCHEDULED, False),
    ],
)
def test_only_what_others_know_of_can_be_cancelled(
    workflow: Workflow, state: State, expected: bool
) -> None:
    assert can_be_cancelled(replace(DRAFT, workflow=workflow, state=state)) is expected


def test_a_cancellation_can_be_undone_and_nothing_else() -> None:
    assert can_be_reinstated(replace(DRAFT, state=State.CANCELLED))
    assert not can_be_reinstated(replace(DRAFT, state=State.POSTPONED))


def test_what_was_ever_published_cannot_be_deleted() -> None:
    assert can_be_deleted(DRAFT)
    withdrawn = replace(DRAFT, workflow=Workflow.WITHDRAWN, published_at=NOW)
    assert not can_be_deleted(withdrawn)


def who(role: Role, library_id: int = 1) -> StaffMember:
    return StaffMember(id=1, email="a@example.org", name="A", roles={library_id: role})


@pytest.mark.parametrize(
    ("role", "needs_approval", "publishes", "asks"),
    [
        (Role.EDITOR, False, True, False),
        (Role.EDITOR, True, False, True),
        (Role.COORDINATOR, True, True, False),
        (Role.ADMIN, True, True, False),
    ],
)
def test_who_may_not_publish_may_ask(
    role: Role, needs_approval: bool, publishes: bool, asks: bool
) -> None:
    organiser = replace(VOCABULARY.libraries[1], needs_approval=needs_approval)
    assert publishable(DRAFT, who(role), organiser) is publishes
    assert can_propose(DRAFT, who(role), organiser) is asks
    assert (Workflow.PUBLISHED in steps_for(DRAFT, who(role), organiser)) is publishes
    asked = replace(DRAFT, proposed_at=NOW)
    assert not can_propose(asked, who(role), organiser)


def test_a_stranger_takes_no_step_and_asks_for_nothing() -> None:
    organiser = replace(VOCABULARY.libraries[1], needs_approval=True)
    stranger = who(Role.ADMIN, library_id=2)
    assert steps_for(DRAFT, stranger, organiser) == ()
    assert not can_propose(DRAFT, stranger, organiser)


def test_what_is_published_is_not_asked_for() -> None:
    organiser = replace(VOCABULARY.libraries[1], needs_approval=True)
    public = replace(DRAFT, workflow=Workflow.PUBLISHED)
    assert not can_propose(public, who(Role.EDITOR), organiser)
