"""Another date for a stop: proposed by either side, and answered by the other."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.borrowing import Side, sides_of
from calendar_app.domain.stops import can_get_another_date
from calendar_app.domain.timing import local_date
from calendar_app.storage.borrow_answers import AnsweredAlreadyError, agree, keep, propose
from calendar_app.web.contexts.requests import proposal_key, show_request
from calendar_app.web.forms.borrowing import read_date
from calendar_app.web.forms.span import SPAN_FIELDS
from calendar_app.web.forms.typed import typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_request import seen_request
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import to_staff_page

_FAMILY = "foresporsler"
_TEXT, _KEY = "proposal_text", "forslag"


async def create(request: Request) -> Response:
    """Propose another date; the stop stays where it is until the other side says yes."""
    writer, case = await seen_request(request)
    typed = typed_in(await posted(request), (*SPAN_FIELDS, _TEXT))
    if not can_get_another_date(case):
        return to_staff_page(request, _FAMILY, case.request.id, flash="lan-besvart")
    now = parts_of(request).now()
    span, text, problems = read_date(typed, text_field=_TEXT, today=local_date(now))
    if span is None or problems:
        return await show_request(request, writer, case, typed=typed, problems=problems)
    side = Side.HOST if Side.HOST in sides_of(writer, case) else Side.BORROWER
    try:
        await propose(case.request.id, span, side=side, text=text, staff_id=writer.id, now=now)
    except AnsweredAlreadyError:
        return to_staff_page(request, _FAMILY, case.request.id, flash="lan-besvart")
    return to_staff_page(request, _FAMILY, case.request.id, flash="lan-foreslatt")


async def say_yes(request: Request) -> Response:
    """Agree: the stop moves there, and both sides know."""
    return await _answer(request, says_yes=True)


async def say_no(request: Request) -> Response:
    """Keep the date there is."""
    return await _answer(request, says_yes=False)


async def _answer(request: Request, *, says_yes: bool) -> Response:
    writer, case = await seen_request(request)
    form = await posted(request)
    proposal = case.request.proposal
    if proposal is None or form.text(_KEY) != proposal_key(proposal):
        return to_staff_page(request, _FAMILY, case.request.id, flash="lan-besvart")
    side = proposal.side.other
    if side not in sides_of(writer, case):
        raise HTTPException(403)
    parts = parts_of(request)
    answer = agree if says_yes else keep
    try:
        await answer(case.request.id, proposal.span, side=side, staff_id=writer.id, now=parts.now())
    except AnsweredAlreadyError:
        return to_staff_page(request, _FAMILY, case.request.id, flash="lan-besvart")
    parts.publisher.current.note_own_write()
    flash = "lan-ny-dato" if says_yes else "lan-beholdt"
    return to_staff_page(request, _FAMILY, case.request.id, flash=flash)
