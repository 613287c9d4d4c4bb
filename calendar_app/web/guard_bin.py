"""One deleted event: loaded, scoped and authorised in one call."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember
from calendar_app.storage.bin import Binned, find_binned
from calendar_app.web.guard import id_in, person
from calendar_app.web.parts import parts_of


async def own_binned(request: Request) -> tuple[StaffMember, Binned]:
    """Give the person and what was deleted; only the organiser's staff see it (404)."""
    writer = await person(request)
    found = await find_binned(id_in(request, "bin_id"), now=parts_of(request).now())
    if found is None or found.organiser_id not in writer.roles:
        raise HTTPException(404)
    return writer, found
