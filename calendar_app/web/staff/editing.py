"""An edit of an event: the form with what it says now, and what comes of it."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Event, Schedule, Workflow
from calendar_app.domain.reconcile import Settlement
from calendar_app.domain.sign_up import has_gathering_form
from calendar_app.domain.workflow import next_steps
from calendar_app.storage.events import StaleEditError, save_event
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.workflow import propose_event
from calendar_app.web.contexts.comparison import Setting, as_chosen, conflict_page
from calendar_app.web.contexts.event_form import FormState, typed_event
from calendar_app.web.contexts.settling import settle_edit
from calendar_app.web.contexts.writing import Writing
from calendar_app.web.form_drafts import OF_EVENT, VERSION, version_in
from calendar_app.web.forms.entry import EVENT_FIELDS, Entry
from calendar_app.web.forms.form import Form
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.typed import typed_in
from calendar_app.web.guard import posted, writable_event
from calendar_app.web.images import with_image
from calendar_app.web.kept_drafts import asked_draft, offered_draft, typed_draft
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page


async def edit(request: Request) -> Response:
    """Show the form with what the event says now."""
    writing, event = await _writing(request)
    if has_gathering_form(event):
        return to_staff_page(request, "samlinger", event.id, "rediger")
    state = FormState(typed=typed_event(event), version=event.version)
    if draft := await asked_draft(request, staff_id=writing.writer.id):
        version = version_in(draft.all(VERSION)) or event.version
        return writing.show(replace(state, typed=typed_draft(draft), version=version))
    offer = await offered_draft(
        request,
        staff_id=writing.writer.id,
        keys=f"{OF_EVENT}{event.id}",
        newer_than=event.updated_at,
    )
    return writing.show(replace(state, draft=offer))


async def update(request: Request) -> Response:
    """Save an edit, and take the next step when that is what the button said."""
    writing, event = await _writing(request)
    if has_gathering_form(event):
        return to_staff_page(request, "samlinger", event.id, "rediger")
    form = await posted(request, files=1)
    version = read_number(form.text(VERSION)) or 0
    typed, wrong = await with_image(request, form, typed_in(form, EVENT_FIELDS))
    typed = await as_chosen(event, form, typed, version=version)
    state = FormState(typed=typed, problems=wrong, version=version)
    if again := await writing.without_saving(state, form.text("handling")):
        return again
    entry = writing.read(state)
    if entry.problems or entry.schedule is None:
        return writing.refuse(state, entry)
    if version != event.version:
        return await _conflict(writing, event, entry, entry.schedule, form, version=version)
    settled = await settle_edit(
        writing, event, entry.schedule, form, typed=entry.typed, version=version
    )
    if isinstance(settled, Response):
        return settled
    try:
        saved = await _save(writing, event, entry, settled, form, version=version)
    except StaleEditError as error:
        current, schedule = error.current, entry.schedule
        return await _conflict(writing, current, entry, schedule, form, version=version)
    flash = saved.workflow.value if saved.workflow is not event.workflow else "lagret"
    if writing.step(form.text("handling"), entry.details).proposes:
        flash = await _propose(writing, saved)
    parts_of(request).publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash=flash)


async def _writing(request: Request) -> tuple[Writing, Event]:
    writer, event = await writable_event(request)
    vocabulary = await load_vocabulary()
    return Writing(request=request, writer=writer, vocabulary=vocabulary, event=event), event


async def _save(
    writing: Writing,
    event: Event,
    entry: Entry,
    settlement: Settlement,
    form: Form,
    *,
    version: int,
) -> Event:
    """Save, and take the step that the button named when it leads on from here."""
    step = writing.step(form.text("handling"), entry.details).workflow
    return await save_event(
        event.id,
        details=entry.details,
        schedule=entry.schedule or event.schedule,
        expected_version=version,
        announce_move=entry.typed.has("announce_move"),
        settlement=settlement,
        workflow=step if step in next_steps(event) else None,
        staff_id=writing.writer.id,
        now=parts_of(writing.request).now(),
    )


async def _propose(writing: Writing, event: Event) -> str:
    """Ask for publication, when there is anything to ask for; gives what the page says."""
    if Workflow.PUBLISHED not in next_steps(event):
        return "lagret"
    now = parts_of(writing.request).now()
    await propose_event(event.id, staff_id=writing.writer.id, now=now)
    return "foreslatt"


async def _conflict(
    writing: Writing, current: Event, entry: Entry, schedule: Schedule, form: Form, *, version: int
) -> Response:
    parts = parts_of(writing.request)
    setting = Setting(
        vocabulary=writing.vocabulary,
        year=writing.today.year,
        language=staff_language(writing.request),
        action=writing.address,
        discard_href=parts.addresses.staff("arrangementer", current.id),
        handling=form.text("handling"),
    )
    context = await conflict_page(current, entry, schedule, version=version, setting=setting)
    return staff_page(writing.request, "staff/conflict.html", context, status=409)
