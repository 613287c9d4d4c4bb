"""One change of many events: what it would do to each, and why it leaves some out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from calendar_app.domain.access import StaffMember, may_publish, may_write
from calendar_app.domain.event import Event, EventDetails, Mode, State, Workflow
from calendar_app.domain.vocabulary import Library
from calendar_app.domain.workflow import is_told, next_steps

MOST_EVENTS = 200
"""So many events are changed in one go: one transaction holds them all."""


class BulkAction(StrEnum):
    """What can be done to many events at once."""

    PUBLISH = "publiser"
    CANCEL = "avlys"
    PLACE = "sted"
    CATEGORY = "kategori"


class LeftOut(StrEnum):
    """Why an event is left out."""

    NOT_YOURS = "not_yours"
    NEEDS_APPROVAL = "needs_approval"
    ALREADY = "already"
    NOT_POSSIBLE = "not_possible"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOrder:
    """What shall be done; only the fields of its action say anything."""

    action: BulkAction
    reason: str = ""
    venue_id: int | None = None
    room_id: int | None = None
    category_id: int | None = None


def why_left_out(
    event: Event, order: BulkOrder, *, person: StaffMember, organiser: Library
) -> LeftOut | None:
    """Tell why the order leaves an event out, None when it does something to it."""
    if not may_write(person, event):
        return LeftOut.NOT_YOURS
    if order.action is BulkAction.PUBLISH:
        return _why_not_published(event, person, organiser)
    if order.action is BulkAction.CANCEL:
        if event.state is State.CANCELLED:
            return LeftOut.ALREADY
        return None if is_told(event) else LeftOut.NOT_POSSIBLE
    if order.action is BulkAction.PLACE and event.details.mode is Mode.ONLINE:
        return LeftOut.ONLINE
    return LeftOut.ALREADY if ordered(event.details, order) == event.details else None


def ordered(details: EventDetails, order: BulkOrder) -> EventDetails:
    """Give what an event says after the order.

    A new main category takes the place of the main one; the others stay.
    """
    if order.action is BulkAction.PLACE:
        return replace(details, venue_id=order.venue_id, room_id=order.room_id, place_text="")
    if order.action is BulkAction.CATEGORY and order.category_id is not None:
        others = (one for one in details.category_ids[1:] if one != order.category_id)
        return replace(details, category_ids=(order.category_id, *others))
    return details


def fingerprint(order: BulkOrder, events: Iterable[Event]) -> str:
    """Name exactly this change of these events as they are: a yes to it is a yes to no other."""
    told = [repr(order), *sorted(f"{one.id}.{one.version}" for one in events)]
    return sha256("\n".join(told).encode()).hexdigest()[:24]


def _why_not_published(event: Event, person: StaffMember, organiser: Library) -> LeftOut | None:
    if event.workflow is Workflow.PUBLISHED:
        return LeftOut.ALREADY
    if Workflow.PUBLISHED not in next_steps(event):
        return LeftOut.NOT_POSSIBLE
    return None if may_publish(person, organiser) else LeftOut.NEEDS_APPROVAL
