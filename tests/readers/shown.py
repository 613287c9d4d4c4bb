"""What a calendar program shows of a feed, brought to one form, and what it should show."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import DAY, ZONE, AllDay
from calendar_app.words.labels import feed_words
from feeds.labels import Labels
from feeds.lint.content import Component, read
from feeds.lint.values import plain
from feeds.standing import prefix, standing

FIRST, LAST = date(2024, 1, 1), date(2043, 1, 1)
"""The span of dates that readers are asked for; every feed of these tests lies inside it."""


class Shown(NamedTuple):
    """One date. `start` and `end` are `20270209T100000Z`, or `20270209` and the day after."""

    uid: str
    start: str
    end: str
    summary: str


def told(moment: date) -> str:
    """Write a moment: a datetime in UTC, a date as it is."""
    if isinstance(moment, datetime):
        assert moment.tzinfo is not None, moment
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")


def as_meant(
    dates: Iterable[PublishedOccurrence], *, ui: str, called_off: CalledOff, today: date
) -> list[Shown]:
    """Say what a reader should show of these dates, from what is stored and no bytes."""
    labels = Labels(**feed_words(ui))
    found = []
    for one in dates:
        if called_off is CalledOff.HIDDEN and one.is_called_off:
            continue
        title = prefix(standing(one, called_off=called_off, today=today).marked, labels) + one.title
        span = one.span
        start, end = (
            (span.first, span.last + DAY)
            if isinstance(span, AllDay)
            else (span.starts_at, span.ends_at)
        )
        found.append(Shown(one.uid, told(start), told(end), title))
    return found


def as_written(body: bytes) -> list[Shown]:
    """Read a feed without rules by its lines alone, with zoneinfo for Europe/Oslo."""
    calendar = read(body, []).parts[0]
    return [
        Shown(
            plain(event.value("UID")),
            _time(event, "DTSTART"),
            _time(event, "DTEND"),
            plain(event.value("SUMMARY")),
        )
        for event in calendar.named("VEVENT")
    ]


def _time(event: Component, name: str) -> str:
    (line,) = event.all(name)
    if "TZID" in line.params:
        return told(datetime.fromisoformat(line.value).replace(tzinfo=ZONE))
    return line.value
