"""From the programme's relative dates to real ones, around the Monday of a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from calendar_app.domain.event import Overrides, Schedule, State
from calendar_app.domain.holidays import holiday
from calendar_app.domain.recurrence import WEEKDAYS, Frequency, RecurrenceRule, rule_dates
from calendar_app.domain.series import span_on
from calendar_app.domain.timing import ZONE, AllDay, Span, Timed

_WEEK = timedelta(weeks=1)
_YEAR_BACK = timedelta(days=84)
_HOLIDAYS_AHEAD = timedelta(days=5 * 366)
"""An open series is extended one day, so its holidays are left out years ahead."""


@dataclass(frozen=True, slots=True)
class DatedChange:
    """What the programme says of one date of a series."""

    recurrence_date: date
    span: Span | None
    moved_from: Span | None
    overrides: Overrides


def schedule_of(event: Mapping[str, Any], monday: date) -> Schedule:
    """Give an event's schedule, with its left-out numbers and public holidays as dates."""
    span = span_of(event["when"], monday)
    extras = tuple(span_of(extra, monday) for extra in event["extra"])
    repeat = event["repeat"]
    if repeat is None:
        return Schedule(first=span, rdates=extras)
    rule = _rule(repeat, monday)
    days = rule_dates(rule, first=span.first, horizon=monday + _HOLIDAYS_AHEAD)
    left_out = {days[number - 1] for number in event["skip"]}
    if event["skip_public_holidays"]:
        changed = {days[change["nth"] - 1] for change in event["changes"]}
        left_out |= {day for day in days if holiday(day) and day not in changed}
    first = span_on(span, days[0])
    return Schedule(first=first, rule=rule, rdates=extras, exdates=frozenset(left_out))


def changes_of(
    event: Mapping[str, Any],
    schedule: Schedule,
    *,
    venues: Mapping[str, int],
    rooms: Mapping[tuple[str, str], int],
) -> list[DatedChange]:
    """Give what the programme says of single dates, by their numbers in the rule."""
    if not event["changes"] or schedule.rule is None:
        return []
    horizon = schedule.first.first + _HOLIDAYS_AHEAD
    days = rule_dates(schedule.rule, first=schedule.first.first, horizon=horizon)
    return [
        _change(change, days[change["nth"] - 1], schedule, event, venues, rooms)
        for change in event["changes"]
    ]


def moment_before(registration_time: Mapping[str, Any] | None, first: date) -> datetime | None:
    """Give the moment, in UTC, so many days before the first date that is not left out."""
    if registration_time is None:
        return None
    day = first - timedelta(days=registration_time["days_before"])
    return _wall(day, registration_time["time"]).astimezone(UTC)


def span_of(when: Mapping[str, Any], monday: date) -> Span:
    """Give the span of one of the four shapes of `when`."""
    day = _day_of(when, monday)
    if when.get("all_day"):
        return AllDay(day, day + timedelta(days=when["last_day_offset"]))
    end = day + timedelta(days=when["end_day_offset"])
    return Timed(_wall(day, when["start"]), _wall(end, when["end"]))


def _day_of(when: Mapping[str, Any], monday: date) -> date:
    if when.get("eve_of_next_clock_change"):
        return _eve_of_clock_change(monday)
    if "month_day" in when:
        return _day_of_year(when, monday - _YEAR_BACK)
    weeks: int = when["week_offset"]
    return monday + weeks * _WEEK + timedelta(days=_weekday(when["weekday"]))


def _day_of_year(when: Mapping[str, Any], earliest: date) -> date:
    month, day = map(int, when["month_day"].split("-"))
    found = date(earliest.year, month, day)
    if found < earliest:
        found = date(earliest.year + 1, month, day)
    if when.get("weekday"):
        found += timedelta(days=(_weekday(when["weekday"]) - found.weekday()) % 7)
    return found


def _eve_of_clock_change(monday: date) -> date:
    """Find the first Saturday before the last Sunday of March or October."""
    saturday = monday + timedelta(days=5)
    while not _is_clock_change(saturday + timedelta(days=1)):
        saturday += _WEEK
    return saturday


def _is_clock_change(sunday: date) -> bool:
    return sunday.month in (3, 10) and (sunday + _WEEK).month != sunday.month


def _rule(repeat: Mapping[str, Any], monday: date) -> RecurrenceRule:
    nth = repeat.get("nth_weekday")
    weekdays = [nth["weekday"]] if nth else repeat.get("weekdays") or []
    weeks = repeat["until_week_offset"]
    return RecurrenceRule(
        frequency=Frequency(repeat["freq"]),
        interval=repeat["interval"],
        weekdays=tuple(_weekday(day) for day in weekdays),
        month_day=repeat.get("month_day_number"),
        nth=nth["nth"] if nth else None,
        count=repeat["count"],
        until=None if weeks is None else monday + weeks * _WEEK + timedelta(days=6),
    )


def _change(
    change: Mapping[str, Any],
    day: date,
    schedule: Schedule,
    event: Mapping[str, Any],
    venues: Mapping[str, int],
    rooms: Mapping[tuple[str, str], int],
) -> DatedChange:
    planned = span_on(schedule.first, day)
    span = _changed_span(change, planned)
    state = State(change["state"]) if "state" in change else None
    venue = change.get("venue")
    room = change.get("room")
    return DatedChange(
        recurrence_date=day,
        span=span,
        moved_from=planned if state is State.MOVED else None,
        overrides=Overrides(
            title=change.get("title", ""),
            summary=change.get("summary", ""),
            note=change.get("note", ""),
            venue_id=venues[venue] if venue else None,
            room_id=rooms[venue or event["venue"], room] if room else None,
            state=state,
            state_reason=change.get("reason", ""),
            capacity=change.get("capacity"),
        ),
    )


def _changed_span(change: Mapping[str, Any], planned: Span) -> Span | None:
    if not {"shift_days", "start", "end"} & change.keys():
        return None
    assert isinstance(planned, Timed)
    shift = timedelta(days=change.get("shift_days", 0))
    start = change.get("start", planned.start.strftime("%H:%M"))
    end = change.get("end", planned.end.strftime("%H:%M"))
    return Timed(_wall(planned.start.date() + shift, start), _wall(planned.end.date() + shift, end))


def _wall(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZONE)


def _weekday(name: str) -> int:
    return WEEKDAYS.index(name)
