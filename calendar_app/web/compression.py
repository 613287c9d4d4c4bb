"""Compresses public pages that are not kept; those that are see to themselves.

Staff pages never: they hold a token beside what people typed.
"""

import gzip

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calendar_app.web.accepting import takes_gzip
from calendar_app.web.path_kinds import PathKind, kind_of

_SMALLEST = 500
_LEVEL = 6


class PageCompression:
    """Sends a page of one piece compressed where the client takes it; feeds see to themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or kind_of(scope["path"]) is not PathKind.PAGE:
            await self.app(scope, receive, send)
            return
        accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
        started: Message | None = None

        async def send_compressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start" and _is_unkept_page(message):
                started = message
                return
            if started is not None:
                message = _compressed(started, message, takes_gzip(accepted))
                await send(started)
                started = None
            await send(message)

        await self.app(scope, receive, send_compressed)


def _is_unkept_page(message: Message) -> bool:
    """Tell whether nobody has seen to it yet; what has an ETag was compressed where it was kept."""
    headers = dict(message["headers"])
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"etag" not in headers


def _compressed(start: Message, body: Message, is_taken: bool) -> Message:
    """Change the headers of `start` to fit, and give the body to send."""
    headers = [*start["headers"], (b"vary", b"Accept-Encoding")]
    content: bytes = body.get("body", b"")
    if is_taken and len(content) >= _SMALLEST and not body.get("more_body"):
        content = gzip.compress(content, _LEVEL, mtime=0)
        headers = [pair for pair in headers if pair[0] != b"content-length"]
        headers += [
            (b"content-length", str(len(content)).encode()),
            (b"content-encoding", b"gzip"),
        ]
    start["headers"] = headers
    return {**body, "body": content}
