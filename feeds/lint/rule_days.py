"""Which days a recurrence rule names, for rules by day, week, month and year (RFC 5545 §3.3.10).

Own arithmetic on dates, which no rule can keep busy for long; what it does not know it does not
judge.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_NUMBERED = re.compile(rf"([+-]?[0-9]{{1,2}})?({'|'.join(_DAYS)})")
_NUMBERS = r"[+-]?[0-9]{1,3}(?:,[+-]?[0-9]{1,3})*"
_PARTS = {
    "FREQ": re.compile("|".join(_FREQUENCIES)),
    "UNTIL": re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?"),
    "COUNT": re.compile(r"[1-9][0-9]{0,6}"),
    "INTERVAL": re.compile(r"[1-9][0-9]{0,6}"),
    "BYDAY": re.compile(rf"{_NUMBERED.pattern}(?:,{_NUMBERED.pattern})*"),
    "WKST": re.compile("|".join(_DAYS)),
}
_NUMBERED_PARTS = ("SECOND", "MINUTE", "HOUR", "MONTHDAY", "YEARDAY", "WEEKNO", "MONTH", "SETPOS")
_PARTS.update((f"BY{name}", re.compile(_NUMBERS)) for name in _NUMBERED_PARTS)
_JUDGED = {"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "WKST", "BYMONTHDAY", "BYMONTH"}
_FARTHEST = 4_000
"""Days that are walked through to find the last of a COUNT."""


def read_parts(text: str) -> dict[str, str] | None:
    """Take a rule apart; None when it is no rule at all."""
    pieces = [piece.partition("=") for piece in text.split(";")]
    parts = {name: value for name, _, value in pieces}
    if len(parts) != len(pieces) or "FREQ" not in parts or {"COUNT", "UNTIL"} <= parts.keys():
        return None
    if not all(name in _PARTS and _PARTS[name].fullmatch(parts[name]) for name in parts):
        return None
    return parts


@dataclass(frozen=True, slots=True)
class RuleDays:
    """The days of a rule that begins on `first`."""

    first: date
    frequency: str
    interval: int
    numbered: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    months: tuple[int, ...]
    week_start: int
    last: date = date.max

    def __contains__(self, wanted: date) -> bool:
        return self.first <= wanted <= self.last and self._fits(wanted)

    def ending_after(self, count: int) -> "RuleDays":
        """Give the first `count` of the days; all, when they go on farther than is looked."""
        walked = range(min(_FARTHEST, (date.max - self.first).days))
        days = (self.first + timedelta(days=number) for number in walked)
        fitting = islice((one for one in days if one in self), count - 1, None)
        return replace(self, last=next(fitting, self.last))

    def _fits(self, one: date) -> bool:
        if self._periods(one) % self.interval:
            return False
        if self.months and one.month not in self.months:
            return False
        if self.month_days and not _is_month_day(one, self.month_days):
            return False
        if self.numbered:
            return any(_is_numbered(one, number, day) for number, day in self.numbered)
        if self.frequency == "WEEKLY":
            return one.weekday() == self.first.weekday()
        if self.frequency in ("MONTHLY", "YEARLY") and not self.month_days:
            same_month = self.frequency == "MONTHLY" or self.months or one.month == self.first.month
            return bool(same_month) and one.day == self.first.day
        return True

    def _periods(self, one: date) -> int:
        """Count how many of the rule's days, weeks, months or years lie between."""
        if self.frequency == "DAILY":
            return (one - self.first).days
        if self.frequency == "WEEKLY":
            return (self._week(one) - self._week(self.first)) // 7
        years = one.year - self.first.year
        return years if self.frequency == "YEARLY" else years * 12 + one.month - self.first.month

    def _week(self, one: date) -> int:
        return one.toordinal() - (one.weekday() - self.week_start) % 7


def rule_days(parts: dict[str, str], first: date, *, until: date | None) -> RuleDays | None:
    """Give the days of a rule; None when it has something that is not judged here.

    `parts` are those of `read_parts`, `until` the last day that its UNTIL lets a date begin on.
    """
    numbered = tuple(
        (int(found[1] or 0), _DAYS.index(found[2]))
        for found in _NUMBERED.finditer(parts.get("BYDAY", ""))
    )
    frequency = parts["FREQ"]
    if (
        not parts.keys() <= _JUDGED
        or frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
        or (frequency in ("DAILY", "WEEKLY") and any(number for number, _ in numbered))
        or (frequency == "WEEKLY" and "BYMONTHDAY" in parts)
        or (frequency == "YEARLY" and numbered and "BYMONTH" not in parts)
    ):
        return None
    days = RuleDays(
        first=first,
        frequency=frequency,
        interval=int(parts.get("INTERVAL", 1)),
        numbered=numbered,
        month_days=_numbers(parts.get("BYMONTHDAY", "")),
        months=_numbers(parts.get("BYMONTH", "")),
        week_start=_DAYS.index(parts.get("WKST", "MO")),
        last=until or date.max,
    )
    return days.ending_after(int(parts["COUNT"])) if "COUNT" in parts else days


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",") if number)


def _is_month_day(one: date, wanted: tuple[int, ...]) -> bool:
    return one.day in wanted or one.day - _length(one) - 1 in wanted


def _is_numbered(one: date, number: int, weekday: int) -> bool:
    if one.weekday() != weekday:
        return False
    from_the_front, from_the_back = (one.day - 1) // 7 + 1, -((_length(one) - one.day) // 7 + 1)
    return number in (0, from_the_front, from_the_back)


def _length(one: date) -> int:
    return monthrange(one.year, one.month)[1]
