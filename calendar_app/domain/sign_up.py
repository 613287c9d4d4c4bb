"""Signing up for one date of a gathering: the only sign-up there is, and for staff alone.

It holds who comes and in which way, and nothing else: no food, no allergies, no health (D-22).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from calendar_app.domain.access import Role, StaffMember, may_read, may_write
from calendar_app.domain.event import Event, Mode, Occurrence, State, Visibility, Workflow
from calendar_app.domain.published import CALLED_OFF, effective_state
from calendar_app.domain.timing import Timed, local_date

KEPT_DAYS = 365
"""So long after the date it is known who signed up (D-21); numbers stay as attendance."""

_WAYS = {
    Mode.IN_PERSON: (Mode.IN_PERSON,),
    Mode.ONLINE: (Mode.ONLINE,),
    Mode.HYBRID: (Mode.IN_PERSON, Mode.ONLINE),
}


class Bar(StrEnum):
    """Why nobody can sign up for a date, or in one way."""

    NOT_TOLD = "sign_up_not_told"
    CALLED_OFF = "sign_up_called_off"
    PAST = "sign_up_past"
    NOT_YET = "sign_up_not_yet"
    CLOSED = "sign_up_closed"
    FULL = "sign_up_full"
    NO_SUCH_WAY = "sign_up_no_such_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """One person's place at one date; `way` is in person or online. `created_at` is UTC."""

    occurrence_id: int
    staff_id: int
    name: str
    library_ids: tuple[int, ...]
    way: Mode
    created_at: datetime


def is_gathering(event: Event) -> bool:
    """Tell whether it is for staff: only then does anybody sign up here."""
    return event.details.visibility in (Visibility.STAFF, Visibility.COMMUNITY)


def has_gathering_form(event: Event) -> bool:
    """Tell whether it is edited as a gathering: it has a host, or is for a community.

    Another event for staff keeps the event's form, in which it can be for everybody again.
    """
    has_host = event.details.gathering.host_id is not None
    return is_gathering(event) and (has_host or event.details.visibility is Visibility.COMMUNITY)


def ways_of(event: Event) -> tuple[Mode, ...]:
    """Give the ways to take part, the usual one first."""
    return _WAYS[event.details.mode]


def bar_of(event: Event, occurrence: Occurrence, *, now: datetime) -> Bar | None:
    """Tell why nobody can sign up for a date at `now`; None when it is open."""
    registration = event.details.registration
    if event.workflow is not Workflow.PUBLISHED:
        return Bar.NOT_TOLD
    if is_over(occurrence, now=now):
        return Bar.PAST
    if effective_state(event, occurrence) in CALLED_OFF:
        return Bar.CALLED_OFF
    if registration.opens_at and now < registration.opens_at:
        return Bar.NOT_YET
    if registration.closes_at and now >= registration.closes_at:
        return Bar.CLOSED
    return None


def is_over(occurrence: Occurrence, *, now: datetime) -> bool:
    """Tell whether a date has passed: at its end, or with its last whole day."""
    span = occurrence.span
    return now >= span.ends_at if isinstance(span, Timed) else local_date(now) > span.last


def places_left(event: Event, occurrence: Occurrence, taken: Collection[Mode]) -> int | None:
    """Count the free places beside the ways that are `taken`; None is no limit.

    Places are those in the room: online there is room for all, unless nobody meets in a room.
    """
    own = occurrence.overrides.capacity
    capacity = own if own is not None else event.details.capacity
    if effective_state(event, occurrence) is State.FULL:
        return 0
    if capacity is None:
        return None
    used = sum(1 for way in taken if is_limited(event, way))
    return max(capacity - used, 0)


def is_limited(event: Event, way: Mode) -> bool:
    """Tell whether this way of taking part needs one of the places."""
    return event.details.mode is Mode.ONLINE or way is Mode.IN_PERSON


def refusal(
    event: Event, occurrence: Occurrence, way: Mode, *, taken: Collection[Mode], now: datetime
) -> Bar | None:
    """Tell why somebody cannot sign up in this way; `taken` are the ways of all others."""
    if way not in ways_of(event):
        return Bar.NO_SUCH_WAY
    if bar := bar_of(event, occurrence, now=now):
        return bar
    if is_limited(event, way) and places_left(event, occurrence, taken) == 0:
        return Bar.FULL
    return None


def may_see_who_comes(person: StaffMember, event: Event) -> bool:
    """Tell whether the person sees names: staff of the host and the organiser, and admins."""
    is_host = event.details.gathering.host_id in person.roles
    is_admin = Role.ADMIN in person.roles.values()
    return may_read(person, event) and (may_write(person, event) or is_host or is_admin)


def may_keep_gathering(person: StaffMember, event: Event) -> bool:
    """Tell whether the person may change what a gathering says: its organiser's and host's staff.

    The host writes the agenda and the notes of a gathering that somebody else arranges.
    """
    is_host = event.details.gathering.host_id in person.roles
    return may_write(person, event) or (is_gathering(event) and is_host and may_read(person, event))
