"""Things that go out of use, come back, are deleted when nothing uses them, or become one."""

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.problems import Problem
from calendar_app.domain.setup import KIND_OF, Thing, may_keep, name_of, slug_of
from calendar_app.storage.events import GoneError
from calendar_app.storage.merging import users
from calendar_app.storage.retiring import InUseError, delete_unused, retire, uses_of
from calendar_app.storage.slugs import merge
from calendar_app.storage.used_slugs import SlugRefusedError
from calendar_app.web.contexts.setup_endings import MergerPage, ThingEndingPage, merge_options
from calendar_app.web.contexts.setup_families import Family
from calendar_app.web.forms.reading import read_number
from calendar_app.web.guard import posted
from calendar_app.web.guard_setup import kept_thing
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.setup import labels

Handler = Callable[[Request], Awaitable[Response]]

_SETUP = "oppsett"
_INTO = "into"


def retirement(family: Family, *, is_retired: bool) -> Handler:
    """Take a thing out of the forms, or bring it back; whatever uses it goes on using it."""

    async def answer(request: Request) -> Response:
        _, thing, _ = await kept_thing(request, family)
        await posted(request)
        parts = parts_of(request)
        try:
            await retire(thing, is_retired=is_retired, now=parts.now())
        except GoneError:
            return to_staff_page(request, _SETUP, family.path, flash="oppsett-borte")
        parts.publisher.current.note_own_write()
        flash = "oppsett-ute" if is_retired else "oppsett-inne"
        return to_staff_page(request, _SETUP, family.path, flash=flash)

    return answer


def ask_deletion(family: Family) -> Handler:
    """Ask before a thing is deleted; what is in use cannot be."""

    async def answer(request: Request) -> Response:
        keeper, thing, _ = await kept_thing(request, family)
        if not (await uses_of(thing, staff_id=keeper.id)).are_none:
            return to_staff_page(request, _SETUP, family.path, thing.id, flash="oppsett-i-bruk")
        language = staff_language(request)
        staff = parts_of(request).addresses.staff
        context = ThingEndingPage(
            title=translations(language).gettext("Slett for godt"),
            name=name_of(thing, language),
            action=staff(_SETUP, family.path, thing.id, "sletting"),
            back=staff(_SETUP, family.path, thing.id),
        )
        return staff_page(request, "staff/setup/deletion.html", context)

    return answer


def delete(family: Family) -> Handler:
    """Delete what nothing uses."""

    async def answer(request: Request) -> Response:
        keeper, thing, _ = await kept_thing(request, family)
        await posted(request)
        parts = parts_of(request)
        try:
            await delete_unused(thing, staff_id=keeper.id, now=parts.now())
        except InUseError:
            return to_staff_page(request, _SETUP, family.path, thing.id, flash="oppsett-i-bruk")
        except GoneError:
            return to_staff_page(request, _SETUP, family.path, flash="oppsett-borte")
        parts.publisher.current.note_own_write()
        return to_staff_page(request, _SETUP, family.path, flash="oppsett-slettet")

    return answer


def ask_merger(family: Family) -> Handler:
    """Ask which thing it becomes one with, and then what will happen to how many events."""

    async def answer(request: Request) -> Response:
        return await _ask_merger(request, family, request.query_params.get(_INTO, ""))

    return answer


def create_merger(family: Family) -> Handler:
    """Make one thing of two."""

    async def answer(request: Request) -> Response:
        keeper, thing, vocabulary = await kept_thing(request, family)
        form = await posted(request)
        other = family.rows(vocabulary).get(read_number(form.text(_INTO)) or 0)
        if other is None or other.id == thing.id:
            return await _ask_merger(request, family, form.text(_INTO))
        if not may_keep(keeper, other):
            raise HTTPException(403)
        parts = parts_of(request)
        try:
            kind = KIND_OF[family.kind]
            await merge(kind, slug_of(thing), slug_of(other), now=parts.now())
        except SlugRefusedError:
            return to_staff_page(request, _SETUP, family.path, flash="oppsett-borte")
        parts.publisher.current.note_own_write()
        return to_staff_page(request, _SETUP, family.path, flash="oppsett-slatt-sammen")

    return answer


async def _ask_merger(request: Request, family: Family, chosen: str) -> Response:
    keeper, thing, vocabulary = await kept_thing(request, family)
    language = staff_language(request)
    staff = parts_of(request).addresses.staff
    options = merge_options(family, thing, keeper, vocabulary, language)
    names = dict(options)
    is_wrong = bool(chosen) and chosen not in names
    context = MergerPage(
        title=translations(language).gettext("Slå sammen to"),
        name=name_of(thing, language),
        action=staff(_SETUP, family.path, thing.id, "sammenslaing"),
        back=staff(_SETUP, family.path, thing.id),
        labels=labels(language),
        problems=(Problem(_INTO, "unknown_choice"),) if is_wrong else (),
        options=options,
        chosen=chosen,
        into=names.get(chosen),
        events=await _events_of(thing) if chosen in names else 0,
        slug=slug_of(thing),
    )
    status = 422 if is_wrong else 200
    return staff_page(request, "staff/setup/merger.html", context, status=status)


async def _events_of(thing: Thing) -> int:
    return len(await users(KIND_OF[type(thing)], slug_of(thing)))
