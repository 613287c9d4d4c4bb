"""Requests to borrow: asked, listed, shown, and acknowledged."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.borrowing import can_be_asked_for, sides_of
from calendar_app.domain.event import Event
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import local_date
from calendar_app.storage.borrow_answers import acknowledge
from calendar_app.storage.lending import AskedAlreadyError, NotLentError, ask, cases_of
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.lending import ask_page
from calendar_app.web.contexts.requests import request_list, show_request
from calendar_app.web.forms.borrowing import ASK_FIELDS, read_wish
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.web.guard import person, posted
from calendar_app.web.guard_request import borrowable_event, seen_request
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

_FAMILY = "foresporsler"
_LENT = "lan"


async def index(request: Request) -> Response:
    """List the requests of the person's libraries, both ways."""
    reader = await person(request)
    context = request_list(
        await cases_of(reader.library_ids),
        await load_vocabulary(),
        person=reader,
        language=staff_language(request),
    )
    return staff_page(request, "staff/borrow_requests.html", context)


async def show(request: Request) -> Response:
    """Show one request with its whole story."""
    reader, case = await seen_request(request)
    return await show_request(request, reader, case)


async def new(request: Request) -> Response:
    """Show the form that asks."""
    _, event, libraries = await borrowable_event(request)
    if not can_be_asked_for(event):
        return to_staff_page(request, _LENT, flash="lan-lukket")
    return await _form(request, event, libraries, Typed())


async def create(request: Request) -> Response:
    """Ask; a form that is sent twice asks once."""
    writer, event, libraries = await borrowable_event(request)
    typed = typed_in(await posted(request), ASK_FIELDS)
    parts = parts_of(request)
    now = parts.now()
    wish, problems = read_wish(typed, libraries=libraries, today=local_date(now))
    if wish is None:
        return await _form(request, event, libraries, typed, problems=problems)
    try:
        request_id = await ask(
            event.id,
            library_id=wish.library_id,
            wished_date=wish.day,
            wished_minute=wish.minute,
            message=wish.message,
            staff_id=writer.id,
            now=now,
        )
    except NotLentError:
        return to_staff_page(request, _LENT, flash="lan-lukket")
    except AskedAlreadyError:
        found = (Problem("wished_date", "borrow_asked_already"),)
        return await _form(request, event, libraries, typed, problems=found)
    return to_staff_page(request, _FAMILY, request_id, flash="lan-spurt")


async def note(request: Request) -> Response:
    """Note that the person's side has seen what is new."""
    reader, case = await seen_request(request)
    await posted(request)
    for side in sorted(sides_of(reader, case)):
        now = parts_of(request).now()
        await acknowledge(case.request.id, side=side, staff_id=reader.id, now=now)
    return to_staff_page(request, _FAMILY, case.request.id, flash="lan-sett")


async def _form(
    request: Request,
    event: Event,
    libraries: tuple[int, ...],
    typed: Typed,
    *,
    problems: tuple[Problem, ...] = (),
) -> Response:
    context = ask_page(
        event,
        typed,
        await load_vocabulary(),
        libraries=libraries,
        problems=problems,
        language=staff_language(request),
    )
    status = 422 if problems else 200
    return staff_page(request, "staff/borrow_request_form.html", context, status=status)
