"""What robots are asked: all that is public may be read, feeds above all (FC-34).

Google's calendar obeys this file when it fetches a subscription (facts/feeds.md, 4.1).
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_RULES = "User-agent: *\nDisallow: /ansatt/\nDisallow: /t/\nAllow: /\n"
_CACHED = "public, max-age=86400"


async def rules(_: Request) -> Response:
    """Answer `/robots.txt`."""
    return PlainTextResponse(_RULES, headers={"Cache-Control": _CACHED})
