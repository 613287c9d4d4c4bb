"""A lease row: of several processes, one does a task of the day."""

from datetime import datetime

from tortoise.exceptions import IntegrityError

from calendar_app.storage.rows import LeaseRow
from calendar_app.storage.transaction import transaction


async def take_lease(name: str, *, holder: str, until: datetime, now: datetime) -> bool:
    """Try to be the one that does `name` until `until`; nobody else may before then."""
    free = LeaseRow.filter(name=name, until__lte=now)
    if await free.update(holder=holder, until=until):
        return True
    try:
        async with transaction():
            await LeaseRow.create(name=name, holder=holder, until=until)
    except IntegrityError:
        return False
    return True


async def give_back(name: str, *, holder: str, now: datetime) -> None:
    """End a lease early, so that a task that failed may be tried again."""
    await LeaseRow.filter(name=name, holder=holder).update(until=now)
