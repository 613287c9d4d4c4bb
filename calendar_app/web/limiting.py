"""How often something may be done: moving windows, in the memory of each process."""

import math
import time

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Limiter:
    """Counts what is done, by limit and key."""

    def __init__(self) -> None:
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    def hit(self, limit: RateLimitItem, key: str) -> int | None:
        """Count one more; give the seconds to wait when it is one too many, at least one."""
        if self._windows.hit(limit, key):
            return None
        reset_at = self._windows.get_window_stats(limit, key).reset_time
        return max(1, math.ceil(reset_at - time.time()))

    def clear(self, limit: RateLimitItem, key: str) -> None:
        """Forget what was counted."""
        self._windows.clear(limit, key)
