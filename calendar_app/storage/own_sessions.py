"""Where somebody is logged in: the list that they look after themselves."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.queryset import QuerySet

from calendar_app.storage.events import MAX_ID
from calendar_app.storage.rows import SessionRow
from calendar_app.storage.sessions import IDLE, LONGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A log-in that holds; moments are UTC, `seen_at` is exact to five minutes."""

    id: int
    device: str
    begun_at: datetime
    seen_at: datetime


async def open_sessions(staff_id: int, *, now: datetime) -> list[OpenSession]:
    """Give where somebody is logged in at `now`, the last used first."""
    rows = await _open(staff_id, now=now).order_by("-seen_at", "-id")
    return [
        OpenSession(id=row.id, device=row.device, begun_at=row.created_at, seen_at=row.seen_at)
        for row in rows
    ]


async def find_open_session(staff_id: int, session_id: int, *, now: datetime) -> OpenSession | None:
    """Find one of somebody's own log-ins; any number may be asked for."""
    if not 0 < session_id <= MAX_ID:
        return None
    found = await open_sessions(staff_id, now=now)
    return next((one for one in found if one.id == session_id), None)


async def end_one(staff_id: int, session_id: int, *, now: datetime) -> None:
    """End one of somebody's own log-ins."""
    await _open(staff_id, now=now).filter(id=session_id).update(ended_at=now)


async def end_others(staff_id: int, *, but: int, now: datetime) -> None:
    """End all of somebody's log-ins but the one they use now."""
    await _open(staff_id, now=now).exclude(id=but).update(ended_at=now)


def _open(staff_id: int, *, now: datetime) -> QuerySet[SessionRow]:
    return SessionRow.filter(
        staff_id=staff_id,
        ended_at=None,
        created_at__gt=now - LONGEST,
        seen_at__gt=now - IDLE,
    )
