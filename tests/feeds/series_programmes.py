"""Events with a rule for the tests of the series form, and four readers of what comes of them.

Everything goes the way of the program: a schedule gives dates, staff change some, the public
sees them, a window and a filter take a part. A reader gives (start, end, title) of every date.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import recurring_ical_events
from dateutil.rrule import rrule, rruleset, rrulestr
from hypothesis import assume
from hypothesis import strategies as st

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import Event, EventDetails, Occurrence, Overrides, Schedule, State
from calendar_app.domain.published import PublishedOccurrence, described
from calendar_app.domain.published_series import PublishedSeries, published_series
from calendar_app.domain.reconcile import moved
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.selection import feed_window
from calendar_app.domain.series import normalised, planned_dates, schedule_problems, span_on
from calendar_app.domain.shown import shown_on
from calendar_app.domain.timing import ZONE, AllDay, Span, Timed, exists, wall
from calendar_app.importing.readers import ics
from feeds.series import render_series
from feeds.standing import prefix
from tests.feeds.occurrences import LABELS, event_url, feed, vevent
from tests.support.schedules import make_occurrence
from tests.support.vocabulary import VOCABULARY

TODAY = date(2027, 2, 8)
HORIZON = date(2028, 6, 30)
EVENT_UID = "0b9f9f0e-6f0c-4f1d-8d7e-2c3b4a5d6e7f"
STAMP = datetime(2027, 2, 1, 9, 30, tzinfo=UTC)

Seen = tuple[str, str, str]
Vevent = Any
"""An event of icalendar's: its properties are of many types."""


class Programme:
    """A series, and the dates of it that the ordinary feed carries."""

    def __init__(self, series: PublishedSeries, dates: tuple[PublishedOccurrence, ...]) -> None:
        self.series = series
        self.dates = dates

    def __repr__(self) -> str:
        return "\n".join(map(str, [self.series, *map(_told, self.dates)]))

    def rendered(self, called_off: CalledOff = CalledOff.STATUS) -> list[bytes]:
        return render_series(
            self.series,
            self.dates,
            called_off=called_off,
            labels=LABELS,
            event_url=event_url,
            today=TODAY,
        )

    def feed(self) -> bytes:
        return feed(*self.rendered())

    def ordinary(self) -> list[bytes]:
        return [vevent(one, today=TODAY) for one in self.dates]


def _told(one: PublishedOccurrence) -> tuple[object, ...]:
    return one.recurrence_date, *_ends(one.span), one.state.value, one.title, one.note


def make_event(schedule: Schedule, **changes: object) -> Event:
    event = Event(
        id=7,
        uid=EVENT_UID,
        slug="lesestund",
        details=EventDetails(title="Lesestund", organiser_id=1, venue_id=1, category_ids=(1,)),
        schedule=schedule,
        created_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
        updated_at=STAMP,
        published_at=datetime(2026, 1, 6, 12, tzinfo=UTC),
        series_slug="lesestund",
        series_sequence=12,
        series_modified=STAMP,
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def stored_dates(schedule: Schedule) -> list[Occurrence]:
    return [
        make_occurrence(number, one.recurrence_date, one.span, event_id=7, sequence=number % 3)
        for number, one in enumerate(planned_dates(schedule, horizon=HORIZON), start=1)
    ]


def programme(event: Event, rows: Sequence[Occurrence]) -> Programme:
    """Publish rows of an event."""
    series = published_series(event)
    assert series is not None
    dates = [described(event, row, VOCABULARY) for row in rows]
    return Programme(series, tuple(sorted(dates, key=lambda one: (one.span.first, one.uid))))


def truth(dates: Sequence[PublishedOccurrence]) -> set[Seen]:
    """Give what every reader has to find: the dates as the public sees them."""
    shown = [shown_on(one, TODAY) for one in dates]
    found = {(*_ends(one.span), prefix(one.state, LABELS) + one.title) for one in shown}
    assert len(found) == len(dates)
    return found


def expanded(body: bytes) -> set[Seen]:
    """Read with recurring-ical-events."""
    between = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(
        date(2025, 1, 1), date(2060, 1, 1)
    )
    return _seen_in(between)


def expanded_by_dateutil(body: bytes) -> set[Seen]:
    """Read with dateutil's own reader of rules, and overrides put in by hand."""
    events: list[Vevent] = icalendar.Calendar.from_ical(body).walk("VEVENT")
    overrides = {str(_moment(one["RECURRENCE-ID"].dt)): one for one in events if _is_override(one)}
    found: list[Vevent] = [one for one in events if "RRULE" not in one and not _is_override(one)]
    found += overrides.values()
    for master in (one for one in events if "RRULE" in one):
        length = _length(master["DTSTART"].dt, master["DTEND"].dt)
        for start in _starts(master):
            if str(start) not in overrides:
                found.append(_instance(master, start, length))
    return _seen_in(found)


def imported(body: bytes) -> set[Seen]:
    """Read as our own import does."""
    reading = ics.read(body, today=TODAY)
    assert not [one for one in reading.findings if one.is_left_out]
    found: set[Seen] = set()
    for event in reading.events:
        own = {one.recurrence_date: one for one in event.dates}
        for planned in planned_dates(event.schedule, horizon=HORIZON):
            change = own.get(planned.recurrence_date)
            span = change.span if change and change.span else planned.span
            title = change.overrides.title if change else ""
            found.add((*_ends(span), title or event.title))
    return found


def _starts(master: Vevent) -> rruleset:
    start = _moment(master["DTSTART"].dt)
    dates = rruleset()
    rule = rrulestr(master["RRULE"].to_ical().decode(), dtstart=start)
    assert isinstance(rule, rrule)
    dates.rrule(rule)
    exdates = master.get("EXDATE", [])
    for line in exdates if isinstance(exdates, list) else [exdates]:
        for one in line.dts:
            dates.exdate(_moment(one.dt))
    return dates


def _instance(master: Vevent, start: datetime, length: timedelta) -> Vevent:
    one = icalendar.Event()
    if start.tzinfo is None:
        one.add("DTSTART", start.date())
        one.add("DTEND", (start + length).date())
    else:
        one.add("DTSTART", start)
        one.add("DTEND", (start.astimezone(UTC) + length).astimezone(ZONE))
    one["SUMMARY"] = master["SUMMARY"]
    return one


def _is_override(event: Vevent) -> bool:
    return "RECURRENCE-ID" in event


def _moment(value: date) -> datetime:
    """Give whole days as midnight in no zone, which is what UNTIL then is for dateutil."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=ZONE)
    return datetime.combine(value, time(0))


def _length(start: date, end: date) -> timedelta:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end.astimezone(UTC) - start.astimezone(UTC)
    return end - start


def _seen_in(events: Sequence[Vevent]) -> set[Seen]:
    found = {
        (_said(one["DTSTART"].dt), _said(one["DTEND"].dt), str(one["SUMMARY"])) for one in events
    }
    assert len(found) == len(events)
    return found


def _ends(span: Span) -> tuple[str, str]:
    if isinstance(span, AllDay):
        return _said(span.first), _said(span.last + timedelta(days=1))
    return _said(span.start), _said(span.end)


def _said(value: date) -> str:
    return str(value.astimezone(UTC)) if isinstance(value, datetime) else str(value)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Give a series with changed, moved and missing dates, of which a part is asked for."""
    schedule = draw(_schedules())
    event = make_event(schedule)
    if draw(st.integers(0, 4)) == 0:
        since = draw(st.none() | st.dates(date(2027, 1, 1), date(2027, 6, 1)))
        event = replace(event, state=State.CANCELLED, state_from=since)
    window = feed_window(TODAY)
    stored = [
        row for row in stored_dates(schedule) if window.overlaps(row.span.first, row.span.last)
    ]
    start = draw(st.integers(0, 3))
    asked_for = stored[start : start + draw(st.integers(1, 40))]
    rows = [draw(_changes(row, schedule)) for row in asked_for]
    missing = draw(st.sets(st.integers(0, 39), max_size=draw(st.sampled_from([0, 3, 30]))))
    rows = [row for number, row in enumerate(rows) if number not in missing]
    made = programme(event, rows)
    assume(len({(one.starts_at, one.ends_at, one.span) for one in made.dates}) == len(rows))
    return made


@st.composite
def _schedules(draw: st.DrawFn) -> Schedule:
    first_day = draw(st.dates(date(2026, 9, 1), date(2027, 9, 30)))
    schedule = Schedule(first=draw(_spans(first_day)), rule=draw(_rules(first_day)))
    schedule = normalised(schedule, horizon=HORIZON)
    days = [one.recurrence_date for one in planned_dates(schedule, horizon=HORIZON)]
    if days:
        left_out = draw(st.sets(st.sampled_from(days), max_size=3))
        extra_days = draw(st.sets(st.dates(days[0], days[-1]), max_size=2)) - set(days)
        extras = tuple(draw(_spans(day)) for day in sorted(extra_days))
        schedule = replace(schedule, exdates=frozenset(left_out), rdates=extras)
    wrong = {one.code for one in schedule_problems(schedule, today=TODAY)}
    assume(wrong <= {"time_does_not_exist", "until_before_start"})
    assume(planned_dates(schedule, horizon=HORIZON))
    return schedule


@st.composite
def _rules(draw: st.DrawFn, first: date) -> RecurrenceRule:
    frequency = draw(st.sampled_from(Frequency))
    rule = RecurrenceRule(frequency=frequency, interval=draw(st.integers(1, 3)))
    if frequency is Frequency.WEEKLY:
        days = draw(st.sets(st.integers(0, 6), max_size=3))
        rule = replace(rule, weekdays=tuple(sorted(days)))
    elif frequency is Frequency.MONTHLY and draw(st.booleans()):
        rule = replace(rule, month_day=draw(st.sampled_from([1, 15, 29, 30, 31])))
    elif frequency is Frequency.MONTHLY:
        weekday = (draw(st.integers(0, 6)),)
        rule = replace(rule, nth=draw(st.sampled_from([1, 2, 3, 4, -1])), weekdays=weekday)
    end = draw(st.sampled_from(["count", "until", "open"]))
    if end == "count":
        return replace(rule, count=draw(st.integers(1, 60)))
    until = first + timedelta(days=draw(st.integers(0, 400)))
    return replace(rule, until=until) if end == "until" else rule


@st.composite
def _spans(draw: st.DrawFn, day: date) -> Span:
    """Give whole days, hours, or a night: some of them over a change of the clocks."""
    if draw(st.integers(0, 3)) == 0:
        return AllDay(day, day + timedelta(days=draw(st.sampled_from([0, 0, 1, 4]))))
    start = wall(day, draw(st.sampled_from([0, 30, 660, 1080, 1410])))
    return Timed(start, start + timedelta(minutes=draw(st.sampled_from([45, 60, 210, 780]))))


@st.composite
def _changes(draw: st.DrawFn, row: Occurrence, schedule: Schedule) -> Occurrence:
    """Change a date as staff do: most of them not at all."""
    what = draw(st.sampled_from([*["nothing"] * 12, *_CHANGES]))
    if what in _OVERRIDES:
        return replace(row, overrides=_OVERRIDES[what])
    if what == "moved":
        day = row.recurrence_date + timedelta(days=draw(st.integers(-9, 9)))
        span = span_on(schedule.first, day)
        if not _is_whole(span):
            return row
        return replace(moved(row, span, announce=draw(st.booleans())), has_own_time=True)
    if what == "own time":
        span = draw(_spans(row.recurrence_date))
        return replace(row, span=span, has_own_time=True) if _is_whole(span) else row
    return row


_OVERRIDES = {
    "cancelled": Overrides(state=State.CANCELLED, state_reason="Syk."),
    "full": Overrides(state=State.FULL),
    "postponed": Overrides(state=State.POSTPONED),
    "title": Overrides(title="Nattlesestund"),
    "note": Overrides(note="Vi er i foajeen."),
    "place": Overrides(place_text="Under eika"),
}
_CHANGES = [*_OVERRIDES, "moved", "own time"]


def _is_whole(span: Span) -> bool:
    if isinstance(span, AllDay):
        return True
    return exists(span.start) and exists(span.end) and span.ends_at > span.starts_at
