"""What all events point at: the lists, a new thing, and a changed one. One set for all sorts."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.problems import Problem
from calendar_app.domain.setup import Thing, judge_thing, slug_of
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.events import GoneError
from calendar_app.storage.retiring import uses_of
from calendar_app.storage.setting_up import add_thing, change_thing
from calendar_app.storage.used_slugs import SlugRefusedError
from calendar_app.web.contexts.setup import (
    setup_page,
    thing_form,
    thing_list,
    typed_new,
    typed_of,
)
from calendar_app.web.contexts.setup_families import Family
from calendar_app.web.forms.setup import FIELDS, MARK, mark_of, read_thing
from calendar_app.web.forms.typed import Reader, Typed, sorted_problems, typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_setup import kept_thing, setter_up
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

Handler = Callable[[Request], Awaitable[Response]]

_SETUP = "oppsett"


async def overview(request: Request) -> Response:
    """Lead to everything that is set up."""
    _, vocabulary = await setter_up(request)
    return staff_page(
        request, "staff/setup/overview.html", setup_page(vocabulary, staff_language(request))
    )


def index(family: Family) -> Handler:
    """List the things of a family."""

    async def answer(request: Request) -> Response:
        keeper, vocabulary = await setter_up(request)
        context = thing_list(family, keeper, vocabulary, staff_language(request))
        return staff_page(request, "staff/setup/list.html", context)

    return answer


def new(family: Family) -> Handler:
    """Show the empty form."""

    async def answer(request: Request) -> Response:
        keeper, vocabulary = await setter_up(request)
        return await _form(request, family, keeper, vocabulary, typed_new(family, keeper))

    return answer


def create(family: Family) -> Handler:
    """Add a thing; it can be used at once."""

    async def answer(request: Request) -> Response:
        keeper, vocabulary = await setter_up(request)
        typed = typed_in(await posted(request), FIELDS[family.kind])
        thing, problems = _read(family, typed, keeper, vocabulary)
        parts = parts_of(request)
        if not problems:
            try:
                await add_thing(thing, staff_id=keeper.id, now=parts.now())
            except SlugRefusedError as refused:
                problems = (_refusal(refused, thing),)
        if problems:
            return await _form(request, family, keeper, vocabulary, typed, problems=problems)
        parts.publisher.current.note_own_write()
        return to_staff_page(request, _SETUP, family.path, flash="oppsett-lagt-til")

    return answer


def edit(family: Family) -> Handler:
    """Show the form of a thing."""

    async def answer(request: Request) -> Response:
        keeper, thing, vocabulary = await kept_thing(request, family)
        return await _form(request, family, keeper, vocabulary, typed_of(thing), thing=thing)

    return answer


def update(family: Family) -> Handler:
    """Change a thing; what uses it says the new words."""

    async def answer(request: Request) -> Response:
        keeper, was, vocabulary = await kept_thing(request, family)
        form = await posted(request)
        typed = typed_in(form, FIELDS[family.kind])
        thing, problems = _read(family, typed, keeper, vocabulary, was=was)
        if form.text(MARK) != mark_of(was):
            problems = (Problem("", "stale"), *problems)
        parts = parts_of(request)
        if not problems:
            try:
                await change_thing(thing, now=parts.now())
            except SlugRefusedError as refused:
                problems = (_refusal(refused, thing),)
            except GoneError:
                return to_staff_page(request, _SETUP, family.path, flash="oppsett-borte")
        if problems:
            return await _form(
                request, family, keeper, vocabulary, typed, thing=was, problems=problems
            )
        parts.publisher.current.note_own_write()
        return to_staff_page(request, _SETUP, family.path, flash="oppsett-lagret")

    return answer


def _read(
    family: Family,
    typed: Typed,
    keeper: StaffMember,
    vocabulary: Vocabulary,
    *,
    was: Thing | None = None,
) -> tuple[Thing, tuple[Problem, ...]]:
    """Read and judge what was typed; the id is that of the address alone (A-18)."""
    reader = Reader(typed)
    slug = slug_of(was) if was else ""
    thing = read_thing(family.kind, reader, thing_id=was.id if was else 0, slug=slug)
    unread = {problem.field for problem in reader.problems}
    judged = (one for one in judge_thing(thing, keeper, vocabulary) if one.field not in unread)
    order = {name: place for place, name in enumerate(FIELDS[family.kind])}
    return thing, tuple(sorted_problems([*reader.problems, *judged], order))


def _refusal(refused: SlugRefusedError, thing: Thing) -> Problem:
    if refused.code == "name_taken":
        return Problem("name", refused.code, {"name": getattr(thing, "name", "")})
    return Problem("slug", refused.code, {"slug": slug_of(thing)})


async def _form(
    request: Request,
    family: Family,
    keeper: StaffMember,
    vocabulary: Vocabulary,
    typed: Typed,
    *,
    thing: Thing | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    staff = parts_of(request).addresses.staff
    context = thing_form(
        family,
        typed,
        person=keeper,
        vocabulary=vocabulary,
        language=staff_language(request),
        addresses=(
            staff(_SETUP, family.path, thing.id if thing else "nytt"),
            staff(_SETUP, family.path),
        ),
        problems=problems,
        thing=thing,
        uses=await uses_of(thing, staff_id=keeper.id) if thing else None,
    )
    status = 422 if problems else 200
    return staff_page(request, "staff/setup/form.html", context, status=status)
