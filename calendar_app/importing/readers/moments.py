"""Times of a file as ours: from their own zones to spans in Europe/Oslo."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache

from calendar_app.domain.timing import DAY, ZONE, AllDay, Span, Timed
from calendar_app.importing.readers.properties import Moment

_NOON = 12
_YEARS = 7


def key_of(moment: Moment) -> Moment:
    """Give what is equal for two ways of writing one moment: the date, or the instant in UTC."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def exists(moment: datetime) -> bool:
    """Tell whether the clocks of its own zone ever show this time."""
    return _real(moment).replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0)


def span_of(start: Moment, length: timedelta) -> Span:
    """Give the span in our own zone.

    The end is read off the clock of the source's zone. A start that the clocks skip means the
    time after the gap (RFC 5545 §3.3.5), and the event keeps its length (R15).
    """
    if not isinstance(start, datetime):
        return AllDay(start, start + length - DAY)
    begin = _real(start)
    end = _real(begin + length).astimezone(UTC)
    if end <= begin.astimezone(UTC):  # it began in the second reading of the autumn hour
        end = begin.astimezone(UTC) + length
    return Timed(begin.astimezone(UTC).astimezone(ZONE), end.astimezone(ZONE))


def on_day(model: Moment, day: date) -> Moment:
    """Give the same time of day in the same zone on another day."""
    if not isinstance(model, datetime):
        return day
    return datetime.combine(day, model.time(), tzinfo=model.tzinfo)


def day_of(moment: Moment) -> date:
    """Give the date in the moment's own zone."""
    return moment.date() if isinstance(moment, datetime) else moment


def follows_our_clock(moment: Moment, *, today: date) -> bool:
    """Tell whether its zone is always the same number of hours from ours.

    Then a rule means the same in both: London changes its clocks when Oslo does, New York some
    weeks before, and UTC never. Years around today are compared.
    """
    zone = moment.tzinfo if isinstance(moment, datetime) else ZONE
    return zone is ZONE or (zone is not None and _keeps_distance(zone, today.year - 1))


@cache
def _keeps_distance(zone: tzinfo, first_year: int) -> bool:
    noon = datetime(first_year, 1, 1, _NOON, tzinfo=UTC)
    days = (noon + timedelta(days=number) for number in range(365 * _YEARS))
    distances = {_offset(day, zone) - _offset(day, ZONE) for day in days}
    return len(distances) == 1


def _offset(instant: datetime, zone: tzinfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)


def _real(moment: datetime) -> datetime:
    return moment.astimezone(UTC).astimezone(moment.tzinfo)
