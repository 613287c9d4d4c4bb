"""An event proposed for publication: asked for, taken back, or sent back with a word."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Event
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import local_date
from calendar_app.domain.workflow import can_propose
from calendar_app.storage.workflow import (
    decline_proposal,
    name_of_proposer,
    propose_event,
    withdraw_proposal,
)
from calendar_app.web.contexts.confirmation import RefusalPage, read_reason
from calendar_app.web.guard import posted, writable_event
from calendar_app.web.guard_proposal import proposable_event, publishable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import date_words
from calendar_app.words.fields import field_labels

EVENTS = "arrangementer"


async def create(request: Request) -> Response:
    """Ask a coordinator to publish; asking twice is asking once."""
    found = await proposable_event(request)
    await posted(request)
    event, flash = found.event, "forslag"
    if can_propose(event, found.writer, found.organiser):
        await propose_event(event.id, staff_id=found.writer.id, now=parts_of(request).now())
    elif event.proposed_at is None:
        flash = "ikke-mulig"
    return to_staff_page(request, EVENTS, event.id, flash=flash)


async def destroy(request: Request) -> Response:
    """Ask no longer."""
    writer, event = await writable_event(request)
    await posted(request)
    if event.proposed_at is None:
        return to_staff_page(request, EVENTS, event.id, flash="ikke-mulig")
    await withdraw_proposal(event.id, staff_id=writer.id, now=parts_of(request).now())
    return to_staff_page(request, EVENTS, event.id, flash="forslag-trukket")


async def ask_why(request: Request) -> Response:
    """Ask what the editor should know, before the proposal goes back."""
    found = await publishable_event(request)
    if found.event.proposed_at is None:
        return to_staff_page(request, EVENTS, found.event.id, flash="ikke-mulig")
    return await _ask(request, found.event)


async def decline(request: Request) -> Response:
    """Send the proposal back; the word stands first in the internal note, where editors see it."""
    found = await publishable_event(request)
    form = await posted(request)
    if found.event.proposed_at is None:
        return to_staff_page(request, EVENTS, found.event.id, flash="ikke-mulig")
    reason, problems = read_reason(form, code="required")
    if problems:
        return await _ask(request, found.event, reason=form.text("reason"), problems=problems)
    parts = parts_of(request)
    # The note is read by everybody at the library, whatever language this person reads.
    language = parts.settings.language
    note = translations(language).gettext("Sendt tilbake %(date)s av %(name)s: %(reason)s") % {
        "date": date_words(local_date(parts.now()), language, weekday=False),
        "name": found.writer.name,
        "reason": reason,
    }
    await decline_proposal(found.event.id, note=note, staff_id=found.writer.id, now=parts.now())
    return to_staff_page(request, EVENTS, found.event.id, flash="forslag-avvist")


async def _ask(
    request: Request, event: Event, *, reason: str = "", problems: tuple[Problem, ...] = ()
) -> Response:
    language = staff_language(request)
    staff = parts_of(request).addresses.staff
    page = RefusalPage(
        title=translations(language).gettext("Send forslaget tilbake"),
        event=event,
        action=staff(EVENTS, event.id, "forslag", "avvisning"),
        back=staff(EVENTS, event.id),
        proposed_by=await name_of_proposer(event),
        reason=reason,
        problems=problems,
        labels=field_labels(language),
    )
    return staff_page(request, "staff/proposal_refusal.html", page, status=422 if problems else 200)
