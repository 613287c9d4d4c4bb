"""What becomes of a request to borrow: yes, no, another date, off again, seen.

Each change is made only from the state that it leads from, on a locked row: a second yes at the
same moment finds that there has been one (T-22). The event is always locked before the request.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from calendar_app.domain.borrowing import (
    Agreement,
    BorrowCase,
    BorrowRequest,
    Proposal,
    RequestState,
    Side,
    Step,
    StepKind,
)
from calendar_app.domain.event import Event, Schedule, Workflow
from calendar_app.domain.reconcile import Choice, Settlement
from calendar_app.domain.stops import (
    can_get_another_date,
    date_changed,
    stop_details,
    stop_state,
)
from calendar_app.domain.timing import Span, local_date
from calendar_app.domain.workflow import can_be_cancelled
from calendar_app.storage.borrow_rows import kept_json, request_of
from calendar_app.storage.changes import changing
from calendar_app.storage.dates import place_dates
from calendar_app.storage.events import (
    NewEvent,
    cancel_event,
    get_event,
    insert_event,
    save_event,
)
from calendar_app.storage.lending import find_case
from calendar_app.storage.rows import BorrowRequestRow, EventRow
from calendar_app.storage.tours import make_tour
from calendar_app.storage.transaction import transaction


class AnsweredAlreadyError(Exception):
    """The request is not as the page showed it: somebody has answered or withdrawn it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where the borrower holds it: its only branch, None when that is to be settled."""

    venue_id: int | None = None
    contact: str = ""


async def accept(
    request_id: int, span: Span, *, home: Home, text: str = "", staff_id: int, now: datetime
) -> int:
    """Say yes with a date, and give the id of the stop; host's event, tour and stop in one.

    The stop is planned and the borrower's, made by whoever asked. Raises `AnsweredAlreadyError`.
    """
    event_id = (await _read(request_id)).event_id
    step = Step(
        kind=StepKind.ACCEPTED, side=Side.HOST, at=now, staff_id=staff_id, text=text, span=span
    )
    async with changing(
        [event_id], action="borrowed", staff_id=staff_id, now=now, vocabulary=True
    ) as change:
        request, asked_by = await _hold(request_id, RequestState.ASKED)
        host = await get_event(event_id)
        details = stop_details(
            host.details,
            library_id=request.library_id,
            tour_id=await _tour_of(host, now=now),
            venue_id=home.venue_id,
            contact=home.contact,
        )
        schedule = Schedule(first=span)
        stop = NewEvent(details=details, schedule=schedule, workflow=Workflow.PLANNED)
        stop_id = await insert_event(stop, staff_id=asked_by, now=now)
        change.made(stop_id)
        await place_dates(stop_id, schedule, today=local_date(now), now=now, settings={})
        agreed = Agreement(span=span)
        await _write(request, step, state=RequestState.ACCEPTED, agreed=agreed, stop_id=stop_id)
    return stop_id


async def decline(request_id: int, *, reason: str, staff_id: int, now: datetime) -> None:
    """Say no with a reason; a host that has said yes may still have to.

    The stop is the borrower's, and stays as it is until the borrower says otherwise. Raises
    `AnsweredAlreadyError`.
    """
    step = Step(kind=StepKind.DECLINED, side=Side.HOST, at=now, staff_id=staff_id, text=reason)
    async with transaction():
        request, _ = await _hold(request_id, RequestState.ASKED, RequestState.ACCEPTED)
        await _write(request, step, state=RequestState.DECLINED)


async def withdraw(request_id: int, *, word: str, staff_id: int, now: datetime) -> None:
    """Take a request back; a stop that the staff of both libraries know of is cancelled.

    Raises `AnsweredAlreadyError`.
    """
    step = Step(kind=StepKind.WITHDRAWN, side=Side.BORROWER, at=now, staff_id=staff_id, text=word)
    async with transaction():
        stop_id = await _lock_stop(request_id)
        request, _ = await _hold(request_id, RequestState.ASKED, RequestState.ACCEPTED)
        if request.stop_id != stop_id:
            raise AnsweredAlreadyError(request_id)
        await _write(request, step, state=RequestState.WITHDRAWN)
        if stop_id is not None and can_be_cancelled(await get_event(stop_id)):
            await cancel_event(stop_id, reason=word, staff_id=staff_id, now=now)


async def propose(
    request_id: int, span: Span, *, side: Side, text: str = "", staff_id: int, now: datetime
) -> None:
    """Propose another date for the stop; a newer proposal takes the place of an older one.

    A form that is sent twice proposes once. Raises `AnsweredAlreadyError`.
    """
    step = Step(kind=StepKind.PROPOSED, side=side, at=now, staff_id=staff_id, text=text, span=span)
    async with transaction():
        request, _ = await _hold(request_id, RequestState.ACCEPTED)
        proposal = Proposal(side=side, span=span)
        if request.proposal != proposal or request.story[-1].text != text:
            await _write(request, step, proposal=proposal)


async def agree(request_id: int, span: Span, *, side: Side, staff_id: int, now: datetime) -> None:
    """Say yes to the date that the other side proposed: the stop moves there.

    `span` is what the page showed: a newer proposal is not agreed to unseen. Raises
    `AnsweredAlreadyError`.
    """
    step = Step(kind=StepKind.AGREED, side=side, at=now, staff_id=staff_id, span=span)
    async with transaction():
        await _lock_stop(request_id)
        request, _ = await _hold(request_id, RequestState.ACCEPTED)
        _require_proposal(request, span, side)
        case = await find_case(request_id)
        if case is None or case.stop is None or not can_get_another_date(case):
            raise AnsweredAlreadyError(request_id)
        # A time that the borrower gave the date by itself gives way: both have agreed since.
        choices = {case.stop_date.id: Choice.FOLLOW} if case.stop_date else {}
        await save_event(
            case.stop.id,
            details=case.stop.details,
            schedule=Schedule(first=span),
            expected_version=case.stop.version,
            announce_move=case.stop.published_at is not None,
            settlement=Settlement(choices=choices),
            staff_id=staff_id,
            now=now,
        )
        await _write(request, step, agreed=Agreement(span=span), proposal=None)


async def keep(request_id: int, span: Span, *, side: Side, staff_id: int, now: datetime) -> None:
    """Say no to the date that the other side proposed. Raises `AnsweredAlreadyError`."""
    step = Step(kind=StepKind.KEPT, side=side, at=now, staff_id=staff_id, span=span)
    async with transaction():
        request, _ = await _hold(request_id, RequestState.ACCEPTED)
        _require_proposal(request, span, side)
        await _write(request, step, proposal=None)


async def acknowledge(request_id: int, *, side: Side, staff_id: int, now: datetime) -> None:
    """Note that a side has seen what is new; what the host sees in the stop, it then knows."""
    async with transaction():
        await _lock_stop(request_id)
        row = await _row(request_id)
        case = await find_case(request_id)
        if case is None:
            return
        columns: dict[str, Any] = {f"is_news_to_{side.value}": False}
        if side is Side.HOST and case.request.agreed is not None:
            columns |= _noted(case, case.request.agreed, staff_id=staff_id, now=now)
        await BorrowRequestRow.filter(id=row.id).update(**columns)


def _noted(case: BorrowCase, known: Agreement, *, staff_id: int, now: datetime) -> dict[str, Any]:
    """Write what the host now knows of the stop, and that it has seen it when it differs."""
    request, state = case.request, stop_state(case)
    seen = Agreement(span=case.stop_date.span if case.stop_date else known.span, stop=state)
    if request.state is not RequestState.ACCEPTED:
        return {}
    if state is known.stop and not date_changed(case):
        return {}
    step = Step(
        kind=StepKind.NOTED, side=Side.HOST, at=now, staff_id=staff_id, text="", span=seen.span
    )
    kept = kept_json(seen, request.proposal, (*request.story, step))
    return {"agreed_span": kept, "changed_at": now}


def _require_proposal(request: BorrowRequest, span: Span, side: Side) -> None:
    if request.proposal != Proposal(side=side.other, span=span):
        raise AnsweredAlreadyError(request.id)


async def _tour_of(event: Event, *, now: datetime) -> int:
    """Give the tour of the host's event, made now when this is its first stop elsewhere."""
    if event.details.tour_id is not None:
        return event.details.tour_id
    tour_id = await make_tour(event.details.title)
    rows = EventRow.filter(id=event.id)
    await rows.update(tour_id=tour_id, version=event.version + 1, updated_at=now)
    return tour_id


async def _read(request_id: int) -> BorrowRequest:
    rows = await BorrowRequestRow.filter(id=request_id).values()
    if not rows:
        raise AnsweredAlreadyError(request_id)
    return request_of(rows[0])


async def _lock_stop(request_id: int) -> int | None:
    """Lock the stop before its request, as whoever deletes the stop does."""
    stop_id = (await _read(request_id)).stop_id
    if stop_id is not None:
        await EventRow.filter(id=stop_id).select_for_update().only("id")
    return stop_id


async def _row(request_id: int) -> BorrowRequestRow:
    row = await BorrowRequestRow.filter(id=request_id).select_for_update().first()
    if row is None:
        raise AnsweredAlreadyError(request_id)
    return row


async def _hold(request_id: int, *states: RequestState) -> tuple[BorrowRequest, int | None]:
    """Lock a request that is in one of these states; gives it, and who asked."""
    row = await _row(request_id)
    if row.state not in states:
        raise AnsweredAlreadyError(request_id)
    return await _read(request_id), row.asked_by


async def _write(request: BorrowRequest, step: Step, **changes: Any) -> None:
    """Write what a step changes; it is news to the other side and none to its own."""
    after = replace(request, **changes, story=(*request.story, step))
    if "proposal" not in changes and after.state is not RequestState.ACCEPTED:
        after = replace(after, proposal=None)
    columns: dict[str, Any] = {
        "state": after.state.value,
        "stop_id": after.stop_id,
        "agreed_span": kept_json(after.agreed, after.proposal, after.story),
        "changed_at": step.at,
        f"is_news_to_{step.side.other.value}": True,
        f"is_news_to_{step.side.value}": False,
    }
    if step.kind in (StepKind.ACCEPTED, StepKind.DECLINED, StepKind.WITHDRAWN):
        columns |= {"answer": step.text, "answered_by": step.staff_id, "answered_at": step.at}
    await BorrowRequestRow.filter(id=request.id).update(**columns)
