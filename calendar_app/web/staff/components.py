"""Every component in every state, for whoever changes how the pages look."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.timing import local_date
from calendar_app.web.contexts.components import GROUPS, components_page
from calendar_app.web.guard import person
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page


async def index(request: Request) -> Response:
    """Show one group of the components; the first where the address names none."""
    await person(request)
    parts = parts_of(request)
    asked = request.query_params.get("del", "")
    group = asked if asked in GROUPS else next(iter(GROUPS))
    vocabulary = await parts.publisher.vocabulary()
    now = parts.now()
    context = components_page(
        group,
        tuple(one for one in vocabulary.libraries.values() if one.retired_at is None),
        parts.addresses,
        today=local_date(now),
        now=now,
        language=staff_language(request),
    )
    return staff_page(request, f"staff/components/{group}.html", context)
