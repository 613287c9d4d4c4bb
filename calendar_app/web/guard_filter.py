"""The guard of named filters: load and authorise in one call."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember
from calendar_app.domain.named_filter import may_keep
from calendar_app.domain.vocabulary import NamedFilter
from calendar_app.storage.named_filters import find_named_filter
from calendar_app.web.guard import id_in, person


async def writable_filter(request: Request) -> tuple[StaffMember, NamedFilter]:
    """Give the person and the filter of the address, when that person may change it.

    Every filter is public, so who may not gets 403 and no 404.
    """
    writer = await person(request)
    named = await find_named_filter(id_in(request, "filter_id"))
    if named is None:
        raise HTTPException(404)
    if not may_keep(writer, named):
        raise HTTPException(403)
    return writer, named
