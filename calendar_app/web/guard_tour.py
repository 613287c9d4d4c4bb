"""A tour with its stops: loaded and scoped in one call, as `guard` does for events."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember
from calendar_app.storage.event_rows import StoredEvent
from calendar_app.storage.tours import events_of_tour
from calendar_app.web.contexts.tours import may_rename, seen_stops
from calendar_app.web.guard import id_in, person


async def seen_tour(request: Request) -> tuple[StaffMember, int, list[StoredEvent]]:
    """Give the person, the tour's id and all its events, when they may see one of them.

    A tour whose stops are others' drafts is not there (404).
    """
    reader = await person(request)
    tour_id = id_in(request, "tour_id")
    events = await events_of_tour(tour_id)
    if not seen_stops(reader, events):
        raise HTTPException(404)
    return reader, tour_id, events


async def named_tour(request: Request) -> tuple[StaffMember, int, list[StoredEvent]]:
    """Give the same to those who answer for the tour's host; others get 403."""
    writer, tour_id, events = await seen_tour(request)
    if not may_rename(writer, events):
        raise HTTPException(403)
    return writer, tour_id, events
