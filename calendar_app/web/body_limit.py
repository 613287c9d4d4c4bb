"""No request body over 1 MiB, whether its length was declared or not (ST-37).

The form of an event takes a picture with it. It may be larger than a picture may be, so that one
that is too large is told of on the form, and nothing that was typed is lost.
"""

import re

from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

MAX_BODY = 1024 * 1024
MAX_UPLOAD = 24 * MAX_BODY

_WITH_A_PICTURE = re.compile("/ansatt/arrangementer/(nytt|[0-9]+/rediger)")


class BodyLimit:
    """Refuses a declared length at once, with a page of ours; Starlette counts the rest.

    GET and HEAD are let through: nothing reads a body there, and feeds are asked often.
    """

    def __init__(self, app: ASGIApp, *, refused: ASGIApp) -> None:
        self._open = app
        self._counting = {
            limit: RequestBodyLimitMiddleware(app, max_body_size=limit)
            for limit in (MAX_BODY, MAX_UPLOAD)
        }
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._open(scope, receive, send)
            return
        limit = _limit_of(scope)
        if _declared_length(scope) > limit:
            await self._refused(scope, receive, send)
        else:
            await self._counting[limit](scope, receive, send)


def _limit_of(scope: Scope) -> int:
    """Give how many bytes may come; only what carries files may be large."""
    carries_files = Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
    is_upload = carries_files and _WITH_A_PICTURE.fullmatch(scope["path"])
    return MAX_UPLOAD if is_upload else MAX_BODY


def _declared_length(scope: Scope) -> int:
    text = Headers(scope=scope).get("content-length", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else MAX_UPLOAD + 1
