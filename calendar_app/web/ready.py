"""Answers that lie ready for whoever asks next, as long as nothing public has changed."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

from calendar_app.publishing.current import CurrentIndex
from calendar_app.publishing.memo import Memo
from calendar_app.web.conditional import Prepared

_MOST_KNOWN = 512
_MOST_BYTES = 16 * 2**20
_LARGEST_KNOWN = 4 * 2**20
"""What is larger takes so long to send that finding it again does not count."""

_METHODS = ("GET", "HEAD")

_Key = TypeVar("_Key", bound=Hashable)


class Ready(Generic[_Key]):
    """Prepared answers by what was asked; bounded by bytes and number, whatever is made up."""

    def __init__(self, current: CurrentIndex, *, now: Callable[[], datetime]) -> None:
        self._current = current
        self._now = now
        self._known: Memo[_Key, Prepared] = Memo(
            limit=_MOST_BYTES, size=lambda ready: ready.answer.size, most=_MOST_KNOWN
        )
        self._generation = current.generation

    def get(self, key: _Key) -> Prepared | None:
        """Give the answer that is ready, if it is surely still right."""
        found = self._known.get(key)
        if found is None or found.generation != self._current.generation:
            return None
        return found if self._current.is_fresh else None

    def put(self, key: _Key, ready: Prepared) -> None:
        """Keep an answer, unless a change has overtaken it or its date lies ahead of now."""
        current = ready.generation == self._current.generation
        ahead = ready.stamp is not None and ready.stamp > self._now().timestamp()
        if not current or ahead or ready.answer.size > _LARGEST_KNOWN:
            return
        if self._generation != ready.generation:
            self._known.clear()
            self._generation = ready.generation
        self._known.put(key, ready)


class WarmLane:
    """Outermost: sends what lies ready as it is, past everything that other answers need.

    Most requests are for such. All that the layers below would add is in its headers.
    """

    def __init__(self, app: ASGIApp, *, warm: Sequence[Callable[[Scope], Prepared | None]]) -> None:
        self.app = app
        self._warm = warm

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in _METHODS:
            for warm in self._warm:
                ready = warm(scope)
                if ready is not None:
                    await ready(scope, receive, send)
                    return
        await self.app(scope, receive, send)
