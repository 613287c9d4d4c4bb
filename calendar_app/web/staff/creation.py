"""A new event: the form, empty or filled in beforehand, and what comes of it."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.domain.event import Workflow
from calendar_app.domain.sign_up import has_gathering_form
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.recent_events import recent_events
from calendar_app.storage.templates import templates_of
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.workflow import propose_event
from calendar_app.web.contexts.beginnings import COPY, beginnings
from calendar_app.web.contexts.copying import copying_library, typed_copy, typed_template
from calendar_app.web.contexts.event_form import FormState, new_details, typed_new
from calendar_app.web.contexts.submission import new_submission, submission_key
from calendar_app.web.contexts.writing import Writing
from calendar_app.web.form_drafts import NEW_EVENT, SUBMISSION
from calendar_app.web.forms.entry import EVENT_FIELDS
from calendar_app.web.forms.reading import read_date
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_source import source_event, source_template, writer_of_new
from calendar_app.web.images import with_image
from calendar_app.web.kept_drafts import asked_draft, offered_draft, typed_draft
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import to_staff_page

_FLASHES = {
    Workflow.DRAFT: "opprettet",
    Workflow.PLANNED: "opprettet-planlagt",
    Workflow.PUBLISHED: "opprettet-publisert",
}
_PROPOSED = "foreslatt"
_MOST_RECENT = 5


async def new(request: Request) -> Response:
    """Show the form: a copy of what `fra` names, or what the template `mal` says, or empty."""
    writing = await _writing(request)
    state = FormState(typed=Typed(), submission=new_submission())
    if draft := await asked_draft(request, staff_id=writing.writer.id):
        submission = draft.text(SUBMISSION) or state.submission
        return writing.show(replace(state, typed=typed_draft(draft), submission=submission))
    if event := await source_event(request):
        if has_gathering_form(event):
            address = parts_of(request).addresses.staff("samlinger", "ny")
            return RedirectResponse(f"{address}?{COPY}={event.id}", 303)
        library_id = copying_library(event, writing.writer)
        return writing.show(replace(state, typed=typed_copy(event, library_id=library_id)))
    if template := await source_template(request):
        return writing.show(replace(state, typed=typed_template(template, writing.writer)))
    return await _empty(writing, state)


async def create(request: Request) -> Response:
    """Make an event; the same form sent twice makes one."""
    writing = await _writing(request)
    form = await posted(request, files=1)
    handling = form.text("handling")
    typed, wrong = await with_image(request, form, typed_in(form, EVENT_FIELDS))
    state = FormState(typed=typed, problems=wrong, submission=form.text(SUBMISSION))
    if again := await writing.without_saving(state, handling):
        return again
    entry = writing.read(state)
    if entry.problems or entry.schedule is None:
        return writing.refuse(state, entry)
    step = writing.step(handling, entry.details)
    staff_id = writing.writer.id
    new_event = NewEvent(
        details=entry.details,
        schedule=entry.schedule,
        workflow=step.workflow or Workflow.DRAFT,
        submission=submission_key(state.submission, state.typed, staff_id=staff_id),
    )
    return await _make(request, new_event, proposes=step.proposes, staff_id=staff_id)


async def _empty(writing: Writing, state: FormState) -> Response:
    """Show the empty form, and above it what it may start from instead."""
    own = writing.writer.library_ids
    recent = await recent_events(writing.writer.id, library_ids=own, most=_MOST_RECENT)
    offered = beginnings(recent, await templates_of(own), parts_of(writing.request).addresses)
    typed = typed_new(new_details(writing.writer, writing.vocabulary))
    if day := read_date(writing.request.query_params.get("dato", "")):
        typed = typed.having(start_date=day.isoformat())
    draft = await offered_draft(writing.request, staff_id=writing.writer.id, keys=NEW_EVENT)
    return writing.show(replace(state, typed=typed, beginnings=offered, draft=draft))


async def _make(
    request: Request, new_event: NewEvent, *, proposes: bool, staff_id: int
) -> Response:
    """Store it and lead on to its page; what was stored before with this key is only shown."""
    parts = parts_of(request)
    event = await create_event(new_event, staff_id=staff_id, now=parts.now())
    is_as_wished = event.workflow is new_event.workflow
    if proposes and is_as_wished:
        await propose_event(event.id, staff_id=staff_id, now=parts.now())
    parts.publisher.current.note_own_write()
    done = _PROPOSED if proposes else _FLASHES[new_event.workflow]
    flash = done if is_as_wished else "lagret-fra-for"
    return to_staff_page(request, "arrangementer", event.id, flash=flash)


async def _writing(request: Request) -> Writing:
    writer = await writer_of_new(request)
    return Writing(request=request, writer=writer, vocabulary=await load_vocabulary())
