"""Moments as programs write them: RFC 3339, or a date alone."""

import re
from datetime import UTC, date, datetime

from calendar_app.domain.timing import wall

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]"
    r"(?P<clock>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?"
    r"(?P<zone>[Zz]|[+ -][0-9]{2}:[0-9]{2})"
)


def read_moment(text: str) -> datetime | None:
    """Read `2026-11-23T12:00:00Z` (RFC 3339 §5.6) or `2026-11-23`, local midnight; None for others.

    Gives UTC in whole seconds, never later than what was written. In an address `+` is often
    decoded to a space, so a space before the offset is read as `+`.
    """
    found = _INSTANT.fullmatch(text)
    try:
        if found is None:
            return _midnight(text)
        zone = found["zone"].upper().replace(" ", "+").replace("Z", "+00:00")
        return datetime.fromisoformat(f"{found['day']}T{found['clock']}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _midnight(text: str) -> datetime | None:
    if not _DATE.fullmatch(text):
        return None
    return wall(date.fromisoformat(text), 0).astimezone(UTC)
