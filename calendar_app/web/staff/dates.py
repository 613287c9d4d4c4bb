"""One date of a series: edited alone, with those that follow, or with all; or set back."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.change import Scope
from calendar_app.domain.event import Event
from calendar_app.domain.reconcile import Settlement
from calendar_app.storage.dates import RecordedError
from calendar_app.storage.events import StaleEditError
from calendar_app.storage.occurrences import (
    ChangeRefusedError,
    change_date,
    find_occurrence,
    reset_date,
)
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.changing import Changing
from calendar_app.web.contexts.comparison import (
    Setting,
    date_as_chosen,
    date_conflict_page,
)
from calendar_app.web.contexts.settling import BACK, settle_change
from calendar_app.web.forms.date import DATE_FIELDS, DateEntry, typed_date
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.typed import typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_date import writable_date
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page


async def edit(request: Request) -> Response:
    """Show the form of one date; an event with a single date is edited as a whole."""
    changing = await _changing(request)
    event = changing.event
    if not event.schedule.is_series:
        return to_staff_page(request, "arrangementer", event.id, "rediger")
    return await changing.show(typed_date(changing.stored), version=event.version)


async def update(request: Request) -> Response:
    """Change the date, and those after it or all when that was the answer."""
    changing = await _changing(request)
    form = await posted(request)
    version = read_number(form.text("versjon")) or 0
    typed = typed_in(form, DATE_FIELDS)
    typed = await date_as_chosen(changing.event, changing.stored, form, typed, version=version)
    entry = changing.read(typed)
    if entry.problems or form.text("handling") == BACK:
        return await changing.show(entry.typed, version=version, problems=entry.problems)
    if version != changing.event.version:
        return await _conflict(changing, changing.event, entry, version=version)
    settled = await settle_change(changing, entry, form, version=version)
    if isinstance(settled, Response):
        return settled
    try:
        holder = await _save(changing, entry, settled, version=version)
    except StaleEditError as error:
        return await _conflict(changing, error.current, entry, version=version)
    except ChangeRefusedError as error:
        problems = tuple(error.problems)
        return await changing.show(entry.typed, version=version, problems=problems)
    parts_of(request).publisher.current.note_own_write()
    flash = _flash(entry.scope, is_split=holder.id != changing.event.id)
    return to_staff_page(request, "arrangementer", holder.id, flash=flash)


async def reset(request: Request) -> Response:
    """Let the date be what its series says."""
    writer, event, stored = await writable_date(request)
    await posted(request)
    parts = parts_of(request)
    try:
        await reset_date(event.id, stored.id, staff_id=writer.id, now=parts.now())
    except RecordedError:
        return to_staff_page(request, "arrangementer", event.id, flash="dato-har-oppmote")
    parts.publisher.current.note_own_write()
    return to_staff_page(request, "arrangementer", event.id, flash="dato-tilbakestilt")


async def _changing(request: Request) -> Changing:
    writer, event, stored = await writable_date(request)
    vocabulary = await load_vocabulary()
    return Changing(
        request=request, writer=writer, vocabulary=vocabulary, event=event, stored=stored
    )


async def _save(
    changing: Changing, entry: DateEntry, settlement: Settlement, *, version: int
) -> Event:
    return await change_date(
        changing.event.id,
        changing.stored.id,
        entry.change,
        scope=entry.scope,
        expected_version=version,
        announce_move=entry.typed.has("announce_move"),
        settlement=settlement,
        staff_id=changing.writer.id,
        now=parts_of(changing.request).now(),
    )


async def _conflict(
    changing: Changing, current: Event, entry: DateEntry, *, version: int
) -> Response:
    """Show what the date says now beside what was typed."""
    theirs = await find_occurrence(current.id, changing.stored.id)
    if theirs is None:
        raise HTTPException(404)
    parts = parts_of(changing.request)
    setting = Setting(
        vocabulary=changing.vocabulary,
        year=changing.today.year,
        language=staff_language(changing.request),
        action=changing.address,
        discard_href=parts.addresses.staff("arrangementer", current.id),
        handling="",
    )
    context = await date_conflict_page(current, theirs, entry, version=version, setting=setting)
    return staff_page(changing.request, "staff/conflict.html", context, status=409)


def _flash(scope: Scope, *, is_split: bool) -> str:
    if scope is Scope.THIS:
        return "dato-lagret"
    return "serie-delt" if is_split else "serie-endret"
