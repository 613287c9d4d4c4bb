"""The personal feeds of whoever is logged in: the list, and a new one.

The address of a new one is shown in the answer to its form and nowhere else: not in an address
of ours, not in the database, not when the page is loaded again (T-14).
"""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.problems import Problem
from calendar_app.domain.text import clean_line
from calendar_app.storage.personal_feeds import FeedRefusedError, feeds_of, make_feed
from calendar_app.web.contexts.personal_feeds import NewAddressPage, feeds_page
from calendar_app.web.guard import person, posted
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page
from calendar_app.words.catalogue import translations


async def index(request: Request) -> Response:
    """List them, with the form of a new one."""
    return await _show(request, await person(request))


async def create(request: Request) -> Response:
    """Make one, and show its address this once."""
    owner = await person(request)
    name = clean_line((await posted(request)).text("name"))
    try:
        token = await make_feed(owner.id, name=name, now=parts_of(request).now())
    except FeedRefusedError as refused:
        return await _show(request, owner, name=name, problems=refused.problems)
    addresses = parts_of(request).addresses
    path = addresses.personal_feed(token)
    context = NewAddressPage(
        title=translations(staff_language(request)).gettext("Ny kalenderlenke"),
        name=name,
        webcal=addresses.webcal(path),
        https=addresses.absolute(path),
        back=addresses.staff("kalenderlenker"),
    )
    # Not even the browser's own memory keeps it.
    headers = {"Cache-Control": "no-store"}
    return staff_page(request, "staff/personal_feeds_new.html", context, headers=headers)


async def _show(
    request: Request, owner: StaffMember, *, name: str = "", problems: tuple[Problem, ...] = ()
) -> Response:
    context = feeds_page(
        await feeds_of(owner.id),
        name=name,
        problems=problems,
        now=parts_of(request).now(),
        language=staff_language(request),
    )
    status = 422 if problems else 200
    return staff_page(request, "staff/personal_feeds.html", context, status=status)
