"""The bin: what was deleted in the last 90 days, and the way back."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.storage.bin import binned_events, restore_from_bin
from calendar_app.storage.history import staff_names
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.bin import bin_page
from calendar_app.web.guard import person, posted
from calendar_app.web.guard_bin import own_binned
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page


async def index(request: Request) -> Response:
    """List what the person's libraries have deleted."""
    reader = await person(request)
    found = await binned_events(reader.library_ids, now=parts_of(request).now())
    names = await staff_names({one.staff_id for one in found if one.staff_id is not None})
    context = bin_page(found, names, await load_vocabulary(), staff_language(request))
    return staff_page(request, "staff/bin.html", context)


async def restore(request: Request) -> Response:
    """Put an event back, as a draft."""
    writer, binned = await own_binned(request)
    await posted(request)
    parts = parts_of(request)
    event_id = await restore_from_bin(binned.id, staff_id=writer.id, now=parts.now())
    if event_id is None:
        raise HTTPException(404)
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event_id, flash="hentet-tilbake")
