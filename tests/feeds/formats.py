"""One date between two others in every format, and how the lines of each are counted."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from xml.etree import ElementTree

from icalendar import Calendar

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.published_series import PublishedSeries
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.timing import DAY, Window
from feeds.json_entry import render_json_entry
from feeds.json_feed import join_json
from feeds.lint import lint
from feeds.rss import join_rss, render_item
from feeds.series import render_series
from feeds.trim import Trimming
from feeds.vcalendar import CalendarHead
from tests.feeds.occurrences import LABELS, TODAY, TUESDAY, event_url, feed, vevent
from tests.feeds.rss_rules import faults
from tests.support.published import timed

Entry = Callable[[PublishedOccurrence], bytes]

_WINDOW = Window(TODAY, date(2028, 3, 1))


@dataclass(frozen=True)
class Format:
    """`entry` renders a date, `joined` makes a feed, `read` gives the number of its entries."""

    entry: Entry
    joined: Callable[[CalendarHead, list[bytes]], bytes]
    read: Callable[[bytes], int]
    unfolded: Callable[[bytes], str] = bytes.decode
    entries: int = 1
    """How many `entry` makes of one date."""

    def lines(self, body: bytes) -> tuple[int, int, int]:
        """Count lines as three kinds of reader do."""
        text = self.unfolded(body)
        return len(text.split("\r\n")), len(re.split("\r\n|\r|\n", text)), len(text.splitlines())


def _series(shown: PublishedOccurrence) -> bytes:
    """Render it as the second of three dates, with one after it that is told otherwise."""
    days = [TUESDAY.first + 7 * number * DAY for number in range(4)]
    series = PublishedSeries(
        uid=f"series-{shown.uid}",
        event_id=shown.event_id,
        rule=RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(1,)),
        first=TUESDAY,
        sequence=3,
        last_modified=shown.last_modified,
        created_at=shown.created_at,
    )
    dates = [_on(shown, day, number) for number, day in enumerate(days)]
    rendered = render_series(
        series,
        dates,
        called_off=CalledOff.STATUS,
        labels=LABELS,
        event_url=event_url,
        today=TODAY,
    )
    assert len(rendered) == 2
    return b"".join(rendered)


def _on(shown: PublishedOccurrence, day: date, number: int) -> PublishedOccurrence:
    span = timed(day)
    return replace(
        shown,
        uid=f"{number}{shown.uid}",
        span=span,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        recurrence_date=day,
        capacity=99 if number == 2 else None,
    )


def _json(head: CalendarHead, entries: list[bytes]) -> bytes:
    return join_json(head, entries, window=_WINDOW, trimming=Trimming())


def _read_calendar(body: bytes, *, series: bool = False) -> int:
    assert lint(body, series=series) == []
    return len(Calendar.from_ical(body).walk("VEVENT"))


def _read_json(body: bytes) -> int:
    said = json.loads(body)
    assert len(said["events"]) == said["count"]
    return len(said["events"])


def _read_rss(body: bytes) -> int:
    assert faults(body) == []
    return len(ElementTree.fromstring(body).findall("channel/item"))


def _unfolded(body: bytes) -> str:
    return body.decode().replace("\r\n ", "")


def _calendar(head: CalendarHead, entries: list[bytes]) -> bytes:
    return feed(*entries, head=head)


FORMATS = {
    "ics": Format(vevent, _calendar, _read_calendar, _unfolded),
    "rule": Format(_series, _calendar, partial(_read_calendar, series=True), _unfolded, entries=2),
    "json": Format(
        lambda shown: render_json_entry(shown, labels=LABELS, event_url=event_url, today=TODAY),
        _json,
        _read_json,
    ),
    "rss": Format(
        lambda shown: render_item(shown, labels=LABELS, event_url=event_url, today=TODAY),
        join_rss,
        _read_rss,
    ),
}
