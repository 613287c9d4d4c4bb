"""What is set up for all: loaded and authorised in one call.

Everybody may know these things, they are public; who may not change them gets 403 and no 404.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember, may_set_up
from calendar_app.domain.setup import Thing, may_keep
from calendar_app.domain.vocabulary import Room, Venue, Vocabulary
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.setup_families import Family
from calendar_app.web.guard import id_in, person


async def setter_up(request: Request) -> tuple[StaffMember, Vocabulary]:
    """Give the person, when that is somebody's coordinator, and all that is set up."""
    keeper = await person(request)
    if not may_set_up(keeper):
        raise HTTPException(403)
    return keeper, await load_vocabulary()


async def kept_thing(request: Request, family: Family) -> tuple[StaffMember, Thing, Vocabulary]:
    """Give the person and the thing of the address, when that person may change it."""
    keeper, vocabulary = await setter_up(request)
    thing = family.rows(vocabulary).get(id_in(request, family.parameter))
    if thing is None:
        raise HTTPException(404)
    if not may_keep(keeper, thing):
        raise HTTPException(403)
    return keeper, thing, vocabulary


async def kept_room(request: Request, family: Family) -> tuple[StaffMember, Venue, Room]:
    """Give the person, the place and the room of the address; a room of another is not there."""
    keeper, venue, _ = await kept_thing(request, family)
    room = venue.room(id_in(request, "room_id")) if isinstance(venue, Venue) else None
    if not isinstance(venue, Venue) or room is None:
        raise HTTPException(404)
    return keeper, venue, room
