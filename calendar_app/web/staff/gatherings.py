"""Gatherings: the list of them, and the form that makes and edits one."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import may_write
from calendar_app.domain.event import Event, Schedule, Workflow
from calendar_app.domain.sign_up import is_gathering
from calendar_app.domain.timing import local_date
from calendar_app.domain.workflow import next_steps
from calendar_app.storage.events import NewEvent, StaleEditError, create_event, save_event
from calendar_app.storage.gatherings import stored_gatherings
from calendar_app.storage.sign_ups import own_sign_ups
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.workflow import propose_event
from calendar_app.web.contexts.event_form import FormState
from calendar_app.web.contexts.form_steps import PREVIEW, step_of
from calendar_app.web.contexts.gathering_form import (
    GROW,
    may_publish_typed,
    typed_new_gathering,
    typed_stored_gathering,
)
from calendar_app.web.contexts.gathering_writing import GatheringWriting
from calendar_app.web.contexts.gatherings import gatherings_page, hostings
from calendar_app.web.contexts.submission import new_submission, submission_key
from calendar_app.web.forms.entry import Entry
from calendar_app.web.forms.form import Form
from calendar_app.web.forms.gathering import GATHERING_FIELDS
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.typed import typed_in
from calendar_app.web.guard import person, posted
from calendar_app.web.guard_community import kept_gathering, readable_gathering
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

_FLASHES = {
    Workflow.DRAFT: "samling-opprettet",
    Workflow.PLANNED: "samling-planlagt",
    Workflow.PUBLISHED: "samling-publisert",
}


async def index(request: Request) -> Response:
    """List the gatherings that the person may read."""
    reader = await person(request)
    context = gatherings_page(
        await stored_gatherings(),
        await load_vocabulary(),
        await own_sign_ups(reader.id),
        person=reader,
        today=local_date(parts_of(request).now()),
        language=staff_language(request),
    )
    return staff_page(request, "staff/gatherings.html", context)


async def new(request: Request) -> Response:
    """Show the empty form, at the library whose turn it is.

    `fellesskap` names whom it is for, `fra` a gathering to begin from.
    """
    writing = await _new(request)
    typed = typed_new_gathering(
        writing.writer,
        writing.vocabulary,
        hosted=hostings(await stored_gatherings()),
        community_id=read_number(request.query_params.get("fellesskap", "")),
        like=await readable_gathering(request, request.query_params.get("fra", "")),
    )
    return writing.show(FormState(typed=typed, submission=new_submission()))


async def create(request: Request) -> Response:
    """Make a gathering; the same form sent twice makes one."""
    writing = await _new(request)
    form = await posted(request)
    state = FormState(typed=typed_in(form, GATHERING_FIELDS), submission=form.text("innsending"))
    if asked := _asked_without_saving(writing, state, form):
        return asked
    entry = writing.read(state)
    if entry.problems or entry.schedule is None:
        return writing.refuse(state, entry)
    may = may_publish_typed(state.typed, writing.writer, writing.vocabulary)
    step, staff_id = step_of(form.text("handling"), may_publish=may), writing.writer.id
    new_event = NewEvent(
        details=entry.details,
        schedule=entry.schedule,
        workflow=step.workflow or Workflow.DRAFT,
        submission=submission_key(state.submission, state.typed, staff_id=staff_id),
    )
    now = parts_of(request).now()
    event = await create_event(new_event, staff_id=staff_id, now=now)
    flash = _FLASHES[new_event.workflow]
    if step.proposes:
        await propose_event(event.id, staff_id=staff_id, now=now)
        flash = "foreslatt"
    if event.workflow is not new_event.workflow:
        flash = "lagret-fra-for"
    return to_staff_page(request, "arrangementer", event.id, flash=flash)


async def edit(request: Request) -> Response:
    """Show the form with what the gathering says now."""
    writing, event = await _stored(request)
    if not is_gathering(event):
        return to_staff_page(request, "arrangementer", event.id, "rediger")
    state = FormState(typed=typed_stored_gathering(event), version=event.version)
    return writing.show(state)


async def update(request: Request) -> Response:
    """Save an edit, and take the next step when that is what the button said."""
    writing, event = await _stored(request)
    form = await posted(request)
    if not is_gathering(event):
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    version = read_number(form.text("versjon")) or 0
    state = FormState(typed=typed_in(form, GATHERING_FIELDS), version=version)
    if asked := _asked_without_saving(writing, state, form):
        return asked
    entry = writing.read(state)
    if entry.problems or entry.schedule is None:
        return writing.refuse(state, entry)
    try:
        saved = await _save(writing, event, entry, entry.schedule, form, version=version)
    except StaleEditError as error:
        return writing.conflict(state, error.current, entry)
    # What was for everybody before it became a gathering was public until now.
    parts_of(request).publisher.current.note_own_write()
    is_same = saved.workflow is event.workflow
    flash = "samling-lagret" if is_same else _FLASHES[saved.workflow]
    return to_staff_page(request, "arrangementer", event.id, flash=flash)


async def _new(request: Request) -> GatheringWriting:
    writer = await person(request)
    if not writer.roles:
        raise HTTPException(403)
    return GatheringWriting(request=request, writer=writer, vocabulary=await load_vocabulary())


async def _stored(request: Request) -> tuple[GatheringWriting, Event]:
    writer, event = await kept_gathering(request)
    vocabulary = await load_vocabulary()
    writing = GatheringWriting(request=request, writer=writer, vocabulary=vocabulary, event=event)
    return writing, event


def _asked_without_saving(
    writing: GatheringWriting, state: FormState, form: Form
) -> Response | None:
    """Answer the buttons that only show the form again: its dates, or more rows."""
    handling = form.text("handling")
    if handling == PREVIEW:
        return writing.preview(state)
    return writing.show(state, grown=handling) if handling in GROW else None


async def _save(
    writing: GatheringWriting,
    event: Event,
    entry: Entry,
    schedule: Schedule,
    form: Form,
    *,
    version: int,
) -> Event:
    """Save, and take the step that the button named; a host takes none."""
    may = may_publish_typed(entry.typed, writing.writer, writing.vocabulary)
    step = step_of(form.text("handling"), may_publish=may)
    leads_on = may_write(writing.writer, event) and step.workflow in next_steps(event)
    now, staff_id = parts_of(writing.request).now(), writing.writer.id
    saved = await save_event(
        event.id,
        details=entry.details,
        schedule=schedule,
        expected_version=version,
        announce_move=entry.typed.has("announce_move"),
        workflow=step.workflow if leads_on else None,
        staff_id=staff_id,
        now=now,
    )
    if step.proposes and may_write(writing.writer, event):
        return await propose_event(event.id, staff_id=staff_id, now=now)
    return saved
