"""The mark that says that a date is full, put on and taken off with one press."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.published import CALLED_OFF, effective_state
from calendar_app.domain.workflow import is_told
from calendar_app.storage.occurrences import mark_full
from calendar_app.web.guard import posted
from calendar_app.web.guard_date import writable_date
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import to_staff_page


async def create(request: Request) -> Response:
    """Mark a date full."""
    return await _mark(request, full=True)


async def destroy(request: Request) -> Response:
    """Say that there is room again."""
    return await _mark(request, full=False)


async def _mark(request: Request, *, full: bool) -> Response:
    writer, event, stored = await writable_date(request)
    await posted(request)
    if not is_told(event) or effective_state(event, stored) in CALLED_OFF:
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    parts = parts_of(request)
    await mark_full(event.id, stored.id, full, staff_id=writer.id, now=parts.now())
    parts.publisher.current.note_own_write()
    flash = "fullt" if full else "ikke-fullt"
    return to_staff_page(request, "arrangementer", event.id, flash=flash)
