"""The two bare applications that send the same bytes as we do, and nothing else."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

_FOLDER = Path(os.environ["BENCH_FOLDER"])
_BODY = (_FOLDER / "body").read_bytes()
_STATUS, *_LINES = (_FOLDER / "head").read_text().split("\n")
_HEADERS = {name: value for name, _, value in (line.partition(": ") for line in _LINES)}
_RAW = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]


async def _feed(request: Request) -> Response:
    response = Response(_BODY, status_code=int(_STATUS))
    response.raw_headers = list(_RAW)
    return response


async def _alive(request: Request) -> Response:
    return Response("ok")


starlette_route = Starlette(routes=[Route("/healthz", _alive), Route("/{path}", _feed)])


async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
    """Send it, whatever was asked but the sign of life."""
    if scope["type"] != "http":
        return
    if scope["path"] == "/healthz":
        await Response("ok")(scope, receive, send)
        return
    await send({"type": "http.response.start", "status": int(_STATUS), "headers": _RAW})
    await send({"type": "http.response.body", "body": _BODY})
