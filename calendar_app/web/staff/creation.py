"""A new event: the empty form, and what comes of it."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Workflow
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.event_form import (
    PREVIEW,
    STEPS,
    FormState,
    new_details,
    typed_new,
)
from calendar_app.web.contexts.submission import new_submission, submission_key
from calendar_app.web.contexts.writing import Writing
from calendar_app.web.forms.entry import EVENT_FIELDS
from calendar_app.web.forms.typed import typed_in
from calendar_app.web.guard import person, posted
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import to_staff_page

_FLASHES = {
    Workflow.DRAFT: "opprettet",
    Workflow.PLANNED: "opprettet-planlagt",
    Workflow.PUBLISHED: "opprettet-publisert",
}


async def new(request: Request) -> Response:
    """Show the empty form."""
    writing = await _writing(request)
    typed = typed_new(new_details(writing.writer, writing.vocabulary))
    return writing.show(FormState(typed=typed, submission=new_submission()))


async def create(request: Request) -> Response:
    """Make an event; the same form sent twice makes one."""
    writing = await _writing(request)
    form = await posted(request)
    handling = form.text("handling")
    state = FormState(typed=typed_in(form, EVENT_FIELDS), submission=form.text("innsending"))
    if handling == PREVIEW:
        return writing.preview(state)
    entry = writing.read(state)
    if entry.problems or entry.schedule is None:
        return writing.refuse(state, entry)
    staff_id = writing.writer.id
    new_event = NewEvent(
        details=entry.details,
        schedule=entry.schedule,
        workflow=STEPS.get(handling, Workflow.DRAFT),
        submission=submission_key(state.submission, state.typed, staff_id=staff_id),
    )
    parts = parts_of(request)
    event = await create_event(new_event, staff_id=staff_id, now=parts.now())
    parts.publisher.current.note_own_write()
    is_as_wished = event.workflow is new_event.workflow
    flash = _FLASHES[new_event.workflow] if is_as_wished else "lagret-fra-for"
    return to_staff_page(request, "arrangementer", event.id, flash=flash)


async def _writing(request: Request) -> Writing:
    writer = await person(request)
    if not writer.roles:
        raise HTTPException(403)
    return Writing(request=request, writer=writer, vocabulary=await load_vocabulary())
