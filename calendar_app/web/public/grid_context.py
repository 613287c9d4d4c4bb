"""What the templates of month and week need."""

from dataclasses import dataclass
from datetime import date

from calendar_app.domain.timing import DAY
from calendar_app.web.public.context import CalendarFrame, Listed
from calendar_app.web.render import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class GridEvent:
    """One date in the cell of a day; `continues` where it began on an earlier day."""

    listed: Listed
    continues: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPeriod:
    """A school holiday or a named week, where it begins or a week begins in it.

    `libraries` are the short names of those it concerns, none when it concerns all that are
    shown. `last` is the day that it ends on, None where that is the day it is told of.
    """

    name: str
    libraries: tuple[str, ...] = ()
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridDay:
    """One day with what is on; `holiday` names the public holiday, "" on any other day."""

    date: date
    events: tuple[GridEvent, ...] = ()
    holiday: str = ""
    periods: tuple[GridPeriod, ...] = ()
    is_free: bool = False
    is_today: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of it, so that a narrow screen may leave it out."""
        return not (self.events or self.holiday or self.periods)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridWeek:
    """Monday to Sunday; None for a day outside the month. `href` leads to the week itself."""

    monday: date
    days: tuple[GridDay | None, ...]
    href: str = ""
    says_year: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of any of its days."""
        return all(day is None or day.is_empty for day in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPage(CalendarFrame):
    """A month or a week; `name` says which, `first` and `last` are its days.

    `poster_href` leads to the same on paper; `earlier`, `current` and `later` lead to others,
    None where none does.
    """

    name: str
    first: date
    last: date
    weeks: tuple[GridWeek, ...]
    earlier: Link | None = None
    current: Link | None = None
    later: Link | None = None
    is_indexed: bool = True
    poster_href: str = ""

    @property
    def weekdays(self) -> tuple[date, ...]:
        """Days whose weekdays head the columns, Monday first."""
        monday = self.weeks[0].monday
        return tuple(monday + number * DAY for number in range(7))
