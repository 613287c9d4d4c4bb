"""What publishing must be told by others: words, names and addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Vocabulary
from feeds.labels import Labels
from feeds.trim import Trimming
from feeds.vcalendar import CalendarHead


class HeadMaker(Protocol):
    """Says what a feed is: its name, description and addresses, in the selection's language."""

    def __call__(
        self,
        selection: Selection,
        vocabulary: Vocabulary,
        *,
        unknown: bool,
        trimming: Trimming,
    ) -> CalendarHead: ...


class EventHeadMaker(Protocol):
    """Says what the feed of one event is."""

    def __call__(self, event: PublishedOccurrence, language: str) -> CalendarHead: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Everything that a feed says besides its events."""

    labels: Callable[[str], Labels]
    event_url: Callable[[PublishedOccurrence], str]
    head: HeadMaker
    event_head: EventHeadMaker
