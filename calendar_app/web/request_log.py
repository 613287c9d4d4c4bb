"""One log line per request, and the last net under an unexpected error.

No query strings, no cookies, no addresses of visitors, and no token of a personal feed or of a
one-time link: a log is kept longer and read by more people than the calendar (T-14, A-31).
"""

import logging
import re
import secrets
from time import perf_counter

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calendar_app.addresses import ONE_TIME, PERSONAL

_access = logging.getLogger("calendar_app.access")
_errors = logging.getLogger("calendar_app.errors")
_CLIENT_LEFT = 499
_ONE_TIME = re.compile(rf"({ONE_TIME}/).+", re.IGNORECASE | re.DOTALL)
_SECRET = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")


class RequestLog:
    """Logs what `failed` answers for, and each request when `access_log` is on."""

    def __init__(self, app: ASGIApp, *, failed: ASGIApp, access_log: bool) -> None:
        self.app = app
        self._failed = failed
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        status = 0

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        except ClientDisconnect:
            status = _CLIENT_LEFT
        except Exception:
            _errors.exception("request %s failed", request_id(scope))
            if status:  # half an answer is out: the server must break the connection
                raise
            await self._failed(scope, receive, send_noted)
        finally:
            if self._access_log:
                _access.info("%s", _line(scope, status, perf_counter() - began))


def request_id(scope: Scope) -> str:
    """Give what a person reads to us from an error page, and what we then look for in the log."""
    found: str = scope.setdefault("lesekalender.request_id", secrets.token_hex(6))
    return found


def _line(scope: Scope, status: int, seconds: float) -> str:
    path = shown_path(scope["path"])
    return f"{scope['method']} {path} {status} {seconds * 1000:.1f}ms {request_id(scope)}"


def shown_path(path: str) -> str:
    """Make a path fit for the log: one line, no control characters, no secret.

    The address of a personal feed is one, however badly it was copied: `//t/…`, `/T/…`, that of
    a one-time link, and whatever is as long as a token.
    """
    if PERSONAL in path.lower():
        return f"{PERSONAL}..."
    path = _ONE_TIME.sub(r"\1...", _SECRET.sub("...", path))
    return path.encode("unicode_escape").decode("ascii").replace(" ", "\\x20")
