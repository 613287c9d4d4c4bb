"""An edit of an event: the form with what it says now, and what comes of it."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Event, Schedule
from calendar_app.domain.workflow import next_steps
from calendar_app.storage.events import StaleEditError, save_event
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.comparison import conflict_page
from calendar_app.web.contexts.event_form import PREVIEW, STEPS, FormState, typed_event
from calendar_app.web.contexts.writing import Writing
from calendar_app.web.forms.entry import EVENT_FIELDS, Entry
from calendar_app.web.forms.form import Form
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.typed import typed_in
from calendar_app.web.guard import posted, writable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page


async def edit(request: Request) -> Response:
    """Show the form with what the event says now."""
    writing, event = await _writing(request)
    return writing.show(FormState(typed=typed_event(event), version=event.version))


async def update(request: Request) -> Response:
    """Save an edit, and take the next step when that is what the button said."""
    writing, event = await _writing(request)
    form = await posted(request)
    version = read_number(form.text("versjon")) or 0
    state = FormState(typed=typed_in(form, EVENT_FIELDS), version=version)
    if form.text("handling") == PREVIEW:
        return writing.preview(state)
    entry = writing.read(state)
    if entry.problems or entry.schedule is None:
        return writing.refuse(state, entry)
    try:
        saved = await _save(writing, event, entry, entry.schedule, form, version=version)
    except StaleEditError as error:
        return _conflict(writing, error.current, entry, entry.schedule, form)
    flash = saved.workflow.value if saved.workflow is not event.workflow else "lagret"
    parts_of(request).publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash=flash)


async def _writing(request: Request) -> tuple[Writing, Event]:
    writer, event = await writable_event(request)
    vocabulary = await load_vocabulary()
    return Writing(request=request, writer=writer, vocabulary=vocabulary, event=event), event


async def _save(
    writing: Writing, event: Event, entry: Entry, schedule: Schedule, form: Form, *, version: int
) -> Event:
    """Save, and take the step that the button named when it leads on from here."""
    step = STEPS.get(form.text("handling"))
    return await save_event(
        event.id,
        details=entry.details,
        schedule=schedule,
        expected_version=version,
        announce_move=entry.typed.has("announce_move"),
        workflow=step if step in next_steps(event) else None,
        staff_id=writing.writer.id,
        now=parts_of(writing.request).now(),
    )


def _conflict(
    writing: Writing, current: Event, entry: Entry, schedule: Schedule, form: Form
) -> Response:
    parts = parts_of(writing.request)
    context = conflict_page(
        current,
        details=entry.details,
        schedule=schedule,
        typed=entry.typed,
        vocabulary=writing.vocabulary,
        year=writing.today.year,
        language=staff_language(writing.request),
        action=writing.address,
        discard_href=parts.addresses.staff("arrangementer", current.id),
        handling=form.text("handling"),
    )
    return staff_page(writing.request, "staff/conflict.html", context, status=409)
