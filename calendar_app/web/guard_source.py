"""The guard of what a new event or a template is made from: an id in the query of the address."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember, may_read
from calendar_app.domain.event import Event
from calendar_app.domain.event_template import EventTemplate, may_use
from calendar_app.storage.events import find_event
from calendar_app.storage.templates import find_template
from calendar_app.web.contexts.beginnings import COPY, TEMPLATE
from calendar_app.web.guard import person

_MAX_DIGITS = 19


async def writer_of_new(request: Request) -> StaffMember:
    """Give who is logged in, when that person has a library to write for: 403 for others."""
    writer = await person(request)
    if not writer.roles:
        raise HTTPException(403)
    return writer


async def source_event(request: Request) -> Event | None:
    """Give the event that `fra` names, None when it names none; 404 for a stranger's."""
    writer = await writer_of_new(request)
    wanted = _id_asked_for(request, COPY)
    if wanted is None:
        return None
    event = await find_event(wanted)
    if event is None or not may_read(writer, event):
        raise HTTPException(404)
    return event


async def source_template(request: Request) -> EventTemplate | None:
    """Give the template that `mal` names, None when it names none; 404 for a stranger's."""
    writer = await writer_of_new(request)
    wanted = _id_asked_for(request, TEMPLATE)
    if wanted is None:
        return None
    template = await find_template(wanted)
    if template is None or not may_use(writer, template):
        raise HTTPException(404)
    return template


def _id_asked_for(request: Request, name: str) -> int | None:
    """Read an id from the query. Only plain digits are one (T-11)."""
    text = request.query_params.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS):
        raise HTTPException(404)
    return int(text)
