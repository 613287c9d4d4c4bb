"""The cancellation of one date: asked about, made with a reason, undone."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Event, Occurrence, State
from calendar_app.domain.problems import Problem
from calendar_app.domain.published import CALLED_OFF, described, effective_state
from calendar_app.domain.workflow import is_told
from calendar_app.storage.occurrences import cancel_date, reinstate_date
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.confirmation import CancellationPage, read_reason
from calendar_app.web.guard import posted
from calendar_app.web.guard_date import writable_date
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels


async def new(request: Request) -> Response:
    """Ask for the reason and say what will happen."""
    _, event, stored = await writable_date(request)
    if not _can_be_cancelled(event, stored):
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    return await _ask(request, event, stored)


async def create(request: Request) -> Response:
    """Cancel the date."""
    writer, event, stored = await writable_date(request)
    form = await posted(request)
    reason, problems = read_reason(form)
    if not _can_be_cancelled(event, stored):
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    if problems:
        return await _ask(request, event, stored, reason=form.text("reason"), problems=problems)
    parts = parts_of(request)
    await cancel_date(event.id, stored.id, reason=reason, staff_id=writer.id, now=parts.now())
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash="dato-avlyst")


async def destroy(request: Request) -> Response:
    """Undo the cancellation."""
    writer, event, stored = await writable_date(request)
    await posted(request)
    if stored.overrides.state is not State.CANCELLED:
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    parts = parts_of(request)
    await reinstate_date(event.id, stored.id, staff_id=writer.id, now=parts.now())
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash="dato-avlysning-angret")


def _can_be_cancelled(event: Event, stored: Occurrence) -> bool:
    return is_told(event) and effective_state(event, stored) not in CALLED_OFF


async def _ask(
    request: Request,
    event: Event,
    stored: Occurrence,
    *,
    reason: str = "",
    problems: tuple[Problem, ...] = (),
) -> Response:
    parts = parts_of(request)
    language = staff_language(request)
    address = ("arrangementer", event.id)
    context = CancellationPage(
        title=translations(language).gettext("Avlys én dato"),
        event=event,
        action=parts.addresses.staff(*address, "datoer", stored.id, "avlysning"),
        back=parts.addresses.staff(*address),
        dates=1,
        past=0,
        date=described(event, stored, await load_vocabulary()),
        reason=reason,
        problems=problems,
        labels=field_labels(language),
    )
    status = 422 if problems else 200
    return staff_page(request, "staff/cancellation.html", context, status=status)
