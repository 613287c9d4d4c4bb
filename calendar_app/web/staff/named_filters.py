"""Named filters: the list, a new one, and what becomes of one that is there."""

from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.named_filter import FilterEntry, judge_filter, stored_query
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary
from calendar_app.storage.named_filters import (
    FilterChangedError,
    add_named_filter,
    change_named_filter,
)
from calendar_app.storage.used_slugs import SlugRefusedError
from calendar_app.web.contexts.named_filters import (
    FIELDS,
    LABELS,
    FilterFormPage,
    filter_list,
    library_choices,
    read_entry,
    typed_of,
)
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.web.guard import person, posted
from calendar_app.web.guard_filter import writable_filter
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations

_FAMILY = "filtre"


async def index(request: Request) -> Response:
    """List the filters of all libraries."""
    reader = await person(request)
    parts = parts_of(request)
    vocabulary = await parts.publisher.vocabulary()
    context = filter_list(reader, vocabulary, parts.addresses, language=staff_language(request))
    return staff_page(request, "staff/named_filters.html", context)


async def new(request: Request) -> Response:
    """Show the empty form; `utvalg` in the address fills in a filter that was just looked at."""
    writer = await _writer(request)
    typed = Typed().having(query=request.query_params.get("utvalg", ""))
    return await _form(request, writer, typed)


async def create(request: Request) -> Response:
    """Make a filter."""
    writer = await _writer(request)
    typed = typed_in(await posted(request), FIELDS)
    entry, query, problems = await _read(request, writer, typed)
    if problems:
        return await _form(request, writer, typed, problems=problems)
    parts = parts_of(request)
    try:
        await add_named_filter(entry.name, entry.title, query, entry.library_id, now=parts.now())
    except SlugRefusedError as refused:
        found = (Problem("slug", refused.code, {"slug": entry.name}),)
        return await _form(request, writer, typed, problems=found)
    parts.publisher.current.note_own_write()
    return to_staff_page(request, _FAMILY, flash="filter-opprettet")


async def edit(request: Request) -> Response:
    """Show the form of a filter."""
    writer, named = await writable_filter(request)
    return await _form(request, writer, typed_of(named), named=named)


async def update(request: Request) -> Response:
    """Change a filter; whoever follows it sees the new selection at the next fetch."""
    writer, named = await writable_filter(request)
    typed = typed_in(await posted(request), FIELDS)
    entry, query, problems = await _read(request, writer, typed, named=named)
    if not problems:
        problems = await _change(request, named, entry, query, typed.text("read_at"))
    if problems:
        return await _form(request, writer, typed, named=named, problems=problems)
    parts_of(request).publisher.current.note_own_write()
    return to_staff_page(request, _FAMILY, flash="filter-lagret")


async def _change(
    request: Request, named: NamedFilter, entry: FilterEntry, query: str, read_at: str
) -> tuple[Problem, ...]:
    try:
        await change_named_filter(
            named.id,
            slug=entry.name,
            title=entry.title,
            query=query,
            library_id=entry.library_id,
            read_at=datetime.fromisoformat(read_at),
            now=parts_of(request).now(),
        )
    except SlugRefusedError as refused:
        return (Problem("slug", refused.code, {"slug": entry.name}),)
    except (FilterChangedError, ValueError):
        parts_of(request).publisher.current.note_own_write()
        return (Problem("", "stale"),)
    return ()


async def _writer(request: Request) -> StaffMember:
    writer = await person(request)
    if not writer.roles:
        raise HTTPException(403)
    return writer


async def _read(
    request: Request, writer: StaffMember, typed: Typed, *, named: NamedFilter | None = None
) -> tuple[FilterEntry, str, tuple[Problem, ...]]:
    vocabulary = await parts_of(request).publisher.vocabulary()
    entry, problems = read_entry(typed)
    problems += judge_filter(entry, writer, vocabulary)
    query = "" if problems else stored_query(entry.query, vocabulary)
    return entry, query, tuple(problems)


async def _form(
    request: Request,
    writer: StaffMember,
    typed: Typed,
    *,
    named: NamedFilter | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    parts = parts_of(request)
    text = translations(staff_language(request))
    vocabulary: Vocabulary = await parts.publisher.vocabulary()
    path = (named.id, "rediger") if named else ("nytt",)
    addresses = parts.addresses
    context = FilterFormPage(
        title=text.gettext("Endre utvalget") if named else text.gettext("Nytt navngitt utvalg"),
        action=addresses.staff(_FAMILY, *path),
        back=addresses.staff(_FAMILY),
        typed=typed,
        problems=problems,
        labels={name: text.gettext(label) for name, label in LABELS.items()},
        libraries=library_choices(writer, vocabulary),
        address=addresses.absolute(addresses.named_filter(named.slug)) if named else "",
        calendar=addresses.calendar(),
    )
    return staff_page(
        request, "staff/named_filter_form.html", context, status=422 if problems else 200
    )
