"""One date of an event: loaded, scoped and authorised in one call, as `guard` does for events."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event, Occurrence
from calendar_app.storage.occurrences import find_occurrence
from calendar_app.web.guard import id_in, writable_event


async def writable_date(request: Request) -> tuple[StaffMember, Event, Occurrence]:
    """Give the person, the event and the date of the address, when that person may change it.

    A date of another event is not there (404).
    """
    writer, event = await writable_event(request)
    found = await find_occurrence(event.id, id_in(request, "occurrence_id"))
    if found is None:
        raise HTTPException(404)
    return writer, event, found
