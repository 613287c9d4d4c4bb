"""The restoration of an earlier version: shown side by side and asked about, then done."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.timing import local_date
from calendar_app.storage.events import GoneError, StaleEditError
from calendar_app.storage.restoring import find_restoration, restore_revision
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.history import Telling, restoration_page
from calendar_app.web.forms.reading import read_number
from calendar_app.web.guard import posted
from calendar_app.web.guard_revision import writable_revision
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page


async def new(request: Request) -> Response:
    """Say what would become different."""
    _, event, revision = await writable_revision(request)
    found = await find_restoration(event.id, revision.id)
    if found is None:
        raise HTTPException(404)
    parts = parts_of(request)
    telling = Telling(
        event=event,
        vocabulary=await load_vocabulary(),
        names={},
        today=local_date(parts.now()),
        language=staff_language(request),
    )
    place = ("arrangementer", event.id, "historikk", revision.id)
    context = restoration_page(
        telling,
        found,
        at=revision.at,
        action=parts.addresses.staff(*place, "gjenoppretting"),
        back=parts.addresses.staff(*place),
    )
    return staff_page(request, "staff/restoration.html", context)


async def create(request: Request) -> Response:
    """Restore it, unless the event changed since it was asked about."""
    writer, event, revision = await writable_revision(request)
    form = await posted(request)
    parts = parts_of(request)
    try:
        await restore_revision(
            event.id,
            revision.id,
            expected_version=read_number(form.text("versjon")) or 0,
            staff_id=writer.id,
            now=parts.now(),
        )
    except StaleEditError:
        place = ("historikk", revision.id, "gjenoppretting")
        return to_staff_page(request, "arrangementer", event.id, *place, flash="endret-imens")
    except GoneError:
        raise HTTPException(404) from None
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash="gjenopprettet")
