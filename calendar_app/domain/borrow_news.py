"""What the two sides of a borrowing have not heard of yet.

What one side did to the request is news until the other has acknowledged it; what the borrower
did to the stop is seen in the stop itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from calendar_app.domain.borrowing import BorrowCase, RequestState, Side, StepKind, StopState
from calendar_app.domain.stops import date_changed, stop_state


class NewsKind(StrEnum):
    """What a side should hear of; the last ones are seen in the stop itself."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    PROPOSED = "proposed"
    AGREED = "agreed"
    KEPT = "kept"
    DATE_CHANGED = "date_changed"
    STOP_CANCELLED = "stop_cancelled"
    STOP_POSTPONED = "stop_postponed"
    STOP_TAKEN_BACK = "stop_taken_back"
    STOP_DELETED = "stop_deleted"
    STOP_GOING = "stop_going"


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowNews:
    """Something that one side of a request has not acknowledged yet."""

    side: Side
    kind: NewsKind
    case: BorrowCase


def news_of(case: BorrowCase, side: Side) -> NewsKind | None:
    """Give what this side has not acknowledged yet; the last step comes before what follows."""
    request = case.request
    if request.is_news_to(side):
        steps = [one for one in request.story if one.side is side.other]
        kinds = [one.kind for one in steps if one.kind is not StepKind.NOTED]
        return NewsKind(kinds[-1].value) if kinds else None
    if side is Side.HOST and request.state is RequestState.ACCEPTED:
        return _news_of_stop(case)
    return None


def _news_of_stop(case: BorrowCase) -> NewsKind | None:
    known = case.request.agreed
    state = stop_state(case)
    if known is None:
        return None
    if state is not known.stop:
        return NewsKind(f"stop_{state.value}")
    is_there = state in (StopState.GOING, StopState.POSTPONED)
    return NewsKind.DATE_CHANGED if is_there and date_changed(case) else None
