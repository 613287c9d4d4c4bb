"""A co-organising library takes itself off an event: asked about, then done."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember, may_leave
from calendar_app.domain.event import Event
from calendar_app.storage.events import leave_event
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.confirmation import DeparturePage
from calendar_app.web.guard import id_in, posted, readable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations


async def new(request: Request) -> Response:
    """Say what it means."""
    _, event, library_id = await _leaving(request)
    parts = parts_of(request)
    vocabulary = await load_vocabulary()
    address = ("arrangementer", event.id)
    context = DeparturePage(
        title=translations(staff_language(request)).gettext("Gå ut av arrangementet"),
        event=event,
        library=vocabulary.libraries[library_id],
        organiser=vocabulary.libraries[event.details.organiser_id],
        action=parts.addresses.staff(*address, "medarrangorer", library_id, "uttreden"),
        back=parts.addresses.staff(*address),
    )
    return staff_page(request, "staff/departure.html", context)


async def create(request: Request) -> Response:
    """Take the library off the event; its draft may be out of sight afterwards."""
    person, event, library_id = await _leaving(request)
    await posted(request)
    parts = parts_of(request)
    await leave_event(event.id, library_id, staff_id=person.id, now=parts.now())
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", flash="uttradt")


async def _leaving(request: Request) -> tuple[StaffMember, Event, int]:
    """Give the person, the event and the person's library; 403 for anybody else's library."""
    person, event = await readable_event(request)
    library_id = id_in(request, "library_id")
    if library_id not in event.details.co_organiser_ids:
        raise HTTPException(404)
    if not may_leave(person, event, library_id):
        raise HTTPException(403)
    return person, event, library_id
