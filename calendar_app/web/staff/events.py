"""The list of events, and the page of one."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.timing import local_date
from calendar_app.storage.event_list import event_lines
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.event_list import list_page, read_filter
from calendar_app.web.contexts.event_page import event_page
from calendar_app.web.guard import person, readable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

EVENTS = "arrangementer"
_ALL_DATES = "alle"


async def desk(request: Request) -> Response:
    """Lead to the list until there is a desk of its own."""
    await person(request)
    return to_staff_page(request, EVENTS)


async def index(request: Request) -> Response:
    """List the events of the person's libraries, or of all."""
    reader = await person(request)
    parts = parts_of(request)
    asked = read_filter(request.query_params.multi_items())
    lines = await event_lines(
        today=local_date(parts.now()),
        library_ids=None if asked.all_libraries else reader.library_ids,
        workflow=asked.workflow,
        past=asked.past,
        search=asked.search,
    )
    context = list_page(
        lines,
        await load_vocabulary(),
        asked=asked,
        person=reader,
        language=staff_language(request),
    )
    return staff_page(request, "staff/events.html", context)


async def show(request: Request) -> Response:
    """Show one event with its dates and what the person may do with it."""
    reader, event = await readable_event(request)
    parts = parts_of(request)
    context = event_page(
        event,
        await occurrences_of(event.id),
        await load_vocabulary(),
        person=reader,
        today=local_date(parts.now()),
        language=staff_language(request),
        public_href=parts.addresses.event(event.slug, event.id),
        shows_all=request.query_params.get("datoer") == _ALL_DATES,
    )
    return staff_page(request, "staff/event.html", context)
