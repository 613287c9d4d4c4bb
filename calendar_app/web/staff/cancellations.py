"""The cancellation of a whole event: asked about, made with a reason, undone."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Event
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import local_date
from calendar_app.domain.workflow import can_be_cancelled, can_be_reinstated
from calendar_app.storage.events import cancel_event, reinstate_event
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.web.contexts.confirmation import CancellationPage, read_reason
from calendar_app.web.guard import posted, writable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels


async def new(request: Request) -> Response:
    """Ask for the reason and say what will happen."""
    _, event = await writable_event(request)
    if not can_be_cancelled(event):
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    return await _ask(request, event)


async def create(request: Request) -> Response:
    """Cancel every coming date."""
    writer, event = await writable_event(request)
    form = await posted(request)
    reason, problems = read_reason(form)
    if not can_be_cancelled(event):
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    if problems:
        return await _ask(request, event, reason=form.text("reason"), problems=problems)
    parts = parts_of(request)
    await cancel_event(event.id, reason=reason, staff_id=writer.id, now=parts.now())
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash="avlyst")


async def destroy(request: Request) -> Response:
    """Undo the cancellation."""
    writer, event = await writable_event(request)
    await posted(request)
    if not can_be_reinstated(event):
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    parts = parts_of(request)
    await reinstate_event(event.id, staff_id=writer.id, now=parts.now())
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash="avlysning-angret")


async def _ask(
    request: Request, event: Event, *, reason: str = "", problems: tuple[Problem, ...] = ()
) -> Response:
    parts = parts_of(request)
    today = local_date(parts.now())
    dates = await occurrences_of(event.id)
    coming = [one for one in dates if one.span.last >= today]
    language = staff_language(request)
    context = CancellationPage(
        title=translations(language).gettext("Avlys arrangementet"),
        event=event,
        action=parts.addresses.staff("arrangementer", event.id, "avlysning"),
        back=parts.addresses.staff("arrangementer", event.id),
        dates=len(coming),
        past=len(dates) - len(coming),
        date=None,
        reason=reason,
        problems=problems,
        labels=field_labels(language),
    )
    status = 422 if problems else 200
    return staff_page(request, "staff/cancellation.html", context, status=status)
