"""The report to a funder for any period: a page that prints well, and a sheet."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.figures import Period, held_dates
from calendar_app.domain.problems import Problem
from calendar_app.domain.published import described
from calendar_app.domain.report import Report, gatherings_held, report_of
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.figures import stored_figures
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.figures import ReportPage
from calendar_app.web.csv_answer import csv_answer
from calendar_app.web.forms.typed import Reader, Typed
from calendar_app.web.guard import person
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels
from calendar_app.words.report import report_tables

LONGEST = 3 * 366
"""Days in one report; grants run for a year or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The period of the address as typed, and what it comes to: None when it cannot be read."""

    first: str
    last: str
    today: date
    period: Period | None
    problems: tuple[Problem, ...]


async def show(request: Request) -> Response:
    """Show the report of the period in the address; without one, of this year so far."""
    reader = await person(request)
    asked = _asked(request)
    language = staff_language(request)
    labels = field_labels(language)
    vocabulary = await load_vocabulary()
    report = await _report(asked, asked.period, vocabulary, reader) if asked.period else None
    query = urlencode({"fra": asked.first, "til": asked.last})
    context = ReportPage(
        title=translations(language).gettext("Rapport"),
        first=asked.first,
        last=asked.last,
        period=(asked.period.first, asked.period.last) if asked.period else None,
        tables=report_tables(report, vocabulary, language) if report else (),
        funding=report.funding if report else (),
        sheet=f"{parts_of(request).addresses.staff('tall', 'rapport.csv')}?{query}",
        problems=asked.problems,
        labels={"fra": labels["period_first"], "til": labels["period_last"]},
    )
    return staff_page(request, "staff/report.html", context, status=422 if asked.problems else 200)


async def sheet(request: Request) -> Response:
    """Give the report as a sheet, its parts one after the other."""
    reader = await person(request)
    asked = _asked(request)
    if asked.period is None:
        return await show(request)
    vocabulary = await load_vocabulary()
    report = await _report(asked, asked.period, vocabulary, reader)
    name = f"rapport-{asked.period.first}-{asked.period.last}.csv"
    return csv_answer(report_tables(report, vocabulary, staff_language(request)), name)


def _asked(request: Request) -> _Asked:
    today = local_date(parts_of(request).now())
    given = request.query_params
    first = given.get("fra", today.replace(month=1, day=1).isoformat())
    last = given.get("til", today.isoformat())
    reader = Reader(Typed({"fra": (first,), "til": (last,)}))
    period = _period(reader)
    return _Asked(
        first=first, last=last, today=today, period=period, problems=tuple(reader.problems)
    )


def _period(reader: Reader) -> Period | None:
    first, last = reader.date("fra"), reader.date("til")
    if first is None or last is None:
        return None
    if last < first:
        reader.refuse("til", "end_before_start")
        return None
    if (last - first).days >= LONGEST:
        reader.refuse("til", "period_too_long")
        return None
    return Period(first=first, last=last)


async def _report(
    asked: _Asked, period: Period, vocabulary: Vocabulary, reader: StaffMember
) -> Report:
    stored = await stored_figures(period)
    held = held_dates(stored.dates, stored.attendance, vocabulary, period=period, today=asked.today)
    counted = {one.occurrence_id for one in held}
    return report_of(
        held,
        gatherings_held(
            stored.dates, stored.attendance, stored.signed_up, period=period, today=asked.today
        ),
        {event.id: event for event, _ in stored.dates},
        period=period,
        funding=(
            described(event, one, vocabulary).funding
            for event, one in stored.dates
            if one.id in counted
        ),
        reader=reader,
    )
