"""The whole list of events, of which pages show a part."""

from datetime import date
from typing import Any

from calendar_app.storage.event_list import EventLine, event_heads, lines_of


async def event_lines(*, today: date, **wanted: Any) -> list[EventLine]:
    """List all lines at once; `wanted` are the arguments of `event_heads`."""
    return await lines_of(await event_heads(today=today, **wanted), today=today)
