"""The guard of school holidays and named weeks: load and authorise in one call."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember, may_set_up
from calendar_app.domain.periods import Period, may_keep_period
from calendar_app.storage.periods import find_period
from calendar_app.web.guard import id_in, person


async def period_keeper(request: Request) -> StaffMember:
    """Give whoever is logged in, when they may keep periods at all."""
    keeper = await person(request)
    if not may_set_up(keeper):
        raise HTTPException(403)
    return keeper


async def writable_period(request: Request) -> tuple[StaffMember, Period]:
    """Give the person and the period of the address, when that person may change it.

    The plan shows every period to all, so who may not gets 403 and no 404.
    """
    keeper = await person(request)
    period = await find_period(id_in(request, "period_id"))
    if period is None:
        raise HTTPException(404)
    if not may_keep_period(keeper, period):
        raise HTTPException(403)
    return keeper, period
