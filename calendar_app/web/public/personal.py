"""Personal feeds at their secret address: `/t/<token>.ics`, for calendar programs alone.

A calendar program can send no header, so the secret is in the address (ASVS 14.2.1 documents
such an exception). What is not there, was reported leaked, or is asked for in another way, is
answered alike and after the same work (T-14).
"""

import hmac
from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from calendar_app.domain.grammar import parse
from calendar_app.domain.personal_feed import Stage, stage_of
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.staff_feed import StaffFeeds
from calendar_app.publishing.staff_rendering import Reading
from calendar_app.storage.personal_feeds import FoundFeed, find_feed
from calendar_app.web.conditional import PRIVATE, Prepared, prepare
from calendar_app.web.errors import failure
from calendar_app.web.guess_limits import GuessLimits
from calendar_app.web.log_in_limits import network_of
from calendar_app.web.public.query import checked_query

PERSONAL_FEED = "/t/{token}.ics"
_METHODS = ("GET", "HEAD")


class PersonalFeeds:
    """An ASGI application, since a route of methods would answer the others with 405."""

    def __init__(self, feeds: StaffFeeds, *, now: Callable[[], datetime]) -> None:
        self._feeds = feeds
        self._now = now
        self._limits = GuessLimits()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer = await self._answer(request, request.path_params["token"])
        await answer(scope, receive, send)

    async def _answer(self, request: Request, token: str) -> ASGIApp:
        # No token is "", so another method costs what a token costs that is none.
        found = await find_feed(token if request.method in _METHODS else "")
        if found is None:
            return self._refused(request)
        now = self._now()
        match stage_of(found.feed, now=now):
            case Stage.GONE:
                return failure(request, 410)
            case Stage.NOTICE | Stage.LIVE:
                return await self._feed(request, token, found, now)

    def _refused(self, request: Request) -> ASGIApp:
        seconds = self._limits.failed(network_of(request.client.host if request.client else None))
        if seconds is None:
            return failure(request, 404)
        return failure(request, 429, headers={"Retry-After": str(seconds)})

    async def _feed(
        self, request: Request, token: str, found: FoundFeed, now: datetime
    ) -> Prepared:
        reading = _reading(request)
        if found.feed.ended_at:
            made = self._feeds.notice(found.feed, reading, ended_at=found.feed.ended_at)
        else:
            made = await self._feeds.feed(found.feed, found.person, reading, now=now)
        return prepare(
            made.answer,
            last_modified=made.last_modified,
            now=now,
            generation=0,
            canonical_url=None,
            sharing=PRIVATE,
            etag=_etag(made.answer, token),
        )


def _reading(request: Request) -> Reading:
    """Read `avlyst` and `ui`; no filter of the caller's narrows or widens anything (SEL-43)."""
    known = parse(checked_query(request), Vocabulary()).known
    return Reading(known.called_off, known.ui)


def _etag(answer: Answer, token: str) -> str:
    """Key the hash of the bytes with the token: no other address's ETag is ever this (T-13)."""
    return f'W/"{hmac.digest(token.encode(), answer.etag.encode(), "sha256").hex()[:32]}"'
