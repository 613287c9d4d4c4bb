"""Communities and gatherings: loaded, scoped and authorised in one call, as `guard` does events."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember, may_read
from calendar_app.domain.community import CommunityMember, may_keep_community
from calendar_app.domain.event import Event, Occurrence
from calendar_app.domain.sign_up import is_gathering, may_keep_gathering
from calendar_app.domain.vocabulary import Community, Vocabulary
from calendar_app.storage.communities import community_members
from calendar_app.storage.events import find_event
from calendar_app.storage.occurrences import find_occurrence
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.forms.reading import read_number
from calendar_app.web.guard import id_in, person, readable_event


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityScene:
    """Somebody at a community: all staff may look at all of them, join and leave."""

    person: StaffMember
    community: Community
    members: Sequence[CommunityMember]
    vocabulary: Vocabulary

    @property
    def may_keep(self) -> bool:
        """Tell whether the person decides who is in it."""
        return may_keep_community(self.person, self.members)

    @property
    def is_member(self) -> bool:
        """Tell whether the person is in it."""
        return any(one.staff_id == self.person.id for one in self.members)


async def community(request: Request) -> CommunityScene:
    """Give the community of the address, with its members, and who is asking."""
    reader = await person(request)
    community_id = id_in(request, "community_id")
    vocabulary = await load_vocabulary()
    found = vocabulary.communities.get(community_id)
    if found is None:
        raise HTTPException(404)
    members = (await community_members()).get(community_id, [])
    return CommunityScene(person=reader, community=found, members=members, vocabulary=vocabulary)


async def kept_community(request: Request) -> CommunityScene:
    """Give the community to somebody who looks after it; 403 for anybody else."""
    scene = await community(request)
    if not scene.may_keep:
        raise HTTPException(403)
    return scene


async def kept_member(request: Request) -> tuple[CommunityScene, CommunityMember]:
    """Give a member of the address to somebody who looks after the community; 404 for none."""
    scene = await kept_community(request)
    staff_id = id_in(request, "staff_id")
    member = next((one for one in scene.members if one.staff_id == staff_id), None)
    if member is None:
        raise HTTPException(404)
    return scene, member


async def kept_gathering(request: Request) -> tuple[StaffMember, Event]:
    """Give the person and the event, when that person may change what it says as a gathering."""
    reader, event = await readable_event(request)
    if not may_keep_gathering(reader, event):
        raise HTTPException(403)
    return reader, event


async def readable_gathering(request: Request, named: str) -> Event | None:
    """Find the gathering that a query names, when the person may see it; None for any other."""
    reader = await person(request)
    found = await find_event(read_number(named) or 0)
    is_seen = found is not None and is_gathering(found) and may_read(reader, found)
    return found if is_seen else None


async def readable_date(request: Request) -> tuple[StaffMember, Event, Occurrence]:
    """Give the person, the event and the date of the address, when that person may see it.

    A date of another event is not there (404).
    """
    reader, event = await readable_event(request)
    found = await find_occurrence(event.id, id_in(request, "occurrence_id"))
    if found is None:
        raise HTTPException(404)
    return reader, event, found
