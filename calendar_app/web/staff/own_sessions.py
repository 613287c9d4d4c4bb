"""The end of one's own log-ins elsewhere: of one, or of all but this one."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.storage.own_sessions import end_one, end_others
from calendar_app.web.guard import person, posted, session_of
from calendar_app.web.guard_person import own_session
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import to_staff_page


async def destroy(request: Request) -> Response:
    """End one; the very one that asks may be it."""
    owner, found = await own_session(request)
    await posted(request)
    await end_one(owner.id, found.id, now=parts_of(request).now())
    return to_staff_page(request, "konto", flash="innlogging-avsluttet")


async def destroy_others(request: Request) -> Response:
    """End all but the one that asks."""
    owner = await person(request)
    await posted(request)
    this = await session_of(request)
    await end_others(owner.id, but=this.id, now=parts_of(request).now())
    return to_staff_page(request, "konto", flash="innlogginger-avsluttet")
