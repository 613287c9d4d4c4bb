"""A form that was sent after the log-in had run out is kept for whoever sent it (T-18, T-22).

The log-in that has ended authenticates nobody: it only says whose the form is. What was typed is
shown to that person alone, after a new log-in, and nothing of it stands in an address.
"""

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.storage.drafts import DraftTooLargeError, park_form
from calendar_app.storage.sessions import find_ended_session, was_form_of
from calendar_app.web.cookies import SIGNED_IN, read_cookie
from calendar_app.web.csrf import FIELD
from calendar_app.web.form_drafts import is_kept, kept_texts
from calendar_app.web.forms.form import Form, read_form
from calendar_app.web.parts import parts_of

_logger = logging.getLogger("calendar_app.parking")


class FormParkedError(Exception):
    """A form of an earlier log-in came; it was not done, but kept as `draft_id`."""

    def __init__(self, draft_id: int) -> None:
        super().__init__(draft_id)
        self.draft_id = draft_id


async def park_ended(request: Request) -> int | None:
    """Keep the form of somebody whose log-in has ended; gives its id, None when it is not kept."""
    parts = parts_of(request)
    token = read_cookie(request, SIGNED_IN, parts.settings)
    if not token or not is_kept(request, request.scope["path"]):
        return None
    ended = await find_ended_session(token, now=parts.now())
    if ended is None:
        return None
    try:
        form = await read_form(request, token=ended.csrf_token, files=1)
    except HTTPException as error:
        _logger.info("form of an ended log-in not kept: %s", error.status_code)
        return None
    return await _park(request, form, staff_id=ended.staff_id)


async def park_earlier(request: Request, form: Form, *, staff_id: int) -> None:
    """Keep a form that is of an earlier log-in of the same person: FormParkedError."""
    now, token = parts_of(request).now(), form.raw(FIELD)
    if not is_kept(request, request.scope["path"]):
        return
    if not await was_form_of(staff_id, token, now=now):
        return
    draft_id = await _park(request, form, staff_id=staff_id)
    if draft_id is not None:
        raise FormParkedError(draft_id)


async def _park(request: Request, form: Form, *, staff_id: int) -> int | None:
    try:
        return await park_form(
            staff_id,
            path=request.scope["path"],
            texts=kept_texts(form),
            now=parts_of(request).now(),
        )
    except DraftTooLargeError:
        _logger.warning("form of staff %s is too large to be kept", staff_id)
        return None
