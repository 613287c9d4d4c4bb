"""How often one may ask for a personal feed that is not there.

Counted per network, after the look-up, so that whoever holds a good address is answered whatever
others of the network do. In memory: every process counts for itself.
"""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

PER_MINUTE = 120
"""A guess is one of 2^256; this keeps guessers from being work, not from finding anything."""

_LIMIT = RateLimitItemPerMinute(PER_MINUTE, namespace="guesses")


class GuessLimits:
    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def failed(self, network: str) -> int | None:
        """Count a failure; give the seconds to wait when it is one too many."""
        if self._limiter.hit(_LIMIT, network):
            return None
        reset_at = self._limiter.get_window_stats(_LIMIT, network).reset_time
        return max(1, math.ceil(reset_at - time.time()))
