"""The end of a named filter: asked about, done, and undone."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.storage.named_filters import retire_named_filter, revive_named_filter
from calendar_app.web.contexts.named_filters import FilterEndingPage
from calendar_app.web.guard import posted
from calendar_app.web.guard_filter import writable_filter
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations

_FAMILY = "filtre"


async def new(request: Request) -> Response:
    """Say what those who follow it will see."""
    _, named = await writable_filter(request)
    parts = parts_of(request)
    addresses = parts.addresses
    context = FilterEndingPage(
        title=translations(staff_language(request)).gettext("Avslutt utvalget"),
        named=named,
        address=addresses.absolute(addresses.named_filter(named.slug)),
        action=addresses.staff(_FAMILY, named.id, "avslutning"),
        back=addresses.staff(_FAMILY),
    )
    return staff_page(request, "staff/named_filter_ending.html", context)


async def create(request: Request) -> Response:
    """Retire it."""
    _, named = await writable_filter(request)
    await posted(request)
    parts = parts_of(request)
    await retire_named_filter(named.id, now=parts.now())
    parts.publisher.current.note_own_write()
    return to_staff_page(request, _FAMILY, flash="filter-avsluttet")


async def destroy(request: Request) -> Response:
    """Let it live again."""
    _, named = await writable_filter(request)
    await posted(request)
    parts = parts_of(request)
    await revive_named_filter(named.id, now=parts.now())
    parts.publisher.current.note_own_write()
    return to_staff_page(request, _FAMILY, flash="filter-gjenopptatt")
