"""Pages that answer a calendar program with the feed of the same: by Accept, without a suffix.

Somebody pasted the address of the page into a calendar app. A suffix always wins, so no feed
address is ever negotiated: Google sends no Accept at all (facts/selection.md, section 3).
"""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calendar_app.web.accepting import asks_for_calendar
from calendar_app.web.public.feed_answers import Handler


def negotiated(page: Handler, *, feed: Handler) -> Handler:
    """Give the page, or the feed to who names iCalendar and no HTML; caches keep them apart.

    A page says itself what it varies by.
    """

    async def answer(request: Request) -> ASGIApp:
        wants_feed = asks_for_calendar(request.headers.get("accept", ""))
        return _Varying(await feed(request)) if wants_feed else await page(request)

    return answer


class _Varying:
    """Adds `Vary: Accept` to an answer, whose own headers may be shared with others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], (b"vary", b"Accept")]}
            await send(message)

        await self._app(scope, receive, send_varying)
