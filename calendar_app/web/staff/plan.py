"""The plan of all libraries, months ahead."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.clashes import SHARED_JOURNEY
from calendar_app.domain.timing import Window, local_date
from calendar_app.storage.periods import periods_in
from calendar_app.storage.plan import read_plan
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.plan import plan_page, read_plan_filter
from calendar_app.web.guard import person
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page

_AROUND = timedelta(days=SHARED_JOURNEY)
"""Hints of the first and the last day look this far beyond them."""


async def index(request: Request) -> Response:
    """Show what everybody plans, with hints."""
    reader = await person(request)
    parts = parts_of(request)
    today = local_date(parts.now())
    vocabulary = await load_vocabulary()
    asked = read_plan_filter(request.query_params.multi_items(), vocabulary, today=today)
    around = Window(asked.window.start - _AROUND, asked.window.end + _AROUND)
    context = plan_page(
        await read_plan(reader, window=around, vocabulary=vocabulary),
        await periods_in(asked.window),
        vocabulary,
        asked=asked,
        person=reader,
        today=today,
        language=staff_language(request),
        addresses=parts.addresses,
    )
    return staff_page(request, "staff/plan.html", context)
