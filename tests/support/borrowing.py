"""Programmes that one library lends and another borrows, for tests that store them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from calendar_app.domain.borrowing import BorrowCase
from calendar_app.domain.event import Event, Schedule, Workflow
from calendar_app.domain.lending import Lending
from calendar_app.domain.timing import Timed
from calendar_app.storage.borrow_answers import Home, accept
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.lending import ask, find_case
from tests.support.events import details, single, timed

HAMAR, RINGSAKER, LILLEHAMMER, GJOVIK = 1, 2, 3, 4
DAY = date(2027, 2, 8)
WISHED = date(2027, 3, 3)
AGREED = timed(date(2027, 3, 4), 18 * 60, 19 * 60)
OTHER = timed(date(2027, 3, 11), 10 * 60, 11 * 60)
OFFER = Lending(
    is_open=True,
    minutes=60,
    needs="Sal med plass til 80",
    fee="Honorar og reise deles likt",
    contact="utlan@example.org",
)


async def lend(
    *,
    now: datetime,
    workflow: Workflow = Workflow.PUBLISHED,
    schedule: Schedule | None = None,
    title: str = "Askeladden og trollene",
    **changes: Any,
) -> Event:
    """Store a programme of Hamar's that others may borrow."""
    said = replace(details(title), lending=OFFER, venue_id=1)
    new = NewEvent(
        details=replace(said, **changes),
        schedule=schedule or single(timed(DAY, 18 * 60, 19 * 60)),
        workflow=workflow,
    )
    return await create_event(new, staff_id=None, now=now)


async def asked(
    event: Event, *, now: datetime, library_id: int = GJOVIK, day: date = WISHED, staff_id: int = 7
) -> int:
    """Let a library ask for it."""
    return await ask(
        event.id, library_id=library_id, wished_date=day, message="", staff_id=staff_id, now=now
    )


async def borrowed(
    event: Event, *, now: datetime, library_id: int = GJOVIK, span: Timed = AGREED
) -> BorrowCase:
    """Let a library ask for it, and the host say yes."""
    request_id = await asked(event, now=now, library_id=library_id, day=span.first)
    await accept(request_id, span, home=Home(), staff_id=8, now=now + timedelta(minutes=1))
    return await case_of(request_id)


async def case_of(request_id: int) -> BorrowCase:
    """Read a request as it is now."""
    found = await find_case(request_id)
    assert found
    return found
