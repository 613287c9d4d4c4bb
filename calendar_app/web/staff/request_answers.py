"""Answers to a request to borrow: yes with a date, no with a reason, and off again."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.domain.borrowing import Side
from calendar_app.domain.stops import only_branch
from calendar_app.domain.timing import local_date
from calendar_app.storage.borrow_answers import (
    AnsweredAlreadyError,
    Home,
    accept,
    decline,
    withdraw,
)
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.requests import show_request
from calendar_app.web.forms.borrowing import read_date, read_why
from calendar_app.web.forms.span import SPAN_FIELDS
from calendar_app.web.forms.typed import typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_request import request_of_side
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import to_staff_page

_FAMILY = "foresporsler"
_TEXT, _REASON, _WORD = "answer", "reason", "word"


async def say_yes(request: Request) -> Response:
    """Accept with a date: the borrower gets a stop of its own."""
    writer, case = await request_of_side(request, Side.HOST)
    typed = typed_in(await posted(request), (*SPAN_FIELDS, _TEXT))
    now = parts_of(request).now()
    span, text, problems = read_date(typed, text_field=_TEXT, today=local_date(now))
    if span is None or problems:
        return await show_request(request, writer, case, typed=typed, problems=problems)
    vocabulary = await load_vocabulary()
    borrower = vocabulary.libraries[case.request.library_id]
    home = Home(venue_id=only_branch(borrower.id, vocabulary), contact=borrower.email)
    try:
        await accept(case.request.id, span, home=home, text=text, staff_id=writer.id, now=now)
    except AnsweredAlreadyError:
        return _back(request, case.request.id, "lan-besvart")
    return _back(request, case.request.id, "lan-ja")


async def say_no(request: Request) -> Response:
    """Decline with a reason."""
    writer, case = await request_of_side(request, Side.HOST)
    typed = typed_in(await posted(request), (_REASON,))
    reason, problems = read_why(typed, _REASON)
    if problems:
        return await show_request(request, writer, case, typed=typed, problems=problems)
    now = parts_of(request).now()
    try:
        await decline(case.request.id, reason=reason, staff_id=writer.id, now=now)
    except AnsweredAlreadyError:
        return _back(request, case.request.id, "lan-besvart")
    return _back(request, case.request.id, "lan-nei")


async def take_back(request: Request) -> Response:
    """Withdraw the request with a word; a stop there is gets cancelled."""
    writer, case = await request_of_side(request, Side.BORROWER)
    typed = typed_in(await posted(request), (_WORD,))
    word, problems = read_why(typed, _WORD)
    if problems:
        return await show_request(request, writer, case, typed=typed, problems=problems)
    now = parts_of(request).now()
    try:
        await withdraw(case.request.id, word=word, staff_id=writer.id, now=now)
    except AnsweredAlreadyError:
        return _back(request, case.request.id, "lan-besvart")
    return _back(request, case.request.id, "lan-trukket")


def _back(request: Request, request_id: int, flash: str) -> RedirectResponse:
    """Show the request as it is now; a stop may have changed what is public."""
    parts_of(request).publisher.current.note_own_write()
    return to_staff_page(request, _FAMILY, request_id, flash=flash)
