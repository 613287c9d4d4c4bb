"""Recurrence rules of a file: checked first, expanded within bounds after.

Rules work on dates here, as in the domain: what repeats within a day is refused, so the time of
day is always that of the event's start.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import MINYEAR, date, datetime, time
from itertools import takewhile
from typing import Any

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday
from icalendar.prop import vRecur

from calendar_app.domain.recurrence import MAX_DATES, MAX_INTERVAL, WEEKDAYS
from calendar_app.domain.text import clean_line
from calendar_app.importing.limits import BY_VALUES
from calendar_app.importing.readers.texts import shortened
from calendar_app.importing.reading import UnreadableError

_FREQUENCIES = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_RANGES = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_TIMES: dict[str, Callable[[time], int]] = {
    "BYHOUR": lambda start: start.hour,
    "BYMINUTE": lambda start: start.minute,
    "BYSECOND": lambda start: start.second,
}
_TEXT_MAX = 120
_PLAIN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}

# The calendar repeats every 400 years, weekdays included. dateutil looks for a date to the year
# 9999, which takes seconds for a rule that has none (30 February) and starts in our time, and a
# twentieth of that nineteen cycles later.
_CYCLES = 19 * 400


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRule:
    """A checked RRULE. `by` holds its BY-parts but BYDAY, `days` that: (weekday, n or 0)."""

    text: str
    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    week_start: int = 0
    by: dict[str, tuple[int, ...]] = field(default_factory=dict)
    days: tuple[tuple[int, int], ...] = ()


def source_rule(recur: vRecur, text: str, *, start: time = time(0)) -> SourceRule:
    """Check a rule against the limits, before anything expands it (ST-51, T-8).

    Raises UnreadableError. A negative COUNT means 'for ever' in some programs; BYHOUR and its
    fellows are taken where they only repeat the start.
    """
    text = rule_text(text)
    parts = {str(key).upper(): value for key, value in recur.items()}
    frequency = _frequency(parts, text)
    by = {name: _numbers(name, parts, text) for name in _RANGES if name in parts}
    for name in parts.keys() - _PLAIN - _RANGES.keys() - {"BYDAY"}:
        _refuse_unless_start(name, parts[name], start, text)
    days = tuple(_day(one) for one in _values("BYDAY", parts, text))
    if "BYSETPOS" in by and len(by) + bool(days) < 2:
        raise UnreadableError("import_rule_unsupported", part="BYSETPOS", rule=text)
    count = _number("COUNT", parts)
    return SourceRule(
        text=text,
        frequency=frequency,
        interval=_bounded("INTERVAL", _number("INTERVAL", parts), MAX_INTERVAL, text) or 1,
        count=_bounded("COUNT", count, MAX_DATES, text) if (count or 0) >= 0 else None,
        until=parts["UNTIL"][0] if "UNTIL" in parts else None,
        week_start=WEEKDAYS.index(str(parts["WKST"][0]).upper()) if "WKST" in parts else 0,
        by=by,
        days=days,
    )


def expand(rule: SourceRule, *, first: date, last: date) -> list[date]:
    """Give the dates of a rule from `first` to `last`, both included, UNTIL not considered."""
    shifted = rrule(
        _FREQUENCIES[rule.frequency],  # type: ignore[arg-type]
        dtstart=_shifted(first, _CYCLES),
        interval=rule.interval,
        wkst=rule.week_start,
        count=rule.count,
        until=None if rule.count is not None else _shifted(last, _CYCLES),
        bymonth=rule.by.get("BYMONTH"),
        bymonthday=rule.by.get("BYMONTHDAY"),
        byyearday=rule.by.get("BYYEARDAY"),
        byweekno=rule.by.get("BYWEEKNO"),
        bysetpos=rule.by.get("BYSETPOS"),
        byweekday=[weekday(day, nth or None) for day, nth in rule.days] or None,
    )
    end = _shifted(last, _CYCLES)
    return [_shifted(one, -_CYCLES).date() for one in takewhile(lambda one: one <= end, shifted)]


def rule_text(text: str) -> str:
    """Give a rule as it may be shown to people: one clean line of a modest length."""
    return shortened(clean_line(text), _TEXT_MAX)


def _frequency(parts: dict[str, Any], text: str) -> str:
    values = parts.get("FREQ") or [""]
    frequency = str(values[0]).upper()
    if frequency in _TOO_OFTEN:
        raise UnreadableError("import_rule_too_frequent", rule=text)
    if frequency not in _FREQUENCIES or len(values) > 1:
        raise UnreadableError("import_rule_unreadable", rule=text)
    return frequency


def _numbers(name: str, parts: dict[str, Any], text: str) -> tuple[int, ...]:
    values = tuple(int(one) for one in _values(name, parts, text))
    low = 1 if name == "BYMONTH" else -_RANGES[name]
    if any(not low <= one <= _RANGES[name] or one == 0 for one in values):
        raise UnreadableError("import_rule_unreadable", rule=text)
    return values


def _values(name: str, parts: dict[str, Any], text: str) -> list[Any]:
    values = list(parts.get(name, []))
    if len(values) > BY_VALUES:
        raise UnreadableError("import_rule_unsupported", part=name, rule=text)
    return values


def _refuse_unless_start(name: str, values: list[Any], start: time, text: str) -> None:
    says = _TIMES.get(name)
    if says is None or [int(one) for one in values] != [says(start)]:
        raise UnreadableError("import_rule_unsupported", part=name[:20], rule=text)


def _day(value: Any) -> tuple[int, int]:
    return WEEKDAYS.index(str(value.weekday).upper()), int(value.relative or 0)


def _number(name: str, parts: dict[str, Any]) -> int | None:
    return int(parts[name][0]) if name in parts else None


def _bounded(name: str, value: int | None, limit: int, text: str) -> int | None:
    if value is not None and not 1 <= value <= limit:
        raise UnreadableError("import_rule_unsupported", part=f"{name}={value}", rule=text)
    return value


def _shifted(day: date, years: int) -> datetime:
    """Move a date by whole cycles, as the moment without a zone that dateutil works with."""
    return datetime.combine(day.replace(year=max(day.year + years, MINYEAR)), time(0))
