"""Who is asking, and may they: load, scope and authorise in one call.

A handler gets its event only from here, so the check cannot be forgotten. A stranger gets the
same 404 as for an event that is not there; who may read but not write gets 403.
"""

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.domain.access import StaffMember, may_read, may_write
from calendar_app.domain.event import Event
from calendar_app.storage.events import find_event
from calendar_app.storage.sessions import Session, find_session
from calendar_app.web.cookies import SIGNED_IN, read_cookie
from calendar_app.web.csrf import FIELD, check_token
from calendar_app.web.errors import Refusal
from calendar_app.web.form_drafts import note_posted
from calendar_app.web.forms.form import Form, received_form
from calendar_app.web.parking import FormParkedError, park_earlier, park_ended
from calendar_app.web.parts import parts_of

_MAX_DIGITS = 19


class SignedOutError(Exception):
    """Nobody is logged in, and the page is for staff."""


async def session_of(request: Request) -> Session:
    """Find the log-in of a request, once; raises SignedOutError."""
    if not hasattr(request.state, "session"):
        request.state.session = await _find_session(request)
    session: Session | None = request.state.session
    if session is None:
        raise SignedOutError
    return session


async def person(request: Request) -> StaffMember:
    """Give who is logged in; raises SignedOutError, which becomes a way to the log-in."""
    return (await session_of(request)).person


async def readable_event(request: Request) -> tuple[StaffMember, Event]:
    """Give the person and the event of the address, when that person may see it."""
    reader = await person(request)
    event = await find_event(id_in(request, "event_id"))
    if event is None or not may_read(reader, event):
        raise HTTPException(404)
    return reader, event


async def writable_event(request: Request) -> tuple[StaffMember, Event]:
    """Give the person and the event of the address, when that person may change it."""
    writer, event = await readable_event(request)
    if not may_write(writer, event):
        raise HTTPException(403)
    return writer, event


async def posted(request: Request, *, files: int = 0) -> Form:
    """Read a form of somebody who is logged in: the only way to what was posted.

    A form from before they logged in anew is kept and not done: FormParkedError.
    """
    session = await session_of(request)
    form = await received_form(request, files=files)
    try:
        check_token(form.raw(FIELD), session.csrf_token)
    except Refusal:
        await park_earlier(request, form, staff_id=session.person.id)
        raise
    note_posted(request, form, staff_id=session.person.id)
    return form


def id_in(request: Request, name: str) -> int:
    """Read an id from the path. Only plain digits are one: 404 for `１`, `-1`, `1e3` (T-11)."""
    text = str(request.path_params[name])
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS):
        raise HTTPException(404)
    return int(text)


async def to_log_in(request: Request, _: Exception) -> Response:
    """Answer SignedOutError: to the log-in, and from there to the page that was asked for.

    A form is kept, when it is known whose it is, and waits after the log-in.
    """
    wanted = ""
    if request.method == "POST":
        draft_id = await park_ended(request)
        wanted = "" if draft_id is None else parts_of(request).addresses.staff("kladder", draft_id)
    elif request.method in ("GET", "HEAD"):
        # Not request.url: that is made of the Host header (ST-40).
        query = request.scope["query_string"].decode("latin-1")
        wanted = quote(request.scope["path"]) + (f"?{query}" if query else "")
    return RedirectResponse(parts_of(request).addresses.log_in(wanted), 303)


async def to_parked(request: Request, error: Exception) -> Response:
    """Answer FormParkedError: to the page that tells what was kept."""
    assert isinstance(error, FormParkedError)
    return RedirectResponse(parts_of(request).addresses.staff("kladder", error.draft_id), 303)


async def _find_session(request: Request) -> Session | None:
    parts = parts_of(request)
    token = read_cookie(request, SIGNED_IN, parts.settings)
    return await find_session(token, now=parts.now()) if token else None
