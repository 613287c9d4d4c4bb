"""Programmes to borrow: the list of all libraries, and one's own opened and closed."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event
from calendar_app.domain.judge import judge
from calendar_app.domain.lending import Lending
from calendar_app.domain.problems import Problem
from calendar_app.domain.workflow import is_told
from calendar_app.storage.events import StaleEditError
from calendar_app.storage.lending import lent_events, set_lending
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.lending import lent_list, offer_page, read_lent_filter
from calendar_app.web.forms.lending import LENDING_FIELDS, read_lending, typed_lending
from calendar_app.web.forms.typed import Reader, Typed, typed_in
from calendar_app.web.guard import person, posted, writable_event
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

_EVENTS = "arrangementer"
_VERSION = "versjon"


async def index(request: Request) -> Response:
    """List what may be borrowed."""
    reader = await person(request)
    given = request.query_params
    vocabulary = await load_vocabulary()
    context = lent_list(
        await lent_events(),
        vocabulary,
        asked=read_lent_filter(given.get("alder", ""), given.get("bibliotek", ""), vocabulary),
        person=reader,
        language=staff_language(request),
    )
    return staff_page(request, "staff/lending.html", context)


async def edit(request: Request) -> Response:
    """Show what others are told of the programme."""
    _, event = await writable_event(request)
    typed = Typed().having(**typed_lending(event.details.lending))
    return _form(request, event, typed, version=event.version)


async def update(request: Request) -> Response:
    """Open the programme for borrowing, or change what others are told."""
    writer, event = await writable_event(request)
    typed = typed_in(await posted(request), (*LENDING_FIELDS, _VERSION))
    reader = Reader(typed.having(lending_is_open="ja"))
    lending, version = read_lending(reader), reader.number(_VERSION) or 0
    problems = [*reader.problems, *await _judge(event, lending)]
    if problems:
        return _form(request, event, typed, version=version, problems=tuple(problems), status=422)
    try:
        await _save(request, writer, event, lending, version=version)
    except StaleEditError as stale:
        found = (Problem("", "stale"),)
        current = stale.current
        return _form(request, current, typed, version=current.version, problems=found, status=409)
    flash = "utlan-apnet" if is_told(event) else "utlan-apnet-utkast"
    return to_staff_page(request, _EVENTS, event.id, flash=flash)


async def close(request: Request) -> Response:
    """Close it; what was written stays for the next time, and so does what was agreed on."""
    writer, event = await writable_event(request)
    await posted(request)
    lending = replace(event.details.lending, is_open=False)
    try:
        await _save(request, writer, event, lending, version=event.version)
    except StaleEditError:
        return to_staff_page(request, _EVENTS, event.id, flash="ikke-mulig")
    return to_staff_page(request, _EVENTS, event.id, flash="utlan-lukket")


async def _judge(event: Event, lending: Lending) -> list[Problem]:
    """Judge the offer alone: the rest of the event is not asked about here."""
    fields = set(LENDING_FIELDS)
    found = judge(replace(event.details, lending=lending), await load_vocabulary())
    return [one for one in found if one.field in fields]


async def _save(
    request: Request, writer: StaffMember, event: Event, lending: Lending, *, version: int
) -> None:
    parts = parts_of(request)
    await set_lending(
        event.id, lending, expected_version=version, staff_id=writer.id, now=parts.now()
    )
    parts.publisher.current.note_own_write()


def _form(
    request: Request,
    event: Event,
    typed: Typed,
    *,
    version: int,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response:
    context = offer_page(
        event, typed, version=version, problems=problems, language=staff_language(request)
    )
    return staff_page(request, "staff/lending_form.html", context, status=status)
