"""Drafts of the event's form as the form meets them: asked for by name, or offered."""

from datetime import datetime

from starlette.requests import Request

from calendar_app.storage.drafts import FormDraft, find_draft, latest_draft
from calendar_app.web.contexts.drafts import DraftOffer, draft_offer
from calendar_app.web.forms.entry import EVENT_FIELDS
from calendar_app.web.forms.form import DRAFT_FIELD
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language


async def asked_draft(request: Request, *, staff_id: int) -> FormDraft | None:
    """Find the draft that the address names, None when it is not one of this form.

    Who comes back to the address after the draft was saved finds the form as it is.
    """
    draft_id = read_number(request.query_params.get(DRAFT_FIELD, ""))
    draft = None if draft_id is None else await find_draft(staff_id, draft_id)
    return draft if draft is not None and draft.path == request.scope["path"] else None


async def offered_draft(
    request: Request, *, staff_id: int, keys: str, newer_than: datetime | None = None
) -> DraftOffer | None:
    """Find a draft to go on with, unless what it is of was saved since."""
    parts = parts_of(request)
    return draft_offer(
        await latest_draft(staff_id, keys=keys),
        newer_than=newer_than,
        now=parts.now(),
        addresses=parts.addresses,
        language=staff_language(request),
    )


def typed_draft(draft: FormDraft) -> Typed:
    """Give what was typed, and by which draft, so that saving it ends that one."""
    return typed_in(draft, EVENT_FIELDS).having(**{DRAFT_FIELD: str(draft.id)})
