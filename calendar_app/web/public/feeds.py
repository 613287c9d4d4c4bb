"""Feeds: a selection as `.ics`, and one event as `.ics`."""

from collections.abc import Callable
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from calendar_app.addresses import Addresses
from calendar_app.domain.grammar import parse
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.memo import Memo
from calendar_app.publishing.publisher import Publisher
from calendar_app.web.conditional import Headers, Prepared, prepare
from calendar_app.web.public.event_name import event_id_of
from calendar_app.web.public.query import checked_query

CALENDAR_FEED = "/kalender.ics"
_MOST_KNOWN = 512
_MOST_BYTES = 16 * 2**20
"""Of answers that the publisher itself may have forgotten meanwhile."""

_METHODS = ("GET", "HEAD")


class Feeds:
    """Answers feed requests; `calendar` and `event` are handlers for routes."""

    def __init__(
        self,
        publisher: Publisher,
        addresses: Addresses,
        *,
        now: Callable[[], datetime],
        extra_headers: Headers,
    ) -> None:
        self._publisher = publisher
        self._addresses = addresses
        self._now = now
        self._extra_headers = extra_headers
        self._known: Memo[bytes, Prepared] = Memo(
            limit=_MOST_BYTES, size=lambda ready: ready.answer.size, most=_MOST_KNOWN
        )
        self._generation = publisher.generation

    def warm(self, scope: Scope) -> Prepared | None:
        """Give the answer that is ready for exactly this address, if it is surely still right."""
        found = self._known.get(scope["query_string"])
        if found is None or found.generation != self._publisher.generation:
            return None
        return found if self._publisher.is_fresh else None

    async def calendar(self, request: Request) -> ASGIApp:
        """Answer `/kalender.ics?…`; nothing in the query is an error (FC-39)."""
        query = checked_query(request)
        ready = self.warm(request.scope)
        if ready is None:
            parsed = parse(query, await self._publisher.vocabulary())
            unknown = bool(parsed.unknown or parsed.shortened)
            answer = await self._publisher.feed(parsed.selection, unknown=unknown)
            ready = self._prepared(answer, self._source(answer))
            self._remember(query, ready)
        return ready

    async def event(self, request: Request) -> ASGIApp:
        """Answer `/arrangement/<slug>-<id>.ics`; the slug is for people, the id decides."""
        event_id = event_id_of(request.path_params["name"])
        parsed = parse(checked_query(request), await self._publisher.vocabulary())
        answer = event_id and await self._publisher.event_feed(
            event_id, called_off=parsed.known.called_off, ui=parsed.known.ui
        )
        if not answer:
            raise HTTPException(404)
        return self._prepared(answer, None, attachment=True)

    def _prepared(
        self, answer: Answer, canonical_url: str | None, *, attachment: bool = False
    ) -> Prepared:
        return prepare(
            answer,
            last_modified=self._publisher.last_modified(),
            now=self._now(),
            generation=self._publisher.generation,
            canonical_url=canonical_url,
            attachment=attachment,
            extra=self._extra_headers,
        )

    def _source(self, answer: Answer) -> str | None:
        if answer.canonical is None:
            return None
        path = self._addresses.calendar(answer.canonical, suffix=".ics")
        return self._addresses.absolute(path)

    def _remember(self, query: bytes, ready: Prepared) -> None:
        """Keep it for the next poll of the same address, unless its date lies ahead of now."""
        if ready.stamp > self._now().timestamp():
            return
        if self._generation != ready.generation:
            self._known.clear()
            self._generation = ready.generation
        self._known.put(query, ready)


class WarmLane:
    """Outermost: sends a warm feed as it lies ready, past everything that pages need.

    Most requests are such polls. All that the layers below would add is in its headers.
    """

    def __init__(self, app: ASGIApp, *, feeds: Feeds) -> None:
        self.app = app
        self._feeds = feeds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ready = self._feeds.warm(scope) if _is_poll(scope) else None
        if ready is None:
            await self.app(scope, receive, send)
        else:
            await ready(scope, receive, send)


def _is_poll(scope: Scope) -> bool:
    return (
        scope["type"] == "http" and scope["path"] == CALENDAR_FEED and scope["method"] in _METHODS
    )
