"""Somebody is kept out, or let in again."""

import logging

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.storage.people import LastAdminError, disable_person
from calendar_app.storage.staff import enable_staff
from calendar_app.web.contexts.people import AccountLockPage
from calendar_app.web.guard import posted
from calendar_app.web.guard_person import kept_person
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations

_logger = logging.getLogger("calendar_app.people")


async def new(request: Request) -> Response:
    """Say what it means."""
    _, person = await kept_person(request)
    addresses = parts_of(request).addresses
    context = AccountLockPage(
        title=translations(staff_language(request)).gettext("Steng kontoen"),
        person=person,
        action=addresses.staff("folk", person.member.id, "sperring"),
        back=addresses.staff("folk", person.member.id),
    )
    return staff_page(request, "staff/account_lock.html", context)


async def create(request: Request) -> Response:
    """Keep the person out, from this moment on; doing it twice is doing it once."""
    asker, person = await kept_person(request)
    await posted(request)
    try:
        await disable_person(person.member.id, now=parts_of(request).now())
    except LastAdminError:
        return to_staff_page(request, "folk", person.member.id, flash="siste-administrator")
    _logger.info("staff %s disabled staff %s", asker.id, person.member.id)
    return to_staff_page(request, "folk", person.member.id, flash="sperret")


async def destroy(request: Request) -> Response:
    """Let the person in again; links and calendar links that ended stay ended."""
    asker, person = await kept_person(request)
    await posted(request)
    await enable_staff(person.member.id)
    _logger.info("staff %s enabled staff %s", asker.id, person.member.id)
    return to_staff_page(request, "folk", person.member.id, flash="sperring-opphevet")
