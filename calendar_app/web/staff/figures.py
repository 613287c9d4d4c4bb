"""The page about numbers: dates that lack theirs, to be filled in at once."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event, Occurrence
from calendar_app.domain.figures import Period
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import local_date
from calendar_app.storage.attendance import dates_without_numbers, save_attendance
from calendar_app.web.contexts.figures import MOST_ROWS, MissingPage
from calendar_app.web.forms.attendance import NUMBERS, numbered, read_many
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.web.guard import person, posted
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels

_YEARS_SHOWN = 4
_BACK_TO = 1
"""Numbers are asked for from the beginning of the year before: the report is made in January."""


async def index(request: Request) -> Response:
    """Show what lacks a number, and the ways to statistics and report."""
    reader = await person(request)
    return _show(request, reader, await _missing(request, reader), Typed())


async def update(request: Request) -> Response:
    """Save the numbers that were filled in; a date that lacks none any more is left alone."""
    writer = await person(request)
    form = await posted(request)
    rows = await _missing(request, writer)
    names = [numbered(name, date.id) for _, date in rows for name in NUMBERS]
    typed = typed_in(form, names)
    entries = read_many(typed, [date.id for _, date in rows])
    problems = tuple(problem for entry in entries.values() for problem in entry.problems)
    if problems:
        return _show(request, writer, rows, typed, problems=problems)
    numbers = {occurrence_id: entry.attendance for occurrence_id, entry in entries.items()}
    await save_attendance(numbers, staff_id=writer.id, now=parts_of(request).now())
    return to_staff_page(request, "tall", flash="oppmote-lagret" if numbers else "")


async def _missing(request: Request, reader: StaffMember) -> list[tuple[Event, Occurrence]]:
    """Read what lacks a number at the person's own libraries: nobody fills in for others."""
    today = local_date(parts_of(request).now())
    since = today.replace(year=today.year - _BACK_TO, month=1, day=1)
    period = Period(first=since, last=today)
    return await dates_without_numbers(reader.library_ids, period=period, today=today)


def _show(
    request: Request,
    reader: StaffMember,
    rows: list[tuple[Event, Occurrence]],
    typed: Typed,
    *,
    problems: tuple[Problem, ...] = (),
) -> Response:
    parts = parts_of(request)
    language = staff_language(request)
    this_year = local_date(parts.now()).year
    context = MissingPage(
        title=translations(language).gettext("Oppmøte og tall"),
        rows=rows[:MOST_ROWS],
        hidden=len(rows[MOST_ROWS:]),
        action=parts.addresses.staff("tall"),
        typed=typed,
        problems=problems,
        labels=_labels(rows[:MOST_ROWS], language),
        years=range(this_year, this_year - _YEARS_SHOWN, -1),
        may_enter=bool(reader.roles),
    )
    return staff_page(request, "staff/figures.html", context, status=422 if problems else 200)


def _labels(rows: list[tuple[Event, Occurrence]], language: str) -> dict[str, str]:
    """Name each field by its event too: the summary of errors links to one among many."""
    labels = field_labels(language)
    return labels | {
        numbered(name, date.id): f"{event.details.title}: {labels[name]}"
        for event, date in rows
        for name in NUMBERS
    }
