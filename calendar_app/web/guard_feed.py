"""A personal feed of whoever asks: loaded and scoped in one call, as `guard` does for events."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember
from calendar_app.domain.personal_feed import PersonalFeed
from calendar_app.storage.personal_feeds import find_own_feed
from calendar_app.web.guard import id_in, person


async def own_feed(request: Request) -> tuple[StaffMember, PersonalFeed]:
    """Give the person and the feed of the address. Another's is not there, whoever asks (404)."""
    owner = await person(request)
    found = await find_own_feed(owner.id, id_in(request, "feed_id"))
    if found is None:
        raise HTTPException(404)
    return owner, found
