"""Steps of the workflow: planned, published, withdrawn, taken back to draft."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Workflow
from calendar_app.domain.workflow import next_steps
from calendar_app.storage.events import set_workflow
from calendar_app.web.guard import posted, writable_event
from calendar_app.web.guard_proposal import publishable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import to_staff_page


async def plan(request: Request) -> Response:
    """Let the staff of all libraries see it."""
    return await _step(request, Workflow.PLANNED)


async def publish(request: Request) -> Response:
    """Let everybody see it; 403 for who must ask for it."""
    await publishable_event(request)
    return await _step(request, Workflow.PUBLISHED)


async def withdraw(request: Request) -> Response:
    """Take it out of the public calendar without a trace."""
    return await _step(request, Workflow.WITHDRAWN)


async def take_back(request: Request) -> Response:
    """Make it the own library's draft again."""
    return await _step(request, Workflow.DRAFT)


async def _step(request: Request, workflow: Workflow) -> Response:
    """Take a step that leads from where the event is; doing it twice is doing it once."""
    writer, event = await writable_event(request)
    await posted(request)
    flash = workflow.value
    if workflow in next_steps(event):
        parts = parts_of(request)
        await set_workflow(event.id, workflow, staff_id=writer.id, now=parts.now())
        parts.publisher.current.note_own_write()
    elif workflow is not event.workflow:
        flash = "ikke-mulig"
    return to_staff_page(request, "arrangementer", event.id, flash=flash)
