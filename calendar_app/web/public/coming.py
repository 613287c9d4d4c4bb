"""The order in which paper and screens tell of what is to come."""

from collections.abc import Iterable
from datetime import date

from calendar_app.domain.published import PublishedOccurrence


def told_on(one: PublishedOccurrence, start: date) -> date:
    """Give the day under which a date stands where nothing before `start` is shown."""
    return max(one.span.first, start)


def next_first(found: Iterable[PublishedOccurrence], *, start: date) -> list[PublishedOccurrence]:
    """Order dates by the day they are told on; what has gone on for a while stands last on it.

    So that a month's exhibition does not take the place of what is on today.
    """
    coming = [one for one in found if one.span.last >= start]
    return sorted(coming, key=lambda one: (told_on(one, start), one.span.first < start))
