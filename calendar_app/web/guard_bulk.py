"""Many events at once: those of them that a person may see, and changes that are their own."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember, may_read
from calendar_app.domain.event import Event
from calendar_app.storage.bulk import BulkChange, find_bulk_change, find_events
from calendar_app.web.guard import id_in, person


async def readable_events(
    request: Request, event_ids: list[int]
) -> tuple[StaffMember, list[Event]]:
    """Give the person, and of the named events those that the person may see (A-18).

    The others are not there, whoever named them; who may change which is judged event by event.
    """
    reader = await person(request)
    if not reader.roles:
        raise HTTPException(403)
    return reader, [one for one in await find_events(event_ids) if may_read(reader, one)]


async def own_bulk_change(request: Request) -> tuple[StaffMember, BulkChange]:
    """Give the person and the change of the address, when that person made it."""
    reader = await person(request)
    found = await find_bulk_change(id_in(request, "change_id"))
    if found is None or found.staff_id != reader.id:
        raise HTTPException(404)
    return reader, found
