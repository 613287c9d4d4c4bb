"""The list of events, and the page of one."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.timing import local_date
from calendar_app.storage.event_list import lines_of
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.workflow import name_of_proposer
from calendar_app.web.contexts.event_list import list_page, page_of, read_filter, seen_heads
from calendar_app.web.contexts.event_page import event_page
from calendar_app.web.contexts.gathering_page import gathering_part
from calendar_app.web.date_hints import hints_of_event
from calendar_app.web.guard import person, readable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page

_ALL_DATES = "alle"


async def index(request: Request) -> Response:
    """List the events of the person's libraries, or of all, a page at a time."""
    reader = await person(request)
    today = local_date(parts_of(request).now())
    asked = read_filter(request.query_params.multi_items())
    seen = await seen_heads(reader, asked, today=today)
    page = page_of(seen, asked.page)
    context = list_page(
        await lines_of(page.heads, today=today),
        await load_vocabulary(),
        asked=asked,
        page=page,
        person=reader,
        language=staff_language(request),
    )
    return staff_page(request, "staff/events.html", context)


async def show(request: Request) -> Response:
    """Show one event with its dates and what the person may do with it."""
    reader, event = await readable_event(request)
    parts = parts_of(request)
    dates, vocabulary = await occurrences_of(event.id), await load_vocabulary()
    language, today = staff_language(request), local_date(parts.now())
    context = event_page(
        event,
        dates,
        vocabulary,
        person=reader,
        today=today,
        language=language,
        public_href=parts.addresses.event(event.slug, event.id),
        shows_all=request.query_params.get("datoer") == _ALL_DATES,
        proposed_by=await name_of_proposer(event),
    )
    gathering = await gathering_part(
        event, dates, vocabulary, person=reader, now=parts.now(), language=language
    )
    hints = await hints_of_event(
        event, dates, vocabulary, person=reader, today=today, language=language
    )
    context = replace(context, gathering=gathering, hints=hints)
    return staff_page(request, "staff/event.html", context)
