"""How often one may fail to log in.

Counted per account and network, so that a stranger's guesses never lock the person out, and per
network, against few guesses at many accounts. In memory: every process counts for itself.
"""

import hashlib
import ipaddress

from limits import RateLimitItem, RateLimitItemPerMinute

from calendar_app.web.limiting import Limiter

_PER_ACCOUNT = RateLimitItemPerMinute(5, 15, namespace="account")
_PER_NETWORK = RateLimitItemPerMinute(60, 15, namespace="network")


class LogInLimits:
    def __init__(self) -> None:
        self._limiter = Limiter()

    def begin(self, email: str, network: str) -> int | None:
        """Count an attempt before it is made; give the seconds to wait when it is one too many.

        Counted first, so that attempts sent at once do not slip through together.
        """
        for limit, key in self._keys(email, network):
            seconds = self._limiter.hit(limit, key)
            if seconds is not None:
                return seconds
        return None

    def succeeded(self, email: str, network: str) -> None:
        """Forget the failures of somebody who knew the password after all."""
        limit, key = self._keys(email, network)[-1]
        self._limiter.clear(limit, key)

    def _keys(self, email: str, network: str) -> tuple[tuple[RateLimitItem, str], ...]:
        account = hashlib.sha256(email.encode("utf-8", "replace")).hexdigest()
        return (_PER_NETWORK, network), (_PER_ACCOUNT, f"{account} {network}")


def network_of(host: str | None) -> str:
    """Give the /24 or /64 of a client's address (A-24); what is no address is one network."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    prefix = 24 if address.version == 4 else 64
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
