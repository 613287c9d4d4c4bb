"""Who came to one date: three numbers, the day after."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Event, Occurrence
from calendar_app.domain.figures import Period, took_place
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import local_date
from calendar_app.storage.attendance import attendance_of, save_attendance
from calendar_app.web.contexts.figures import AttendancePage
from calendar_app.web.forms.attendance import (
    ATTENDANCE_FIELDS,
    read_attendance,
    typed_attendance,
)
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_date import writable_date
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels


async def edit(request: Request) -> Response:
    """Show the numbers as they are."""
    _, event, date = await writable_date(request)
    _require_held(request, event, date)
    known = await attendance_of([date.id])
    return _show(request, event, date, typed_attendance(known.get(date.id)))


async def update(request: Request) -> Response:
    """Save them."""
    writer, event, date = await writable_date(request)
    form = await posted(request)
    _require_held(request, event, date)
    entry = read_attendance(typed_in(form, ATTENDANCE_FIELDS))
    if entry.problems:
        return _show(request, event, date, entry.typed, problems=entry.problems)
    now = parts_of(request).now()
    await save_attendance({date.id: entry.attendance}, staff_id=writer.id, now=now)
    return to_staff_page(request, "arrangementer", event.id, flash="oppmote-lagret")


def _require_held(request: Request, event: Event, date: Occurrence) -> None:
    """Refuse numbers of what has not begun, was called off, or nobody was told of."""
    today = local_date(parts_of(request).now())
    day = date.span.first
    if not took_place(event, date, period=Period(first=day, last=day), today=today):
        raise HTTPException(404)


def _show(
    request: Request,
    event: Event,
    date: Occurrence,
    typed: Typed,
    *,
    problems: tuple[Problem, ...] = (),
) -> Response:
    language = staff_language(request)
    staff = parts_of(request).addresses.staff
    context = AttendancePage(
        title=translations(language).gettext("Hvor mange kom?"),
        event=event,
        date=date,
        action=staff("arrangementer", event.id, "datoer", date.id, "oppmote"),
        back=staff("arrangementer", event.id),
        typed=typed,
        problems=problems,
        labels=field_labels(language),
    )
    status = 422 if problems else 200
    return staff_page(request, "staff/attendance.html", context, status=status)
