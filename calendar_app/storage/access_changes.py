"""The moment at which what somebody may see last changed, for their personal feeds.

Whoever changes a role or a membership says so here, inside the same transaction: a calendar
program that asks 'changed since?' must be told yes (FC-27).
"""

from datetime import datetime

from calendar_app.domain.revision import later, stamp_after
from calendar_app.storage.rows import StaffRow


async def note_access_change(staff_id: int, *, now: datetime) -> None:
    """Move the moment (UTC, whole seconds) on, also when two changes share a second."""
    account = await StaffRow.filter(id=staff_id).select_for_update().only("id", "access_changed_at")
    for row in account:
        was = row.access_changed_at
        moved = stamp_after(now, previous=now)
        moment = max(moved, later(now, than=was)) if was else moved
        await StaffRow.filter(id=staff_id).update(access_changed_at=moment)
