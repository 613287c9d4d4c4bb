"""A new one-time link for somebody who lost the invitation, or forgot the password."""

import logging

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.storage.one_time_links import make_link
from calendar_app.web.contexts.people import link_page
from calendar_app.web.guard import posted
from calendar_app.web.guard_person import kept_person
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

_logger = logging.getLogger("calendar_app.people")


async def create(request: Request) -> Response:
    """Make it in place of earlier ones, and show it this once."""
    asker, person = await kept_person(request)
    await posted(request)
    if person.is_disabled:
        return to_staff_page(request, "folk", person.member.id, flash="er-sperret")
    parts = parts_of(request)
    link = await make_link(person.member.id, made_by=asker.id, now=parts.now())
    _logger.info("staff %s made a link for staff %s: %s", asker.id, person.member.id, link.purpose)
    context = link_page(person, link, parts.addresses, language=staff_language(request))
    headers = {"Cache-Control": "no-store"}
    return staff_page(request, "staff/one_time_link.html", context, headers=headers)
