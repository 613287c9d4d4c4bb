"""For those who watch the service: whether the process is alive and can do its work."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from calendar_app.storage.errors import DatabaseOutdatedError
from calendar_app.storage.heads import require_current
from calendar_app.web.parts import parts_of


async def alive(_: Request) -> Response:
    """Answer whenever the process can."""
    return PlainTextResponse("ok\n")


async def ready(request: Request) -> Response:
    """Answer whether the database is there and of this version; away is 503 like everywhere."""
    parts = parts_of(request)
    if parts.publisher.current.is_away:
        return _not_ready()
    try:
        await require_current(parts.database)
    except DatabaseOutdatedError:
        return _not_ready()
    return PlainTextResponse("ready\n")


def _not_ready() -> Response:
    return PlainTextResponse("not ready\n", 503, {"Retry-After": "30"})
