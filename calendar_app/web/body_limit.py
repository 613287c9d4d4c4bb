"""No request body over 1 MiB, whether its length was declared or not (ST-37)."""

from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

MAX_BODY = 1024 * 1024


class BodyLimit:
    """Refuses a declared length at once, with a page of ours; Starlette counts the rest.

    GET and HEAD are let through: nothing reads a body there, and feeds are asked often.
    """

    def __init__(self, app: ASGIApp, *, refused: ASGIApp) -> None:
        self._open = app
        self._counting = RequestBodyLimitMiddleware(app, max_body_size=MAX_BODY)
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._open(scope, receive, send)
        elif _declared_length(scope) > MAX_BODY:
            await self._refused(scope, receive, send)
        else:
            await self._counting(scope, receive, send)


def _declared_length(scope: Scope) -> int:
    text = Headers(scope=scope).get("content-length", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else MAX_BODY + 1
