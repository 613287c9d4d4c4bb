"""How a selection is shown: as a list, a week or a month, and how much of it in an embed.

None of this selects anything, so it is no part of the canonical form of a filter, and nothing in
it is ever an error: what is not understood is left to its default.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from calendar_app.domain.query import texts_by_key
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import DAY, Window, monday_of
from calendar_app.domain.values import read_one

KIND = "visning"
ANCHOR = "dato"
COUNT = "antall"
LEVEL = "niva"
VIEW_KEYS = (KIND, ANCHOR, COUNT, LEVEL)
"""The keys, in the order in which they are written."""

MOST_SHOWN = 50
DEEPEST = 5

_NAMES = {key: key for key in VIEW_KEYS}
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_YEAR = re.compile(r"\d{4}-", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_WEEK = re.compile(r"(\d{4})-w(\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_THURSDAY = timedelta(days=3)
_WEEK_LONG = timedelta(days=7)


class ViewKind(StrEnum):
    """The ways to show a calendar."""

    LIST = "liste"
    WEEK = "uke"
    MONTH = "maned"


@dataclass(frozen=True, slots=True)
class View:
    """What an address says of how it is to be shown.

    `anchor` is the first day of the month, or the Monday of the week, that is shown; None for
    that of today, and always for a list. `count` and `level` (of the heading) are for embeds.
    """

    kind: ViewKind = ViewKind.LIST
    anchor: date | None = None
    count: int = 10
    level: int = 2


_DEFAULT = View()


def read_view(query: bytes | str) -> View:
    """Read a raw query text, without its `?`; never raises. Years are kept within 1970–2100."""
    given = texts_by_key(query, _NAMES)
    kind = read_one(KIND, given, _kind)[0] or _DEFAULT.kind
    day = read_one(ANCHOR, given, _day)[0]
    return View(
        kind=kind,
        anchor=None if day is None else _anchored(kind, day),
        count=_number(COUNT, given, MOST_SHOWN) or _DEFAULT.count,
        level=_number(LEVEL, given, DEEPEST) or _DEFAULT.level,
    )


def view_query(view: View) -> str:
    """Write the query text of a view; what is at its default is left out, so it may be ""."""
    said: Mapping[str, str] = {
        KIND: "" if view.kind is _DEFAULT.kind else view.kind.value,
        ANCHOR: _written(view),
        COUNT: "" if view.count == _DEFAULT.count else str(view.count),
        LEVEL: "" if view.level == _DEFAULT.level else str(view.level),
    }
    return "&".join(f"{key}={said[key]}" for key in VIEW_KEYS if said[key])


def shown_as(view: View, kind: ViewKind) -> View:
    """Give the same days in another kind of view, with all else of an address at its default.

    A week leads to the month that most of it lies in; a list has no days of its own.
    """
    day = view.anchor
    if day is not None and view.kind is ViewKind.WEEK:
        day += _THURSDAY
    return View(kind=kind, anchor=None if day is None else _anchored(kind, day))


def first_day(view: View, today: date) -> date:
    """Give the first day of the month, or the Monday of the ISO week, that a view shows."""
    return view.anchor or first_of_month_or_week(view.kind, today)


def shown_days(view: View, today: date) -> Window:
    """Give the local dates of the month or the week that a view shows, without the days around."""
    start = first_day(view, today)
    return Window(start, _following(view.kind, start))


def step(view: View, today: date, *, forward: bool) -> View | None:
    """Give the month or week after or before; None where no address leads (1970–2100)."""
    start = first_day(view, today)
    day = _following(view.kind, start) if forward else start - DAY
    if view.kind is ViewKind.LIST or not _is_known(_year(view.kind, day)):
        return None
    return View(kind=view.kind, anchor=_anchored(view.kind, day))


def within(selection: Selection, window: Window, today: date) -> Selection:
    """Narrow a selection to the days that a view shows, for `fra` and `til` to narrow further."""
    own = selection.window(today, default=window)
    start, end = max(own.start, window.start), min(own.end, window.end)
    return replace(selection, since=start, until=end - DAY if end > start else start - DAY)


def first_of_month_or_week(kind: ViewKind, day: date) -> date:
    """Give the first day of the month of a date, or of its ISO week when weeks are shown."""
    return day.replace(day=1) if kind is ViewKind.MONTH else monday_of(day)


def _anchored(kind: ViewKind, day: date) -> date | None:
    return None if kind is ViewKind.LIST else first_of_month_or_week(kind, day)


def _following(kind: ViewKind, start: date) -> date:
    if kind is ViewKind.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start + _WEEK_LONG


def _written(view: View) -> str:
    if view.anchor is None or view.kind is ViewKind.LIST:
        return ""
    if view.kind is ViewKind.MONTH:
        return f"{view.anchor:%Y-%m}"
    year, week, _ = view.anchor.isocalendar()
    return f"{year}-W{week:02d}"


def _kind(text: str) -> ViewKind | None:
    return next((kind for kind in ViewKind if kind.value == text), None)


def _day(text: str) -> date | None:
    """Read `2026-12`, `2026-W49` (its Monday) or `2026-12-03`, folded."""
    if not _is_known(int(text[:4]) if _YEAR.match(text) else 0):
        return None
    try:
        if found := _MONTH.fullmatch(text):
            return date(int(found[1]), int(found[2]), 1)
        if found := _WEEK.fullmatch(text):
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _is_known(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _year(kind: ViewKind, day: date) -> int:
    """Give the year that the address of a day's month or week is written with."""
    return day.isocalendar().year if kind is ViewKind.WEEK else day.year


def _number(key: str, given: dict[str, list[str]], most: int) -> int | None:
    """Read a number from 1 to `most`; any other says nothing."""

    def read(text: str) -> int | None:
        number = int(text) if _NUMBER.fullmatch(text) else 0
        return number if 0 < number <= most else None

    return read_one(key, given, read)[0]
