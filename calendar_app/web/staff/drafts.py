"""What somebody typed and has not saved: kept while they write, listed, and shown again."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from calendar_app.storage.drafts import DraftTooLargeError, drafts_of, save_draft
from calendar_app.web.contexts.drafts import drafts_page, kept_page, when_words
from calendar_app.web.form_drafts import (
    SUBMISSION,
    VERSION,
    draft_key,
    is_kept,
    kept_texts,
    version_in,
)
from calendar_app.web.guard import person, posted
from calendar_app.web.guard_draft import own_draft
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page
from calendar_app.words.catalogue import translations

_ADDRESS = "skjema"


async def index(request: Request) -> Response:
    """List one's own drafts."""
    owner = await person(request)
    context = drafts_page(
        await drafts_of(owner.id),
        addresses=parts_of(request).addresses,
        language=staff_language(request),
    )
    return staff_page(request, "staff/drafts.html", context)


async def create(request: Request) -> Response:
    """Keep what a form says now; asked for by the script of the form while somebody writes."""
    owner = await person(request)
    form = await posted(request)
    path = form.text(_ADDRESS)
    if not is_kept(request, path):
        raise HTTPException(404)
    now = parts_of(request).now()
    try:
        draft_id = await save_draft(
            owner.id,
            key=draft_key(path, form.text(SUBMISSION)),
            path=path,
            texts=[one for one in kept_texts(form) if one[0] != _ADDRESS],
            version=version_in(form.all(VERSION)),
            now=now,
        )
    except DraftTooLargeError:
        raise HTTPException(413) from None
    language = staff_language(request)
    said = translations(language).gettext("Lagret som kladd %(when)s")
    when = when_words(now, now=now, language=language)
    return JSONResponse({"draft": draft_id, "said": said % {"when": when}})


async def show(request: Request) -> Response:
    """Show what was kept of one form."""
    _, draft = await own_draft(request)
    context = kept_page(
        draft,
        may_send=draft.is_parked and is_kept(request, draft.path),
        addresses=parts_of(request).addresses,
        language=staff_language(request),
    )
    return staff_page(request, "staff/parked.html", context)
