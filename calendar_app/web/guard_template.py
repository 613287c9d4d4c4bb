"""The guard of templates: load and authorise in one call."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event_template import EventTemplate, may_delete, may_use
from calendar_app.storage.templates import find_template
from calendar_app.web.guard import id_in, person


async def deletable_template(request: Request) -> tuple[StaffMember, EventTemplate]:
    """Give the person and the template of the address, when that person may delete it.

    Another library's is not there (404); one that somebody else made is (403).
    """
    writer = await person(request)
    template = await find_template(id_in(request, "template_id"))
    if template is None or not may_use(writer, template):
        raise HTTPException(404)
    if not may_delete(writer, template):
        raise HTTPException(403)
    return writer, template
