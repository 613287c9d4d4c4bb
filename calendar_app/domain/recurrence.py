"""Recurrence rules: the allowed subset of RFC 5545 §3.3.10, and the dates they give.

Daily, weekly by weekdays, monthly by day of the month or by nth weekday; with interval, and
with count, until or neither. A rule gives local *dates*; the times of day belong to the
schedule, so a series keeps its wall time when the clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import islice, takewhile
from typing import Literal

from dateutil.rrule import DAILY, MO, MONTHLY, WEEKLY, rrule, weekday

MAX_DATES = 2000
"""The most dates one event may have (facts/reliability.md, section 10)."""

MAX_INTERVAL = 1000
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Frequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


_FREQUENCIES: dict[Frequency, Literal[1, 2, 3]] = {
    Frequency.DAILY: DAILY,
    Frequency.WEEKLY: WEEKLY,
    Frequency.MONTHLY: MONTHLY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceRule:
    """One RRULE of the allowed subset; weeks begin on Monday.

    `weekdays` (0 = Monday) is for weekly rules. A monthly rule has either `month_day` (1–31;
    months without that day are skipped, as the RFC says) or `nth` (1–4, or -1 for the last)
    with one weekday in `weekdays`. `count` counts the dates before any is left out; `until` is
    a local date, included; with neither the series is open.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    nth: int | None = None
    count: int | None = None
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it goes on until somebody ends it."""
        return self.count is None and self.until is None


def rule_dates(rule: RecurrenceRule, *, first: date, horizon: date) -> list[date]:
    """Give the dates of a rule from `first` on, in order, at most `MAX_DATES` + 1.

    `first` anchors the rule (weeks and months are counted from it) and need not itself fit. An
    open rule ends at `horizon`, included; a closed one is given whole.
    """
    end = horizon if rule.is_open else rule.until or date.max
    dates = takewhile(lambda day: day <= end, _walk(rule, first))
    return list(islice(dates, MAX_DATES + 1))


def _walk(rule: RecurrenceRule, first: date) -> Iterator[date]:
    days: list[weekday] | None = None
    if rule.frequency is Frequency.WEEKLY:
        days = [weekday(day) for day in rule.weekdays or (first.weekday(),)]
    elif rule.nth is not None:
        days = [weekday(rule.weekdays[0], rule.nth)]
    dates = rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=_midnight(first),
        interval=rule.interval,
        wkst=MO,
        byweekday=days,
        bymonthday=rule.month_day,
        count=rule.count,
        until=_midnight(rule.until) if rule.until else None,
    )
    return (moment.date() for moment in dates)


def _midnight(day: date) -> datetime:
    """Give dateutil a moment without a zone: rules work on dates alone here."""
    return datetime.combine(day, time(0))
