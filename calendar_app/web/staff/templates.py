"""Templates for new events: the list, a new one made of an event, and a deletion that asks."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.event import Event
from calendar_app.domain.event_template import judge_template
from calendar_app.domain.problems import Problem
from calendar_app.storage.templates import (
    TemplateNameTakenError,
    add_template,
    delete_template,
    templates_of,
)
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.copying import copying_library, template_texts
from calendar_app.web.contexts.templates import (
    EVERYBODY,
    FIELDS,
    TemplateDeletionPage,
    template_form,
    template_list,
)
from calendar_app.web.forms.typed import Reader, Typed, typed_in
from calendar_app.web.guard import person, posted
from calendar_app.web.guard_source import source_event, writer_of_new
from calendar_app.web.guard_template import deletable_template
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations

_FAMILY = "maler"


async def index(request: Request) -> Response:
    """List the templates of the person's libraries and those for all."""
    reader = await person(request)
    context = template_list(
        await templates_of(reader.library_ids),
        await load_vocabulary(),
        parts_of(request).addresses,
        person=reader,
        language=staff_language(request),
    )
    return staff_page(request, "staff/templates.html", context)


async def new(request: Request) -> Response:
    """Ask what the template of an event is to be called."""
    event = await _event(request)
    writer = await person(request)
    typed = Typed().having(
        template_name=event.details.title[:100],
        template_library=str(copying_library(event, writer)),
    )
    return await _form(request, event, typed)


async def create(request: Request) -> Response:
    """Keep the template."""
    event = await _event(request)
    writer = await writer_of_new(request)
    reader = Reader(typed_in(await posted(request), FIELDS))
    name = reader.line("template_name")
    for_all = reader.typed.text("template_library") == EVERYBODY
    library_id = None if for_all else reader.number("template_library") or 0
    problems = (*reader.problems, *judge_template(name, library_id, writer))
    if problems:
        return await _form(request, event, reader.typed, problems=problems)
    texts = template_texts(event, library_id=library_id, person=writer)
    now = parts_of(request).now()
    try:
        await add_template(name, texts, library_id=library_id, staff_id=writer.id, now=now)
    except TemplateNameTakenError:
        taken = (Problem("template_name", "template_name_taken"),)
        return await _form(request, event, reader.typed, problems=taken)
    return to_staff_page(request, _FAMILY, flash="mal-lagret")


async def ask_deletion(request: Request) -> Response:
    """Say what will be gone."""
    _, template = await deletable_template(request)
    addresses = parts_of(request).addresses
    context = TemplateDeletionPage(
        title=translations(staff_language(request)).gettext("Slett malen"),
        template=template,
        action=addresses.staff(_FAMILY, template.id, "sletting"),
        back=addresses.staff(_FAMILY),
    )
    return staff_page(request, "staff/template_deletion.html", context)


async def delete(request: Request) -> Response:
    """Delete it."""
    _, template = await deletable_template(request)
    await posted(request)
    await delete_template(template.id)
    return to_staff_page(request, _FAMILY, flash="mal-slettet")


async def _event(request: Request) -> Event:
    event = await source_event(request)
    if event is None:
        raise HTTPException(404)
    return event


async def _form(
    request: Request, event: Event, typed: Typed, *, problems: tuple[Problem, ...] = ()
) -> Response:
    context = template_form(
        event,
        typed,
        await load_vocabulary(),
        parts_of(request).addresses,
        person=await person(request),
        problems=problems,
        language=staff_language(request),
    )
    status = 422 if problems else 200
    return staff_page(request, "staff/template_form.html", context, status=status)
