"""The dates of a page, arranged as it shows them."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby, islice

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.shown import shown_on
from calendar_app.web.public.context import Day, EventDate, Listed


def ongoing(
    occurrences: Iterable[PublishedOccurrence],
    *,
    start: date,
    href: Callable[[PublishedOccurrence], str],
) -> tuple[Listed, ...]:
    """List what had begun before the first day shown and still goes on."""
    return tuple(
        _listed(one, href) for one in occurrences if one.span.first < start <= one.span.last
    )


def days(
    occurrences: Iterable[PublishedOccurrence],
    *,
    start: date,
    href: Callable[[PublishedOccurrence], str],
) -> tuple[Day, ...]:
    """Group the dates that begin on `start` or later by their first day; they come in order."""
    coming = [one for one in occurrences if one.span.first >= start]
    grouped = []
    week = None
    for day, group in groupby(coming, key=lambda one: one.span.first):
        iso = day.isocalendar()[:2]
        listed = tuple(_listed(one, href) for one in group)
        grouped.append(Day(date=day, listed=listed, starts_week=iso != week))
        week = iso
    return tuple(grouped)


def soonest(
    occurrences: Iterable[PublishedOccurrence],
    *,
    most: int,
    href: Callable[[PublishedOccurrence], str],
) -> tuple[Listed, ...]:
    """List the first few of dates that come in order."""
    return tuple(_listed(one, href) for one in islice(occurrences, most))


def split_dates(
    occurrences: Iterable[PublishedOccurrence], *, today: date
) -> tuple[tuple[EventDate, ...], tuple[EventDate, ...]]:
    """Part the dates of an event, in order, into those to come and those past."""
    ordered = [shown_on(one, today) for one in occurrences]
    next_date = next((one for one in ordered if one.span.last >= today), None)
    marked = [EventDate(occurrence=one, is_next=one is next_date) for one in ordered]
    coming = tuple(one for one in marked if one.occurrence.span.last >= today)
    past = tuple(one for one in marked if one.occurrence.span.last < today)
    return coming, past


def _listed(occurrence: PublishedOccurrence, href: Callable[[PublishedOccurrence], str]) -> Listed:
    return Listed(occurrence=occurrence, href=href(occurrence))
