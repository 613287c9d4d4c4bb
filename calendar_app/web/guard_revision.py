"""One revision of an event: loaded, scoped and authorised in one call.

The history tells of drafts too, so it is for those alone who may change the event.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event
from calendar_app.storage.history import Revision, find_revision
from calendar_app.web.guard import id_in, writable_event


async def writable_revision(request: Request) -> tuple[StaffMember, Event, Revision]:
    """Give the person, the event and the revision of the address.

    A revision of another event is not there (404).
    """
    writer, event = await writable_event(request)
    found = await find_revision(event.id, id_in(request, "revision_id"))
    if found is None:
        raise HTTPException(404)
    return writer, event, found
