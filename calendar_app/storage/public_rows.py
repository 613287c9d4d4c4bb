"""Public events with their dates, read so that one broken row never takes the rest along (R18).

Nothing here asks whether the database answers: its errors pass, since an answer that leaves
out what could not be fetched would be a wrong one (FC-33).
"""

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import TypeVar

from tortoise.exceptions import FieldError, OperationalError

from calendar_app.domain.event import Event
from calendar_app.domain.timing import AllDay, Window
from calendar_app.storage.event_rows import StoredEvent, read_stored

_BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, FieldError)
"""What reading a row raises that holds something that was never written by this program."""

_NOT_UTF_8 = "Could not decode to UTF-8"
"""How SQLite's driver says so; it is the only one of its errors that concerns one row."""

log = logging.getLogger(__name__)

_Read = TypeVar("_Read")


async def read_public(
    event_ids: Collection[int], *, window: Window | None = None
) -> dict[int, StoredEvent]:
    """Read public events with their dates, or those in `window`, as `read_stored` does.

    An event that cannot be read is left out, and the log says which.
    """

    async def read(some: Sequence[int]) -> dict[int, StoredEvent]:
        found = await read_stored(some, window=window, only_public=True)
        for one in found.values():
            _require_sound(one)
        return found

    return await without_broken(event_ids, read)


async def without_broken(
    event_ids: Collection[int], read: Callable[[Sequence[int]], Awaitable[dict[int, _Read]]]
) -> dict[int, _Read]:
    """Read events, but for those whose rows are broken, which the log names.

    When none of several can be read it is no row that is wrong, and the error passes: nobody's
    calendar is emptied by a fault of the program.
    """
    broken: dict[int, Exception] = {}
    found = await _halves(sorted(set(event_ids)), read, broken)
    if len(broken) > 1 and not found:
        raise next(iter(broken.values()))
    for event_id, error in broken.items():
        log.error("Event %d is left out of all that is public: %r", event_id, error)
    return found


async def _halves(
    event_ids: Sequence[int],
    read: Callable[[Sequence[int]], Awaitable[dict[int, _Read]]],
    broken: dict[int, Exception],
) -> dict[int, _Read]:
    """Read together what can be read together; what is broken ends up alone."""
    try:
        return await read(event_ids)
    except (*_BROKEN, OperationalError) as error:
        if isinstance(error, OperationalError) and _NOT_UTF_8 not in str(error):
            raise
        if len(event_ids) == 1:
            broken[event_ids[0]] = error
            return {}
    middle = len(event_ids) // 2
    first = await _halves(event_ids[:middle], read, broken)
    return first | await _halves(event_ids[middle:], read, broken)


def _require_sound(stored: StoredEvent) -> None:
    """Refuse what could be read but not be shown: it ends before it begins, or is no text."""
    for one in stored.occurrences:
        span = one.span
        backwards = (
            span.last < span.first if isinstance(span, AllDay) else span.ends_at < span.starts_at
        )
        if backwards:
            raise ValueError(f"date {one.uid} ends before it begins")
    "".join(_texts_from_json(stored.event)).encode()


def _texts_from_json(event: Event) -> list[str]:
    """Give the texts that may hold half a character: JSON can write one, a text column cannot."""
    details = event.details
    return [
        *details.languages,
        *details.partners,
        *(text for one in details.people for text in (one.name, one.role)),
        *(text for one in details.books for text in (one.title, one.author, one.isbn, one.url)),
    ]
