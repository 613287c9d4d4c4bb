"""Programmes that libraries lend each other: which there are, who asks, and what is new.

What becomes of a request is in `calendar_app.storage.borrow_answers`. One call, one transaction.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from tortoise.expressions import Q

from calendar_app.domain.access import StaffMember
from calendar_app.domain.borrow_news import BorrowNews, news_of
from calendar_app.domain.borrowing import BorrowCase, RequestState, can_be_asked_for, sides_of
from calendar_app.domain.event import Event
from calendar_app.domain.lending import Lending
from calendar_app.storage.borrow_rows import request_of
from calendar_app.storage.changes import changing
from calendar_app.storage.event_rows import StoredEvent, read_events, read_stored
from calendar_app.storage.events import MAX_ID, get_event, take_version
from calendar_app.storage.rows import BorrowRequestRow, EventRow, StaffRow
from calendar_app.storage.transaction import transaction

MOST_REQUESTS = 300
"""A list shows the newest so many; what is older than this many others is history."""

_NEWS_FOR = timedelta(days=400)
"""Nobody needs to hear of a stop that was wished for longer ago than this."""


class NotLentError(Exception):
    """The programme is not, or no longer, open for borrowing."""


class AskedAlreadyError(Exception):
    """The library has an open request for the same day; `request_id` names it."""

    def __init__(self, request_id: int) -> None:
        super().__init__(f"request {request_id} asks for the same day")
        self.request_id = request_id


async def set_lending(
    event_id: int,
    lending: Lending,
    *,
    expected_version: int,
    staff_id: int | None,
    now: datetime,
) -> Event:
    """Say whether and how others may borrow an event. Raises `StaleEditError`, `GoneError`."""
    columns: dict[str, Any] = {
        "is_lent": lending.is_open,
        "lending_minutes": lending.minutes,
        "lending_needs": lending.needs,
        "lending_fee": lending.fee,
        "lending_contact": lending.contact,
    }
    async with changing([event_id], action="edited", staff_id=staff_id, now=now):
        await get_event(event_id)
        await take_version(event_id, expected_version, now=now)
        await EventRow.filter(id=event_id).update(**columns)
    return await get_event(event_id)


async def lent_events() -> list[Event]:
    """Give every event that is marked as open for borrowing, by title, drafts too.

    Who may see which is judged by the caller.
    """
    ids = [row["id"] for row in await EventRow.filter(is_lent=True).values("id")]
    events = await read_events(ids)
    return sorted(events.values(), key=lambda one: (one.details.title.lower(), one.id))


async def ask(
    event_id: int,
    *,
    library_id: int,
    wished_date: date,
    wished_minute: int | None = None,
    message: str = "",
    staff_id: int,
    now: datetime,
) -> int:
    """Ask to borrow a programme, and give the request's id; the same once more is the first.

    Raises `NotLentError`, and `AskedAlreadyError` when an open request says something else of
    the same day.
    """
    async with transaction():
        await _hold_lent(event_id, library_id)
        twin = await BorrowRequestRow.filter(
            event_id=event_id,
            library_id=library_id,
            wished_date=wished_date,
            state=RequestState.ASKED.value,
        ).first()
        if twin is not None:
            if (twin.wished_minute, twin.message) == (wished_minute, message):
                return twin.id
            raise AskedAlreadyError(twin.id)
        row = await BorrowRequestRow.create(
            event_id=event_id,
            library_id=library_id,
            asked_by=staff_id,
            wished_date=wished_date,
            wished_minute=wished_minute,
            message=message,
            state=RequestState.ASKED.value,
            answer="",
            created_at=now,
            changed_at=now,
            is_news_to_host=True,
            is_news_to_borrower=False,
        )
    return row.id


async def find_case(request_id: int) -> BorrowCase | None:
    """Find a request with its events; any number may be asked for."""
    if not 0 < request_id <= MAX_ID:
        return None
    found = await _cases(Q(id=request_id))
    return found[0] if found else None


async def cases_of(library_ids: Collection[int]) -> list[BorrowCase]:
    """Give the requests in which the libraries are host or borrower, newest first."""
    return await _cases(_is_side(library_ids))


async def news_for(person: StaffMember, *, today: date) -> list[BorrowNews]:
    """Give what the person's libraries have not acknowledged yet, newest first."""
    mine = list(person.library_ids)
    of_hosts = Q(event__organiser_id__in=mine) & (
        Q(is_news_to_host=True) | Q(state=RequestState.ACCEPTED.value)
    )
    of_borrowers = Q(library_id__in=mine, is_news_to_borrower=True)
    recent = Q(wished_date__gte=today - _NEWS_FOR)
    found = [
        BorrowNews(side=side, kind=kind, case=case)
        for case in await _cases((of_hosts | of_borrowers) & recent)
        for side in sorted(sides_of(person, case))
        if (kind := news_of(case, side)) is not None
    ]
    return sorted(found, key=lambda one: one.case.request.changed_at, reverse=True)


async def names_of_staff(staff_ids: Collection[int]) -> dict[int, str]:
    """Give the names of people by id, those who have left too."""
    rows = StaffRow.filter(id__in=list(staff_ids))
    return dict(await rows.values_list("id", "name"))


async def _hold_lent(event_id: int, library_id: int) -> None:
    """Lock the event, so that two requests for the same day cannot miss each other."""
    await EventRow.filter(id=event_id).select_for_update().only("id")
    event = (await read_events([event_id])).get(event_id)
    if event is None or not can_be_asked_for(event) or event.details.organiser_id == library_id:
        raise NotLentError(event_id)


def _is_side(library_ids: Collection[int]) -> Q:
    ids = list(library_ids)
    return Q(event__organiser_id__in=ids) | Q(library_id__in=ids)


async def _cases(wanted: Q) -> list[BorrowCase]:
    """Read requests and their events: a fixed number of queries for any number of them."""
    rows = BorrowRequestRow.filter(wanted).order_by("-changed_at", "-id").limit(MOST_REQUESTS)
    requests = [request_of(row) for row in await rows.values()]
    hosts = await read_events({one.event_id for one in requests})
    stops = await read_stored({one.stop_id for one in requests if one.stop_id is not None})
    return [
        BorrowCase(
            request=one,
            event=hosts[one.event_id],
            stop=stop.event if (stop := _stop(one.stop_id, stops)) else None,
            stop_date=stop.occurrences[0] if stop and stop.occurrences else None,
        )
        for one in requests
        if one.event_id in hosts
    ]


def _stop(stop_id: int | None, stops: dict[int, StoredEvent]) -> StoredEvent | None:
    return stops.get(stop_id) if stop_id is not None else None
