"""Answers only under names of our own.

Nothing of Host ever reaches an output, so this only keeps out what has no business here (T-16,
DNS rebinding). Loopback names are let in because a proxy on the same machine sends them. Feeds
and health checks do without: a subscriber must never lose a calendar over a name.
"""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from calendar_app.settings import LOOPBACK_NAMES
from calendar_app.web.path_kinds import PathKind, kind_of

_HOST = re.compile(rb"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::[0-9]{1,5})?")
_ANYWHERE = (PathKind.FEED, PathKind.PERSONAL, PathKind.HEALTH)


class KnownHosts:
    def __init__(self, app: ASGIApp, *, names: frozenset[str], refused: ASGIApp) -> None:
        self.app = app
        self._names = names
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        known = (
            scope["type"] != "http"
            or kind_of(scope["path"]) in _ANYWHERE
            or host_name(scope["headers"]) in self._names
        )
        await (self.app if known else self._refused)(scope, receive, send)


def known_names(public_url: str) -> frozenset[str]:
    """Give the names that pages answer under."""
    return frozenset((urlsplit(public_url).hostname or "", *LOOPBACK_NAMES))


def host_name(headers: Collection[tuple[bytes, bytes]]) -> str | None:
    """Read the one Host header; None when there is none, more than one, or a wrong one."""
    hosts = [value for name, value in headers if name == b"host"]
    found = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
    return (found[1] or found[2]).decode() if found else None
