"""The end of a draft: asked about, then thrown away."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.storage.drafts import drop_draft
from calendar_app.web.contexts.drafts import DraftDeletionPage, draft_line
from calendar_app.web.guard import posted
from calendar_app.web.guard_draft import own_draft
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations


async def new(request: Request) -> Response:
    """Ask."""
    _, draft = await own_draft(request)
    addresses, language = parts_of(request).addresses, staff_language(request)
    line = draft_line(draft, addresses=addresses, language=language)
    context = DraftDeletionPage(
        title=translations(language).gettext("Forkast kladden"),
        line=line,
        action=line.discard_href,
        back=addresses.staff("kladder"),
    )
    return staff_page(request, "staff/draft_deletion.html", context)


async def create(request: Request) -> Response:
    """Throw it away."""
    owner, draft = await own_draft(request)
    await posted(request)
    await drop_draft(owner.id, draft.id)
    return to_staff_page(request, "kladder", flash="kladd-forkastet")
