"""One more date for an event, beside those that its rule gives."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import AllDay, local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.extra_dates import add_date
from calendar_app.storage.occurrences import ChangeRefusedError
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.new_date import new_date_page
from calendar_app.web.forms.date import NEW_DATE_FIELDS, read_new_date, typed_new_date
from calendar_app.web.forms.schedule import shown_problem
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.web.guard import posted, writable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page


async def new(request: Request) -> Response:
    """Show the form, with the times that the dates usually have."""
    writer, event = await writable_event(request)
    return _show(request, writer, event, await load_vocabulary(), typed_new_date(event))


async def create(request: Request) -> Response:
    """Add the date."""
    writer, event = await writable_event(request)
    form = await posted(request)
    vocabulary = await load_vocabulary()
    parts, is_whole = parts_of(request), isinstance(event.schedule.first, AllDay)
    typed = typed_in(form, NEW_DATE_FIELDS)
    span, own, problems = read_new_date(
        typed, is_whole=is_whole, vocabulary=vocabulary, today=local_date(parts.now())
    )
    if span is None or problems:
        return _show(request, writer, event, vocabulary, typed, problems)
    try:
        await add_date(event.id, span, own, staff_id=writer.id, now=parts.now())
    except ChangeRefusedError as error:
        found = tuple(shown_problem(one, is_whole=is_whole) for one in error.problems)
        return _show(request, writer, event, vocabulary, typed, found)
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash="dato-lagt-til")


def _show(
    request: Request,
    writer: StaffMember,
    event: Event,
    vocabulary: Vocabulary,
    typed: Typed,
    problems: tuple[Problem, ...] = (),
) -> Response:
    staff = parts_of(request).addresses.staff
    page = new_date_page(
        event,
        vocabulary,
        typed=typed,
        problems=problems,
        person=writer,
        language=staff_language(request),
        action=staff("arrangementer", event.id, "datoer", "ny"),
        back=staff("arrangementer", event.id),
    )
    return staff_page(request, "staff/new_date.html", page, status=422 if problems else 200)
