"""What an embed shows, whatever it shows it as: frame, fragment or data.

Below each source lie the same three (`LISTE`, `FRAGMENT`, `DATA`). Their addresses are for ever:
WordPress keeps them in a post (facts/embedding.md, section 2).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, coming_window
from calendar_app.domain.timing import DAY
from calendar_app.domain.view import View, view_query
from calendar_app.domain.vocabulary import Library
from calendar_app.domain.when import on_date

LIST = "liste"
FRAGMENT = "fragment.html"
DATA = "events.json"
ONLY = "bare"
"""A key of frames alone: one library among those that the embed shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """The next dates of a selection, a named filter or an event.

    `heading_language` is "" for words of the interface. `empty` is what is said when nothing
    comes. `folder` stands before `LIST`, `FRAGMENT` and `DATA` in its addresses, `query` is what
    they say beside the view. `page` is the path of the public page of the same, which a link
    calls `page_label`; `subscribe` that of the page to subscribe to it, "" when there is none.
    A frame may be narrowed to one of `libraries`; `only` is the slug of the one it is. What
    `is_nothing` asks for filters that nobody knows, so no address of ours asks for the same.
    """

    language: str
    heading: str
    heading_language: str = ""
    coming: tuple[PublishedOccurrence, ...]
    empty: str
    folder: str = ""
    query: str
    page: str
    page_label: str
    subscribe: str = ""
    view: View
    today: date
    libraries: tuple[Library, ...] = ()
    only: str = ""
    is_event: bool = False
    is_nothing: bool = False

    @property
    def shown(self) -> tuple[PublishedOccurrence, ...]:
        """The dates that are shown: as many as the view asks for."""
        return self.coming[: self.view.count]

    def address(self, *, count: int, only: str) -> tuple[str, str]:
        """Give name and query of the frame with so many dates, of one library or of all."""
        view = view_query(View(count=count, level=self.view.level))
        narrowed = f"{ONLY}={only}" if only else ""
        return f"{self.folder}{LIST}", "&".join(filter(None, (self.query, narrowed, view)))


Source = Callable[[Request], Awaitable[Embedded]]
"""Finds what a request asks for. Raises HTTPException: 404 when it is not there, 414."""


def coming_only(selection: Selection, today: date) -> Selection:
    """Let the dates of an address narrow what is to come, and nothing else, as they do in feeds.

    An embed stays on a page for years, and is to show what comes and not what came.
    """
    last = coming_window(today).end - DAY
    since, until = selection.since, selection.until
    return replace(
        selection,
        since=since if since and on_date(since, today) > today else None,
        until=until if until and on_date(until, today) < last else None,
    )
