"""What robots are asked: all that is public may be read, feeds above all (FC-34).

Google's calendar obeys this file when it fetches a subscription (facts/feeds.md, 4.1).
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from calendar_app.web.parts import parts_of

_RULES = "User-agent: *\nDisallow: /ansatt/\nDisallow: /t/\nAllow: /\n"
_CACHED = "public, max-age=86400"
SITEMAP = "/sitemap.xml"


async def rules(request: Request) -> Response:
    """Answer `/robots.txt`."""
    sitemap = parts_of(request).addresses.absolute(SITEMAP)
    text = f"{_RULES}\nSitemap: {sitemap}\n"
    return PlainTextResponse(text, headers={"Cache-Control": _CACHED})
