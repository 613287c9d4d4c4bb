"""Communities of practice: the list, the page of one, and who comes and goes."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.timing import local_date
from calendar_app.storage.communities import (
    add_member,
    community_members,
    name_coordinator,
    possible_members,
    remove_member,
)
from calendar_app.storage.events import GoneError
from calendar_app.storage.gatherings import stored_gatherings
from calendar_app.storage.sign_ups import own_sign_ups
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.communities import communities_page, community_page
from calendar_app.web.forms.reading import read_number
from calendar_app.web.guard import person, posted
from calendar_app.web.guard_community import community, kept_community, kept_member
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

_COMMUNITIES = "fellesskap"


async def index(request: Request) -> Response:
    """List all communities."""
    reader = await person(request)
    context = communities_page(
        await load_vocabulary(),
        await community_members(),
        person=reader,
        language=staff_language(request),
    )
    return staff_page(request, "staff/communities.html", context)


async def show(request: Request) -> Response:
    """Show one community: what it is for, who is in it, and its gatherings to its members."""
    scene = await community(request)
    context = community_page(
        scene.community,
        scene.members,
        await possible_members(scene.community.id) if scene.may_keep else (),
        await stored_gatherings(),
        scene.vocabulary,
        await own_sign_ups(scene.person.id),
        person=scene.person,
        may_keep=scene.may_keep,
        today=local_date(parts_of(request).now()),
        language=staff_language(request),
    )
    return staff_page(request, "staff/community.html", context)


async def join(request: Request) -> Response:
    """Become a member."""
    scene = await community(request)
    await posted(request)
    return await _add(request, scene.community.id, scene.person.id, flash="fellesskap-inn")


async def leave(request: Request) -> Response:
    """Be a member no longer."""
    scene = await community(request)
    await posted(request)
    now = parts_of(request).now()
    await remove_member(scene.community.id, scene.person.id, now=now)
    return to_staff_page(request, _COMMUNITIES, scene.community.id, flash="fellesskap-ut")


async def add(request: Request) -> Response:
    """Take somebody in; nobody chosen changes nothing."""
    scene = await kept_community(request)
    staff_id = read_number((await posted(request)).text("staff_id")) or 0
    known = {one.id for one in await possible_members(scene.community.id)}
    if staff_id not in known:
        return to_staff_page(request, _COMMUNITIES, scene.community.id, flash="ikke-mulig")
    return await _add(request, scene.community.id, staff_id, flash="medlem-inn")


async def remove(request: Request) -> Response:
    """Let somebody go."""
    scene, member = await kept_member(request)
    await posted(request)
    await remove_member(scene.community.id, member.staff_id, now=parts_of(request).now())
    return to_staff_page(request, _COMMUNITIES, scene.community.id, flash="medlem-ut")


async def appoint(request: Request) -> Response:
    """Let a member look after the community."""
    return await _name(request, is_coordinator=True)


async def dismiss(request: Request) -> Response:
    """Let a member look after it no longer."""
    return await _name(request, is_coordinator=False)


async def _add(request: Request, community_id: int, staff_id: int, *, flash: str) -> Response:
    try:
        await add_member(community_id, staff_id, now=parts_of(request).now())
    except GoneError:
        flash = "ikke-mulig"
    return to_staff_page(request, _COMMUNITIES, community_id, flash=flash)


async def _name(request: Request, *, is_coordinator: bool) -> Response:
    scene, member = await kept_member(request)
    await posted(request)
    try:
        await name_coordinator(scene.community.id, member.staff_id, is_coordinator=is_coordinator)
    except GoneError:
        raise HTTPException(404) from None
    flash = "koordinator" if is_coordinator else "ikke-koordinator"
    return to_staff_page(request, _COMMUNITIES, scene.community.id, flash=flash)
