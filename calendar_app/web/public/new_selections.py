"""How many new selections one network may ask for.

A poll costs next to nothing, also when its feed must be built anew after a change; a selection
that nobody asked for before costs a search and a rendering. So only those are counted, and a
subscriber never loses a calendar over a limit. In memory: every process counts for itself, and
after its start is lenient, since what is polled was known to the one before.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from limits import RateLimitItem, RateLimitItemPerMinute

from calendar_app.web.limiting import Limiter

_MOST_KNOWN = 4_096
_GRACE = timedelta(hours=1)
"""After the start: most programs poll once within it."""

_TIMES_MORE = 20


class NewSelections:
    """Remembers, by a hash, what was asked for since the process began; 0 a minute: no limit."""

    def __init__(self, *, a_minute: int, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lenient_until = now() + _GRACE
        self._at_first = _limit(a_minute * _TIMES_MORE)
        self._later = _limit(a_minute)
        self._limiter = Limiter()
        self._known: OrderedDict[int, None] = OrderedDict()

    def __len__(self) -> int:
        """Count what is remembered."""
        return len(self._known)

    def begin(self, asked: tuple[str, ...], network: str) -> int | None:
        """Count what is asked for when it is new; give the seconds to wait when it is too much.

        Remembered at once, so that of many who ask for the same together one is counted.
        """
        key = hash(asked)
        limit = self._at_first if self._now() < self._lenient_until else self._later
        if limit and key not in self._known:
            seconds = self._limiter.hit(limit, network)
            if seconds is not None:
                return seconds
        self._known[key] = None
        self._known.move_to_end(key)
        if len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
        return None


def _limit(a_minute: int) -> RateLimitItem | None:
    return (
        RateLimitItemPerMinute(a_minute, namespace=f"selections {a_minute}") if a_minute else None
    )
