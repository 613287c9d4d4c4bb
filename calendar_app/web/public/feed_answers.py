"""What all public feeds have in common in HTTP: ready answers, validators, and the limit."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Scope

from calendar_app.addresses import Addresses
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.publisher import Publisher
from calendar_app.web.conditional import Headers, Prepared, prepare
from calendar_app.web.log_in_limits import network_of
from calendar_app.web.public.new_selections import NewSelections
from calendar_app.web.public.query import checked_query
from calendar_app.web.ready import Ready

Handler = Callable[[Request], Awaitable[ASGIApp]]

Find = Callable[[Vocabulary], Awaitable[Answer]]
"""Finds the answer to a request, whose query it reads with the vocabulary."""


class FeedAnswers:
    """Answers requests for feeds; what was answered lies ready for the next poll."""

    def __init__(
        self,
        publisher: Publisher,
        addresses: Addresses,
        *,
        now: Callable[[], datetime],
        new_selections: int,
        extra_headers: Headers,
    ) -> None:
        self.publisher = publisher
        self._addresses = addresses
        self._now = now
        self._new = NewSelections(a_minute=new_selections, now=now)
        self._extra_headers = extra_headers
        self._ready: Ready[tuple[str, bytes]] = Ready(publisher.current, now=now)

    def warm(self, scope: Scope) -> Prepared | None:
        """Give the answer that is ready for exactly this address, if it is surely still right."""
        return self._ready.get((scope["path"], scope["query_string"]))

    async def answer(
        self, request: Request, find: Find, *, attachment: bool = False, is_kept: bool = True
    ) -> Prepared:
        """Answer with what `find` gives; a query over 4 KiB is 414.

        It lies ready for the next who asks there, unless what is sent from this address depends
        on more than the address (`is_kept`).
        """
        query = checked_query(request)
        ready = self.warm(request.scope)
        if ready is not None:
            return ready
        vocabulary = await self.publisher.vocabulary()
        # Noted before the answer is found: one that a change overtakes must not look newer.
        generation = self.publisher.current.generation
        last_modified = self.publisher.current.last_modified()
        answer = await find(vocabulary)
        ready = prepare(
            answer,
            last_modified=last_modified,
            now=self._now(),
            generation=generation,
            canonical_url=self._addresses.absolute(answer.address) if answer.address else None,
            attachment=attachment,
            extra=self._extra_headers,
        )
        if is_kept:
            self._ready.put((request.scope["path"], query), ready)
        return ready

    def count(self, request: Request, *asked: str) -> None:
        """Count what is asked for when it is new; one too many is 503 (DESIGN, section 3)."""
        network = network_of(request.client.host if request.client else None)
        seconds = self._new.begin(asked, network)
        if seconds is not None:
            raise HTTPException(503, headers={"Retry-After": str(seconds)})
