"""Somebody signs up for a date of a gathering, in another way, or no longer."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Event, Mode
from calendar_app.domain.sign_up import Bar, is_gathering
from calendar_app.storage.sign_ups import SignUpRefusedError, sign_up, withdraw_sign_up
from calendar_app.web.guard import posted
from calendar_app.web.guard_community import readable_date
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import to_staff_page
from calendar_app.words.gatherings import bar_code

WAY = "maate"


async def create(request: Request) -> Response:
    """Sign up in the way that the button says, or change to it."""
    reader, event, stored = await readable_date(request)
    way = (await posted(request)).text(WAY)
    if not is_gathering(event):
        return _back(request, event, "ikke-mulig")
    if way not in (Mode.IN_PERSON, Mode.ONLINE):
        return _back(request, event, bar_code(Bar.NO_SUCH_WAY))
    now = parts_of(request).now()
    try:
        await sign_up(event.id, stored.id, staff_id=reader.id, way=Mode(way), now=now)
    except SignUpRefusedError as error:
        return _back(request, event, bar_code(error.bar))
    return _back(request, event, "pameldt")


async def destroy(request: Request) -> Response:
    """Give the place back."""
    reader, event, stored = await readable_date(request)
    await posted(request)
    if not is_gathering(event):
        return _back(request, event, "ikke-mulig")
    try:
        now = parts_of(request).now()
        await withdraw_sign_up(event.id, stored.id, staff_id=reader.id, now=now)
    except SignUpRefusedError as error:
        return _back(request, event, bar_code(error.bar))
    return _back(request, event, "avmeldt")


def _back(request: Request, event: Event, flash: str) -> Response:
    return to_staff_page(request, "arrangementer", event.id, flash=flash)
