"""The history of an event: every change in words, and one of them side by side."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Event
from calendar_app.domain.timing import local_date
from calendar_app.storage.history import PAGE, Revision, revision_page, staff_names
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts import history as pages
from calendar_app.web.forms.reading import read_number
from calendar_app.web.guard import writable_event
from calendar_app.web.guard_revision import writable_revision
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page

_OLDER_THAN = "eldre"


async def index(request: Request) -> Response:
    """List what was changed, newest first."""
    _, event = await writable_event(request)
    older_than = read_number(request.query_params.get(_OLDER_THAN, ""))
    found = await revision_page(event.id, older_than=older_than, limit=PAGE + 1)
    telling = await _telling(request, event, found)
    context = pages.history_page(telling, found, is_first=older_than is None)
    return staff_page(request, "staff/history.html", context)


async def show(request: Request) -> Response:
    """Show one change: before and after."""
    _, event, revision = await writable_revision(request)
    [newest] = await revision_page(event.id, limit=1)
    telling = await _telling(request, event, [revision])
    context = pages.revision_page(telling, revision, newest=newest.id)
    return staff_page(request, "staff/revision.html", context)


async def _telling(request: Request, event: Event, revisions: list[Revision]) -> pages.Telling:
    staff_ids = {one.staff_id for one in revisions if one.staff_id is not None}
    return pages.Telling(
        event=event,
        vocabulary=await load_vocabulary(),
        names=await staff_names(staff_ids),
        today=local_date(parts_of(request).now()),
        language=staff_language(request),
    )
