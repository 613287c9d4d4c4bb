"""How often one may ask for a personal feed, or a one-time link, that is not there.

Counted per network, after the look-up, so that whoever holds a good address is answered whatever
others of the network do. In memory: every process counts for itself.
"""

from limits import RateLimitItemPerMinute

from calendar_app.web.limiting import Limiter

PER_MINUTE = 120
"""A guess is one of 2^256; this keeps guessers from being work, not from finding anything."""

_LIMIT = RateLimitItemPerMinute(PER_MINUTE, namespace="guesses")


class GuessLimits:
    def __init__(self) -> None:
        self._limiter = Limiter()

    def failed(self, network: str) -> int | None:
        """Count a failure; give the seconds to wait when it is one too many."""
        return self._limiter.hit(_LIMIT, network)
