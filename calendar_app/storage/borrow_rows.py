"""Requests to borrow, as rows and back. Nothing here runs a query.

What both sides agreed on, what is proposed, and the story of a request are one JSON value: they
are only ever read together with it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from calendar_app.domain.borrowing import (
    Agreement,
    BorrowRequest,
    Proposal,
    RequestState,
    Side,
    Step,
    StepKind,
    StopState,
)
from calendar_app.storage.spans import Row, span_json, span_of


def request_of(row: Row) -> BorrowRequest:
    """Build a request of its row; its first step stands in the row itself."""
    kept = row["agreed_span"] or {}
    asked = Step(
        kind=StepKind.ASKED,
        side=Side.BORROWER,
        at=row["created_at"],
        staff_id=row["asked_by"],
        text=row["message"],
    )
    names = ("id", "event_id", "library_id", "wished_date", "wished_minute", "message", "stop_id")
    times = ("created_at", "changed_at", "is_news_to_host", "is_news_to_borrower")
    return BorrowRequest(
        **{name: row[name] for name in (*names, *times)},
        state=RequestState(row["state"]),
        agreed=_agreement(kept.get("agreed")),
        proposal=_proposal(kept.get("proposal")),
        story=(asked, *(_step(one) for one in kept.get("story", ()))),
    )


def kept_json(
    agreed: Agreement | None, proposal: Proposal | None, story: Sequence[Step]
) -> dict[str, Any]:
    """Write what `request_of` reads; the first step of the story is left to the row."""
    return {
        "agreed": agreed and {"span": span_json(agreed.span), "stop": agreed.stop.value},
        "proposal": proposal and {"side": proposal.side.value, "span": span_json(proposal.span)},
        "story": [_step_json(one) for one in story[1:]],
    }


def _agreement(value: Row | None) -> Agreement | None:
    if value is None:
        return None
    return Agreement(span=span_of(value["span"]), stop=StopState(value["stop"]))


def _proposal(value: Row | None) -> Proposal | None:
    if value is None:
        return None
    return Proposal(side=Side(value["side"]), span=span_of(value["span"]))


def _step(value: Row) -> Step:
    return Step(
        kind=StepKind(value["kind"]),
        side=Side(value["side"]),
        at=datetime.fromisoformat(value["at"]),
        staff_id=value["staff_id"],
        text=value["text"],
        span=span_of(value["span"]) if value["span"] else None,
    )


def _step_json(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind.value,
        "side": step.side.value,
        "at": step.at.isoformat(),
        "staff_id": step.staff_id,
        "text": step.text,
        "span": span_json(step.span) if step.span else None,
    }
