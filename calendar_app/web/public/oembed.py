"""oEmbed: the frame for a page of ours, for whoever pastes the address of that page.

Only addresses of our own are answered, and nothing of what was asked for is repeated: every
address in an answer is made here. Nothing is fetched (facts/embedding.md, section 5).
"""

import re
from html import escape
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from calendar_app.addresses import Addresses
from calendar_app.web.parts import parts_of
from calendar_app.web.public.embed_data import json_answer
from calendar_app.web.public.embed_sources import named, one_event, selected
from calendar_app.web.public.embedded import Embedded, Source
from calendar_app.web.public.query import checked_query
from calendar_app.wording import SERVICE

_CACHE_SECONDS = 86_400
_WIDTH = 600
_HEIGHT = 600
_LARGEST = 1000
"""Pixels; WordPress cuts a frame there too."""

_EVENT = re.compile(r"/arrangement/([^/.]+)")
_NAMED = re.compile(r"/f/([^/.]+)")
_NUMBER = re.compile(r"[1-9]\d{0,5}", re.ASCII)


class _Asked(NamedTuple):
    """A page of ours: what finds its dates, the name in its path, and its query."""

    source: Source
    name: str
    query: str


async def show(request: Request) -> Response:
    """Describe the frame of a page of ours; 404 for any other address, 501 for XML."""
    checked_query(request)
    wanted = request.query_params
    if wanted.get("format", "json") != "json":
        return PlainTextResponse("Only JSON.\n", 501)
    addresses = parts_of(request).addresses
    asked = _asked(wanted.get("url", ""), addresses)
    embedded = await asked.source(_request_of(request, asked))
    if embedded.is_nothing:
        # A frame of it would show everything; without an answer the pasted link stands alone.
        raise HTTPException(404)
    width = _within(wanted.get("maxwidth", ""), _LARGEST, default=_WIDTH)
    height = min(_HEIGHT, _within(wanted.get("maxheight", ""), _LARGEST, default=_HEIGHT))
    return json_answer(_answer(embedded, addresses, width=width, height=height))


def _asked(url: str, addresses: Addresses) -> _Asked:
    """Read an address; raises HTTPException 404 unless it is that of a page with dates."""
    own = addresses.public_url
    rest = url.removeprefix(own)
    if not url.startswith(own) or rest[:1] not in ("", "/", "?", "#"):
        raise HTTPException(404)
    path, _, query = rest.partition("#")[0].partition("?")
    if path in ("", "/", addresses.calendar()):
        return _Asked(selected, "", query)
    for pattern, source in ((_NAMED, named), (_EVENT, one_event)):
        if found := pattern.fullmatch(path):
            return _Asked(source, found[1], query)
    raise HTTPException(404)


def _request_of(request: Request, asked: _Asked) -> Request:
    """Ask within this application what somebody asks who comes with the address."""
    query = asked.query.encode("utf-8", "surrogatepass")
    params = {"name": asked.name}
    return Request({**request.scope, "query_string": query, "path_params": params})


def _within(text: str, most: int, *, default: int) -> int:
    """Read a length in pixels; what is none says nothing."""
    return min(int(text), most) if _NUMBER.fullmatch(text) else default


def _answer(
    embedded: Embedded, addresses: Addresses, *, width: int, height: int
) -> dict[str, object]:
    name, query = embedded.address(count=embedded.view.count, only="")
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": SERVICE,
        "provider_url": addresses.absolute(addresses.calendar()),
        "title": embedded.heading,
        "width": width,
        "height": height,
        "cache_age": _CACHE_SECONDS,
        "html": _html(
            embedded.heading,
            page=addresses.absolute(embedded.page),
            frame=addresses.absolute(addresses.embed(name, query)),
            width=width,
            height=height,
        ),
    }


def _html(title: str, *, page: str, frame: str, width: int, height: int) -> str:
    """Write what WordPress lets through: a link for want of the frame, then the frame.

    The link stands first to the byte, the address of the frame has no fragment, and no attribute
    is left out that WordPress knows (facts/embedding.md, section 2).
    """
    words = escape(title)
    return (
        f'<blockquote><a href="{escape(page)}">{words}</a></blockquote>'
        f'<iframe src="{escape(frame)}" width="{width}" height="{height}" frameborder="0" '
        f'marginwidth="0" marginheight="0" scrolling="auto" title="{words}"></iframe>'
    )
