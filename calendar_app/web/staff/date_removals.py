"""A date of a draft taken away: nobody outside was told of it, so it need not be cancelled."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.extra_date import can_lose_dates
from calendar_app.domain.published import described
from calendar_app.storage.dates import RecordedError
from calendar_app.storage.extra_dates import ToldError, take_away_date
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.confirmation import RemovalPage
from calendar_app.web.guard import posted
from calendar_app.web.guard_date import writable_date
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations


async def new(request: Request) -> Response:
    """Ask first."""
    _, event, stored = await writable_date(request)
    if not can_lose_dates(event):
        return to_staff_page(request, "arrangementer", event.id, flash="ikke-mulig")
    staff = parts_of(request).addresses.staff
    page = RemovalPage(
        title=translations(staff_language(request)).gettext("Ta bort én dato"),
        event=event,
        action=staff("arrangementer", event.id, "datoer", stored.id, "fjerning"),
        back=staff("arrangementer", event.id),
        date=described(event, stored, await load_vocabulary()),
    )
    return staff_page(request, "staff/date_removal.html", page)


async def create(request: Request) -> Response:
    """Take the date away."""
    writer, event, stored = await writable_date(request)
    await posted(request)
    parts = parts_of(request)
    flash = "dato-fjernet"
    try:
        await take_away_date(event.id, stored.id, staff_id=writer.id, now=parts.now())
    except ToldError:
        flash = "ikke-mulig"
    except RecordedError:
        flash = "dato-har-oppmote"
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash=flash)
