"""Many events changed at once: chosen, looked at, done, and undone once."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.bulk import MOST_EVENTS
from calendar_app.domain.event import Event
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.bulk import (
    ChangedMeanwhileError,
    UndoneError,
    change_many,
    find_events,
    undo_many,
)
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.bulk import choice_page, preview_page, result_page
from calendar_app.web.contexts.event_list import read_filter, seen_heads
from calendar_app.web.forms.bulk import ORDER_FIELDS, OrderEntry, read_ids, read_order
from calendar_app.web.forms.form import Form
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.web.guard import person, posted
from calendar_app.web.guard_bulk import own_bulk_change, readable_events
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

MANY = "flere"
_DO, _BACK = "gjor", "endre"


async def new(request: Request) -> Response:
    """Ask what shall be done to the chosen events, or to all of a list."""
    query = request.query_params
    ids = read_ids(query.getlist("velg"))
    if query.get("alle") == "ja":
        ids = await _all_of_the_list(request)
    writer, events = await readable_events(request, ids)
    return await _choose(request, writer, events, await load_vocabulary(), Typed())


async def create(request: Request) -> Response:
    """Show what would happen; do it when that was what the button said."""
    form = await posted(request)
    ids = read_ids([form.text("ider")])[:MOST_EVENTS]
    writer, events = await readable_events(request, ids)
    vocabulary = await load_vocabulary()
    typed = typed_in(form, ORDER_FIELDS)
    entry = read_order(typed, vocabulary)
    if form.text("handling") == _BACK:
        return await _choose(request, writer, events, vocabulary, typed)
    if entry.problems or not events:
        return await _choose(request, writer, events, vocabulary, typed, entry)
    if form.text("handling") != _DO:
        return _preview(request, writer, events, vocabulary, typed, entry)
    try:
        change_id = await _do(request, form, writer, events, vocabulary, entry)
    except ChangedMeanwhileError:
        _, events = await readable_events(request, ids)
        return _preview(request, writer, events, vocabulary, typed, entry, is_anew=True)
    parts_of(request).publisher.current.note_own_write()
    return to_staff_page(request, MANY, change_id)


async def show(request: Request) -> Response:
    """Tell what was done, and offer to undo it."""
    writer, change = await own_bulk_change(request)
    events = await find_events(change.event_ids)
    language = staff_language(request)
    page = result_page(change, events, person=writer, language=language)
    return staff_page(request, "staff/bulk_result.html", page)


async def destroy(request: Request) -> Response:
    """Undo all of it, once; what somebody has changed since is left as it is."""
    writer, change = await own_bulk_change(request)
    await posted(request)
    parts, flash = parts_of(request), "angret-alt"
    try:
        await undo_many(change.id, person=writer, now=parts.now())
    except UndoneError:
        flash = "angret-for"
    parts.publisher.current.note_own_write()
    return to_staff_page(request, MANY, change.id, flash=flash)


async def _all_of_the_list(request: Request) -> list[int]:
    """Name the events of the list with its filters, those that the person arranges."""
    reader = await person(request)
    asked = read_filter(request.query_params.multi_items())
    heads = await seen_heads(reader, asked, today=local_date(parts_of(request).now()))
    return [head.event_id for head in heads if head.organiser_id in reader.roles]


async def _choose(
    request: Request,
    writer: StaffMember,
    events: list[Event],
    vocabulary: Vocabulary,
    typed: Typed,
    entry: OrderEntry | None = None,
) -> Response:
    problems = entry.problems if entry else ()
    page = choice_page(
        events,
        vocabulary,
        person=writer,
        typed=typed,
        problems=problems,
        language=staff_language(request),
    )
    return staff_page(request, "staff/bulk.html", page, status=422 if entry else 200)


def _preview(
    request: Request,
    writer: StaffMember,
    events: list[Event],
    vocabulary: Vocabulary,
    typed: Typed,
    entry: OrderEntry,
    *,
    is_anew: bool = False,
) -> Response:
    page = preview_page(
        events,
        entry.order,
        vocabulary,
        person=writer,
        typed=typed,
        is_anew=is_anew,
        language=staff_language(request),
    )
    status = 409 if is_anew else 200
    return staff_page(request, "staff/bulk_preview.html", page, status=status)


async def _do(
    request: Request,
    form: Form,
    writer: StaffMember,
    events: list[Event],
    vocabulary: Vocabulary,
    entry: OrderEntry,
) -> int:
    return await change_many(
        [one.id for one in events],
        entry.order,
        confirmed=form.text("bekreftet"),
        person=writer,
        organisers=vocabulary.libraries,
        now=parts_of(request).now(),
    )
