"""Leads from http to https, where a proxy says that somebody came without it (FC-34).

Only a proxy that is named in the settings is asked: without one, the proxy's own plain
connection would look like a visitor's, and the way would lead round in a circle.
"""

from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send

from calendar_app.web.headers import SecurityHeaders
from calendar_app.web.path_kinds import PathKind, kind_of

_METHODS = ("GET", "HEAD")
_UNCHANGED = "/%:@!$&'()*+,;=-._~?[]"
"""Characters of an address that stand as they came; all others are percent-encoded."""


class HttpsOnly:
    """Answers 308 with the same path and query; health checks, asked from within, pass."""

    def __init__(self, app: ASGIApp, *, public_url: str) -> None:
        self.app = app
        self._public_url = public_url
        self._leading_over = SecurityHeaders(self._lead_over, https=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._leading_over if _came_over_http(scope) else self.app
        await app(scope, receive, send)

    async def _lead_over(self, scope: Scope, _: Receive, send: Send) -> None:
        location = self._public_url + _target(scope)
        headers = [(b"location", location.encode()), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 308, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _came_over_http(scope: Scope) -> bool:
    """Tell what the proxy said of the visitor: the server has put it into the scheme.

    The header is looked at too, since a proxy that says nothing leaves the scheme of its own
    connection there.
    """
    if scope["type"] != "http" or scope["scheme"] != "http" or scope["method"] not in _METHODS:
        return False
    said = [value.strip() for name, value in scope["headers"] if name == b"x-forwarded-proto"]
    return said == [b"http"] and kind_of(scope["path"]) is not PathKind.HEALTH


def _target(scope: Scope) -> str:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    return quote(raw + b"?" + query if query else raw, safe=_UNCHANGED)
