"""Wall time in Europe/Oslo, instants in UTC, and the spans between them.

Wall time is the truth and UTC is derived: a story time at 11:00 stays at 11:00 when the clocks
change. A wall time is an aware datetime whose tzinfo is `ZONE`; Python then adds and compares
on the wall clock. The clock itself is always an argument (`now`, an aware datetime).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Oslo")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Timed:
    """From one wall time to another; the end is a reading of the clock, never a duration.

    `start` and `end` carry `ZONE`. Over a change of the clocks the real length differs from
    the length on the wall.
    """

    start: datetime
    end: datetime

    @property
    def first(self) -> date:
        """The local date on which it begins."""
        return self.start.date()

    @property
    def last(self) -> date:
        """The last local date it touches; one that ends at midnight does not touch the next."""
        ends_at_midnight = self.end.time() == time(0) and self.end.date() > self.start.date()
        return self.end.date() - DAY if ends_at_midnight else self.end.date()

    @property
    def starts_at(self) -> datetime:
        """The instant of the start, in UTC."""
        return self.start.astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        """The instant of the end, in UTC."""
        return self.end.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class AllDay:
    """Whole days, both included; only what was entered as whole days."""

    first: date
    last: date


Span = Timed | AllDay


@dataclass(frozen=True, slots=True)
class Window:
    """Local dates from `start` up to, not including, `end`."""

    start: date
    end: date

    def overlaps(self, first: date, last: date) -> bool:
        """Tell whether something from `first` to `last` (both included) touches the window."""
        return first < self.end and last >= self.start


def wall(day: date, minute: int, *, fold: int = 0) -> datetime:
    """Make a wall time of a local date and the minutes since midnight (0 to 1440).

    1440 is midnight at the end of the day. `fold=1` is the second of the two readings when the
    clock goes back.
    """
    if minute == 24 * 60:
        day, minute = day + DAY, 0
    return datetime.combine(day, time(minute // 60, minute % 60, fold=fold), tzinfo=ZONE)


def minute_of(moment: datetime) -> int:
    """Give the minutes since midnight of a wall time."""
    return moment.hour * 60 + moment.minute


def exists(moment: datetime) -> bool:
    """Tell whether the wall clock ever shows this: 02:30 does not exist on 29 March 2026."""
    back = moment.astimezone(UTC).astimezone(ZONE)
    return back.replace(fold=0) == moment.replace(fold=0)


def is_ambiguous(moment: datetime) -> bool:
    """Tell whether the wall clock shows this twice: 02:30 on 25 October 2026."""
    return exists(moment) and (
        moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
    )


def same_span(one: Span, other: Span) -> bool:
    """Compare two spans by what people experience, the two readings of autumn told apart."""
    if isinstance(one, AllDay) or isinstance(other, AllDay):
        return one == other
    return (one.starts_at, one.ends_at) == (other.starts_at, other.ends_at)


def local_date(now: datetime) -> date:
    """Give today's date in `ZONE`."""
    return now.astimezone(ZONE).date()


def last_midnight(now: datetime) -> datetime:
    """Give the instant of the most recent local midnight, in UTC."""
    return wall(local_date(now), 0).astimezone(UTC)


def next_midnight(now: datetime) -> datetime:
    """Give the instant of the next local midnight, in UTC."""
    return wall(local_date(now) + DAY, 0).astimezone(UTC)


def monday_of(day: date) -> date:
    """Give the Monday of a date's ISO week."""
    return day - timedelta(days=day.weekday())
