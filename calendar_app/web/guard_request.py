"""Requests to borrow: loaded, scoped and authorised in one call, as `guard` does for events.

Only the staff of the two libraries know of a request; to anybody else it is not there (A-14).
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember
from calendar_app.domain.borrowing import BorrowCase, Side, may_borrow_for, sides_of
from calendar_app.domain.event import Event
from calendar_app.storage.lending import find_case
from calendar_app.web.guard import id_in, person, readable_event


async def borrowable_event(request: Request) -> tuple[StaffMember, Event, tuple[int, ...]]:
    """Give the person, the event of the address, and the libraries they may borrow it for.

    Whoever works at the host's alone gets 403: nobody borrows from themselves.
    """
    reader, event = await readable_event(request)
    libraries = may_borrow_for(reader, event)
    if not libraries:
        raise HTTPException(403)
    return reader, event, libraries


async def seen_request(request: Request) -> tuple[StaffMember, BorrowCase]:
    """Give the person and the request of the address, for the staff of its two libraries."""
    reader = await person(request)
    case = await find_case(id_in(request, "request_id"))
    if case is None or not sides_of(reader, case):
        raise HTTPException(404)
    return reader, case


async def request_of_side(request: Request, side: Side) -> tuple[StaffMember, BorrowCase]:
    """Give the same to the staff of one side alone; the other side gets 403."""
    reader, case = await seen_request(request)
    if side not in sides_of(reader, case):
        raise HTTPException(403)
    return reader, case
