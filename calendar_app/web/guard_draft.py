"""A draft of whoever asks: loaded and scoped in one call, as `guard` does for events."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.access import StaffMember
from calendar_app.storage.drafts import FormDraft, find_draft
from calendar_app.web.guard import id_in, person


async def own_draft(request: Request) -> tuple[StaffMember, FormDraft]:
    """Give the person and the draft of the address. Another's is not there, whoever asks (404)."""
    owner = await person(request)
    draft = await find_draft(owner.id, id_in(request, "draft_id"))
    if draft is None:
        raise HTTPException(404)
    return owner, draft
