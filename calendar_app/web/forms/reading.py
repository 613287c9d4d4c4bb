"""Dates, times and numbers as people in Norway type them: is it one, and which.

None means 'not understood'; whether it makes sense is judged elsewhere. Only ASCII digits are
digits here (T-11).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from calendar_app.domain.timing import is_ambiguous, wall
from calendar_app.words.names import MONTHS, SHORT_WEEKDAYS, WEEKDAYS

YEARS = range(1970, 2101)
SUMMER, WINTER = "sommertid", "vintertid"
"""The two readings of the autumn hour, as typed after a time or chosen beside it."""

WHOLE_DAY = "hele dagen"
"""What is typed after a date that has no times of day in a list of those that have."""

_LONGEST = 100
_WORD = re.compile(r"([a-zæøå]+)\.?,?\s+")
_DATE_FORMS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
    re.compile(
        r"(?P<day>[0-9]{1,2})\s?[./-]\s?(?P<month>[0-9]{1,2})\s?[./-]\s?(?P<year>[0-9]{4}|[0-9]{2})"
    ),
    re.compile(r"(?P<day>[0-9]{1,2})\.?\s?(?P<name>[a-z]{3,9})\.?\s(?P<year>[0-9]{4})"),
)
_TIME = re.compile(
    r"(?:(?:klokka|klokken|kl)\.?\s*)?"
    r"(?P<hour>[0-9]{1,2})(?:\s?[.:,]?\s?(?P<minute>[0-9]{2}))?"
    rf"(?:\s+(?P<reading>{SUMMER}|{WINTER}))?"
)
_BETWEEN = re.compile(r"\s*(?:[–—-]|\btil\b)\s*")
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")
_WEEKDAY_WORDS = frozenset(
    name.rstrip(".").lower()
    for names in (WEEKDAYS, SHORT_WEEKDAYS)
    for language in ("nb", "nn")
    for name in names[language]
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes since midnight (1440 is its end), and which reading if said."""

    minute: int
    reading: str = ""

    def on(self, day: date) -> datetime:
        """Give the wall time on a local date."""
        moment = wall(day, self.minute)
        is_second = self.reading == WINTER and is_ambiguous(moment)
        return wall(day, self.minute, fold=1) if is_second else moment

    def must_be_asked(self, day: date) -> bool:
        """Tell whether the clock shows this twice on that date and nobody has said which."""
        return not self.reading and is_ambiguous(wall(day, self.minute))


@dataclass(frozen=True, slots=True)
class DateLine:
    """One line of a list of dates: a date, perhaps with times of its own, or whole days."""

    day: date
    start: Clock | None = None
    end: Clock | None = None
    last: date | None = None
    is_whole_days: bool = False


def read_date(text: str) -> date | None:
    """Read `2027-02-08`, `8.2.2027`, `8. februar 2027`, with or without its weekday."""
    found = _date_before(text)
    return found[0] if found and not found[1] else None


def read_clock(text: str) -> Clock | None:
    """Read `18:00`, `18.00`, `kl. 18.00`, `1800` and `18` (D-6); `24.00` ends the day."""
    match = _TIME.fullmatch(_plain(text))
    if not match:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    return Clock(hour * 60 + minute, match["reading"] or "")


def read_date_line(text: str) -> DateLine | None:
    """Read a date with or without times of its own.

    `8.2.2027`, `8. februar 2027 kl. 18.00–19.00`, `8.2.2027 20.00 – 9.2.2027 09.00`,
    `8.2.2027 – 10.2.2027 hele dagen`.
    """
    plain = _plain(text)
    is_whole = plain.endswith(WHOLE_DAY)
    found = _date_before(plain.removesuffix(WHOLE_DAY))
    if not found:
        return None
    day, rest = found
    if not rest:
        return DateLine(day, is_whole_days=is_whole)
    left, *right = _BETWEEN.split(rest, maxsplit=1)
    last, hours = (_date_before(right[0]) or (None, right[0])) if right else (None, "")
    if is_whole:
        return None if left or hours else DateLine(day, last=last, is_whole_days=True)
    start, end = read_clock(left), read_clock(hours)
    return DateLine(day, start, end, last) if start and end else None


def read_number(text: str) -> int | None:
    """Read a whole number."""
    return int(text) if _WHOLE_NUMBER.fullmatch(text := text.strip()) else None


def lines_of(text: str) -> list[str]:
    """Give the lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _plain(text: str) -> str:
    return text.strip().lower()[:_LONGEST]


def _date_before(text: str) -> tuple[date, str] | None:
    """Read the date that a text begins with, and give what follows it."""
    plain = _plain(text)
    word = _WORD.match(plain)
    if word and word[1] in _WEEKDAY_WORDS:
        plain = plain[word.end() :]
    for form in _DATE_FORMS:
        match = form.match(plain)
        rest = plain[match.end() :] if match else ""
        if match and not rest[:1].isalnum():
            day = _date_of(match)
            return (day, rest.strip(" ,:")) if day else None
    return None


def _date_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if year not in YEARS:
        return None
    try:
        return date(year, month, int(parts["day"]))
    except ValueError:
        return None


def _month(name: str) -> int:
    """Give the number of a month by its name or the beginning of it, 0 for no month."""
    found = [number for number, full in enumerate(MONTHS["nb"], 1) if full.startswith(name)]
    return found[0] if len(found) == 1 else 0
