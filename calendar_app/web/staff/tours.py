"""Tours: the list, one with its stops, and another title."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.judge import TITLE_MAX, length_problems
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import local_date
from calendar_app.storage.tours import set_tour_title, tour_events
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.tours import tour_list, tour_page
from calendar_app.web.forms.typed import Reader, typed_in
from calendar_app.web.guard import person, posted
from calendar_app.web.guard_tour import named_tour, seen_tour
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

_FAMILY = "turneer"
_TITLE = "tour_title"


async def index(request: Request) -> Response:
    """List the tours of which the person may see a stop."""
    reader = await person(request)
    context = tour_list(
        await tour_events(),
        await load_vocabulary(),
        person=reader,
        today=local_date(parts_of(request).now()),
        language=staff_language(request),
    )
    return staff_page(request, "staff/tours.html", context)


async def show(request: Request) -> Response:
    """Show one tour with its stops."""
    reader, tour_id, events = await seen_tour(request)
    vocabulary = await load_vocabulary()
    context = tour_page(
        vocabulary.tours[tour_id],
        events,
        vocabulary,
        person=reader,
        language=staff_language(request),
    )
    return staff_page(request, "staff/tour.html", context)


async def rename(request: Request) -> Response:
    """Give it another title; what addresses call it stays."""
    writer, tour_id, events = await named_tour(request)
    typed = typed_in(await posted(request), (_TITLE,))
    title = Reader(typed).line(_TITLE)
    problems = tuple(length_problems((_TITLE, title, TITLE_MAX)))
    if not title:
        problems = (Problem(_TITLE, "required"),)
    if problems:
        vocabulary = await load_vocabulary()
        context = tour_page(
            vocabulary.tours[tour_id],
            events,
            vocabulary,
            person=writer,
            typed_title=typed.text(_TITLE),
            problems=problems,
            language=staff_language(request),
        )
        return staff_page(request, "staff/tour.html", context, status=422)
    parts = parts_of(request)
    await set_tour_title(tour_id, title, staff_id=writer.id, now=parts.now())
    parts.publisher.current.note_own_write()
    return to_staff_page(request, _FAMILY, tour_id, flash="turne-lagret")
