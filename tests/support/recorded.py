"""Attendance and sign-ups on a date, put in as rows: what must never vanish with it."""

from datetime import datetime

from calendar_app.storage.rows import AttendanceRow, SignUpRow


async def count_people(occurrence_id: int, *, now: datetime) -> None:
    """Enter attendance of a date."""
    await AttendanceRow.create(
        occurrence_id=occurrence_id, participants=12, counts=True, entered_at=now
    )


async def sign_up(occurrence_id: int, staff_id: int, *, now: datetime) -> None:
    """Let somebody say that they come."""
    await SignUpRow.create(
        occurrence_id=occurrence_id, staff_id=staff_id, mode="in_person", created_at=now
    )


async def records_of(occurrence_id: int) -> tuple[int, int]:
    """Count the attendance and the sign-ups of a date."""
    attendance = await AttendanceRow.filter(occurrence_id=occurrence_id).count()
    return attendance, await SignUpRow.filter(occurrence_id=occurrence_id).count()
