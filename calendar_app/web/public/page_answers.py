"""Public pages: built once for each address, then sent as they lie until something changes.

A page depends on its address, on the day, on what is published, and, where it offers another
language, on the reader's. It never depends on a cookie.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Scope

from calendar_app.publishing.answer import Content
from calendar_app.publishing.publisher import Publisher
from calendar_app.web.accepting import asks_for_calendar
from calendar_app.web.conditional import Headers, Prepared, prepare_page
from calendar_app.web.hosts import host_name
from calendar_app.web.path_kinds import PathKind, kind_of
from calendar_app.web.public.query import checked_query
from calendar_app.web.ready import Ready
from calendar_app.words.languages import preferred_language

_CACHED = {
    PathKind.PAGE: b"public, no-cache",
    PathKind.EMBED: b"public, max-age=300, stale-while-revalidate=60",
    PathKind.FEED: b"public, max-age=300",
}
"""No stale-if-error: it would bring back what was withdrawn (facts/embedding.md, section 8).

A page is asked for again each time, and mostly answered 304: who has just published looks at once.
"""

_VARY = {PathKind.PAGE: b"Accept, Accept-Encoding, Accept-Language"}
_VARY_ELSE = b"Accept-Encoding"

Page = Callable[[Request], Awaitable[Response]]
Handler = Callable[[Request], Awaitable[ASGIApp]]


class PageAnswers:
    """Keeps the pages of one process; `headers` are those of each kind of path."""

    def __init__(
        self,
        publisher: Publisher,
        *,
        now: Callable[[], datetime],
        headers: dict[PathKind, Headers],
        host_names: frozenset[str],
    ) -> None:
        self._publisher = publisher
        self._headers = headers
        self._host_names = host_names
        self._ready: Ready[tuple[str, bytes, str | None]] = Ready(publisher.current, now=now)

    def kept(self, page: Page) -> Handler:
        """Keep what a handler answers with 200; anything else is sent as it comes."""

        async def answer(request: Request) -> ASGIApp:
            key = _key(request.scope)
            checked_query(request)
            await self._publisher.vocabulary()
            # Noted before the page is made: one that a change overtakes must not look newer.
            generation = self._publisher.current.generation
            ready = self._ready.get(key)
            if ready is not None:
                return ready
            was_away = self._publisher.current.is_away
            made = await page(request)
            if made.status_code != 200 or "set-cookie" in made.headers:
                return made
            ready = self._prepared(request.scope["path"], made, generation)
            if not (was_away or self._publisher.current.is_away):
                self._ready.put(key, ready)
            return ready

        return answer

    def warm(self, scope: Scope) -> Prepared | None:
        """Give the page that is ready for exactly this address, under a name of our own."""
        ready = self._ready.get(_key(scope))
        if ready is None or host_name(scope["headers"]) not in self._host_names:
            return None
        return None if asks_for_calendar(_header(scope, b"accept")) else ready

    def _prepared(self, path: str, made: Response, generation: int) -> Prepared:
        kind = kind_of(path)
        own = {name: value for name, value in made.raw_headers if name != b"content-length"}
        headers = {
            **dict(self._headers[kind]),
            b"cache-control": _CACHED.get(kind, _CACHED[PathKind.PAGE]),
            b"vary": _VARY.get(kind, _VARY_ELSE),
            **own,
        }
        content = Content(bytes(made.body))
        return prepare_page(content, list(headers.items()), generation=generation)


def _key(scope: Scope) -> tuple[str, bytes, str | None]:
    """Tell pages apart: only those that offer another language look at the reader's."""
    path = scope["path"]
    is_page = kind_of(path) is PathKind.PAGE
    guess = preferred_language(_header(scope, b"accept-language")) if is_page else None
    return path, scope["query_string"], guess


def _header(scope: Scope, wanted: bytes) -> str:
    return ",".join(value.decode("latin-1") for name, value in scope["headers"] if name == wanted)
