"""Publication, authorised: not every editor may publish for a library that wants approval."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember, may_publish
from calendar_app.domain.event import Event
from calendar_app.domain.vocabulary import Library
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.guard import writable_event


@dataclass(frozen=True, slots=True)
class Publishing:
    """Somebody, an event of theirs, and the library that arranges it."""

    writer: StaffMember
    event: Event
    organiser: Library


async def proposable_event(request: Request) -> Publishing:
    """Give the event of the address to whoever may change it: they may ask for publication."""
    writer, event = await writable_event(request)
    vocabulary = await load_vocabulary()
    return Publishing(writer, event, vocabulary.libraries[event.details.organiser_id])


async def publishable_event(request: Request) -> Publishing:
    """Give the event of the address to whoever may publish it; 403 for who must ask."""
    found = await proposable_event(request)
    if not may_publish(found.writer, found.organiser):
        raise HTTPException(403)
    return found
