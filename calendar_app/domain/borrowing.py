"""A library borrows another's programme ('lån et opplegg'): asked, answered, and what follows.

The host has the programme, the borrower asks for it. What both agree on becomes a *stop*
(`calendar_app.domain.stops`). Editors ask and answer as well as coordinators do.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event, Occurrence, State, Visibility
from calendar_app.domain.timing import Span
from calendar_app.domain.workflow import is_told


class RequestState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """The two libraries of a request."""

    HOST = "host"
    BORROWER = "borrower"

    @property
    def other(self) -> "Side":
        """Give the other side."""
        return Side.BORROWER if self is Side.HOST else Side.HOST


class StepKind(StrEnum):
    """What one side did; `PROPOSED` another date, `AGREED` to it or `KEPT` the old one.

    `NOTED`: the host has seen that the borrower changed the stop's date, or called it off.
    """

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    PROPOSED = "proposed"
    AGREED = "agreed"
    KEPT = "kept"
    NOTED = "noted"


class StopState(StrEnum):
    """How it stands with a stop, seen by the host."""

    GOING = "going"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    TAKEN_BACK = "taken_back"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened, at an instant in UTC; `text` is what they wrote with it."""

    kind: StepKind
    side: Side
    at: datetime
    staff_id: int | None = None
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What both sides know of the stop: its date, and how it stands."""

    span: Span
    stop: StopState = StopState.GOING


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Another date for the stop, which the other side has not answered yet."""

    side: Side
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowRequest:
    """One request; `library_id` is the borrower, `event_id` the host's event.

    `wished_minute` counts from midnight, None when no time is wished. `stop_id` is None before
    the host says yes, and again when the stop was deleted. `story` is oldest first.
    """

    id: int
    event_id: int
    library_id: int
    wished_date: date
    wished_minute: int | None
    message: str
    state: RequestState
    stop_id: int | None
    agreed: Agreement | None
    proposal: Proposal | None
    story: tuple[Step, ...]
    created_at: datetime
    changed_at: datetime
    is_news_to_host: bool
    is_news_to_borrower: bool

    def is_news_to(self, side: Side) -> bool:
        """Tell whether this side has not seen the last step yet."""
        return self.is_news_to_host if side is Side.HOST else self.is_news_to_borrower


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowCase:
    """A request with the events it is about; `stop_date` is the first date of the stop."""

    request: BorrowRequest
    event: Event
    stop: Event | None = None
    stop_date: Occurrence | None = None

    @property
    def host_id(self) -> int:
        """The library that has the programme."""
        return self.event.details.organiser_id

    def library_of(self, side: Side) -> int:
        """Give the library of a side."""
        return self.host_id if side is Side.HOST else self.request.library_id

    def title_for(self, side: Side) -> str:
        """Give what the programme is called, as far as this side may know it; "" if it may not.

        What the host has made a draft again, or keeps to a community, the borrower sees no more.
        """
        if side is Side.HOST or _is_for_all_staff(self.event):
            return self.event.details.title
        return self.stop.details.title if self.stop else ""


def sides_of(person: StaffMember, case: BorrowCase) -> frozenset[Side]:
    """Give the sides that a person is on: both for who works at both libraries (A-14, T-21)."""
    return frozenset(side for side in Side if case.library_of(side) in person.roles)


def may_borrow_for(person: StaffMember, event: Event) -> tuple[int, ...]:
    """Give the libraries for which a person may ask: their own, but never the host itself."""
    return tuple(one for one in person.library_ids if one != event.details.organiser_id)


def can_be_asked_for(event: Event) -> bool:
    """Tell whether others may ask for it: open for borrowing, and shared with all staff."""
    is_on = _is_for_all_staff(event) and event.state is not State.CANCELLED
    return is_on and event.details.lending.is_open


def _is_for_all_staff(event: Event) -> bool:
    """Tell whether the staff of every library see it: not all are members of a community."""
    return is_told(event) and event.details.visibility is not Visibility.COMMUNITY
