"""The deletion of an event that the public never saw: asked about, then put into the bin."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.workflow import can_be_deleted
from calendar_app.storage.events import LentError, NotDeletableError, delete_event
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.web.contexts.confirmation import DeletionPage
from calendar_app.web.guard import posted, writable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations


async def new(request: Request) -> Response:
    """Say what will be put into the bin."""
    _, event = await writable_event(request)
    if not can_be_deleted(event):
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    parts = parts_of(request)
    context = DeletionPage(
        title=translations(staff_language(request)).gettext("Slett arrangementet"),
        event=event,
        action=parts.addresses.staff("arrangementer", event.id, "sletting"),
        back=parts.addresses.staff("arrangementer", event.id),
        dates=len(await occurrences_of(event.id)),
    )
    return staff_page(request, "staff/deletion.html", context)


async def create(request: Request) -> Response:
    """Move it to the bin."""
    writer, event = await writable_event(request)
    await posted(request)
    parts = parts_of(request)
    try:
        await delete_event(event.id, staff_id=writer.id, now=parts.now())
    except LentError:
        return to_staff_page(request, "arrangementer", event.id, flash="er-lant-bort")
    except NotDeletableError:
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", flash="slettet")
