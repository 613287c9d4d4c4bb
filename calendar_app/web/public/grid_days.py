"""The days of a month or a week with what is on, arranged in weeks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.holidays import holiday
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import DAY, Span, Window, monday_of
from calendar_app.web.public.context import Listed
from calendar_app.web.public.grid_context import GridDay, GridEvent, GridWeek
from calendar_app.web.public.grid_periods import Free

WEEK = 7
SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a grid shows: the dates in order, on which days, and who is free when."""

    window: Window
    found: Sequence[PublishedOccurrence]
    free: Free
    today: date
    language: str


def weeks(
    shown: Shown,
    *,
    href: Callable[[PublishedOccurrence], str],
    week_href: Callable[[date], str] | None = None,
) -> tuple[GridWeek, ...]:
    """Arrange the days of the window in weeks; days of its weeks outside it are None.

    `week_href` gives the address of the week of a Monday, where there is one to lead to.
    """
    on_days = _by_day(shown, href)
    return tuple(
        GridWeek(
            monday=monday,
            days=tuple(_day(monday + n * DAY, shown, on_days) for n in range(WEEK)),
            href=week_href(monday) if week_href else "",
            says_year=monday.isocalendar().year != shown.window.start.year,
        )
        for monday in _mondays(shown.window)
    )


def _mondays(window: Window) -> Iterator[date]:
    monday = monday_of(window.start)
    while monday < window.end:
        yield monday
        monday += WEEK * DAY


def _day(day: date, shown: Shown, on_days: dict[date, list[GridEvent]]) -> GridDay | None:
    if not shown.window.start <= day < shown.window.end:
        return None
    name = holiday(day)
    # What begins on the day stands before what has gone on for a while.
    events = sorted(on_days.get(day, []), key=lambda one: one.continues)
    return GridDay(
        date=day,
        events=tuple(events),
        holiday=name.name(shown.language) if name else "",
        periods=shown.free.told_on(day),
        is_free=name is not None or day.weekday() == SUNDAY or shown.free.is_free(day),
        is_today=day == shown.today,
    )


def _by_day(
    shown: Shown, href: Callable[[PublishedOccurrence], str]
) -> dict[date, list[GridEvent]]:
    found: dict[date, list[GridEvent]] = {}
    for one in shown.found:
        listed = Listed(occurrence=one, href=href(one))
        for day in _days_of(one.span, shown.window):
            event = GridEvent(listed=listed, continues=day > one.span.first)
            found.setdefault(day, []).append(event)
    return found


def _days_of(span: Span, window: Window) -> Iterator[date]:
    """Give the days on which something is shown.

    What lasts more than a week would drown the rest if it stood on every day: it stands where
    it begins, and once in every week after that.
    """
    first, last = max(span.first, window.start), min(span.last, window.end - DAY)
    is_long = (span.last - span.first).days >= WEEK
    day = first
    while day <= last:
        yield day
        day = monday_of(day) + WEEK * DAY if is_long else day + DAY
