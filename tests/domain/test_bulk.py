"""One order for many events: who it leaves out, and why."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.bulk import (
    BulkAction,
    BulkOrder,
    LeftOut,
    fingerprint,
    ordered,
    why_left_out,
)
from calendar_app.domain.event import Event, EventDetails, Mode, State, Workflow
from tests.support.schedules import weekly
from tests.support.vocabulary import VOCABULARY

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HAMAR = VOCABULARY.libraries[1]
STRICT = replace(HAMAR, needs_approval=True)
PUBLISH = BulkOrder(action=BulkAction.PUBLISH)
CANCEL = BulkOrder(action=BulkAction.CANCEL, reason="Sykdom")
PLACE = BulkOrder(action=BulkAction.PLACE, venue_id=5)
CATEGORY = BulkOrder(action=BulkAction.CATEGORY, category_id=2)


def event(**changes: Any) -> Event:
    details = EventDetails(title="Lesestund", organiser_id=1, venue_id=1, category_ids=(1, 3))
    said = {name: changes.pop(name) for name in list(changes) if hasattr(details, name)}
    whole = Event(
        id=1,
        uid="u",
        slug="s",
        details=replace(details, **said),
        schedule=weekly(),
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(whole, **changes)


def person(role: Role = Role.EDITOR, library_id: int = 1) -> StaffMember:
    return StaffMember(id=1, email="a@example.org", name="A", roles={library_id: role})


@pytest.mark.parametrize(
    ("order", "changes", "expected"),
    [
        (PUBLISH, {}, None),
        (PUBLISH, {"workflow": Workflow.WITHDRAWN}, None),
        (PUBLISH, {"workflow": Workflow.PUBLISHED}, LeftOut.ALREADY),
        (CANCEL, {"workflow": Workflow.PUBLISHED}, None),
        (CANCEL, {"workflow": Workflow.PUBLISHED, "state": State.CANCELLED}, LeftOut.ALREADY),
        (CANCEL, {}, LeftOut.NOT_POSSIBLE),
        (PLACE, {}, None),
        (PLACE, {"venue_id": 5}, LeftOut.ALREADY),
        (PLACE, {"mode": Mode.ONLINE, "venue_id": None}, LeftOut.ONLINE),
        (CATEGORY, {}, None),
        (CATEGORY, {"category_ids": (2,)}, LeftOut.ALREADY),
    ],
)
def test_an_order_says_why_it_leaves_an_event_out(
    order: BulkOrder, changes: dict[str, Any], expected: LeftOut | None
) -> None:
    assert why_left_out(event(**changes), order, person=person(), organiser=HAMAR) is expected


@pytest.mark.parametrize("order", [PUBLISH, CANCEL, PLACE, CATEGORY])
def test_an_event_of_another_library_is_left_out_of_everything(order: BulkOrder) -> None:
    stranger = person(Role.ADMIN, library_id=2)
    found = why_left_out(event(), order, person=stranger, organiser=HAMAR)
    assert found is LeftOut.NOT_YOURS


def test_an_editor_publishes_nothing_where_approval_is_needed() -> None:
    found = why_left_out(event(), PUBLISH, person=person(), organiser=STRICT)
    assert found is LeftOut.NEEDS_APPROVAL
    for role in (Role.COORDINATOR, Role.ADMIN):
        assert why_left_out(event(), PUBLISH, person=person(role), organiser=STRICT) is None


def test_a_new_main_category_takes_the_place_of_the_main_one() -> None:
    assert ordered(event().details, CATEGORY).category_ids == (2, 3)
    third = replace(CATEGORY, category_id=3)
    assert ordered(event().details, third).category_ids == (3,)


def test_a_new_place_takes_the_place_of_room_and_text() -> None:
    found = ordered(event(room_id=1, place_text="I hagen").details, PLACE)
    assert (found.venue_id, found.room_id, found.place_text) == (5, None, "")


def test_a_yes_is_a_yes_to_these_events_as_they_are() -> None:
    one, other = event(), replace(event(), id=2)
    assert fingerprint(PUBLISH, [one, other]) == fingerprint(PUBLISH, [other, one])
    assert fingerprint(PUBLISH, [one]) != fingerprint(PUBLISH, [one, other])
    assert fingerprint(PUBLISH, [one]) != fingerprint(PUBLISH, [replace(one, version=2)])
    assert fingerprint(CANCEL, [one]) != fingerprint(replace(CANCEL, reason="Annet"), [one])
