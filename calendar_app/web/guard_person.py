"""The people of the libraries: loaded, scoped and authorised in one call, as `guard` does.

Whose libraries one does not answer for is not there (404); whom one may see but not decide about
is 403.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember, may_set_up
from calendar_app.domain.people import (
    Person,
    kept,
    may_change_roles,
    may_keep_account,
    may_see_person,
)
from calendar_app.storage.own_sessions import OpenSession, find_open_session
from calendar_app.storage.people import find_person
from calendar_app.web.guard import id_in, person
from calendar_app.web.parts import parts_of


async def people_reader(request: Request) -> StaffMember:
    """Give who asks, when they answer for a library and so for its people."""
    asker = await person(request)
    if not may_set_up(asker):
        raise HTTPException(403)
    return asker


async def people_keeper(request: Request) -> StaffMember:
    """Give who asks, when there is a library whose people they decide about."""
    asker = await person(request)
    if not kept(asker):
        raise HTTPException(403)
    return asker


async def readable_person(request: Request) -> tuple[StaffMember, Person]:
    """Give who asks and the person of the address, when they answer for a library of theirs."""
    asker = await people_reader(request)
    found = await find_person(id_in(request, "staff_id"))
    if found is None or not may_see_person(asker, found.member):
        raise HTTPException(404)
    return asker, found


async def changeable_person(request: Request) -> tuple[StaffMember, Person]:
    """Give who asks and the person of the address, when they decide about a role of theirs."""
    asker, found = await readable_person(request)
    if not may_change_roles(asker, found.member):
        raise HTTPException(403)
    return asker, found


async def kept_person(request: Request) -> tuple[StaffMember, Person]:
    """Give who asks and the person of the address, when they decide about the whole account."""
    asker, found = await readable_person(request)
    if not may_keep_account(asker, found.member):
        raise HTTPException(403)
    return asker, found


async def own_session(request: Request) -> tuple[StaffMember, OpenSession]:
    """Give who asks and the log-in of the address. Another's is not there (404)."""
    owner = await person(request)
    found = await find_open_session(
        owner.id, id_in(request, "session_id"), now=parts_of(request).now()
    )
    if found is None:
        raise HTTPException(404)
    return owner, found
