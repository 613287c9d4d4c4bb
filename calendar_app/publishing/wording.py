"""What publishing must be told by others: words, names and addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary
from calendar_app.publishing.formats import Format
from calendar_app.publishing.question import Question
from feeds.labels import Labels
from feeds.trim import Trimming
from feeds.vcalendar import CalendarHead


class HeadMaker(Protocol):
    """Says what a feed is: its name, description and addresses, in the selection's language."""

    def __call__(
        self, question: Question, vocabulary: Vocabulary, trimming: Trimming
    ) -> CalendarHead: ...


class EventHeadMaker(Protocol):
    """Says what the feed of one event is."""

    def __call__(self, event: PublishedOccurrence, language: str, form: Format) -> CalendarHead: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What a feed says that has ended: of itself, and in the one entry that is left of it."""

    head: CalendarHead
    title: str
    description: str


class EndedMaker(Protocol):
    """Says that a named filter was retired, and where to go instead."""

    def __call__(self, question: Question, named: NamedFilter) -> Ended: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Everything that a feed says besides its events.

    `address` gives the path of a feed's own canonical address, "" when it has none.
    """

    labels: Callable[[str], Labels]
    event_url: Callable[[PublishedOccurrence], str]
    image_url: Callable[[str], str]
    address: Callable[[Question], str]
    head: HeadMaker
    event_head: EventHeadMaker
    ended: EndedMaker
