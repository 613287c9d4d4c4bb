"""School holidays and named weeks: the list, a new one, a changed one, and its end."""

from collections.abc import Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.periods import Period, PeriodEntry, judge_period
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import local_date
from calendar_app.storage.periods import add_periods, all_periods, change_period, delete_period
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.periods import (
    new_period,
    period_deletion,
    period_form,
    period_list,
)
from calendar_app.web.forms.period import PERIOD_FIELDS, read_period, typed_period
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_period import period_keeper, writable_period
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

_FAMILY = ("oppsett", "perioder")


async def index(request: Request) -> Response:
    """List the periods of all libraries."""
    keeper = await period_keeper(request)
    context = period_list(
        keeper,
        await all_periods(),
        await load_vocabulary(),
        today=local_date(parts_of(request).now()),
        language=staff_language(request),
    )
    return staff_page(request, "staff/periods.html", context)


async def new(request: Request) -> Response:
    """Show the empty form."""
    keeper = await period_keeper(request)
    return await _form(request, keeper, new_period(keeper))


async def create(request: Request) -> Response:
    """Make a period; of each library that was ticked, when it is a school holiday."""
    keeper = await period_keeper(request)
    typed = typed_in(await posted(request), PERIOD_FIELDS)
    entry, problems = await _judged(keeper, typed)
    if problems or not (entry.first and entry.last):
        return await _form(request, keeper, typed, problems=problems)
    first, last = entry.first, entry.last
    await add_periods(
        *(
            Period(id=0, kind=entry.kind, library_id=one, name=entry.name, first=first, last=last)
            for one in entry.library_ids or (None,)
        ),
        now=parts_of(request).now(),
    )
    return to_staff_page(request, *_FAMILY, flash="periode-lagret")


async def edit(request: Request) -> Response:
    """Show the form of a period."""
    keeper, period = await writable_period(request)
    return await _form(request, keeper, typed_period(period), period=period)


async def update(request: Request) -> Response:
    """Change its name and its days; its kind and its library stay."""
    keeper, period = await writable_period(request)
    kept = {name: typed_period(period).all(name) for name in ("kind", "library_ids")}
    typed = typed_in(await posted(request), PERIOD_FIELDS).having(**kept)
    entry, problems = await _judged(keeper, typed)
    if problems or not (entry.first and entry.last):
        return await _form(request, keeper, typed, period=period, problems=problems)
    await change_period(
        replace(period, name=entry.name, first=entry.first, last=entry.last),
        now=parts_of(request).now(),
    )
    return to_staff_page(request, *_FAMILY, flash="periode-lagret")


async def ask(request: Request) -> Response:
    """Ask before it is deleted."""
    _, period = await writable_period(request)
    context = period_deletion(period, parts_of(request).addresses, language=staff_language(request))
    return staff_page(request, "staff/period_deletion.html", context)


async def destroy(request: Request) -> Response:
    """Delete it."""
    _, period = await writable_period(request)
    await posted(request)
    await delete_period(period.id, now=parts_of(request).now())
    return to_staff_page(request, *_FAMILY, flash="periode-slettet")


async def _judged(keeper: StaffMember, typed: Typed) -> tuple[PeriodEntry, list[Problem]]:
    entry, problems = read_period(typed)
    return entry, [*problems, *judge_period(entry, keeper, await load_vocabulary())]


async def _form(
    request: Request,
    keeper: StaffMember,
    typed: Typed,
    *,
    period: Period | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    context = period_form(
        keeper,
        typed,
        await load_vocabulary(),
        parts_of(request).addresses,
        language=staff_language(request),
        period=period,
        problems=problems,
    )
    return staff_page(request, "staff/period_form.html", context, status=422 if problems else 200)
