"""School holidays and named weeks: rows that staff keep, read by the days that they touch.

The public calendar leads to school holidays, so a change of them is one of the publication.
"""

from datetime import datetime
from typing import Any

from tortoise.queryset import QuerySet

from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.timing import Window
from calendar_app.storage.changes import changing
from calendar_app.storage.events import MAX_ID
from calendar_app.storage.rows import PeriodRow


async def periods_in(window: Window) -> list[Period]:
    """Read the periods of all libraries that touch the window, in order of their first day."""
    return await _read(PeriodRow.filter(first_day__lt=window.end, last_day__gte=window.start))


async def all_periods() -> list[Period]:
    """Read every period, in order of its first day."""
    return await _read(PeriodRow.all())


async def find_period(period_id: int) -> Period | None:
    """Read one period."""
    if not 0 < period_id <= MAX_ID:
        return None
    found = await _read(PeriodRow.filter(id=period_id))
    return found[0] if found else None


async def add_periods(*periods: Period, now: datetime) -> None:
    """Add periods, all or none; one that is there already (sent twice) is not added again."""
    async with changing((), now=now, vocabulary=True):
        for one in periods:
            if not await PeriodRow.filter(**_columns(one)).exists():
                await PeriodRow.create(**_columns(one))


async def change_period(period: Period, *, now: datetime) -> None:
    """Give the period with this id other days or another name; one that is gone stays gone."""
    async with changing((), now=now, vocabulary=True):
        await PeriodRow.filter(id=period.id).update(**_columns(period))


async def delete_period(period_id: int, *, now: datetime) -> None:
    """Delete a period; nothing points at it."""
    async with changing((), now=now, vocabulary=True):
        await PeriodRow.filter(id=period_id).delete()


async def _read(rows: QuerySet[PeriodRow]) -> list[Period]:
    periods = [
        Period(
            id=row["id"],
            kind=PeriodKind(row["kind"]),
            library_id=row["library_id"],
            name=row["name"],
            first=row["first_day"],
            last=row["last_day"],
        )
        for row in await rows.values()
    ]
    return sorted(periods, key=lambda one: (one.first, one.last, one.library_id or 0, one.id))


def _columns(period: Period) -> dict[str, Any]:
    return {
        "kind": period.kind.value,
        "library_id": period.library_id,
        "name": period.name,
        "first_day": period.first,
        "last_day": period.last,
    }
