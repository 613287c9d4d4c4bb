"""The rooms of a place: added, renamed, taken out of use, and deleted when nothing uses them."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.problems import Problem
from calendar_app.domain.setup import judge_room
from calendar_app.domain.vocabulary import Room, Venue
from calendar_app.storage.events import GoneError
from calendar_app.storage.retiring import InUseError, delete_room, is_room_used, retire_room
from calendar_app.storage.setting_up import add_room, rename_room
from calendar_app.web.contexts.setup_families import VENUES
from calendar_app.web.contexts.setup_rooms import RoomPage
from calendar_app.web.forms.typed import Reader, Typed, typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_setup import kept_room, kept_thing
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.setup import labels

_NAME = "room_name"
_VENUES = ("oppsett", VENUES.path)


async def new(request: Request) -> Response:
    """Show the empty form of a room."""
    _, venue, _ = await kept_thing(request, VENUES)
    assert isinstance(venue, Venue)
    return await _form(request, venue, Typed())


async def create(request: Request) -> Response:
    """Give the place a room."""
    _, venue, _ = await kept_thing(request, VENUES)
    assert isinstance(venue, Venue)
    typed = typed_in(await posted(request), (_NAME,))
    name = Reader(typed).line(_NAME)
    if problems := tuple(judge_room(name, venue)):
        return await _form(request, venue, typed, problems=problems)
    parts = parts_of(request)
    await add_room(venue.id, name, now=parts.now())
    return _done(request, venue, "oppsett-lagt-til")


async def edit(request: Request) -> Response:
    """Show the form of a room."""
    _, venue, room = await kept_room(request, VENUES)
    return await _form(request, venue, Typed().having(**{_NAME: room.name}), room=room)


async def update(request: Request) -> Response:
    """Call a room otherwise."""
    _, venue, room = await kept_room(request, VENUES)
    typed = typed_in(await posted(request), (_NAME,))
    name = Reader(typed).line(_NAME)
    if problems := tuple(judge_room(name, venue, room_id=room.id)):
        return await _form(request, venue, typed, room=room, problems=problems)
    try:
        await rename_room(venue.id, room.id, name, now=parts_of(request).now())
    except GoneError:
        return _done(request, venue, "oppsett-borte")
    return _done(request, venue, "oppsett-lagret")


async def retire(request: Request) -> Response:
    """Take a room out of the forms."""
    return await _retire(request, is_retired=True)


async def revive(request: Request) -> Response:
    """Bring a room back."""
    return await _retire(request, is_retired=False)


async def delete(request: Request) -> Response:
    """Delete a room that no event has ever been in; its own page asks for it."""
    _, venue, room = await kept_room(request, VENUES)
    await posted(request)
    try:
        await delete_room(venue.id, room.id, now=parts_of(request).now())
    except InUseError:
        return _done(request, venue, "oppsett-i-bruk")
    except GoneError:
        return _done(request, venue, "oppsett-borte")
    return _done(request, venue, "oppsett-slettet")


async def _retire(request: Request, *, is_retired: bool) -> Response:
    _, venue, room = await kept_room(request, VENUES)
    await posted(request)
    try:
        now = parts_of(request).now()
        await retire_room(venue.id, room.id, is_retired=is_retired, now=now)
    except GoneError:
        return _done(request, venue, "oppsett-borte")
    return _done(request, venue, "oppsett-ute" if is_retired else "oppsett-inne")


def _done(request: Request, venue: Venue, flash: str) -> Response:
    parts_of(request).publisher.current.note_own_write()
    return to_staff_page(request, *_VENUES, venue.id, flash=flash)


async def _form(
    request: Request,
    venue: Venue,
    typed: Typed,
    *,
    room: Room | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    language = staff_language(request)
    staff = parts_of(request).addresses.staff
    context = RoomPage(
        title=room.name if room else translations(language).gettext("Nytt rom"),
        venue=venue,
        room=room,
        action=staff(*_VENUES, venue.id, "rom", room.id if room else "nytt"),
        back=staff(*_VENUES, venue.id),
        typed=typed,
        problems=problems,
        labels=labels(language),
        can_be_deleted=room is not None and not await is_room_used(room.id),
    )
    status = 422 if problems else 200
    return staff_page(request, "staff/setup/room.html", context, status=status)
