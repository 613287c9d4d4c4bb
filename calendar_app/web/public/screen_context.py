"""What the template of the information screen needs."""

from dataclasses import dataclass
from datetime import date

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.web.public.take_away import TakeAway


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenDay:
    """What is on from a day on; what began earlier and still goes on stands last on the first."""

    date: date
    occurrences: tuple[PublishedOccurrence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenPage:
    """The next dates in big type; `every` is after how many seconds it looks for news."""

    heading: str
    today: date
    every: int
    days: tuple[ScreenDay, ...]
    take_away: TakeAway | None = None
